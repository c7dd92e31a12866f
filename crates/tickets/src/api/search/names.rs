//! Names in queries.

use std::cell::RefCell;

use base::Actor;
use db::{Conn, DbError, Paging, Position};
use people::{
    brands::{self, Brand},
    fold_name,
    store::{self, UserFilter, UserOrder},
};
use search::Names;

/// The most people that one name stands for.
const MOST_NAMESAKES: u32 = 100;

/// People, groups and organizations by name, as the database knows them.
pub(super) struct DeskNames<'c> {
    conn: RefCell<&'c mut Conn>,
    actor: Actor,
    failure: RefCell<Option<DbError>>,
}

impl<'c> DeskNames<'c> {
    /// The names as this actor means them.
    pub fn new(conn: &'c mut Conn, actor: Actor) -> Self {
        Self { conn: RefCell::new(conn), actor, failure: RefCell::default() }
    }

    /// Why a name could not be looked up, if one could not.
    pub fn into_failure(self) -> Option<DbError> {
        self.failure.into_inner()
    }

    fn look_up(&self, find: impl FnOnce(&mut Conn) -> Result<Vec<i64>, DbError>) -> Vec<i64> {
        find(&mut self.conn.borrow_mut()).unwrap_or_else(|error| {
            self.failure.replace(Some(error));
            Vec::new()
        })
    }
}

impl Names for DeskNames<'_> {
    fn me(&self) -> Option<i64> {
        self.actor.user_id.map(|id| id.0)
    }

    /// A whole address is one person's; anything else may be the beginning of several names.
    fn users(&self, value: &str) -> Vec<i64> {
        self.look_up(|c| {
            if value.contains('@') {
                return Ok(store::find_user_by_email(c, value)?.map(|user| user.id.0).into_iter().collect());
            }
            let filter = UserFilter { starts_with: Some(value.to_owned()), ..UserFilter::default() };
            let paging = Paging::Cursor { size: MOST_NAMESAKES, position: Position::Start };
            let page = store::list_users(c, &filter, (UserOrder::Id, false), &paging)?;
            Ok(page.rows.into_iter().map(|user| user.id.0).collect())
        })
    }

    fn groups(&self, value: &str) -> Vec<i64> {
        let wanted = fold_name(value);
        self.look_up(|c| {
            let groups = store::list_groups(c)?;
            Ok(groups
                .iter()
                .filter(|group| fold_name(&group.name) == wanted)
                .map(|group| group.id.0)
                .collect())
        })
    }

    fn organizations(&self, value: &str) -> Vec<i64> {
        self.look_up(|c| {
            let organization = store::find_organization_by_name(c, value)?;
            Ok(organization.map(|organization| organization.id.0).into_iter().collect())
        })
    }

    /// Also removed ones, which closed tickets have.
    fn brands(&self, value: &str) -> Vec<i64> {
        let wanted = fold_name(value);
        self.look_up(|c| {
            let (brands, desk) = (brands::store::list_with_removed(c)?, store::get_desk(c)?);
            let is_meant = |brand: &&Brand| {
                fold_name(brand.name_at(&desk)) == wanted || (brand.subdomain == wanted && !wanted.is_empty())
            };
            Ok(brands.iter().filter(is_meant).map(|brand| brand.id.0).collect())
        })
    }
}
