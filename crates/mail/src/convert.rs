//! Text made from HTML and HTML made from text.

mod html_to_text;
mod text_to_html;

pub use html_to_text::html_to_text;
pub(crate) use text_to_html::escape;
pub use text_to_html::{escape_html, text_to_html};
