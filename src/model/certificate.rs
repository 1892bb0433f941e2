//! What a certificate says, and how its sheet is laid out, the same on the screen and on paper.
//!
//! A *provisional* certificate is the station's own word, plainly marked; an *official* one was signed by the records
//! office. Nothing here decides that a certificate is due: the progress fold does.

use super::guilloche::{Rosette, border, rosette};
use super::id::Hash;
use super::sheet::{Ink, LETTER, POINT, Sheet, Style, wrap};
use crate::model::id::{CourseId, LearnerId, Slug};
use uuid::Uuid;

/// Whose word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The station's; to be confirmed by the office.
    Provisional,
    /// Signed by the records office.
    Official,
}

/// Everything a certificate says. Dates and numbers are already words of the person's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Whose word it is.
    pub standing: Standing,
    /// The person's name.
    pub name: String,
    /// Title of the certificate.
    pub title: String,
    /// Title of the course.
    pub course: String,
    /// What was done to earn it.
    pub criteria: String,
    /// Hours of study, if it shows them: `6.5`.
    pub hours: Option<String>,
    /// Score, if it shows it: `87 %`.
    pub score: Option<String>,
    /// What the person can do, if it shows that.
    pub outcomes: Vec<String>,
    /// Credit it counts for, if any.
    pub credit: Vec<String>,
    /// The day it was earned.
    pub day: String,
    /// Who issues it: the office, or the station's facility. `None`: nobody is named.
    pub issuer: Option<String>,
    /// Its number, as written on paper.
    pub number: String,
    /// Language of its words.
    pub language: String,
}

/// The fixed words of a certificate. Each field's doc is the English text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// "Certificate of completion"
    pub heading: String,
    /// "This is to certify that"
    pub certifies: String,
    /// "has completed"
    pub completed: String,
    /// "Provisional"
    pub provisional: String,
    /// "Recorded at this computer. The records office confirms it with an official certificate."
    pub provisional_note: String,
    /// "Official"
    pub official: String,
    /// "Signed by the records office. Its file can be checked by anyone, without asking us."
    pub official_note: String,
    /// "Hours of study"
    pub hours: String,
    /// "Score"
    pub score: String,
    /// "Date"
    pub day: String,
    /// "Counts for"
    pub credit: String,
    /// "What this person can do"
    pub outcomes: String,
    /// "Issued by"
    pub issuer: String,
    /// "Number"
    pub number: String,
}

impl Words {
    /// Fills every field from texts by key (`certificate-heading` …).
    pub fn from_texts(text: impl Fn(&str) -> String) -> Self {
        Self {
            heading: text("certificate-heading"),
            certifies: text("certificate-certifies"),
            completed: text("certificate-completed"),
            provisional: text("certificate-provisional"),
            provisional_note: text("certificate-provisional-note"),
            official: text("certificate-official"),
            official_note: text("certificate-official-note"),
            hours: text("certificate-hours"),
            score: text("certificate-score"),
            day: text("certificate-day"),
            credit: text("certificate-credit"),
            outcomes: text("certificate-outcomes"),
            issuer: text("certificate-issuer"),
            number: text("certificate-number"),
        }
    }
}

