//! Where a signature starts.

use std::sync::LazyLock;

use regex::Regex;

/// Longer than this, what follows is no signature but more text.
const MOST_LINES: usize = 15;

/// Whether a signature starts with the first line.
pub(super) fn starts(lines: &[&str]) -> bool {
    let Some(line) = lines.first() else { return false };
    let trimmed = line.trim();
    if trimmed.len() > LONGEST_LINE {
        return false;
    }
    let is_delimiter = trimmed == "--" || (trimmed.len() >= 2 && trimmed.chars().all(|c| c == '_'));
    (is_delimiter && is_short(lines))
        || is_sent_from(trimmed)
        || (is_sign_off(trimmed) && is_names_only(lines))
}

const LONGEST_LINE: usize = 120;

fn is_short(lines: &[&str]) -> bool {
    own_lines(lines).count() <= MOST_LINES
}

/// The lines from here to the next quoted line; at most one more than a signature may have.
fn own_lines<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    lines
        .iter()
        .take(MOST_LINES * 4)
        .take_while(|line| !line.trim_start().starts_with('>'))
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .take(MOST_LINES + 1)
}

/// "Sent from my telephone", said by the telephone: a short line without the punctuation of prose.
fn is_sent_from(line: &str) -> bool {
    let without_link = line.split('<').next().unwrap_or_default().trim();
    let is_prose = without_link.contains(", ") || without_link.ends_with(['.', '!', '?', ',']);
    let words = without_link.split_whitespace().count();
    !is_prose && words <= 9 && SENT_FROM.is_match(without_link)
}

static SENT_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
            sent\ (?:from|via|with|using)\ \S
            | get\ outlook\ for\ | download\ outlook\ for\ | obtenir\ outlook\ pour\ | t[ée]l[ée]charge[rz]\ outlook\ pour\
            | outlook\ für\ .*\ beziehen | holen\ sie\ sich\ outlook | obtener\ outlook\ para\ | scarica\ outlook\ per\
            | envoy[ée]e?\ (?:de|depuis|à\ partir\ de|via|avec)\ \S
            | gesendet\ (?:von|mit|über)\ \S | von\ (?:meine[mnr]|unterwegs)\b.*\ gesendet
            | enviado\ (?:desde|do|da|de|via|a\ partir)\ \S
            | inviato\ (?:da|dal|dall|con|tramite)\b
            | verzonden\ (?:vanaf|via|met|vanuit)\ \S
            | skickat\ från\ | sendt\ fra\ | lähetetty\ | wysłane\ z\ | wysłano\ z\ | odesláno\ z | elküldve\ a
            | отправлено\ (?:с|из|от)\ | надіслано\ з | trimis\ de\ pe | στάλθηκε\ από
            | 发自我的 | 從我的\S*傳送 | .{1,20}から送信$ | 나의\ .*에서\ 보냄
        )",
    )
});

/// A line that is nothing but a closing formula.
fn is_sign_off(line: &str) -> bool {
    SIGN_OFF.is_match(line)
}

static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
            (?:with\ )?(?:my\ )?(?:kind(?:est)?|best|warm(?:est)?|many)?\ ?regards
            | (?:bien\ )?(?:très\ )?cordialement | bien\ à\ (?:vous|toi) | (?:sincères|meilleures|cordiales)\ salutations
            | mit\ (?:freundlichen|besten|lieben|herzlichen)\ grü(?:ß|ss)en | (?:beste|viele|liebe|freundliche)\ grü(?:ß|ss)e
            | (?:un\ )?(?:cordial(?:es)?\ )?saludos?(?:\ cordial(?:es)?)? | atentamente
            | (?:cordiali|distinti)\ saluti | atenciosamente | met\ vriendelijke\ groet(?:en)? | med\ vänlig\ hälsning(?:ar)?
            | med\ venlig\ hilsen | ystävällisin\ terveisin | z\ poważaniem | с\ уважением
        )[\s,.!]*$",
    )
});

/// A few short lines that ask nothing and add no postscript.
fn is_names_only(lines: &[&str]) -> bool {
    let after: Vec<&str> = own_lines(lines).skip(1).collect();
    let is_name = |line: &&str| {
        let lower = line.to_lowercase();
        line.chars().count() <= 70
            && !line.ends_with(['?', ':'])
            && !lower.starts_with("ps")
            && !lower.starts_with("p.s")
    };
    after.len() <= 8 && after.iter().all(is_name)
}

#[expect(clippy::expect_used, reason = "the pattern is fixed and a test compiles it")]
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a fixed pattern is valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_sign_in_many_languages() {
        for line in [
            "Sent from my iPhone",
            "Envoyé de mon iPad",
            "Gesendet von Outlook für Android<https://x.org>",
            "iPhoneから送信",
        ] {
            assert!(starts(&[line]), "{line}");
        }
        assert!(!starts(&["Sent from my desk, is much easier then my mobile phone."]));
    }

    #[test]
    fn a_postscript_is_no_signature() {
        assert!(starts(&["Regards,", "", "Ana"]));
        assert!(!starts(&["Regards,", "Ana", "", "PS: could you also look at the invoice?"]));
        assert!(!starts(&["In this regards we need to be careful."]));
    }
}
