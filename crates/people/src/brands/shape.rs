//! Brands in Zendesk's shape.

use base::{BrandId, FormId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Brand, Logo};
use crate::DeskSettings;

/// A brand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct BrandBody {
    /// Its URL in the API.
    pub url: String,
    id: BrandId,
    /// What it is called; the desk's name where it has none of its own.
    name: String,
    /// Where its help centre is to be found.
    brand_url: String,
    subdomain: String,
    /// A host of its own for its help centre.
    host_mapping: Option<String>,
    /// False: there is none yet.
    has_help_center: bool,
    /// `disabled`.
    help_center_state: &'static str,
    /// Whether mail to its addresses becomes tickets of it.
    active: bool,
    /// Whether tickets get it that ask for none.
    default: bool,
    /// Kept only for the closed tickets that name it.
    is_deleted: bool,
    logo: Option<LogoBody>,
    /// As `#rrggbb`; null for the desk's own.
    color: Option<String>,
    /// Empty: every form is for all brands.
    ticket_form_ids: Vec<FormId>,
    /// What ends its agents' mails where the group says nothing else, with placeholders.
    signature_template: String,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// A picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct LogoBody {
    file_name: String,
    content_type: String,
    /// Where its bytes are; another for every picture.
    content_url: String,
    /// In bytes.
    size: i64,
    /// Empty: a picture is shown as it is.
    thumbnails: Vec<String>,
}

impl BrandBody {
    /// A brand; `origin` is the scheme and host that the reader used.
    pub(super) fn new(brand: Brand, desk: &DeskSettings, origin: &str) -> Self {
        let host = brand.host_mapping.as_ref();
        Self {
            url: format!("{origin}/api/v2/brands/{}.json", brand.id),
            name: brand.name_at(desk).to_owned(),
            brand_url: host.map_or_else(|| origin.to_owned(), |host| format!("https://{host}")),
            logo: brand.logo.as_ref().map(|logo| LogoBody::new(brand.id, logo, origin)),
            id: brand.id,
            subdomain: brand.subdomain,
            host_mapping: brand.host_mapping,
            has_help_center: false,
            help_center_state: "disabled",
            active: brand.active,
            default: brand.is_default,
            is_deleted: brand.deleted,
            color: brand.color,
            ticket_form_ids: Vec::new(),
            signature_template: brand.signature_template,
            created_at: brand.created_at,
            updated_at: brand.updated_at,
        }
    }
}

impl LogoBody {
    fn new(brand: BrandId, logo: &Logo, origin: &str) -> Self {
        let ending = logo.content_type.rsplit('/').next().unwrap_or_default();
        let mark: String = logo.blob.to_string().chars().take(8).collect();
        Self {
            file_name: format!("logo.{ending}"),
            content_type: logo.content_type.clone(),
            content_url: format!("{origin}/api/v2/brands/{brand}/logo?version={mark}"),
            size: logo.size,
            thumbnails: Vec::new(),
        }
    }
}