/// The id of the official certificate: the same for the same person, course, certificate and serial, so that
/// re-issuing after a restore gives the same id. Version 8 UUID (RFC 9562) of a SHA-256.
#[must_use]
pub fn official_id(office: &str, learner: LearnerId, course: &CourseId, rule: &Slug, serial: u32) -> Uuid {
    let hash = id_hash(office, learner, course, rule, serial);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.0[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn id_hash(office: &str, learner: LearnerId, course: &CourseId, rule: &Slug, serial: u32) -> Hash {
    use sha2::{Digest as _, Sha256};
    let mut hasher = Sha256::new();
    hasher.update(b"foothold.certificate.v1\0");
    for part in [office.as_bytes(), learner.0.as_bytes(), course.as_str().as_bytes(), rule.as_str().as_bytes()] {
        hasher.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.update(serial.to_be_bytes());
    Hash(hasher.finalize().into())
}

/// The number on paper of a certificate's id: four groups that can be read out on a telephone.
#[must_use]
pub fn paper_number(id: &Uuid) -> String {
    let hex = hex::encode_upper(&id.as_bytes()[..8]);
    [&hex[0..4], &hex[4..8], &hex[8..12], &hex[12..16]].join("-")
}

/// US Letter, lying: the sheet a facility's printer holds.
pub const SIZE: (f32, f32) = (LETTER.1, LETTER.0);

/// The sheet.
#[must_use]
pub fn sheet(certificate: &Certificate, words: &Words) -> Sheet {
    let title = format!("{} – {}", words.heading, certificate.course);
    let mut sheet = Sheet::new(SIZE, &title, &certificate.language);
    let middle = SIZE.0 / 2.0;
    ground(&mut sheet);
    sheet.words((middle, 38.0), &words.heading.to_uppercase(), Style::of(13.0, Ink::Earned).bold().middle());
    sheet.words((middle, 50.0), &words.certifies, Style::of(12.0, Ink::Muted).middle());
    let name = Style::of(34.0, Ink::Ink).bold().middle();
    let y = sheet.paragraph((middle, 66.0), &certificate.name, name, SIZE.0 - 90.0, 2).max(78.0);
    let rule_y = y - 6.0;
    sheet.line((middle - 55.0, rule_y), (middle + 55.0, rule_y), 0.35, Ink::Earned);
    sheet.words((middle, rule_y + 8.5), &words.completed, Style::of(12.0, Ink::Muted).middle());
    let course = Style::of(23.0, Ink::Primary).bold().middle();
    let y = sheet.paragraph((middle, rule_y + 20.5), &certificate.title, course, SIZE.0 - 90.0, 2);
    let y = under_title(&mut sheet, certificate, y - 2.0);
    outcomes(&mut sheet, certificate, words, y + 3.0);
    facts(&mut sheet, certificate, words);
    seal(&mut sheet, certificate.standing, words);
    sheet
}

/// Paper, woven border, and a large faint rosette behind the words.
fn ground(sheet: &mut Sheet) {
    let (width, height) = SIZE;
    sheet.fill((0.0, 0.0), SIZE, Ink::Paper);
    let back = Rosette { centre: (width / 2.0, height / 2.0 - 4.0), radii: (18.0, 74.0), petals: 12, lines: 14 };
    rosette(sheet, back, 0.09, Ink::EarnedSoft);
    border(sheet, (9.0, 9.0), (width - 18.0, height - 18.0), 9.0, 7, 0.13, Ink::Earned);
    sheet.frame((8.0, 8.0), (width - 16.0, height - 16.0), 0.45, Ink::Earned);
    sheet.frame((19.0, 19.0), (width - 38.0, height - 38.0), 0.2, Ink::Earned);
}

/// The course (unless the certificate has its name) and what was done.
fn under_title(sheet: &mut Sheet, certificate: &Certificate, mut y: f32) -> f32 {
    let middle = SIZE.0 / 2.0;
    if certificate.course != certificate.title {
        y = sheet.paragraph((middle, y), &certificate.course, Style::of(13.0, Ink::Ink).middle(), SIZE.0 - 90.0, 1);
    }
    sheet.paragraph((middle, y + 1.5), &certificate.criteria, Style::of(11.5, Ink::Muted).middle(), SIZE.0 - 110.0, 2)
}

fn outcomes(sheet: &mut Sheet, certificate: &Certificate, words: &Words, top: f32) {
    if certificate.outcomes.is_empty() {
        return;
    }
    let (x, bottom) = (SIZE.0 / 2.0, FACTS_Y - 12.0);
    let style = Style::of(10.5, Ink::Ink).middle();
    sheet.words((x, top + 2.0), &words.outcomes, Style::of(10.5, Ink::Muted).bold().middle());
    let mut y = top + 7.5;
    for outcome in &certificate.outcomes {
        let lines = wrap(outcome, style.size, style.weight, SIZE.0 - 100.0).len().min(2);
        if y + lines as f32 * style.size * 1.32 > bottom {
            return;
        }
        y = sheet.paragraph((x, y), outcome, style, SIZE.0 - 100.0, 2);
    }
}

/// Base line of the row of facts.
const FACTS_Y: f32 = 171.0;

/// The row of facts at the foot: day, hours, score, credit, issuer; under it the number.
fn facts(sheet: &mut Sheet, certificate: &Certificate, words: &Words) {
    let mut columns: Vec<(&str, String)> = vec![(&words.day, certificate.day.clone())];
    columns.extend(certificate.hours.iter().map(|hours| (words.hours.as_str(), hours.clone())));
    columns.extend(certificate.score.iter().map(|score| (words.score.as_str(), score.clone())));
    if !certificate.credit.is_empty() {
        columns.push((&words.credit, certificate.credit.join(", ")));
    }
    columns.extend(certificate.issuer.iter().map(|issuer| (words.issuer.as_str(), issuer.clone())));
    let (left, right) = (30.0, SIZE.0 - 78.0);
    let step = (right - left) / columns.len() as f32;
    sheet.line((left, FACTS_Y - 7.5), (right, FACTS_Y - 7.5), 0.2, Ink::Line);
    for (index, (label, value)) in columns.iter().enumerate() {
        let x = left + step * index as f32;
        sheet.words((x, FACTS_Y - 2.0), label, Style::of(9.0, Ink::Muted));
        sheet.paragraph((x, FACTS_Y + 4.5), value, Style::of(12.0, Ink::Ink).bold(), step - 4.0, 2);
    }
    let number = format!("{} {}", words.number, certificate.number);
    sheet.words((left, FACTS_Y + 18.0), &number, Style::of(9.0, Ink::Muted));
}

/// The seal at the lower right: a rosette with the standing in it, and the note that explains it.
fn seal(sheet: &mut Sheet, standing: Standing, words: &Words) {
    let centre = (SIZE.0 - 50.0, FACTS_Y - 4.0);
    let (word, note, ink) = match standing {
        Standing::Official => (&words.official, &words.official_note, Ink::Earned),
        Standing::Provisional => (&words.provisional, &words.provisional_note, Ink::Line),
    };
    rosette(sheet, Rosette { centre, radii: (11.5, 19.0), petals: 16, lines: 9 }, 0.13, ink);
    let at = (centre.0 - 18.5, centre.1 - 4.6);
    sheet.items.push(super::sheet::Item::Box { at, size: (37.0, 9.2), fill: Some(Ink::Paper), edge: Some((0.4, ink)) });
    let word_ink = if standing == Standing::Official { Ink::Earned } else { Ink::Ink };
    let style = Style::of(14.0, word_ink).bold().middle();
    sheet.paragraph((centre.0, centre.1 + 14.0 * POINT * 0.34), word, style, 34.0, 1);
    sheet.paragraph((30.0, FACTS_Y + 23.0), note, Style::of(9.0, Ink::Muted), SIZE.0 - 115.0, 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{Anchor, Item, width_of};

    fn certificate() -> Certificate {
        Certificate {
            standing: Standing::Provisional,
            name: "Maximiliana Fernández de la Vega-Villanueva y Ortiz de Zárate".into(),
            title: "Looking for work with a record: the whole course and its final project".into(),
            course: "Looking for work".into(),
            criteria: "Finished every lesson and passed both quizzes with 80 out of 100 or better.".into(),
            hours: Some("6.5".into()),
            score: Some("87 %".into()),
            outcomes: vec!["Say what is on your record in two honest sentences".into(); 9],
            credit: vec!["6 seat hours".into(), "0.5 CEU".into()],
            day: "November 22, 2026".into(),
            issuer: Some("Department of Corrections, Education Records Office, Northern Region".into()),
            number: "AAAA-BBBB-CCCC-DDDD".into(),
            language: "en".into(),
        }
    }

    #[test]
    fn everything_stays_on_the_sheet_however_long_the_names() {
        let words = Words::from_texts(|key| format!("{key} with a rather long text"));
        for item in sheet(&certificate(), &words).items {
            if let Item::Text { at, text, size, weight, anchor, .. } = item {
                let width = width_of(&text, size, weight);
                let left = match anchor {
                    Anchor::Left => at.0,
                    Anchor::Middle => at.0 - width / 2.0,
                    Anchor::Right => at.0 - width,
                };
                assert!(left > 19.0 && left + width < SIZE.0 - 19.0, "{text}: {left} + {width}");
                assert!(at.1 > 19.0 && at.1 < SIZE.1 - 19.0, "{text}: {}", at.1);
            }
        }
    }

    #[test]
    fn an_id_depends_on_every_part_and_on_nothing_else() {
        let learner = LearnerId(Uuid::from_u128(7));
        let course = CourseId::parse("org.example.work").unwrap();
        let rule = Slug::parse("done").unwrap();
        let id = official_id("office-a", learner, &course, &rule, 1);
        assert_eq!(id, official_id("office-a", learner, &course, &rule, 1));
        assert_ne!(id, official_id("office-b", learner, &course, &rule, 1));
        assert_ne!(id, official_id("office-a", LearnerId(Uuid::from_u128(8)), &course, &rule, 1));
        assert_ne!(id, official_id("office-a", learner, &course, &rule, 2));
        assert_eq!(id.get_version_num(), 8);
    }
}
