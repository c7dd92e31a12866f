//! Files for spreadsheets: lines of CSV.

use axum::{
    body::Body,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::Response,
};
use futures::Stream;
use http::ApiError;

/// Tells spreadsheets that the text is UTF-8; a file begins with it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file that is sent as it is made, piece by piece.
///
/// # Errors
/// 500 when the name is none.
pub fn file(
    name: &str,
    pieces: impl Stream<Item = Result<String, ApiError>> + Send + 'static,
) -> Result<Response, ApiError> {
    let response = Response::builder()
        .header(CONTENT_TYPE, "text/csv; charset=utf-8")
        .header(CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(CACHE_CONTROL, "no-store");
    response.body(Body::from_stream(pieces)).map_err(ApiError::internal)
}

/// The first line, with the titles of the columns.
///
/// # Errors
/// 500 when it cannot be written.
pub fn head(titles: Vec<String>) -> Result<String, ApiError> {
    Ok(format!("{BYTE_ORDER_MARK}{}", line(titles)?))
}

/// One line of CSV.
///
/// # Errors
/// 500 when it cannot be written.
pub fn line(cells: Vec<String>) -> Result<String, ApiError> {
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
