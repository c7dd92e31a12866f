//! Invoices as PDF documents of one page (ISO 32000-1), with the standard font Helvetica.

use crate::calendar;
use crate::facts::{Facts, money};
use crate::model::Locale;

/// The invoice for a ticket's order, dated `at`.
pub(crate) fn pdf(facts: &Facts, at: i64) -> Vec<u8> {
    let lines = lines(facts, at);
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

fn lines(facts: &Facts, at: i64) -> Vec<String> {
    let locale = facts.locale;
    let customer = facts.cast.customer;
    let total = f64::from(facts.product.price * facts.quantity());
    let (title, order, net, vat, sum) = match locale {
        Locale::Fr => ("Facture", "Commande", "Total HT", "TVA 20 %", "Total TTC"),
        Locale::En => ("Invoice", "Order", "Net", "VAT 20%", "Total"),
    };
    vec![
        "Atelier Lumen".to_owned(),
        String::new(),
        format!("{title} {}", facts.invoice_number()),
        format!("{} {}", calendar::day_and_month(at, locale), calendar::year(at)),
        format!("{order} {}", facts.order_number()),
        String::new(),
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
