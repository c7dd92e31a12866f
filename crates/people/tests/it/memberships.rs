//! Groups, organizations, and who belongs to them.

use base::{GroupId, MembershipId, Role, UserId};
use db::Paging;
use serde_json::json;

use crate::{
    desk::{Desk, on_each_database},
    people::{GroupChange, OrganizationChange, PeopleError, User, actions, policy::Refusal, store},
};

async fn group(desk: &Desk, name: &str) -> GroupId {
    let (admin, new) = (desk.admin, GroupChange { name: Some(name.to_owned()), ..GroupChange::default() });
    desk.write(move |tx, now| actions::groups::create(tx, now, &admin, &new)).await.unwrap().id
}

async fn join(desk: &Desk, user: UserId, group: GroupId) -> Result<MembershipId, PeopleError> {
    let admin = desk.admin;
    let created =
        desk.write(move |tx, now| actions::group_memberships::create(tx, now, &admin, user, group, false));
    Ok(created.await?.id)
}

async fn find(desk: &Desk, id: UserId) -> User {
    desk.read(move |c| Ok(store::find_user(c, id)?.unwrap())).await
}

async fn groups_of(desk: &Desk, id: UserId) -> Vec<GroupId> {
    desk.read(move |c| Ok(store::groups_of(c, id)?)).await
}

#[tokio::test]
async fn the_first_group_is_the_default_one_until_it_is_left() {
    on_each_database(async |desk| {
        let ana = desk.user(json!({"name": "Ana", "email": "ana@desk.test", "role": "agent"})).await.id;
        let (orders, returns) = (group(&desk, "Orders").await, group(&desk, "Returns").await);
        let first = join(&desk, ana, orders).await.unwrap();
        let second = join(&desk, ana, returns).await.unwrap();
        assert_eq!(find(&desk, ana).await.default_group_id, Some(orders));
        assert!(matches!(join(&desk, ana, returns).await, Err(PeopleError::Invalid(_))));

        let admin = desk.admin;
        desk.write(move |tx, now| actions::group_memberships::delete(tx, now, &admin, first)).await.unwrap();
        assert_eq!(find(&desk, ana).await.default_group_id, Some(returns));
        let recorded = json!([
            {"type": "Change", "field_name": "group_ids", "value": [returns], "previous_value": [orders, returns]},
            {"type": "Change", "field_name": "default_group_id", "value": returns, "previous_value": orders},
        ]);
        assert_eq!(desk.newest_audit(ana).await, recorded);

        let membership = desk.read(move |c| Ok(store::group_memberships::find(c, second)?.unwrap())).await;
        assert!(membership.is_default);
    })
    .await;
}

