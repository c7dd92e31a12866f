//! Through which server, and under which address, a mail leaves.

use std::sync::Arc;

use base::{BrandId, GroupId, MailboxId, Secrets, UserId};
use db::{Conn, DbError};
use http::App;
use mail::{Address, ThreadToken};
use mail_transport::{
    AddressPolicy, Network,
    smtp_sender::{Relay, SmtpSender},
};
use people::{SenderName, User, brands};
use tickets::model::Ticket;

use super::{OwnAddresses, letter::plain_name, own::without_tag, thread_key};
use crate::mailboxes::{Mailbox, actions, actions::MailboxError, relay, store};

/// What people are told while mail cannot leave.
pub(crate) const NO_SERVER: &str = "no outgoing mail server is set; add one under Settings › Mailboxes";

/// Sends the desk's mail; keeps connections for the next.
#[derive(Clone)]
pub(crate) struct Outbound {
    pub(crate) app: App,
    pub(crate) sender: Arc<SmtpSender>,
}

impl Outbound {
    pub(crate) fn new(app: &App) -> Self {
        let sender = SmtpSender::new(network(app), own_name(app));
        Self { app: app.clone(), sender: Arc::new(sender) }
    }
}

/// Where connections may go: to the public Internet, or anywhere if the desk's operator allows it.
pub(crate) fn network(app: &App) -> Network {
    let policy = match app.settings.allow_internal_addresses {
        true => AddressPolicy::Any,
        false => AddressPolicy::PublicOnly,
    };
    #[expect(clippy::expect_used, reason = "only a certificate that is added could be refused, and none is")]
    Network::new(policy, Vec::new()).expect("a network without certificates of its own")
}

/// The name under which the desk introduces itself to mail servers.
fn own_name(app: &App) -> String {
    let host = app.settings.public_url.as_ref().and_then(|url| url.host_str());
    host.unwrap_or("localhost").to_owned()
}

/// How a mail leaves.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// The server that takes it; none is set when `None`.
    pub relay: Option<Relay>,
    /// The sender.
    pub from: Address,
    /// The mailbox behind it.
    pub mailbox_id: Option<MailboxId>,
    /// Whether answers to the address with a `+tag` reach us for sure, because we receive its mail ourselves.
    pub takes_tags: bool,
}

impl Route {
    /// The Message-ID under which a message leaves.
    pub(crate) fn message_id(&self, secrets: &Secrets, token: ThreadToken) -> String {
        let domain = self.from.domain();
        token.message_id(if domain.is_empty() { "localhost" } else { domain }, &thread_key(secrets))
    }

    /// The address to answer to, where it is another than the sender's.
    pub(crate) fn reply_to(&self, secrets: &Secrets, token: ThreadToken) -> Option<Address> {
        let thread = ThreadToken { message_id: None, ..token };
        let tagged = || thread.reply_address(&self.from.email, &thread_key(secrets));
        self.takes_tags.then(|| Address { email: tagged(), ..self.from.clone() })
    }
}

/// What a mail is about, as far as it decides from where it leaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occasion {
    /// Under which brand.
    pub brand: BrandId,
    /// The group that answers.
    pub group: Option<GroupId>,
}

impl Occasion {
    /// Of a mail about a ticket.
    pub(crate) fn of(ticket: &Ticket) -> Self {
        Self { brand: ticket.brand_id, group: ticket.group_id }
    }
}

/// The mailboxes that an agent may answer from: those of the brand as far as they are their groups' or everybody's; where
/// there is none, those of any brand.
pub(crate) fn list_answering(c: &mut Conn, agent: UserId, about: Occasion) -> Result<Vec<Mailbox>, DbError> {
    let groups = people::store::groups_of(c, agent)?;
    let mut mailboxes = store::list_mailboxes(c)?;
    mailboxes.retain(|mailbox| {
        let of = &mailbox.answering_group_ids;
        of.is_empty() || of.iter().any(|group| groups.contains(group))
    });
    Ok(of_brand(mailboxes, about.brand))
}

fn of_brand(mut mailboxes: Vec<Mailbox>, brand: BrandId) -> Vec<Mailbox> {
    let is_of_it = |mailbox: &Mailbox| mailbox.active && mailbox.brand_id == brand;
    if mailboxes.iter().any(is_of_it) {
        mailboxes.retain(|mailbox| mailbox.brand_id == brand);
    }
    mailboxes
}

