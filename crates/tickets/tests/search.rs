//! What is found through the API, and when; on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, request::Parts},
};
use base::{Actor, Clock, Role, Secrets, TicketId, UserId, Via};
use db::{Blobs, Db, Location, Tx};
use guichet_tickets::{
    actions, api,
    change::{Change, ListChange, NewComment, NewTicket, PreparedBody},
    error::TicketError,
    model::Recipients,
    search_feed::SearchFeed,
};
use http::{ApiError, App, AppParts, Authenticate, Identity, Settings};
use people::{PeopleError, UserChange};
use search::{Freshness, Index};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

const HOST: &str = "http://desk.test";

/// Signs in whoever the header names: how people sign in is another crate's to test.
struct ByHeader;

#[async_trait]
impl Authenticate for ByHeader {
    async fn authenticate(&self, app: &App, parts: &Parts) -> Result<Option<Identity>, ApiError> {
        let id = UserId(parts.headers["user"].to_str().unwrap().parse().unwrap());
        let user = app.db.read(move |c| people::store::find_user(c, id)).await?.unwrap();
        Ok(Some(Identity { actor: Actor::person(id, user.role, Via::Api), session: None }))
    }
}

/// A desk with two customers and an agent, and a search that follows it.
struct Desk {
    folder: tempfile::TempDir,
    app: App,
    search: Option<Search>,
    ana: UserId,
    mia: UserId,
    leo: UserId,
}

/// A search as it runs: its feed, and the routes that ask it.
struct Search {
    feed: SearchFeed,
    routes: Router,
    follower: JoinHandle<()>,
    shutdown: CancellationToken,
}

