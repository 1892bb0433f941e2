//! The printed slip that goes with a sealed file: what it is, for whom, and lines to sign. It names no learner.

use crate::model::id::Hash;
use crate::model::printed_page::Part;
use crate::model::trust::Fingerprint;
use crate::store::Station;

/// What a slip says of its file. Dates and sizes are already words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipFacts {
    /// The file's name.
    pub file: String,
    /// Its size.
    pub size: String,
    /// Its hash.
    pub sha256: Hash,
    /// Entries in it.
    pub events: String,
    /// When it was made.
    pub made: String,
}

/// What the office compares by telephone before it confirms a station.
#[must_use]
pub fn station_fingerprint(station: &Station) -> Fingerprint {
    Fingerprint::of(&Hash(crate::crypto::hash::sha256(&station.signing.0)))
}

/// Title and parts of the slip; `text` gives the words by key (`slip-…`).
pub fn slip(station: &Station, facts: &SlipFacts, text: impl Fn(&str) -> String) -> (String, Vec<Part>) {
    let fact = |key: &str, value: &str| Part::Fact(text(key), value.to_owned());
    let sha = facts.sha256.to_hex();
    let parts = vec![
        Part::Paragraph(text("slip-intro")),
        fact("slip-file", &facts.file),
        fact("slip-size", &facts.size),
        fact("slip-events", &facts.events),
        fact("slip-made", &facts.made),
        fact("slip-facility", &station.facility_name),
        fact("slip-station", &station.name),
        fact("slip-for", &station.office_name),
        fact("slip-sha", &format!("{} {}", &sha[..32], &sha[32..])),
        Part::Heading(text("slip-station-code")),
        Part::Code(station_fingerprint(station).to_string()),
        Part::Blank(text("slip-carried")),
        Part::Blank(text("slip-received")),
        Part::Paragraph(text("slip-lost")),
    ];
    (text("slip-title"), parts)
}
