//! Many small slips on few pages, to be cut apart: a name, a number, a code large enough to be read, a line of help.

use super::sheet::{Ink, LETTER, Sheet, Style};

/// One slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Whose it is.
    pub name: String,
    /// The facility's number, with its label.
    pub number: String,
    /// The code.
    pub code: String,
    /// What to do with it, in the language they read.
    pub how: String,
}

const COLUMNS: usize = 2;
const ROWS: usize = 5;
const MARGIN: (f32, f32) = (14.0, 16.0);
const SIZE: (f32, f32) = ((LETTER.0 - 2.0 * MARGIN.0) / COLUMNS as f32, (LETTER.1 - 2.0 * MARGIN.1) / ROWS as f32);
/// Room round what stands on a slip.
const PAD: f32 = 6.0;

/// The pages: ten slips on each.
#[must_use]
pub fn sheets(title: &str, language: &str, slips: &[Slip]) -> Vec<Sheet> {
    slips.chunks(COLUMNS * ROWS).map(|some| sheet(title, language, some)).collect()
}

fn sheet(title: &str, language: &str, slips: &[Slip]) -> Sheet {
    let mut sheet = Sheet::new(LETTER, title, language);
    sheet.fill((0.0, 0.0), LETTER, Ink::Paper);
    for (at, slip) in slips.iter().enumerate() {
        let left = MARGIN.0 + SIZE.0 * (at % COLUMNS) as f32;
        let top = MARGIN.1 + SIZE.1 * (at / COLUMNS) as f32;
        sheet.frame((left, top), SIZE, 0.25, Ink::Line);
        let width = SIZE.0 - 2.0 * PAD;
        let x = left + PAD;
        let y = sheet.paragraph((x, top + 9.0), &slip.name, Style::of(13.0, Ink::Ink).bold(), width, 1);
        sheet.paragraph((x, y), &slip.number, Style::of(10.0, Ink::Muted), width, 1);
        sheet.fill((x, top + 18.0), (width, 13.0), Ink::Tint);
        let code = Style::of(22.0, Ink::Ink).bold().middle();
        sheet.paragraph((x + width / 2.0, top + 27.3), &slip.code, code, width - 4.0, 1);
        sheet.paragraph((x, top + 36.5), &slip.how, Style::of(9.5, Ink::Ink), width, 3);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::Item;

    #[test]
    fn ten_slips_stand_on_a_page_and_nothing_runs_over_its_edge() {
        let slip = Slip {
            name: "Ana María ".repeat(12),
            number: "Number 4711".into(),
            code: "246 813".into(),
            how: "Choose your name on this computer and type this PIN. ".repeat(3),
        };
        for (count, pages) in [(0, 0), (1, 1), (10, 1), (11, 2), (5_000, 500)] {
            assert_eq!(sheets("PINs", "en", &vec![slip.clone(); count]).len(), pages, "{count}");
        }
        let page = &sheets("PINs", "en", &vec![slip; 10])[0];
        for item in &page.items {
            if let Item::Text { at, .. } = item {
                assert!(at.0 < LETTER.0 - MARGIN.0 && at.1 < LETTER.1 - MARGIN.1, "{item:?}");
            }
        }
        let codes = page.items.iter().filter(|item| matches!(item, Item::Text { text, .. } if text == "246 813"));
        assert_eq!(codes.count(), 10);
    }
}