/// The way for what somebody wrote, from the address that was asked for as far as it is the brand's, else from that of the
/// group, else from the first one. An agent's leaves from a mailbox that they may answer from, and under their name where
/// the desk wants that.
pub(crate) fn find_route_of(
    c: &mut Conn,
    app: &App,
    author: Option<&User>,
    address: Option<&str>,
    about: Occasion,
) -> Result<Route, MailboxError> {
    let agent = author.filter(|author| author.role.is_staff());
    let allowed = match agent {
        Some(agent) => list_answering(c, agent.id, about)?,
        None => Vec::new(),
    };
    let mailboxes = match allowed.is_empty() {
        true => of_brand(store::list_mailboxes(c)?, about.brand),
        false => allowed,
    };
    let own = OwnAddresses::load(c)?;
    let is_among =
        |address: &str| mailboxes.iter().any(|mailbox| without_tag(&mailbox.address) == without_tag(address));
    let wanted = address.filter(|address| !own.contains(address) || is_among(address));
    let mut route = route_among(c, app, &mailboxes, wanted, about.group)?;
    if let Some(agent) = agent {
        sign(c, agent, &mut route)?;
    }
    Ok(route)
}

/// Puts an agent's name before that of the mailbox, where the desk wants that.
fn sign(c: &mut Conn, agent: &User, route: &mut Route) -> Result<(), DbError> {
    let desk = people::store::get_desk(c)?;
    if desk.sender_name == SenderName::AgentAndDesk {
        let name = agent.alias.as_ref().unwrap_or(&agent.name);
        let of = route.from.name.take().unwrap_or(desk.name);
        route.from.name = Some(plain_name(&format!("{name} ({of})")));
    }
    Ok(())
}

/// The way for a mail of the desk itself: from its first address, of the default brand where that has one.
pub(crate) fn find_own_route(c: &mut Conn, app: &App) -> Result<Route, MailboxError> {
    let brand = brands::store::get_default(c)?.id;
    let mailboxes = of_brand(store::list_mailboxes(c)?, brand);
    route_among(c, app, &mailboxes, None, None)
}

/// The way from a mailbox among some. An alias that the customer wrote to stays the sender where the mailbox's server can
/// be expected to know it.
fn route_among(
    c: &mut Conn,
    app: &App,
    mailboxes: &[Mailbox],
    address: Option<&str>,
    group: Option<GroupId>,
) -> Result<Route, MailboxError> {
    let chosen = choose(mailboxes, address, group);
    let own = match chosen {
        Some(mailbox) => actions::open_smtp(mailbox, &app.secrets)?,
        None => None,
    };
    let relay = match own {
        Some(own) => Some(own),
        None => relay::open_relay(c, &app.secrets)?,
    };
    Ok(Route {
        relay,
        from: Address::new(&sender_name(c, chosen)?, &sender_address(chosen, address, app)),
        mailbox_id: chosen.map(|mailbox| mailbox.id),
        takes_tags: chosen.is_none_or(|mailbox| mailbox.imap.is_none()),
    })
}

/// The mailbox's name, else its brand's, which may be the desk's.
fn sender_name(c: &mut Conn, chosen: Option<&Mailbox>) -> Result<String, DbError> {
    if let Some(mailbox) = chosen.filter(|mailbox| !mailbox.name.is_empty()) {
        return Ok(mailbox.name.clone());
    }
    let brand = match chosen {
        Some(mailbox) => brands::store::find_brand(c, mailbox.brand_id)?,
        None => None,
    };
    let desk = people::store::get_desk(c)?;
    Ok(brand.map_or_else(|| desk.name.clone(), |brand| brand.name_at(&desk).to_owned()))
}

fn choose<'a>(
    mailboxes: &'a [Mailbox],
    address: Option<&str>,
    group: Option<GroupId>,
) -> Option<&'a Mailbox> {
    let plain = address.map(without_tag);
    let has_address = |mailbox: &&Mailbox| Some(without_tag(&mailbox.address)) == plain;
    let is_of_group = |mailbox: &&Mailbox| mailbox.active && group.is_some() && mailbox.group_id == group;
    mailboxes
        .iter()
        .find(has_address)
        .or_else(|| mailboxes.iter().find(is_of_group))
        .or_else(|| mailboxes.iter().find(|mailbox| mailbox.active))
}

fn sender_address(chosen: Option<&Mailbox>, alias: Option<&str>, app: &App) -> String {
    let domain =
        |address: &str| people::fold_address(address.rsplit_once('@').map_or("", |(_, domain)| domain));
    match (chosen, alias) {
        (Some(mailbox), Some(alias)) if domain(alias) == domain(&mailbox.address) => alias.to_owned(),
        (Some(mailbox), _) => mailbox.address.clone(),
        (None, Some(alias)) => alias.to_owned(),
        (None, None) => format!("support@{}", own_name(app)),
    }
}
