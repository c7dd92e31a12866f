//! Set-up, passwords, sessions, invitations.

use std::time::Duration;

use base::{Locale, Role, token_hash};
use http::ApiError;
use serde_json::{Value, json};

use crate::{
    desk::{ADMIN_PASSWORD, Desk, new_desk, on_each_database},
    people::{
        PasswordHash, PeopleError, Session, actions,
        actions::invitations::{Acceptance, NewInvitation},
        actions::setup::create_first_admin,
        store,
    },
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Desk {
    async fn session(&self, token: &str) -> Option<Session> {
        let (hash, now) = (token_hash(token), self.app.clock.now());
        self.read(move |c| Ok(store::sessions::find(c, &hash, now)?)).await
    }

    async fn signs_in(&self, email: &str, password: &str) -> Result<String, ApiError> {
        let user = self.gate.check(&self.app, None, email, password.to_owned()).await?;
        let session = self.write(move |tx, now| actions::sessions::start(tx, now, user.id, "test")).await?;
        Ok(session.token.reveal().to_owned())
    }

    /// The payloads of the mails that wait to be written.
    async fn notices(&self) -> Vec<Value> {
        let claimed =
            self.write(|tx, now| Ok(jobs::store::claim(tx, now, now.plus(DAY), 100)?)).await.unwrap();
        claimed.into_iter().map(|job| serde_json::from_str(&job.payload).unwrap()).collect()
    }
}

fn secret_of(url: &Value) -> String {
    url.as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_desk_is_set_up_once() {
    on_each_database(async |desk| {
        let again = desk.write(|tx, now| create_first_admin(tx, now, &new_desk())).await;
        assert!(matches!(again, Err(PeopleError::AlreadySetUp)));
        let settings = desk.read(|c| Ok(store::get_desk(c)?)).await;
        assert_eq!((settings.name.as_str(), settings.locale), ("Lumen", Locale::Fr));
        assert_eq!(settings.base_url(None).as_deref(), Some("https://desk.test"));
        assert_eq!(settings.undo_send_seconds, 8);
    })
    .await;
}

#[tokio::test]
async fn only_the_right_password_of_somebody_who_may_come_in_lets_them_in() {
    on_each_database(async |desk| {
        desk.signs_in("ADA@desk.test", ADMIN_PASSWORD).await.unwrap();
        let refused = |result: Result<String, ApiError>| matches!(result, Err(ApiError::Unauthenticated));
        assert!(refused(desk.signs_in("ada@desk.test", "wrong horse").await));
        assert!(refused(desk.signs_in("nobody@desk.test", ADMIN_PASSWORD).await));
        let eve = desk.user(json!({"name": "Eve", "email": "eve@desk.test", "role": "admin"})).await;
        assert!(refused(desk.signs_in("eve@desk.test", "").await));

        let token = desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await.unwrap();
        let ada = desk.admin.user_id.unwrap();
        desk.update(crate::desk::actor(&eve), ada, json!({"suspended": true})).await.unwrap();
        assert!(refused(desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await));
        assert!(desk.session(&token).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn who_guesses_too_often_must_wait_even_with_the_right_password() {
    on_each_database(async |desk| {
        for _ in 0..10 {
            let wrong = desk.signs_in("ada@desk.test", "wrong horse").await;
            assert!(matches!(wrong, Err(ApiError::Unauthenticated)));
        }
        let held_back = desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await;
        assert!(matches!(held_back, Err(ApiError::TooMany { retry_after_seconds: 1..=31 })), "{held_back:?}");
        desk.app.clock.advance(Duration::from_secs(31));
        desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_session_lives_thirty_days_from_its_last_use() {
    on_each_database(async |desk| {
        let token = desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await.unwrap();
        desk.app.clock.advance(DAY * 29);
        let session = desk.session(&token).await.unwrap();
        assert!(actions::sessions::is_touch_due(&session, desk.app.clock.now()));
        desk.write(move |tx, now| actions::sessions::touch(tx, now, session.id)).await.unwrap();
        desk.app.clock.advance(DAY * 29);
        assert!(desk.session(&token).await.is_some());
        desk.app.clock.advance(DAY * 2);
        assert!(desk.session(&token).await.is_none());
        desk.write(actions::sessions::forget_expired).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_mailed_link_resets_the_password_once_and_ends_other_sessions() {
    on_each_database(async |desk| {
        let old_session = desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await.unwrap();
        for email in ["Ada@desk.test", "nobody@desk.test"] {
            let request = desk
                .write(move |tx, now| actions::passwords::request_reset(tx, now, email, "https://desk.test"));
            request.await.unwrap();
        }
        let notices = desk.notices().await;
        assert_eq!(notices.len(), 1);
        assert_eq!(
            (&notices[0]["to"], &notices[0]["template"]),
            (&json!("ada@desk.test"), &json!("password_reset"))
        );

        let token = secret_of(&notices[0]["data"]["url"]);
        let reset = || {
            let token = token.clone();
            desk.write(move |tx, now| {
                let password = PasswordHash::of("battery staple")?;
                actions::passwords::reset(tx, now, &token, &password, "test")
            })
        };
        let (_, session) = reset().await.unwrap();
        assert!(desk.session(session.token.reveal()).await.is_some());
        assert!(desk.session(&old_session).await.is_none());
        assert!(matches!(reset().await, Err(PeopleError::NotFound)));
        desk.signs_in("ada@desk.test", "battery staple").await.unwrap();
        assert!(desk.signs_in("ada@desk.test", ADMIN_PASSWORD).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_too_old_resets_nothing() {
    on_each_database(async |desk| {
        let request = desk.write(|tx, now| {
            actions::passwords::request_reset(tx, now, "ada@desk.test", "https://desk.test")
        });
        request.await.unwrap();
        let token = secret_of(&desk.notices().await[0]["data"]["url"]);
        desk.app.clock.advance(Duration::from_secs(2 * 60 * 60));
        let late = desk.write(move |tx, now| {
            actions::passwords::reset(tx, now, &token, &PasswordHash::of("battery staple")?, "test")
        });
        assert!(matches!(late.await, Err(PeopleError::NotFound)));
    })
    .await;
}

fn invitation(email: &str, group_ids: Vec<base::GroupId>) -> NewInvitation {
    NewInvitation { email: email.to_owned(), name: None, role: Role::Agent, group_ids }
}

#[tokio::test]
async fn an_invited_person_joins_once_with_their_groups() {
    on_each_database(async |desk| {
        let admin = desk.admin;
        let new_group = serde_json::from_value(json!({"name": "Orders"})).unwrap();
        let group =
            desk.write(move |tx, now| actions::groups::create(tx, now, &admin, &new_group)).await.unwrap().id;
        let invite = |new: NewInvitation| {
            desk.write(move |tx, now| {
                actions::invitations::invite(tx, now, &admin, &new, "https://desk.test")
            })
        };
        let (_, url) = invite(invitation("Ana@desk.test", vec![group])).await.unwrap();
        assert_eq!(desk.notices().await[0]["data"]["url"], json!(url));

        let token = secret_of(&json!(url));
        let accept = || {
            let token = token.clone();
            desk.write(move |tx, now| {
                let password = PasswordHash::of("battery staple")?;
                let acceptance = Acceptance { name: "Ana".to_owned(), password, locale: Locale::En };
                actions::invitations::accept(tx, now, &token, &acceptance, "test")
            })
        };
        let (ana, _) = accept().await.unwrap();
        assert_eq!((ana.role, ana.default_group_id, ana.verified), (Role::Agent, Some(group), true));
        desk.signs_in("ana@desk.test", "battery staple").await.unwrap();
        assert!(matches!(accept().await, Err(PeopleError::NotFound)));
        assert!(matches!(invite(invitation("ana@desk.test", vec![])).await, Err(PeopleError::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn a_customer_who_is_invited_becomes_an_agent_and_stays_the_same_user() {
    on_each_database(async |desk| {
        let mia = desk.user(json!({"name": "Mia", "email": "mia@example.com"})).await;
        let admin = desk.admin;
        let invite = desk.write(move |tx, now| {
            actions::invitations::invite(
                tx,
                now,
                &admin,
                &invitation("mia@example.com", vec![]),
                "https://desk.test",
            )
        });
        let token = secret_of(&json!(invite.await.unwrap().1));
        let accept = desk.write(move |tx, now| {
            let password = PasswordHash::of("battery staple")?;
            let acceptance = Acceptance { name: "Mia M.".to_owned(), password, locale: Locale::En };
            actions::invitations::accept(tx, now, &token, &acceptance, "test")
        });
        let (joined, _) = accept.await.unwrap();
        assert_eq!((joined.id, joined.role, joined.name.as_str()), (mia.id, Role::Agent, "Mia M."));
    })
    .await;
}

#[tokio::test]
async fn everyone_who_cannot_be_invited_is_named_and_nobody_is_invited() {
    on_each_database(async |desk| {
        let admin = desk.admin;
        let invite = desk.write(move |tx, now| {
            let lot = ["new@desk.test", "ada@desk.test", "nonsense"].map(|email| invitation(email, vec![]));
            actions::invitations::invite_all(tx, now, &admin, &lot, "https://desk.test")
        });
        let Err(PeopleError::Invalid(invalid)) = invite.await else { panic!("all were invited") };
        let wrong: Vec<_> = invalid.fields.iter().map(|field| (field.index, field.value.clone())).collect();
        assert_eq!(wrong, [(Some(1), Some(json!("ada@desk.test"))), (Some(2), Some(json!("nonsense")))]);
        assert!(desk.notices().await.is_empty());
    })
    .await;
}
