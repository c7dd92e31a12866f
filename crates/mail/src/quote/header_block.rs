//! What Outlook and others put above a quote: a line that says so, or the headers of the quoted message.

use std::sync::LazyLock;

/// Whether a line asks to reply above it.
pub(super) fn is_reply_marker(line: &str) -> bool {
    let trimmed = line.trim();
    trimmed.starts_with("##-") && trimmed.ends_with("-##")
}

/// Whether a line says that a forwarded message follows.
pub(super) fn is_forward_marker(line: &str) -> bool {
    is_marked_line(line, &FORWARDED)
}

/// The sender of the first message forwarded in a text, as its block of headers names it. Without a line that announces
/// a forward, a block counts only if the subject says that there is one.
pub(crate) fn forwarded_from(text: &str, is_announced: bool) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let marker = lines.iter().position(|line| is_forward_marker(line));
    let after = if is_announced { marker.unwrap_or(0) } else { marker? };
    let start = (after..lines.len()).find(|index| starts(lines.get(*index..).unwrap_or_default()))?;
    let block = lines.iter().skip(start).take(BLOCK_LINES);
    let sender = block.copied().find(|line| kind(line) == Some(Kind::From))?;
    sender.split_once([':', '：']).map(|(_, value)| value.trim_matches(['*', ' ']).to_owned())
}

/// Whether a line says that the original message follows.
pub(super) fn is_original_marker(line: &str) -> bool {
    is_marked_line(line, &ORIGINAL)
}

/// Whether a line is nothing but one of the phrases between dashes.
fn is_marked_line(line: &str, phrases: &[&str]) -> bool {
    let trimmed = line.trim();
    let is_dash = |c: char| "-_=*—–".contains(c);
    let words = trimmed.trim_matches(|c: char| is_dash(c) || c.is_whitespace() || c == ':');
    let has_dashes = trimmed.starts_with(is_dash) && trimmed.len() >= words.len() + 2;
    words.len() < LONGEST_PHRASE && has_dashes && phrases.contains(&words.to_lowercase().as_str())
}

const LONGEST_PHRASE: usize = 100;

const FORWARDED: [&str; 18] = [
    "forwarded message",
    "begin forwarded message",
    "message transféré",
    "message transmis",
    "weitergeleitete nachricht",
    "weitergeleitete message",
    "mensaje reenviado",
    "messaggio inoltrato",
    "mensagem encaminhada",
    "doorgestuurd bericht",
    "videresendt meddelelse",
    "videresendt melding",
    "vidarebefordrat meddelande",
    "välitetty viesti",
    "przekazana wiadomość",
    "пересылаемое сообщение",
    "转发的邮件",
    "転送されたメッセージ",
];

const ORIGINAL: [&str; 28] = [
    "original message",
    "reply message",
    "original appointment",
    "message d'origine",
    "message d’origine",
    "message original",
    "message initial",
    "ursprüngliche nachricht",
    "originalnachricht",
    "originalmeldung",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "oorspronkelijk bericht",
    "oprindelig besked",
    "oprindelig meddelelse",
    "opprinnelig melding",
    "ursprungligt meddelande",
    "originalmeddelande",
    "alkuperäinen viesti",
    "wiadomość oryginalna",
    "oryginalna wiadomość",
    "původní zpráva",
    "исходное сообщение",
    "原始邮件",
    "原始郵件",
    "元のメッセージ",
    "원본 메시지",
];

/// Lines after the first in which the other headers must stand; long values wrap.
const BLOCK_LINES: usize = 8;

/// Whether a block of headers starts with the first line: a sender, and at least a date, recipient or subject; and an
/// address or a subject, so that "From: Paris, To: Rome" is a journey.
pub(super) fn starts(lines: &[&str]) -> bool {
    let Some(first) = lines.first().and_then(|line| kind(line)) else { return false };
    let block: Vec<&str> =
        lines.iter().take(BLOCK_LINES).take_while(|line| !line.trim().is_empty()).copied().collect();
    let kinds: Vec<Kind> = block.iter().filter_map(|line| kind(line)).collect();
    let has = |wanted: Kind| kinds.contains(&wanted);
    let has_other = has(Kind::Date) || has(Kind::To) || has(Kind::Subject);
    let has_proof = has(Kind::Subject) || block.iter().any(|line| line.contains('@'));
    matches!(first, Kind::From | Kind::Date) && has(Kind::From) && has_other && has_proof
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    From,
    Date,
    To,
    Subject,
}

/// Which header a line shows, by the word before its colon.
fn kind(line: &str) -> Option<Kind> {
    let (name, _) = line.split_once([':', '：'])?;
    let word = name.trim_matches(|c: char| c.is_whitespace() || "*_>|\u{a0}".contains(c));
    if word.is_empty() || word.len() > 40 {
        return None;
    }
    let lower = word.to_lowercase();
    HEADER_WORDS.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(kind, _)| *kind)
}

static HEADER_WORDS: LazyLock<[(Kind, Vec<&'static str>); 4]> = LazyLock::new(|| {
    let words = |list: &'static str| list.split('|').collect::<Vec<_>>();
    [
        (Kind::From, words(FROM)),
        (Kind::Date, words(DATE)),
        (Kind::To, words(TO)),
        (Kind::Subject, words(SUBJECT)),
    ]
});

const FROM: &str = "from|de|von|da|van|fra|från|lähettäjä|od|nadawca|odesílatel|odosielateľ|feladó|от|отправитель|від|від кого|de la|expéditeur|absender|remetente|remitente|mittente|afzender|afsender|avsändare|avsender|kimden|gönderen|από|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|발신|từ|dari|מאת|من|sender";
const DATE: &str = "date|sent|sent on|envoyé|envoyé le|message du|gesendet|gesendet am|datum|enviado|enviado el|enviado em|fecha|data|inviato|data invio|verzonden|verzonden op|sendt|dato|skickat|skickat den|lähetetty|päivämäärä|päiväys|wysłano|data wysłania|odesláno|odoslané|dátum|elküldve|küldve|отправлено|дата|надіслано|trimis|gönderme tarihi|gönderildi|tarih|στάλθηκε|ημερομηνία|发送时间|发送日期|發送時間|寄件日期|日期|時間|送信日時|送信日|日付|日時|보낸 날짜|보낸날짜|날짜|gửi|đã gửi|ngày|dikirim|tanggal|נשלח|تاريخ";
const TO: &str = "to|à|a|an|para|aan|til|till|vastaanottaja|do|komu|címzett|кому|către|destinataire|empfänger|destinatario|kime|alıcı|προς|收件人|收件者|宛先|받는 사람|받는사람|수신|đến|tới|kepada|אל|إلى|cc|copie à|kopia|kopie|kopi|抄送|copie";
const SUBJECT: &str = "subject|objet|sujet|betreff|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|tárgy|тема|subiect|konu|θέμα|主题|主題|主旨|件名|제목|chủ đề|subjek|perihal|נושא|الموضوع|re";
