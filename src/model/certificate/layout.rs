//! Where everything stands on a certificate's sheet.
//!
//! The upper left corner belongs to the code that checks it (`format::paper`), the upper right one to the logo. From
//! the middle down: whose it is, of what, what was done; the row of facts; the lines to sign on; the number.

use super::{Certificate, Standing, Words};
use crate::model::guilloche::{Rosette, border, rosette};
use crate::model::letterhead::{SIGNERS_MAX, Signer};
use crate::model::sheet::{Ink, Item, LINE_HEIGHT, POINT, Point, Sheet, Style, wrap};

/// From the left edge to the words at the foot, mm.
const LEFT: f32 = 30.0;
/// What the seal needs at the right, mm.
const RIGHT: f32 = 78.0;
/// Most of a logo, mm.
const LOGO: (f32, f32) = (50.0, 26.0);
/// The sheet's right and upper edge to the logo, mm.
const LOGO_FROM: f32 = 25.0;

/// The sheet.
#[must_use]
pub fn sheet(certificate: &Certificate, words: &Words) -> Sheet {
    let title = format!("{} – {}", words.heading, certificate.course);
    let page = Page::of(certificate);
    let mut sheet = Sheet::new((page.width, page.height), &title, &certificate.language);
    ground(&mut sheet);
    if let Some(logo) = &certificate.head.logo {
        sheet.picture((page.width - LOGO_FROM - LOGO.0, LOGO_FROM), LOGO, (1.0, 0.0), logo);
    }
    sheet.words((page.middle(), 38.0), &words.heading.to_uppercase(), Style::of(13.0, Ink::Earned).bold().middle());
    sheet.words((page.middle(), 50.0), &words.certifies, Style::of(12.0, Ink::Muted).middle());
    let y = whose(&mut sheet, &page, certificate, words);
    let y = of_what(&mut sheet, &page, certificate, y);
    outcomes(&mut sheet, &page, certificate, words, y + 3.0);
    facts(&mut sheet, &page, certificate, words);
    signatures(&mut sheet, &page, &certificate.head.signers);
    seal(&mut sheet, &page, certificate.standing, words);
    sheet
}

/// What the parts of a sheet have in common.
struct Page {
    width: f32,
    height: f32,
    /// Base line of the row of facts.
    facts_y: f32,
    /// Somebody signs below the facts, so that all above stands closer.
    is_signed: bool,
}

impl Page {
    fn of(certificate: &Certificate) -> Self {
        let (width, height) = certificate.head.paper.lying();
        let is_signed = !certificate.head.signers.is_empty();
        Self { width, height, is_signed, facts_y: height - if is_signed { 65.0 } else { 44.9 } }
    }

    fn middle(&self) -> f32 {
        self.width / 2.0
    }

    /// One of two sizes: of a sheet with room, or of one that is signed.
    fn either(&self, roomy: f32, close: f32) -> f32 {
        if self.is_signed { close } else { roomy }
    }
}

/// Paper, woven border, and a large faint rosette behind the words.
fn ground(sheet: &mut Sheet) {
    let (width, height) = (sheet.width, sheet.height);
    sheet.fill((0.0, 0.0), (width, height), Ink::Paper);
    let back = Rosette { centre: (width / 2.0, height / 2.0 - 4.0), radii: (18.0, 74.0), petals: 12, lines: 14 };
    rosette(sheet, back, 0.09, Ink::EarnedSoft);
    border(sheet, (9.0, 9.0), (width - 18.0, height - 18.0), 9.0, 7, 0.13, Ink::Earned);
    sheet.frame((8.0, 8.0), (width - 16.0, height - 16.0), 0.45, Ink::Earned);
    sheet.frame((19.0, 19.0), (width - 38.0, height - 38.0), 0.2, Ink::Earned);
}

/// The name on its line: in one line if letters of half the size do, else in two of smaller ones.
fn whose(sheet: &mut Sheet, page: &Page, certificate: &Certificate, words: &Words) -> f32 {
    let style = Style::of(page.either(34.0, 30.0), Ink::Ink).bold().middle();
    let width = page.width - 90.0;
    let is_short = wrap(&certificate.name, style.size / 2.0, style.weight, width).len() == 1;
    let (size, lines_max) = if is_short { (style.size, 1) } else { (style.size * 0.6, 2) };
    let end = sheet.paragraph((page.middle(), 66.0), &certificate.name, Style { size, ..style }, width, lines_max);
    let line_y = end.max(78.0) - 6.0;
    sheet.line((page.middle() - 55.0, line_y), (page.middle() + 55.0, line_y), 0.35, Ink::Earned);
    let y = line_y + page.either(8.5, 7.0);
    sheet.words((page.middle(), y), &words.completed, Style::of(12.0, Ink::Muted).middle());
    y
}

/// Title, the course (unless the certificate has its name) and what was done.
fn of_what(sheet: &mut Sheet, page: &Page, certificate: &Certificate, y: f32) -> f32 {
    let (middle, width) = (page.middle(), page.width - 90.0);
    let title = Style::of(page.either(23.0, 20.0), Ink::Primary).bold().middle();
    let at = (middle, y + page.either(12.0, 10.0));
    let mut y = sheet.paragraph(at, &certificate.title, title, width, 2) - 2.0;
    if certificate.course != certificate.title {
        y = sheet.paragraph((middle, y), &certificate.course, Style::of(13.0, Ink::Ink).middle(), width, 1);
    }
    let done = Style::of(page.either(11.5, 10.5), Ink::Muted).middle();
    sheet.paragraph((middle, y + 1.5), &certificate.criteria, done, page.width - 110.0, 2)
}