#[tokio::test]
async fn only_agents_are_in_groups_and_who_is_no_longer_one_leaves_them() {
    on_each_database(async |desk| {
        let orders = group(&desk, "Orders").await;
        let mia = desk.user(json!({"name": "Mia"})).await.id;
        assert!(matches!(join(&desk, mia, orders).await, Err(PeopleError::Refused(Refusal::NotAnAgent))));
        desk.update(desk.admin, mia, json!({"role": "agent"})).await.unwrap();
        join(&desk, mia, orders).await.unwrap();
        let demoted = desk.update(desk.admin, mia, json!({"role": "end-user"})).await.unwrap();
        assert_eq!((demoted.role, demoted.default_group_id), (Role::EndUser, None));
        assert_eq!(groups_of(&desk, mia).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_group_is_empty_and_no_longer_listed() {
    on_each_database(async |desk| {
        let ana = desk.user(json!({"name": "Ana", "role": "agent"})).await.id;
        let orders = group(&desk, "Orders").await;
        join(&desk, ana, orders).await.unwrap();
        let admin = desk.admin;
        desk.write(move |tx, now| actions::groups::delete(tx, now, &admin, orders)).await.unwrap();
        assert_eq!(groups_of(&desk, ana).await, []);
        assert_eq!(find(&desk, ana).await.default_group_id, None);
        assert_eq!(desk.read(|c| Ok(store::list_groups(c)?)).await, []);
        assert!(desk.read(move |c| Ok(store::find_group(c, orders)?)).await.unwrap().deleted);
    })
    .await;
}

#[tokio::test]
async fn who_gets_another_organization_moves_unless_they_belong_to_it_already() {
    on_each_database(async |desk| {
        let admin = desk.admin;
        let create = |name: &str| {
            let new = OrganizationChange { name: Some(name.to_owned()), ..OrganizationChange::default() };
            desk.write(move |tx, now| actions::organizations::create(tx, now, &admin, &new))
        };
        let (acme, brico) = (create("Acme").await.unwrap().id, create("Brico").await.unwrap().id);
        let mia = desk.user(json!({"name": "Mia", "organization_id": acme})).await.id;
        let organizations =
            || desk.read(move |c| Ok(store::organization_memberships::organizations_of(c, mia)?));

        desk.update(admin, mia, json!({"organization_id": brico})).await.unwrap();
        assert_eq!(organizations().await, [brico]);

        let join = desk.write(move |tx, now| {
            actions::organization_memberships::create(tx, now, &admin, mia, acme, false)
        });
        join.await.unwrap();
        desk.update(admin, mia, json!({"organization_id": acme})).await.unwrap();
        assert_eq!(organizations().await, [brico, acme]);

        let paging = Paging::Offset { page: 1, per_page: 10 };
        let list =
            desk.read(move |c| Ok(store::organization_memberships::list(c, Some(mia), None, &paging)?));
        let defaults: Vec<_> =
            list.await.rows.iter().filter(|it| it.is_default).map(|it| it.organization_id).collect();
        assert_eq!(defaults, [acme]);

        desk.write(move |tx, now| actions::organizations::delete(tx, now, &admin, acme)).await.unwrap();
        assert_eq!(organizations().await, [brico]);
        assert_eq!(find(&desk, mia).await.organization_id, Some(brico));
    })
    .await;
}

#[tokio::test]
async fn an_organizations_name_and_domains_are_its_own() {
    on_each_database(async |desk| {
        let admin = desk.admin;
        let create = |body| {
            let new = serde_json::from_value(body).unwrap();
            desk.write(move |tx, now| actions::organizations::create(tx, now, &admin, &new))
        };
        create(json!({"name": "Écolux", "domain_names": ["ecolux.example"]})).await.unwrap();
        for (body, field) in [
            (json!({"name": "ECOLUX"}), "name"),
            (json!({"name": "Other", "domain_names": ["EcoLux.example"]}), "domain_names"),
        ] {
            let refused = create(body).await;
            let Err(PeopleError::Invalid(invalid)) = refused else { panic!("{refused:?}") };
            assert_eq!(invalid.fields[0].field, field);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_belonged_to_a_deleted_organization_has_another_default_one_or_none() {
    on_each_database(async |desk| {
        let (admin, mia) = (desk.admin, desk.user(json!({"name": "Mia"})).await.id);
        let join = |name: &'static str| {
            desk.write(move |tx, now| {
                let new = OrganizationChange { name: Some(name.to_owned()), ..OrganizationChange::default() };
                let made = actions::organizations::create(tx, now, &admin, &new)?;
                actions::organization_memberships::create(tx, now, &admin, mia, made.id, false)?;
                Ok(made.id)
            })
        };
        let (shop, school) = (join("Shop").await.unwrap(), join("School").await.unwrap());
        for (deleted, left) in [(shop, Some(school)), (school, None)] {
            let delete = desk.write(move |tx, now| actions::organizations::delete(tx, now, &admin, deleted));
            delete.await.unwrap();
            assert_eq!(find(&desk, mia).await.organization_id, left);
            assert_eq!(desk.newest_audit(mia).await[0]["field_name"], "organization_ids");
        }
    })
    .await;
}
