//! Invoices, quotes and data sheets as PDF documents of one page (ISO 32000-1), in the standard font
//! Helvetica.

use crate::calendar;
use crate::facts::{Facts, money};
use crate::model::Locale;

/// Kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    Invoice,
    Quote,
    Sheet,
}

impl Paper {
    /// Name of the file.
    pub(crate) fn file_name(self, facts: &Facts) -> String {
        match self {
            Paper::Invoice => format!("{}.pdf", facts.invoice_number()),
            Paper::Quote => format!("{}.pdf", facts.quote_number()),
            Paper::Sheet => format!("{}.pdf", facts.product.name.replace(' ', "-")),
        }
    }

    fn title(self, facts: &Facts) -> String {
        match (self, facts.locale) {
            (Paper::Invoice, Locale::Fr) => format!("Facture {}", facts.invoice_number()),
            (Paper::Invoice, Locale::En) => format!("Invoice {}", facts.invoice_number()),
            (Paper::Quote, Locale::Fr) => format!("Devis {}", facts.quote_number()),
            (Paper::Quote, Locale::En) => format!("Quote {}", facts.quote_number()),
            (Paper::Sheet, Locale::Fr) => format!("Fiche technique {}", facts.product.name),
            (Paper::Sheet, Locale::En) => format!("Data sheet {}", facts.product.name),
        }
    }

    fn body(self, facts: &Facts) -> Vec<String> {
        match self {
            Paper::Invoice | Paper::Quote => sums(facts),
            Paper::Sheet => sheet(facts),
        }
    }
}

/// The document of a ticket, dated `at`.
pub(crate) fn pdf(paper: Paper, facts: &Facts, at: i64) -> Vec<u8> {
    let date = format!("{} {}", calendar::day_and_month(at, facts.locale), calendar::year(at));
    let mut lines = vec!["Atelier Lumen".to_owned(), String::new(), paper.title(facts), date, String::new()];
    lines.extend(paper.body(facts));
    let mut page = String::from("BT /F1 11 Tf 56 780 Td 18 TL\n");
    for line in &lines {
        page.push_str(&format!("({}) Tj T*\n", escaped(line)));
    }
    page.push_str("ET");
    document(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ])
}

fn sums(facts: &Facts) -> Vec<String> {
    let locale = facts.locale;
    let customer = facts.cast.customer;
    let total = f64::from(facts.product.price * facts.quantity());
    let (net, vat, sum) = match locale {
        Locale::Fr => ("Total HT", "TVA 20 %", "Total TTC"),
        Locale::En => ("Net", "VAT 20%", "Total"),
    };
    vec![
        facts.cast.organization.map_or(&customer.name, |company| &company.name).clone(),
        customer.street.clone(),
        format!("{} {}", customer.postcode, customer.city),
        String::new(),
        format!("{} x {}", facts.quantity(), facts.product.one(locale)),
        format!("{net} : {}", money(total / 1.2, locale)),
        format!("{vat} : {}", money(total - total / 1.2, locale)),
        format!("{sum} : {}", money(total, locale)),
    ]
}

fn sheet(facts: &Facts) -> Vec<String> {
    let (bulb, life, guarantee) = match facts.locale {
        Locale::Fr => ("Culot", "Durée de vie : 50 000 heures", "Garantie : 2 ans"),
        Locale::En => ("Fitting", "Service life: 50,000 hours", "Guarantee: 2 years"),
    };
    vec![
        facts.product.one(facts.locale),
        format!("{bulb} : {}", facts.product.bulb),
        "230 V, 50 Hz".to_owned(),
        life.to_owned(),
        guarantee.to_owned(),
    ]
}

/// The objects with header, cross-reference table and trailer; the first object is the catalogue.
fn document(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table_at = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
    for offset in offsets {
        file.push_str(&format!("{offset:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n"));
    file.into_bytes()
}

/// A literal string in ASCII: what WinAnsi has above it becomes an octal escape, the rest a blank.
fn escaped(line: &str) -> String {
    let mut out = String::new();
    for letter in line.chars() {
        match letter {
            '(' | ')' | '\\' => out.extend(['\\', letter]),
            ' '..='~' => out.push(letter),
            '€' => out.push_str("\\200"),
            '’' => out.push('\''),
            '\u{a0}'..='ÿ' => out.push_str(&format!("\\{:03o}", letter as u32)),
            _ => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_cross_reference_table_points_at_its_object() {
        let file = String::from_utf8(document(&["<< /A 1 >>".to_owned(), "<< /B 2 >>".to_owned()])).unwrap();
        let entries: Vec<usize> = file
            .lines()
            .filter(|line| line.ends_with(" 00000 n "))
            .map(|line| line[..10].parse().unwrap())
            .collect();
        assert_eq!(entries.len(), 2);
        for (number, offset) in (1..).zip(entries) {
            assert!(file[offset..].starts_with(&format!("{number} 0 obj")));
        }
        let table_at: usize = file.lines().rev().nth(1).unwrap().parse().unwrap();
        assert!(file[table_at..].starts_with("xref"));
    }

    #[test]
    fn letters_outside_ascii_are_escaped() {
        assert_eq!(escaped("Élise (189 €) ō"), "\\311lise \\(189 \\200\\)  ");
    }
}
