//! Agents who answer by mail.

use guichet_channels::email::ledger::Outcome;

use crate::desk::each_desk;

const HELP: &str = "help@desk.example";

#[tokio::test]
async fn an_agents_mail_reaches_the_customer_only_with_a_token() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        let agent = desk.add_agent("ana@desk.example").await;
        let first = "From: mia@x.example\nTo: help@desk.example\nCc: ana@desk.example\nSubject: Chair\nMessage-ID: <1@x.example>\n\nIt broke.\n";
        let ticket = desk.receive(HELP, first).await.ticket_id.unwrap();
        let unproven = "From: ana@desk.example\nTo: help@desk.example\nSubject: Re: Chair\nReferences: <1@x.example>\n\nPay here!\n";
        let mail = desk.receive(HELP, unproven).await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Comment, Some(ticket)));
        assert!(!desk.comments(ticket).await[1].public && desk.sent().is_empty());

        desk.answer(&agent, ticket, "<p>Which one?</p>").await;
        let sent = desk.sent().pop().unwrap();
        let proven = format!("From: ana@desk.example\nTo: {}\nSubject: Re: Chair\n\nAnd since when?\n", sent.reply_to[0].email);
        desk.receive(&sent.reply_to[0].email, &proven).await;
        let comment = desk.comments(ticket).await.pop().unwrap();
        assert!(comment.public && comment.author_id == agent.id);
        let last = desk.sent().pop().unwrap();
        assert!(last.text.contains("And since when?"));
        assert!(desk.last_recipients().contains(&"mia@x.example".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_mail_with_files_and_an_inline_image_keeps_them_and_the_answer_quotes_the_image() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        let agent = desk.add_agent("ana@desk.example").await;
        let raw = "From: mia@x.example\nTo: help@desk.example\nSubject: Photo\nMIME-Version: 1.0\n\
            Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n\
            <p>See <img src=\"cid:p@x\"><script>alert(1)</script></p>\n\
            --b\nContent-Type: image/png; name=p.png\nContent-ID: <p@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\
            --b\nContent-Type: application/pdf; name=\"r.pdf\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--b--\n";
        let ticket = desk.receive(HELP, raw).await.ticket_id.unwrap();
        let comment = desk.comments(ticket).await.remove(0);
        let id = comment.id;
        let files = desk.app.db.read(move |c| tickets::store::attachments::list_of_comments(c, &[id])).await.unwrap();
        let named: Vec<_> = files.iter().map(|file| (file.file_name.as_str(), file.inline)).collect();
        assert_eq!(named, [("p.png", true), ("r.pdf", false)]);
        assert!(comment.body_html.contains(&tickets::api::shape::content_path(&files[0].token)));
        assert!(!comment.body_html.contains("script"));
        assert_eq!(desk.app.blobs.get(&files[1].blob).await.unwrap(), "%PDF");

        desk.answer(&agent, ticket, "<p>Thanks</p>").await;
        let sent = desk.sent().pop().unwrap();
        assert_eq!(sent.attachments.iter().map(|part| part.file_name.as_str()).collect::<Vec<_>>(), ["p.png"]);
        let content_id = sent.attachments[0].content_id.clone().unwrap();
        assert!(sent.html.contains(&format!("cid:{content_id}")) && !sent.html.contains("/api/v2/"));
    })
    .await;
}
