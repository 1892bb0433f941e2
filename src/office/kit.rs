//! Kits: what sets a station up. Public material only, in a folder for the stick, and beside it a page to print that
//! travels apart.

use super::documents;
use super::home::{OfficeHome, Reader, write_file};
use super::keys::{KeyName, Keys};
use crate::format::pdf;
use crate::format::trust::{self, KIT_FILE};
use crate::model::id::Slug;
use crate::model::ports::Clock;
use crate::model::printed_page::{self, Part};
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Fingerprint, Kit};
use std::path::PathBuf;

/// A kit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitMade {
    /// The folder that goes on the stick.
    pub folder: PathBuf,
    /// The page to print, as PDF.
    pub page: PathBuf,
    /// What the page says, as text.
    pub page_text: String,
    /// The code on the page.
    pub fingerprint: Fingerprint,
}

/// Makes the kit of a facility. `text` gives the page's words by key (`kit-…`), `day` is today in words.
///
/// # Errors
/// [`Code::FacilityUnknown`], a missing key, or the disk's.
pub fn make(
    home: &OfficeHome,
    keys: &Keys,
    facility: &Slug,
    clock: &dyn Clock,
    text: &dyn Fn(&str) -> String,
    day: &str,
) -> Result<KitMade, Problem> {
    let (config, trust) = (home.config()?, documents::read(home)?);
    let office = trust.root.office(&config.office).ok_or_else(|| Problem::new(Code::OfficeDamaged))?;
    let place = office
        .facilities
        .iter()
        .find(|place| place.id == *facility)
        .ok_or_else(|| Problem::new(Code::FacilityUnknown).with("facility", facility))?;
    let kit = Kit {
        office: config.office.clone(),
        facility: place.clone(),
        root: trust.root.hash(),
        created: clock.wall_ms(),
        try_out: None,
        ext: None,
    };
    let signed = trust::sign_kit(&kit, &keys.signing(KeyName::Office)?)
        .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    let folder = home.kits().join(facility.as_str());
    documents::copy_to(home, &folder)?;
    write_file(&folder.join(KIT_FILE), &signed, Reader::Anyone)?;

    let fingerprint = trust.fingerprint();
    let fact = |key: &str, value: &str| Part::Fact(text(key), value.to_owned());
    let parts = vec![
        Part::Paragraph(text("kit-intro")),
        fact("kit-office", &office.name),
        fact("kit-facility", &place.name),
        fact("kit-made", day),
        Part::Heading(text("kit-code")),
        Part::Code(fingerprint.to_string()),
        Part::Heading(text("kit-steps")),
        Part::Paragraph(format!("1. {}", text("kit-step-1"))),
        Part::Paragraph(format!("2. {}", text("kit-step-2"))),
        Part::Paragraph(format!("3. {}", text("kit-step-3"))),
        Part::Paragraph(format!("4. {}", text("kit-step-4"))),
    ];
    let title = text("kit-title");
    let file = pdf::write(&printed_page::sheets(&title, &config.language, &parts))
        .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    let page = home.kits().join(format!("{facility}-page-to-print.pdf"));
    let page_text = printed_page::plain_text(&title, &parts);
    write_file(&page, &file, Reader::Anyone)?;
    write_file(&page.with_extension("txt"), page_text.as_bytes(), Reader::Anyone)?;
    Ok(KitMade { folder, page, page_text, fingerprint })
}
