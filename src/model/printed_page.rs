//! Plain printed pages: the slip that goes with a stick, the page of a kit, a recovery code. Upright US Letter.

use super::sheet::{Ink, LETTER, POINT, Sheet, Style};

/// One part of a plain page, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Paragraph(String),
    /// A smaller heading.
    Heading(String),
    /// A label with its value.
    Fact(String, String),
    /// A code to type from paper, set large in groups.
    Code(String),
    /// A line to write on, with what belongs there.
    Blank(String),
}

const LEFT: f32 = 24.0;
const WIDTH: f32 = LETTER.0 - 2.0 * LEFT;
const BOTTOM: f32 = LETTER.1 - 22.0;

/// The pages: as many as the parts need.
#[must_use]
pub fn sheets(title: &str, language: &str, parts: &[Part]) -> Vec<Sheet> {
    let mut pages = Vec::new();
    let mut sheet = Sheet::new(LETTER, title, language);
    sheet.fill((0.0, 0.0), LETTER, Ink::Paper);
    let mut y = sheet.paragraph((LEFT, 32.0), title, Style::of(24.0, Ink::Ink).bold(), WIDTH, 2);
    sheet.line((LEFT, y - 5.0), (LEFT + WIDTH, y - 5.0), 0.5, Ink::Primary);
    y += 5.0;
    for part in parts {
        if y + height(part) > BOTTOM {
            let next = Sheet::new(LETTER, title, language);
            pages.push(std::mem::replace(&mut sheet, next));
            sheet.fill((0.0, 0.0), LETTER, Ink::Paper);
            y = 28.0;
        }
        y = draw(&mut sheet, y, part);
    }
    pages.push(sheet);
    pages
}

fn height(part: &Part) -> f32 {
    match part {
        Part::Paragraph(text) => {
            super::sheet::wrap(text, 12.0 * POINT, super::sheet::Weight::Regular, WIDTH).len() as f32 * 5.6
        }
        Part::Heading(_) => 24.0,
        Part::Fact(..) => 12.0,
        Part::Code(_) => 26.0,
        Part::Blank(_) => 18.0,
    }
}

fn draw(sheet: &mut Sheet, y: f32, part: &Part) -> f32 {
    let body = Style::of(12.0, Ink::Ink);
    match part {
        Part::Paragraph(text) => sheet.paragraph((LEFT, y), text, body, WIDTH, 40) + 2.5,
        Part::Heading(text) => sheet.paragraph((LEFT, y + 4.0), text, Style::of(15.0, Ink::Ink).bold(), WIDTH, 2) + 1.5,
        Part::Fact(label, value) => {
            let end = sheet.paragraph((LEFT, y), label, Style::of(11.0, Ink::Muted), 52.0, 2);
            sheet.paragraph((LEFT + 56.0, y), value, body.bold(), WIDTH - 56.0, 3).max(end) + 1.2
        }
        Part::Code(code) => {
            sheet.fill((LEFT, y - 2.0), (WIDTH, 20.0), Ink::Tint);
            let style = Style::of(26.0, Ink::Ink).bold().middle();
            sheet.paragraph((LEFT + WIDTH / 2.0, y + 11.2), code, style, WIDTH - 10.0, 1);
            y + 28.0
        }
        Part::Blank(label) => {
            sheet.line((LEFT, y + 8.0), (LEFT + WIDTH, y + 8.0), 0.25, Ink::Line);
            sheet.words((LEFT, y + 12.5), label, Style::of(9.5, Ink::Muted));
            y + 20.0
        }
    }
}

/// The same parts as plain text, for a screen or a text file.
#[must_use]
pub fn plain_text(title: &str, parts: &[Part]) -> String {
    let mut out = format!("{title}\n{}\n", "=".repeat(title.chars().count()));
    for part in parts {
        match part {
            Part::Paragraph(text) => out.push_str(&format!("\n{text}\n")),
            Part::Heading(text) => out.push_str(&format!("\n{text}\n{}\n", "-".repeat(text.chars().count()))),
            Part::Fact(label, value) => out.push_str(&format!("{label}: {value}\n")),
            Part::Code(code) => out.push_str(&format!("\n    {code}\n")),
            Part::Blank(label) => out.push_str(&format!("\n____________________\n{label}\n")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::Item;

    #[test]
    fn a_long_account_goes_on_over_the_page() {
        let parts: Vec<_> = (0..120).map(|n| Part::Fact(format!("Row {n}"), "value".into())).collect();
        let pages = sheets("Account", "en", &parts);
        assert!(pages.len() > 1);
        let rows = pages
            .iter()
            .flat_map(|p| &p.items)
            .filter(|i| matches!(i, Item::Text { text, .. } if text.starts_with("Row")))
            .count();
        assert_eq!(rows, 120);
        for item in pages.iter().flat_map(|p| &p.items) {
            if let Item::Text { at, .. } = item {
                assert!(at.1 < LETTER.1 - 10.0);
            }
        }
    }
}
