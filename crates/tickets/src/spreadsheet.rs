//! Files for spreadsheets: lines of CSV.

use http::ApiError;

/// Tells spreadsheets that the text is UTF-8; a file begins with it.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

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