/// What the person can do: a line each where there is room, else one after the other, in letters as large as fit.
fn outcomes(sheet: &mut Sheet, page: &Page, certificate: &Certificate, words: &Words, top: f32) {
    let (x, bottom, width) = (page.middle(), page.facts_y - 11.0, page.width - 100.0);
    let style = Style::of(page.either(10.5, 9.5), Ink::Ink).middle();
    let first = top + 6.5;
    if certificate.outcomes.is_empty() || first > bottom {
        return;
    }
    let room = |size: f32| ((bottom - first) / (size * LINE_HEIGHT)).floor().max(0.0) as usize + 1;
    let lines = |text: &str, size: f32| wrap(text, size, style.weight, width).len();
    sheet.words((x, top + 1.5), &words.outcomes, Style { ink: Ink::Muted, ..style }.bold());
    if certificate.outcomes.iter().map(|outcome| lines(outcome, style.size)).sum::<usize>() <= room(style.size) {
        let mut y = first;
        for outcome in &certificate.outcomes {
            y = sheet.paragraph((x, y), outcome, style, width, 2);
        }
        return;
    }
    let all = certificate.outcomes.join("  ·  ");
    let close = [8.5, 7.5, 6.5].map(|points| points * POINT);
    let fits = |size: &f32| lines(&all, *size) <= room(*size);
    let size = std::iter::once(style.size).chain(close).find(fits).unwrap_or(close[2]);
    sheet.paragraph((x, first), &all, Style { size, ..style }, width, room(size));
}

/// The row of facts: day, hours, score, credit, issuer; at the foot the number.
fn facts(sheet: &mut Sheet, page: &Page, certificate: &Certificate, words: &Words) {
    let mut columns: Vec<(&str, String)> = vec![(&words.day, certificate.day.clone())];
    columns.extend(certificate.hours.iter().map(|hours| (words.hours.as_str(), hours.clone())));
    columns.extend(certificate.score.iter().map(|score| (words.score.as_str(), score.clone())));
    if !certificate.credit.is_empty() {
        columns.push((&words.credit, certificate.credit.join(", ")));
    }
    columns.extend(certificate.issuer.iter().map(|issuer| (words.issuer.as_str(), issuer.clone())));
    let (y, right) = (page.facts_y, page.width - RIGHT);
    let step = (right - LEFT) / columns.len() as f32;
    sheet.line((LEFT, y - 7.5), (right, y - 7.5), 0.2, Ink::Line);
    for (index, (label, value)) in columns.iter().enumerate() {
        let x = LEFT + step * index as f32;
        sheet.paragraph((x, y - 2.0), label, Style::of(9.0, Ink::Muted), step - 4.0, 1);
        sheet.paragraph((x, y + 4.0), value, Style::of(12.0, Ink::Ink).bold(), step - 4.0, 2);
    }
    if !certificate.number.is_empty() {
        let number = format!("{} {}", words.number, certificate.number);
        sheet.words((LEFT, page.height - 26.9), &number, Style::of(9.0, Ink::Muted));
    }
}

/// A line for each who signs, with the signature on it and the name below.
fn signatures(sheet: &mut Sheet, page: &Page, signers: &[Signer]) {
    let signers = &signers[..signers.len().min(SIGNERS_MAX)];
    let room = page.width - RIGHT - LEFT;
    let step = (room / signers.len().max(2) as f32).min(85.0);
    for (index, signer) in signers.iter().enumerate() {
        let (x, width) = (LEFT + step * index as f32, step - 8.0);
        let y = page.height - 42.0;
        if let Some(signature) = &signer.signature {
            sheet.picture((x + 2.0, y - 11.5), (width - 4.0, 12.5), (0.0, 1.0), signature);
        }
        sheet.line((x, y), (x + width, y), 0.25, Ink::Ink);
        sheet.paragraph((x, y + 4.2), &signer.name, Style::of(10.0, Ink::Ink).bold(), width, 1);
        sheet.paragraph((x, y + 8.2), &signer.title, Style::of(8.5, Ink::Muted), width, 1);
    }
}

/// The seal at the lower right: a rosette with the standing in it, and the note that explains it.
fn seal(sheet: &mut Sheet, page: &Page, standing: Standing, words: &Words) {
    let centre: Point = (page.width - 50.0, page.height - page.either(48.9, 54.0));
    let (word, note, ink) = match standing {
        Standing::Official => (&words.official, &words.official_note, Ink::Earned),
        Standing::Provisional => (&words.provisional, &words.provisional_note, Ink::Line),
    };
    rosette(sheet, Rosette { centre, radii: (11.5, 19.0), petals: 16, lines: 9 }, 0.13, ink);
    let at = (centre.0 - 18.5, centre.1 - 4.6);
    sheet.items.push(Item::Box { at, size: (37.0, 9.2), fill: Some(Ink::Paper), edge: Some((0.4, ink)) });
    let word_ink = if standing == Standing::Official { Ink::Earned } else { Ink::Ink };
    let style = Style::of(14.0, word_ink).bold().middle();
    sheet.paragraph((centre.0, centre.1 + 14.0 * POINT * 0.34), word, style, 34.0, 1);
    sheet.paragraph((LEFT, page.height - 21.9), note, Style::of(9.0, Ink::Muted), page.width - 115.0, 1);
}
