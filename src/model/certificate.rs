//! What a certificate says, and how its sheet is laid out, the same on the screen and on paper.
//!
//! A *provisional* certificate is the station's own word, plainly marked; an *official* one was signed by the records
//! office. Nothing here decides that a certificate is due: the progress fold does.

mod layout;

use super::id::Hash;
use super::letterhead::Letterhead;
use crate::model::id::{CourseId, LearnerId, Slug};
pub use layout::sheet;
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
    /// Its paper, and the logo and signatures on it.
    pub head: Letterhead,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::letterhead::{PaperSize, Picture, Signer};
    use crate::model::sheet::{Anchor, Item, width_of};

    fn certificate(head: Letterhead) -> Certificate {
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
            head,
        }
    }

    fn heads() -> Vec<Letterhead> {
        let logo = Picture::new(40, 20, vec![0; 3200]);
        let signer = Signer {
            name: "Dr. Maximiliane von Habsburg-Lothringen-Weizsäcker".into(),
            title: "Deputy director of education and re-entry services, northern region".into(),
            signature: logo.clone(),
        };
        let head = |paper, signers| Letterhead { paper, logo: logo.clone(), signers: vec![signer.clone(); signers] };
        PaperSize::ALL
            .into_iter()
            .flat_map(|paper| (0..=4).map(move |signers| (paper, signers)))
            .map(|(p, s)| head(p, s))
            .collect()
    }

    #[test]
    fn everything_stays_on_the_sheet_however_long_the_names() {
        let words = Words::from_texts(|key| format!("{key} with a rather long text"));
        for head in heads() {
            let sheet = sheet(&certificate(head), &words);
            let (width, height) = (sheet.width, sheet.height);
            let mut boxes = Vec::new();
            for item in sheet.items {
                let (at, size) = match item {
                    Item::Text { at, text, size, weight, anchor, .. } => {
                        let width = width_of(&text, size, weight);
                        let left = match anchor {
                            Anchor::Left => at.0,
                            Anchor::Middle => at.0 - width / 2.0,
                            Anchor::Right => at.0 - width,
                        };
                        boxes.push((text, (left, at.1 - size * 0.6), (width, size * 0.6)));
                        ((left, at.1), (width, 0.0))
                    }
                    Item::Picture { at, size, .. } => (at, size),
                    _ => continue,
                };
                assert!(at.0 > 19.0 && at.0 + size.0 < width - 19.0, "{at:?} {size:?}");
                assert!(at.1 > 19.0 && at.1 + size.1 < height - 19.0, "{at:?} {size:?}");
            }
            for (n, (text, at, size)) in boxes.iter().enumerate() {
                for (other, at2, size2) in &boxes[n + 1..] {
                    let apart = at.0 + size.0 <= at2.0 || at2.0 + size2.0 <= at.0;
                    let apart = apart || at.1 + size.1 <= at2.1 || at2.1 + size2.1 <= at.1;
                    assert!(apart, "{text} at {at:?} lies over {other} at {at2:?}");
                }
            }
        }
    }

    #[test]
    fn no_outcome_is_left_out_and_three_sign_at_most() {
        let words = Words::default();
        for head in heads() {
            let signers = head.signers.len().min(3);
            let sheet = sheet(&certificate(head), &words);
            let all: String =
                sheet.items.iter().map(|item| if let Item::Text { text, .. } = item { text } else { "" }).collect();
            assert_eq!(all.matches("honest").count(), 9, "{all}");
            let pictures = sheet.items.iter().filter(|item| matches!(item, Item::Picture { .. })).count();
            assert_eq!(pictures, 1 + signers);
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
