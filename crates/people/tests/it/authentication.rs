//! Who a request's credentials belong to.

use std::time::Duration;

use axum::http::{Request, header, request};
use base::{Role, UserId, Via};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{ApiError, Identity};
use serde_json::json;

use crate::{
    desk::{ADMIN_PASSWORD, Desk, on_each_database},
    people::actions,
};

type Headers<'a> = &'a [(&'a str, String)];

impl Desk {
    async fn who(&self, headers: Headers<'_>) -> Result<Option<Identity>, ApiError> {
        let parts = parts(headers);
        self.app.authenticate.authenticate(&self.app, &parts).await
    }

    async fn api_token(&self, user: UserId) -> String {
        let admin = self.admin;
        let created = self.write(move |tx, now| actions::tokens::create(tx, now, &admin, user, "test"));
        created.await.unwrap().1.reveal().to_owned()
    }
}

fn parts(headers: Headers<'_>) -> request::Parts {
    let mut request = Request::builder().uri("/api/v2/users/me");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    request.body(()).unwrap().into_parts().0
}

fn basic(text: &str) -> (&'static str, String) {
    (header::AUTHORIZATION.as_str(), format!("Basic {}", STANDARD.encode(text)))
}

fn bearer(token: &str) -> (&'static str, String) {
    (header::AUTHORIZATION.as_str(), format!("Bearer {token}"))
}

fn is_unauthenticated(result: &Result<Option<Identity>, ApiError>) -> bool {
    matches!(result, Err(ApiError::Unauthenticated))
}

#[tokio::test]
async fn a_request_without_credentials_is_anyones_and_with_wrong_ones_nobodys() {
    on_each_database(async |desk| {
        assert!(desk.who(&[]).await.unwrap().is_none());
        assert!(desk.who(&[("cookie", "guichet_session=stale".to_owned())]).await.unwrap().is_none());
        assert!(is_unauthenticated(&desk.who(&[bearer("guessed")]).await));
        assert!(is_unauthenticated(&desk.who(&[basic("ada@desk.test:wrong")]).await));
    })
    .await;
}

#[tokio::test]
async fn a_session_a_token_and_a_password_each_tell_who_asks() {
    on_each_database(async |desk| {
        let ada = desk.admin.user_id.unwrap();
        let session =
            desk.write(move |tx, now| actions::sessions::start(tx, now, ada, "test")).await.unwrap();
        let cookie = ("cookie", format!("a=b; guichet_session={}", session.token.reveal()));
        let found = desk.who(&[cookie]).await.unwrap().unwrap();
        assert_eq!((found.actor.user_id, found.actor.via), (Some(ada), Via::Web));
        assert_eq!(found.session.unwrap().csrf_token, session.session.csrf_token);

        let token = desk.api_token(ada).await;
        let ways = [
            bearer(&token),
            basic(&format!("Ada@desk.test/token:{token}")),
            basic(&format!("ada@desk.test:{ADMIN_PASSWORD}")),
        ];
        for way in ways {
            let found = desk.who(&[way]).await.unwrap().unwrap();
            assert_eq!((found.actor.user_id, found.actor.via), (Some(ada), Via::Api));
            assert!(found.session.is_none());
        }
    })
    .await;
}

#[tokio::test]
async fn a_token_is_only_good_with_its_owners_address() {
    on_each_database(async |desk| {
        desk.user(json!({"name": "Eve", "email": "eve@desk.test", "role": "admin"})).await;
        let token = desk.api_token(desk.admin.user_id.unwrap()).await;
        assert!(is_unauthenticated(&desk.who(&[basic(&format!("eve@desk.test/token:{token}"))]).await));
        assert!(is_unauthenticated(&desk.who(&[basic(&format!("nobody@desk.test/token:{token}"))]).await));
    })
    .await;
}

#[tokio::test]
async fn a_suspended_agents_token_and_session_let_nobody_in() {
    on_each_database(async |desk| {
        let ana = desk.user(json!({"name": "Ana", "email": "ana@desk.test", "role": "agent"})).await.id;
        let token = desk.api_token(ana).await;
        assert!(desk.who(&[bearer(&token)]).await.unwrap().is_some());
        desk.update(desk.admin, ana, json!({"suspended": true})).await.unwrap();
        assert!(is_unauthenticated(&desk.who(&[bearer(&token)]).await));
    })
    .await;
}

#[tokio::test]
async fn a_token_acts_on_behalf_of_those_with_fewer_rights() {
    on_each_database(async |desk| {
        let ana = desk.user(json!({"name": "Ana", "email": "ana@desk.test", "role": "agent"})).await;
        let mia = desk.user(json!({"name": "Mia", "email": "mia@example.com"})).await;
        let token = desk.api_token(ana.id).await;
        let on_behalf_of = |email: &str| ("x-on-behalf-of", email.to_owned());
        let as_mia = desk.who(&[bearer(&token), on_behalf_of("mia@example.com")]).await.unwrap().unwrap();
        assert_eq!((as_mia.actor.user_id, as_mia.actor.role), (Some(mia.id), Role::EndUser));
        for email in ["ada@desk.test", "nobody@example.com"] {
            let refused = desk.who(&[bearer(&token), on_behalf_of(email)]).await;
            assert!(matches!(refused, Err(ApiError::Forbidden(_))), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_in_use_does_not_end() {
    on_each_database(async |desk| {
        let ada = desk.admin.user_id.unwrap();
        let session =
            desk.write(move |tx, now| actions::sessions::start(tx, now, ada, "test")).await.unwrap();
        let cookie = ("cookie", format!("guichet_session={}", session.token.reveal()));
        for _ in 0..3 {
            desk.app.clock.advance(Duration::from_secs(20 * 24 * 60 * 60));
            assert!(desk.who(std::slice::from_ref(&cookie)).await.unwrap().is_some());
        }
        desk.app.clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
        assert!(desk.who(&[cookie]).await.unwrap().is_none());
    })
    .await;
}
