//! Users and identities.

use std::time::Duration;

use base::{Actor, Locale, OrganizationId, Timestamp, UserId};
use db::{Page, Paging, Position};
use serde_json::json;

use crate::{
    desk::{Desk, actor, change, on_each_database},
    people::{
        IdentityKind, NewIdentity, PeopleError, User, actions,
        actions::find_or_create_requester,
        policy::Refusal,
        store::{self, UserFilter, UserOrder},
    },
};

async fn organization(desk: &Desk, body: serde_json::Value) -> OrganizationId {
    let (admin, new) = (desk.admin, serde_json::from_value(body).unwrap());
    desk.write(move |tx, now| actions::organizations::create(tx, now, &admin, &new)).await.unwrap().id
}

async fn requester(desk: &Desk, email: &'static str, name: &'static str) -> Result<UserId, PeopleError> {
    desk.write(move |tx, now| find_or_create_requester(tx, now, &Actor::SYSTEM, email, name, Locale::En))
        .await
}

async fn find(desk: &Desk, id: UserId) -> User {
    desk.read(move |c| Ok(store::find_user(c, id)?.unwrap())).await
}

#[tokio::test]
async fn a_stranger_becomes_a_requester_of_the_organization_that_has_their_domain() {
    on_each_database(async |desk| {
        let acme = organization(&desk, json!({"name": "Acme", "domain_names": ["Acme.example"]})).await;
        let mia = requester(&desk, "Mia@acme.EXAMPLE", "Mia").await.unwrap();
        assert_eq!(requester(&desk, "mia@Acme.example ", "Someone else").await.unwrap(), mia);
        let user = find(&desk, mia).await;
        assert_eq!((user.name.as_str(), user.email.as_deref()), ("Mia", Some("Mia@acme.EXAMPLE")));
        assert_eq!((user.organization_id, user.locale), (Some(acme), Locale::En));
        let memberships =
            desk.read(move |c| Ok(store::organization_memberships::organizations_of(c, mia)?)).await;
        assert_eq!(memberships, [acme]);
        assert!(matches!(requester(&desk, "no address", "").await, Err(PeopleError::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_one_user_only() {
    on_each_database(async |desk| {
        desk.user(json!({"name": "Mia", "email": "mia@example.com"})).await;
        let (admin, again) = (desk.admin, change(json!({"name": "M", "email": "MIA@example.com"})));
        let refused = desk.write(move |tx, now| actions::users::create(tx, now, &admin, &again)).await;
        let Err(PeopleError::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!((invalid.fields[0].field.as_str(), invalid.fields[0].error), ("email", "DuplicateValue"));
    })
    .await;
}

#[tokio::test]
async fn a_change_is_recorded_with_what_was_before_and_an_idle_one_is_not() {
    on_each_database(async |desk| {
        let mia = desk.user(json!({"name": "Mia", "phone": "1"})).await;
        desk.update(desk.admin, mia.id, json!({"phone": "2", "tags": ["VIP"]})).await.unwrap();
        let recorded = json!([
            {"type": "Change", "field_name": "phone", "value": "2", "previous_value": "1"},
            {"type": "Change", "field_name": "tags", "value": ["vip"], "previous_value": []},
        ]);
        assert_eq!(desk.newest_audit(mia.id).await, recorded);
        desk.update(desk.admin, mia.id, json!({"phone": "2"})).await.unwrap();
        assert_eq!(desk.newest_audit(mia.id).await, recorded);
        let stored = find(&desk, mia.id).await;
        assert_eq!((stored.phone.as_deref(), stored.tags), (Some("2"), vec!["vip".to_owned()]));
    })
    .await;
}

#[tokio::test]
async fn create_or_update_knows_people_by_address_or_external_id() {
    on_each_database(async |desk| {
        let upsert = |body| {
            let (admin, change) = (desk.admin, change(body));
            desk.write(move |tx, now| actions::users::create_or_update(tx, now, &admin, &change))
        };
        let (mia, is_new) =
            upsert(json!({"name": "Mia", "email": "mia@example.com", "external_id": "7"})).await.unwrap();
        assert!(is_new);
        let (same, is_new) = upsert(json!({"name": "Mia M.", "email": "MIA@example.com"})).await.unwrap();
        assert_eq!((same.id, same.name.as_str(), is_new), (mia.id, "Mia M.", false));
        let (same, is_new) = upsert(json!({"external_id": "7", "email": "mia@home.example"})).await.unwrap();
        assert_eq!((same.id, same.email.as_deref(), is_new), (mia.id, Some("mia@example.com"), false));
        let known = desk.read(|c| Ok(store::find_user_by_email(c, "mia@home.example")?.unwrap())).await;
        assert_eq!(known.id, mia.id);
    })
    .await;
}

#[tokio::test]
async fn another_address_can_become_the_primary_one_which_cannot_be_removed() {
    on_each_database(async |desk| {
        let mia = desk.user(json!({"name": "Mia", "email": "mia@example.com"})).await;
        let admin = desk.admin;
        let new = NewIdentity {
            kind: IdentityKind::Email,
            value: "mia@home.example".to_owned(),
            verified: true,
            primary: false,
        };
        let second =
            desk.write(move |tx, now| actions::identities::add(tx, now, &admin, mia.id, &new)).await.unwrap();
        assert!(!second.is_primary);
        let promoted = desk
            .write(move |tx, now| actions::identities::make_primary(tx, now, &admin, mia.id, second.id))
            .await
            .unwrap();
        assert!(promoted.is_primary);
        let user = find(&desk, mia.id).await;
        assert_eq!((user.email.as_deref(), user.verified), (Some("mia@home.example"), true));
        let removal =
            desk.write(move |tx, now| actions::identities::remove(tx, now, &admin, mia.id, second.id)).await;
        assert!(matches!(removal, Err(PeopleError::Invalid(_))));
        let first = desk.read(move |c| Ok(store::find_identities(c, &[mia.id])?)).await.remove(0);
        desk.write(move |tx, now| actions::identities::remove(tx, now, &admin, mia.id, first.id))
            .await
            .unwrap();
        assert_eq!(desk.read(move |c| Ok(store::find_identities(c, &[mia.id])?)).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_end_user_knows_only_themself_and_gives_themself_nothing() {
    on_each_database(async |desk| {
        let mia = desk.user(json!({"name": "Mia", "email": "mia@example.com"})).await;
        let other = desk.user(json!({"name": "Other"})).await;
        let as_mia = actor(&mia);
        let seen = desk.write(move |tx, _| actions::users::access_user(tx, &as_mia, other.id)).await;
        assert!(matches!(seen, Err(PeopleError::NotFound)));
        assert_eq!(desk.update(as_mia, mia.id, json!({"name": "Mia M."})).await.unwrap().name, "Mia M.");
        for (body, reason) in [
            (json!({"role": "admin"}), Refusal::NotToYourself),
            (json!({"tags": ["vip"]}), Refusal::AgentsOnly),
            (json!({"email": "ceo@example.com"}), Refusal::AgentsOnly),
        ] {
            let refused = desk.update(as_mia, mia.id, body).await;
            assert!(matches!(&refused, Err(PeopleError::Refused(found)) if *found == reason), "{refused:?}");
        }
        assert_eq!(find(&desk, mia.id).await.tags, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_desk_keeps_its_last_admin() {
    on_each_database(async |desk| {
        let ada = desk.admin.user_id.unwrap();
        let eve = desk.user(json!({"name": "Eve", "email": "eve@desk.test", "role": "admin"})).await;
        desk.update(actor(&eve), ada, json!({"suspended": true})).await.unwrap();
        let refused = desk.update(Actor::SYSTEM, eve.id, json!({"role": "agent"})).await;
        assert!(matches!(refused, Err(PeopleError::Refused(Refusal::LastAdmin))), "{refused:?}");
        desk.update(actor(&eve), ada, json!({"suspended": false})).await.unwrap();
        desk.update(Actor::SYSTEM, eve.id, json!({"role": "agent"})).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_deleted_user_stays_as_a_row_and_frees_their_address() {
    on_each_database(async |desk| {
        let acme = organization(&desk, json!({"name": "Acme"})).await;
        let body =
            json!({"name": "Mia", "email": "mia@example.com", "external_id": "7", "organization_id": acme});
        let (mia, admin) = (desk.user(body.clone()).await, desk.admin);
        desk.write(move |tx, now| actions::users::delete(tx, now, &admin, mia.id)).await.unwrap();
        let left = find(&desk, mia.id).await;
        assert_eq!(
            (left.active, left.name.as_str(), left.email, left.organization_id),
            (false, "Mia", None, None)
        );
        assert_ne!(desk.user(body).await.id, mia.id);
        let again = desk.write(move |tx, now| actions::users::delete(tx, now, &admin, mia.id)).await;
        assert!(matches!(again, Err(PeopleError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn people_are_found_by_the_start_of_a_name_or_address_and_listed_by_name() {
    on_each_database(async |desk| {
        for (name, email) in
            [("Zoë Blanc", "z@example.com"), ("anna", "anna@b.test"), ("Élodie", "zoe.x@example.com")]
        {
            desk.user(json!({"name": name, "email": email})).await;
        }
        let names = |page: Page<User>| page.rows.into_iter().map(|user| user.name).collect::<Vec<_>>();
        let list = |starts_with: Option<&str>, paging: Paging| {
            let filter = UserFilter { starts_with: starts_with.map(str::to_owned), ..UserFilter::default() };
            desk.read(move |c| Ok(store::list_users(c, &filter, (UserOrder::Name, false), &paging)?))
        };
        let start = Paging::Cursor { size: 2, position: Position::Start };
        assert_eq!(names(list(Some("ZOE"), start.clone()).await), ["Élodie", "Zoë Blanc"]);
        let first = list(None, start).await;
        let rest = Position::After(first.last.clone().unwrap());
        assert_eq!(names(first), ["Ada", "anna"]);
        let second = list(None, Paging::Cursor { size: 2, position: rest }).await;
        assert!(!second.has_next);
        assert_eq!(names(second), ["Élodie", "Zoë Blanc"]);
    })
    .await;
}

#[tokio::test]
async fn an_address_is_undeliverable_from_the_first_mail_that_comes_back() {
    on_each_database(async |desk| {
        let mia = desk.user(json!({"name": "Mia", "email": "mia@example.com"})).await.id;
        let came_back = |address: &'static str| {
            desk.write(move |tx, now| actions::identities::mark_undeliverable(tx, now, address))
        };
        let since = async || {
            let identities = desk.read(move |c| Ok(store::find_identities(c, &[mia])?)).await;
            identities[0].undeliverable_since
        };
        came_back("stranger@example.com").await.unwrap();
        assert_eq!(since().await, None);
        came_back("MIA@example.com").await.unwrap();
        let first = since().await;
        assert!(first.is_some());
        desk.app.clock.advance(Duration::from_secs(60));
        came_back("mia@example.com").await.unwrap();
        assert_eq!(since().await, first);
        assert_eq!(desk.newest_audit(mia).await[0]["value"], "mia@example.com");
    })
    .await;
}

#[tokio::test]
async fn whoever_changed_is_exported_in_the_order_they_changed_in() {
    on_each_database(async |desk| {
        let mut ids = Vec::new();
        for name in ["Ana", "Ben", "Eve"] {
            desk.app.clock.advance(Duration::from_secs(60));
            ids.push(desk.user(json!({"name": name})).await.id);
        }
        desk.app.clock.advance(Duration::from_secs(60));
        let (admin, ana, start) = (desk.admin, ids[0], desk.app.clock.now());
        desk.write(move |tx, now| actions::users::delete(tx, now, &admin, ana)).await.unwrap();
        let changed_since = async |start| {
            let paging = Paging::Cursor { size: 10, position: Position::Start };
            let page = desk.read(move |c| Ok(store::list_users_changed_since(c, start, &paging)?)).await;
            page.rows.iter().map(|user| user.id).collect::<Vec<_>>()
        };
        assert_eq!(changed_since(Timestamp(0)).await[1..], [ids[1], ids[2], ids[0]]);
        assert_eq!(changed_since(start).await, [ids[0]]);
    })
    .await;
}
