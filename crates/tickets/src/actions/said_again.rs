//! Says on another ticket what was said already.

use db::{Conn, DbError};

use crate::{
    change::{NewComment, NewFile, PreparedBody},
    files::random_token,
    model::{Attachment, Comment},
    store::attachments,
};

/// A comment's words and files, to be said again by its author.
///
/// # Errors
/// When the query fails.
pub(super) fn said_again(c: &mut Conn, comment: Comment) -> Result<NewComment, DbError> {
    let file = |file: Attachment| NewFile {
        token: file.token,
        file_name: file.file_name,
        content_type: file.content_type,
        size: file.size,
        blob: file.blob,
        inline: file.inline,
        content_id: file.content_id,
    };
    let body = PreparedBody {
        html: comment.body_html,
        text: comment.body_text,
        quoted_html: None,
        has_remote_images: comment.has_remote_images,
    };
    let files = attachments::list_of_comments(c, &[comment.id])?.into_iter().map(file).collect();
    Ok(NewComment { files, ..NewComment::new(comment.author_id, comment.public, body) })
}

/// Files have an address each, also where their bytes are the same, and the text shows pictures by it.
pub(super) fn with_own_files(mut comment: NewComment) -> NewComment {
    for file in &mut comment.files {
        let token = random_token();
        comment.body.html = comment.body.html.replace(&file.token, &token);
        file.token = token;
    }
    comment
}
