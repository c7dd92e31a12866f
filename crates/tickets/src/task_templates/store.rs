//! The SQL of task templates.

use base::TaskTemplateId;
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::TaskTemplate;

const SELECT: &str = "SELECT id, title, tasks, created_at, updated_at FROM task_templates ";

fn read(row: &Row<'_>) -> Result<TaskTemplate, DbError> {
    Ok(TaskTemplate {
        id: row.take()?,
        title: row.take()?,
        tasks: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All of them, by title.
///
/// # Errors
/// When the query fails.
pub fn list_templates(c: &mut Conn) -> Result<Vec<TaskTemplate>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY LOWER(title), id");
    sql.query(c, read)
}

/// One of them.
///
/// # Errors
/// When the query fails.
pub fn find_template(c: &mut Conn, id: TaskTemplateId) -> Result<Option<TaskTemplate>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// Stores a new one; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_template(tx: &mut Tx, template: &TaskTemplate) -> Result<TaskTemplateId, DbError> {
    tx.insert(
        "INSERT INTO task_templates (title, tasks, created_at, updated_at) VALUES ($1, $2, $3, $4) RETURNING id",
        params![template.title, tasks(template), template.created_at, template.updated_at],
    )
}

/// Stores one as it is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_template(tx: &mut Tx, template: &TaskTemplate) -> Result<(), DbError> {
    tx.execute(
        "UPDATE task_templates SET title = $1, tasks = $2, updated_at = $3 WHERE id = $4",
        params![template.title, tasks(template), template.updated_at, template.id],
    )
    .map(|_| ())
}

fn tasks(template: &TaskTemplate) -> String {
    serde_json::json!(template.tasks).to_string()
}

/// Removes one; the tasks that tickets have from it stay.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_template(tx: &mut Tx, id: TaskTemplateId) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_templates WHERE id = $1", params![id]).map(|_| ())
}