impl Desk {
    async fn open(location: impl FnOnce(PathBuf) -> Location) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(location(folder.path().join("desk.db"))).unwrap();
        let people = db
            .write(|tx| {
                Ok::<_, PeopleError>((
                    person(tx, json!({"name": "Ana", "email": "ana@desk.test", "role": "agent"}))?,
                    person(tx, json!({"name": "Mia Lefèvre", "email": "mia@example.com"}))?,
                    person(tx, json!({"name": "Leo Martin", "email": "leo@example.com"}))?,
                ))
            })
            .await;
        let (ana, mia, leo) = people.unwrap();
        let settings = Settings {
            public_url: Some(HOST.parse().unwrap()),
            behind_proxy: false,
            secure_cookies: false,
            allow_internal_addresses: false,
            max_upload_bytes: 1 << 20,
        };
        let app = App::new(AppParts {
            db,
            blobs: Blobs::in_folder(&folder.path().join("blobs")).unwrap(),
            clock: Clock::adjustable(),
            secrets: Secrets::new([7; 32]),
            settings,
            authenticate: Box::new(ByHeader),
        });
        let mut desk = Self { folder, app, search: None, ana, mia, leo };
        assert_eq!(desk.start_search(), Freshness::New);
        desk
    }

    fn index_folder(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn start_search(&mut self) -> Freshness {
        let (index, freshness) = Index::open(&self.index_folder()).unwrap();
        let index = Arc::new(index);
        let shutdown = CancellationToken::new();
        let feed = SearchFeed::new(self.app.db.clone(), Arc::clone(&index));
        let follower = tokio::spawn(feed.clone().follow(freshness, shutdown.clone()));
        let (routes, _) = api::routes().split_for_parts();
        let routes = routes.layer(Extension(index)).with_state(self.app.clone());
        self.search = Some(Search { feed, routes, follower, shutdown });
        freshness
    }

    /// How far behind the index is while nothing follows.
    async fn lag_before_following(&self) -> i64 {
        let (index, _) = Index::open(&self.index_folder()).unwrap();
        SearchFeed::new(self.app.db.clone(), Arc::new(index)).lag().await.unwrap()
    }

    async fn stop_search(&mut self) {
        let search = self.search.take().unwrap();
        search.shutdown.cancel();
        search.follower.await.unwrap();
    }

    async fn write<T, F>(&self, action: F) -> T
    where
        F: FnOnce(&mut Tx) -> Result<T, TicketError> + Send + 'static,
        T: Send + 'static,
    {
        self.app.db.write(action).await.unwrap()
    }

    /// A ticket of a minute after whatever came before.
    async fn ticket(&self, requester_id: UserId, subject: &str, text: &str) -> TicketId {
        self.app.clock.advance(Duration::from_secs(60));
        self.ticket_in_the_same_second(requester_id, subject, text).await
    }

    async fn ticket_in_the_same_second(&self, requester_id: UserId, subject: &str, text: &str) -> TicketId {
        let new = NewTicket {
            requester_id,
            submitter_id: requester_id,
            recipient: None,
            comment: said(requester_id, true, text),
            fields: Change { subject: Some(subject.to_owned()), ..Change::default() },
        };
        let (now, actor) = (self.app.clock.now(), Actor::person(requester_id, Role::EndUser, Via::Email));
        self.write(move |tx| actions::create_ticket(tx, now, &actor, &new)).await.ticket.id
    }

    fn agent(&self) -> Actor {
        Actor::person(self.ana, Role::Agent, Via::Web)
    }

    async fn change(&self, id: TicketId, change: Change) {
        let (now, agent) = (self.app.clock.now(), self.agent());
        self.write(move |tx| actions::change_ticket(tx, now, &agent, id, &change)).await;
    }

    async fn change_user(&self, id: UserId, change: Value) {
        let now = self.app.clock.now();
        let change: UserChange = serde_json::from_value(change).unwrap();
        let changed =
            self.app.db.write(move |tx| people::actions::users::update(tx, now, &Actor::SYSTEM, id, &change));
        changed.await.unwrap();
    }

    async fn get(&self, asker: UserId, path: &str) -> (StatusCode, Value) {
        let search = self.search.as_ref().unwrap();
        search.feed.caught_up().await.unwrap();
        let request = Request::get(path).header("user", asker.to_string()).body(Body::empty()).unwrap();
        let response = search.routes.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    /// The subjects and names of what somebody finds.
    async fn finds(&self, asker: UserId, query: &str) -> Vec<String> {
        let (status, body) = self.get(asker, &path("search", &[("query", query)])).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        titles(&body)
    }
}

fn person(tx: &mut Tx, new: Value) -> Result<UserId, PeopleError> {
    let new: UserChange = serde_json::from_value(new).unwrap();
    let now = base::Timestamp::from_unix_seconds(1_780_000_000);
    people::actions::users::create(tx, now, &Actor::SYSTEM, &new).map(|user| user.id)
}

fn said(author_id: UserId, public: bool, text: &str) -> NewComment {
    NewComment {
        author_id,
        public,
        body: PreparedBody::from_text(text),
        uploads: Vec::new(),
        files: Vec::new(),
        recipients: Recipients::default(),
        incoming_mail_id: None,
        created_at: None,
        call: None,
    }
}

fn path(route: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    format!("/api/v2/{route}?{}", query.finish())
}

/// Each result's subject or name.
fn titles(body: &Value) -> Vec<String> {
    let title = |result: &Value| match result["result_type"].as_str().unwrap() {
        "ticket" => result["subject"].as_str().unwrap().to_owned(),
        _ => result["name"].as_str().unwrap().to_owned(),
    };
    body["results"].as_array().unwrap().iter().map(title).collect()
}

async fn on_each_database(test: impl AsyncFn(Desk)) {
    test(Desk::open(Location::Sqlite).await).await;
    let postgres = testing::Postgres::shared_or_start();
    test(Desk::open(|_| Location::Postgres(postgres.url_for_new_database())).await).await;
}

#[tokio::test]
async fn a_new_ticket_is_found_by_what_it_says_and_who_asks() {
    on_each_database(async |desk| {
        let id = desk.ticket(desk.mia, "Broken lamp", "It flickers since Tuesday").await;
        let number = id.to_string();
        let queries = [
            "lamp",
            "flickered",
            "lefevre type:ticket",
            "mia@example.com type:ticket",
            "requester:mia",
            &number,
        ];
        for query in queries {
            assert_eq!(desk.finds(desk.ana, query).await, ["Broken lamp"], "{query}");
        }
        assert!(desk.finds(desk.ana, "requester:leo@example.com").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_internal_note_is_found_by_agents_and_not_by_the_requester() {
    on_each_database(async |desk| {
        let id = desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        desk.change(id, Change::comment(said(desk.ana, false, "Suspiciously many refunds"))).await;
        assert_eq!(desk.finds(desk.ana, "suspiciously").await, ["Broken lamp"]);
        assert!(desk.finds(desk.mia, "suspiciously").await.is_empty());
        assert_eq!(desk.finds(desk.mia, "flickers").await, ["Broken lamp"]);
    })
    .await;
}

#[tokio::test]
async fn a_customer_finds_their_own_tickets_and_nothing_else() {
    on_each_database(async |desk| {
        desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        desk.ticket(desk.leo, "Dark lamp", "It is dark").await;
        assert_eq!(desk.finds(desk.mia, "lamp").await, ["Broken lamp"]);
        assert_eq!(desk.finds(desk.mia, "*").await, ["Broken lamp"]);
        assert!(desk.finds(desk.mia, "type:user mia").await.is_empty());
        let (_, count) = desk.get(desk.mia, &path("search/count", &[("query", "*")])).await;
        assert_eq!(count, json!({"count": 1}));
        for route in ["search/export", "search/suggest"] {
            let (status, _) =
                desk.get(desk.mia, &path(route, &[("query", "lamp"), ("filter[type]", "ticket")])).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{route}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_is_found_and_what_was_before_is_not() {
    on_each_database(async |desk| {
        let id = desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        assert_eq!(desk.finds(desk.ana, "lamp").await, ["Broken lamp"]);
        let change = Change {
            subject: Some("Torn curtain".to_owned()),
            tags: Some(ListChange::Set(vec!["warranty".to_owned()])),
            ..Change::default()
        };
        desk.change(id, change).await;
        assert_eq!(desk.finds(desk.ana, "curtain").await, ["Torn curtain"]);
        assert_eq!(desk.finds(desk.ana, "tags:warranty").await, ["Torn curtain"]);
        assert_eq!(desk.finds(desk.ana, "warranty").await, ["Torn curtain"]);
        assert!(desk.finds(desk.ana, "lamp").await.is_empty());
        assert!(desk.finds(desk.mia, "warranty").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_deleted_ticket_is_not_found_until_it_is_restored() {
    on_each_database(async |desk| {
        let id = desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        let (now, agent) = (desk.app.clock.now(), desk.agent());
        desk.write(move |tx| actions::delete_ticket(tx, now, &agent, id)).await;
        assert!(desk.finds(desk.ana, "lamp").await.is_empty());
        desk.write(move |tx| actions::restore_ticket(tx, now, &agent, id)).await;
        assert_eq!(desk.finds(desk.ana, "lamp").await, ["Broken lamp"]);
        desk.write(move |tx| actions::delete_ticket(tx, now, &agent, id)).await;
        desk.write(move |tx| actions::remove_ticket(tx, now, &agent, id)).await;
        let (_, count) = desk.get(desk.ana, &path("search/count", &[("query", "lamp")])).await;
        assert_eq!(count, json!({"count": 0}), "its document is gone too");
    })
    .await;
}

#[tokio::test]
async fn a_renamed_user_is_found_with_their_tickets_under_the_new_name() {
    on_each_database(async |desk| {
        desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        assert_eq!(desk.finds(desk.ana, "lefevre type:ticket").await, ["Broken lamp"]);
        desk.change_user(desk.mia, json!({"name": "Mia Garnier"})).await;
        assert_eq!(desk.finds(desk.ana, "garnier type:user").await, ["Mia Garnier"]);
        assert_eq!(desk.finds(desk.ana, "garnier type:ticket").await, ["Broken lamp"]);
        assert!(desk.finds(desk.ana, "lefevre").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_agents_note_about_a_person_is_found_by_agents() {
    on_each_database(async |desk| {
        desk.change_user(desk.mia, json!({"notes": "Prefers mornings", "tags": ["vip"]})).await;
        assert_eq!(desk.finds(desk.ana, "mornings").await, ["Mia Lefèvre"]);
        assert_eq!(desk.finds(desk.ana, "role:end-user tags:vip").await, ["Mia Lefèvre"]);
    })
    .await;
}

#[tokio::test]
async fn an_index_that_was_deleted_is_built_anew() {
    on_each_database(async |mut desk| {
        desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        assert_eq!(desk.finds(desk.ana, "lamp").await, ["Broken lamp"]);
        desk.stop_search().await;
        std::fs::remove_dir_all(desk.index_folder()).unwrap();
        assert_eq!(desk.start_search(), Freshness::New);
        assert_eq!(desk.finds(desk.ana, "lamp").await, ["Broken lamp"]);
        assert_eq!(desk.finds(desk.ana, "type:user role:agent").await, ["Ana"]);
    })
    .await;
}

#[tokio::test]
async fn what_happened_while_the_search_was_stopped_is_found_afterwards() {
    on_each_database(async |mut desk| {
        desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        assert_eq!(desk.finds(desk.ana, "lamp").await, ["Broken lamp"]);
        desk.stop_search().await;
        desk.ticket(desk.leo, "Torn curtain", "It is torn").await;
        assert_eq!(desk.lag_before_following().await, 1);
        assert_eq!(desk.start_search(), Freshness::Kept);
        assert_eq!(
            desk.finds(desk.ana, "type:ticket order_by:created sort:asc").await,
            ["Broken lamp", "Torn curtain"]
        );
        assert_eq!(desk.search.as_ref().unwrap().feed.lag().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn results_are_paged_in_both_styles_with_people_beside_them() {
    on_each_database(async |desk| {
        for subject in ["Lamp one", "Lamp two", "Lamp three"] {
            desk.ticket(desk.mia, subject, "It flickers").await;
        }
        let sorted = [("query", "lamp"), ("sort_by", "created_at"), ("sort_order", "asc")];
        let first =
            path("search", &[&sorted[..], &[("per_page", "2"), ("include", "tickets(users)")]].concat());
        let (_, body) = desk.get(desk.ana, &first).await;
        assert_eq!((&body["count"], &body["facets"]), (&json!(3), &Value::Null));
        assert_eq!(body["users"][0]["name"], "Mia Lefèvre");
        let (_, rest) = desk.get(desk.ana, link(&body["next_page"])).await;
        assert_eq!([titles(&body), titles(&rest)].concat(), ["Lamp one", "Lamp two", "Lamp three"]);
        assert_eq!(rest["next_page"], Value::Null);

        let (_, body) =
            desk.get(desk.ana, &path("search", &[&sorted[..], &[("page[size]", "2")]].concat())).await;
        assert_eq!(body["meta"]["has_more"], true);
        let (_, rest) = desk.get(desk.ana, link(&body["links"]["next"])).await;
        assert_eq!(
            (titles(&rest), &rest["meta"]["has_more"]),
            (vec!["Lamp three".to_owned()], &json!(false))
        );
        let (_, back) = desk.get(desk.ana, link(&rest["links"]["prev"])).await;
        assert_eq!(titles(&back), ["Lamp one", "Lamp two"]);
    })
    .await;
}

#[tokio::test]
async fn results_of_one_second_come_in_the_order_asked_for_too() {
    on_each_database(async |desk| {
        for subject in ["Lamp one", "Lamp two", "Lamp three"] {
            desk.ticket_in_the_same_second(desk.mia, subject, "It flickers").await;
        }
        let in_order = async |order| {
            let asked = [("query", "lamp"), ("sort_by", "created_at"), ("sort_order", order)];
            let (_, body) = desk.get(desk.ana, &path("search", &asked)).await;
            titles(&body)
        };
        assert_eq!(in_order("asc").await, ["Lamp one", "Lamp two", "Lamp three"]);
        assert_eq!(in_order("desc").await, ["Lamp three", "Lamp two", "Lamp one"]);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_organization_is_on_no_document_any_longer() {
    on_each_database(async |desk| {
        let (now, mia) = (desk.app.clock.now(), desk.mia);
        let shop = desk.app.db.write(move |tx| {
            let new = serde_json::from_value(json!({"name": "Shop"})).unwrap();
            let shop = people::actions::organizations::create(tx, now, &Actor::SYSTEM, &new)?.id;
            let member = serde_json::from_value(json!({"organization_id": shop})).unwrap();
            people::actions::users::update(tx, now, &Actor::SYSTEM, mia, &member)?;
            Ok::<_, PeopleError>(shop)
        });
        let shop = shop.await.unwrap();
        desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        let of_shop = format!("organization:{shop}");
        assert_eq!(desk.finds(desk.ana, &of_shop).await.len(), 2, "Mia and her ticket");
        let delete = move |tx: &mut Tx| people::actions::organizations::delete(tx, now, &Actor::SYSTEM, shop);
        desk.app.db.write(delete).await.unwrap();
        assert!(desk.finds(desk.ana, &of_shop).await.is_empty());
        assert_eq!(desk.finds(desk.ana, "organization:none lamp").await, ["Broken lamp"]);
    })
    .await;
}

/// The path of a link to this desk.
fn link(url: &Value) -> &str {
    url.as_str().and_then(|url| url.strip_prefix(HOST)).unwrap()
}

#[tokio::test]
async fn an_export_goes_through_everything_of_one_type() {
    on_each_database(async |desk| {
        desk.ticket(desk.mia, "Broken lamp", "It flickers").await;
        // As zenpy asks: with the type in the query as well.
        let asked = [("query", "type:user"), ("filter[type]", "user"), ("page[size]", "2")];
        let (_, body) = desk.get(desk.ana, &path("search/export", &asked)).await;
        let (_, rest) = desk.get(desk.ana, link(&body["links"]["next"])).await;
        assert_eq!([titles(&body), titles(&rest)].concat(), ["Ana", "Mia Lefèvre", "Leo Martin"]);
        assert_eq!((&rest["meta"]["has_more"], &rest["links"]["next"]), (&json!(false), &Value::Null));
        let (status, _) = desk.get(desk.ana, &path("search/export", &[("query", "lamp")])).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_refused_with_the_reason() {
    on_each_database(async |desk| {
        let too_far = [("query", "lamp"), ("page", "1000"), ("per_page", "100")];
        for parameters in [&[("query", "status:opne")][..], &[("query", "a"), ("sort_by", "mood")], &too_far]
        {
            let (status, body) = desk.get(desk.ana, &path("search", parameters)).await;
            assert_eq!(
                (status, &body["error"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid")),
                "{body}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_palette_offers_what_an_unfinished_or_misspelt_word_may_mean() {
    on_each_database(async |desk| {
        let id = desk.ticket(desk.mia, "Remboursement <lampe>", "Bonjour").await;
        let (_, body) = desk.get(desk.ana, &path("search/suggest", &[("query", "rembour")])).await;
        let expected = json!([{
            "id": id, "subject": "Remboursement <lampe>", "status": "new", "requester_name": "Mia Lefèvre",
            "highlight": "<mark>Remboursement</mark> &lt;lampe&gt;",
        }]);
        assert_eq!((&body["tickets"], &body["count"]), (&expected, &json!(1)));
        let (_, body) =
            desk.get(desk.ana, &path("search/suggest", &[("query", "lefevr"), ("limit", "1")])).await;
        assert_eq!(
            body["users"],
            json!([{"id": desk.mia, "name": "Mia Lefèvre", "email": "mia@example.com"}])
        );
        let (_, body) = desk.get(desk.ana, &path("search/suggest", &[("query", "")])).await;
        assert_eq!(body, json!({"tickets": [], "users": [], "organizations": [], "count": 0}));
    })
    .await;
}
