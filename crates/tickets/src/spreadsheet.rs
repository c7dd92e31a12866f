//! Files for spreadsheets: lines of CSV.

use axum::{
    body::Body,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::Response,
};
use base::{Actor, Locale};
use db::{Conn, DbError, Paging, Position};
use futures::{
    StreamExt,
    stream::{self, Stream},
};
use http::{ApiError, App};

/// Tells spreadsheets that the text is UTF-8; a file begins with it.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// Rows that are read at once.
const AT_ONCE: u32 = 500;

/// The cells of some lines, and where the next ones begin.
pub type Lines = (Vec<Vec<String>>, Option<Position>);

/// The titles of columns in the language of whoever asks.
///
/// # Errors
/// When the query fails.
pub fn titles<const COLUMNS: usize>(
    c: &mut Conn,
    actor: &Actor,
    english: [&str; COLUMNS],
    french: [&str; COLUMNS],
) -> Result<Vec<String>, DbError> {
    let me = match actor.user_id {
        Some(id) => people::store::find_user(c, id)?,
        None => None,
    };
    let titles = match me.map(|me| me.locale) {
        Some(Locale::Fr) => french,
        _ => english,
    };
    Ok(titles.map(str::to_owned).to_vec())
}

/// A file that is sent while its lines are read, a page after the other; `lines` reads one page.
///
/// # Errors
/// 500 when the name or a title is none; what fails later ends the file.
pub fn file(
    app: App,
    name: &str,
    titles: Vec<String>,
    lines: impl Fn(&mut Conn, &Paging) -> Result<Lines, ApiError> + Clone + Send + 'static,
) -> Result<Response, ApiError> {
    let head = format!("{BYTE_ORDER_MARK}{}", line(titles)?);
    let pieces = stream::iter([Ok(head)]).chain(pages(app, lines));
    let response = Response::builder()
        .header(CONTENT_TYPE, "text/csv; charset=utf-8")
        .header(CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(CACHE_CONTROL, "no-store");
    response.body(Body::from_stream(pieces)).map_err(ApiError::internal)
}

fn pages(
    app: App,
    lines: impl Fn(&mut Conn, &Paging) -> Result<Lines, ApiError> + Clone + Send + 'static,
) -> impl Stream<Item = Result<String, ApiError>> + Send + 'static {
    stream::try_unfold(Some(Position::Start), move |next| {
        let (app, lines) = (app.clone(), lines.clone());
        async move {
            let Some(position) = next else { return Ok(None) };
            let paging = Paging::Cursor { size: AT_ONCE, position };
            let (cells, next) = app.db.read_long(move |c| lines(c, &paging)).await?;
            let text: String = cells.into_iter().map(line).collect::<Result<_, _>>()?;
            Ok(Some((text, next)))
        }
    })
}

/// One line of CSV.
///
/// # Errors
/// 500 when it cannot be written.
fn line(cells: Vec<String>) -> Result<String, ApiError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.into_iter().map(harmless)).map_err(ApiError::internal)?;
    let bytes = writer.into_inner().map_err(ApiError::internal)?;
    String::from_utf8(bytes).map_err(ApiError::internal)
}

/// Customers write subjects and names, and spreadsheets run what begins like a formula (OWASP, CSV injection).
fn harmless(cell: String) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_becomes_text_and_numbers_stay_numbers() {
        let cells = ["=1+1", "@cmd", "-5.5", "+33 1 23", "a \"b\", c\nd"].map(str::to_owned).to_vec();
        assert_eq!(line(cells).unwrap(), "'=1+1,'@cmd,-5.5,'+33 1 23,\"a \"\"b\"\", c\nd\"\n");
    }
}
