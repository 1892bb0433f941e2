//! A certificate outside the walls: altered in any way it is refused, by the office's command and the station's with the
//! same word; its QR code is read back from the drawn page.
//!
//! With `FOOTHOLD_CREDENTIALS=FOLDER` the files stay there, for tests/outside.sh to hold before other programs.

use super::commands::path;
use super::letterhead::Seen;
use super::*;
use foothold::format::certificate::proof::{Signing, Suite, sign};
use foothold::format::certificate::{code, did_key, verify};
use serde_json::Value;
use std::process::Command;

/// An office, a station that knows it, and one certificate.
struct Outside {
    office: OfficeBed,
    station: StationBed,
    id: String,
}

impl Outside {
    fn new() -> Self {
        let mut office = OfficeBed::new();
        let (station, _, id) = office.with_certificate();
        Self { office, station, id }
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.office.home.certificates().join(format!("{}.{ending}", self.id))
    }
}

/// The word of both programs for a file, which must be the same.
pub(super) fn word(office: &OfficeBed, station: &StationBed, file: &Path) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
    program.args(["--json", "--office"]).arg(office.home.root()).arg("verify").arg(file);
    program.envs(crate::place::environment(&office.home.registry()));
    let word = word_of(program);
    #[cfg(feature = "player")]
    {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold"));
        program.args(["--json", "--home", path(station.store.path().parent().unwrap()), "verify"]).arg(file);
        assert_eq!(word_of(program), word, "the station's word and the office's");
    }
    #[cfg(not(feature = "player"))]
    let _station = station;
    word
}

/// How a proof names a key.
pub(super) fn named(key: &SecretKey) -> String {
    let did = did_key(&key.public());
    format!("{did}#{}", did.trim_start_matches("did:key:"))
}

/// A credential signed anew.
pub(super) fn signed(mut document: Value, key: &SecretKey, created: &str) -> Value {
    document["issuer"]["id"] = did_key(&key.public()).into();
    sign(document, &Suite::SET, Signing { key, method: &named(key), created }).unwrap()
}

fn word_of(mut program: Command) -> String {
    let output = program.output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(i32::from(told["ok"] != true)), "{told}");
    let word = match told["code"].as_str() {
        Some("certificate.altered") => Some("altered"),
        Some("certificate.unknown_issuer") => Some("unknown issuer"),
        Some("certificate.revoked") => Some("revoked"),
        _ => told["data"]["word"].as_str(),
    };
    word.unwrap_or_else(|| panic!("a word in {told}")).to_owned()
}

#[test]
fn the_code_on_paper_is_read_back_from_the_drawn_page() {
    let bed = Outside::new();
    let pdf = std::fs::read(bed.file("pdf")).unwrap();
    // About 200 dots an inch; a reader that finds no code at one distance tries another, as one does with a telephone.
    let read = [2200, 2090, 1980, 1760].into_iter().find_map(|width| Seen::page(pdf.clone(), width).code());
    let text = read.expect("a code on the page");
    let (claims, _) = code::verify(&text).unwrap();
    assert_eq!(claims.id.to_string(), bed.id);
    let checked = verify(&std::fs::read(bed.file("json")).unwrap()).unwrap();
    assert_eq!((claims.name, claims.title), (checked.name, checked.title));
    let file = bed.office.folder.path().join("code.txt");
    std::fs::write(&file, &text).unwrap();
    assert_eq!(word(&bed.office, &bed.station, &file), "valid");
    keep(&bed, &text);
}

/// Leaves certificate, code, check page, root and list for other programs.
fn keep(bed: &Outside, text: &str) {
    let page = bed.office.folder.path().join("check.html");
    let told = bed.office.command(&["check-page", "-o", path(&page)], 0);
    assert_eq!(told["data"]["fingerprint"], bed.office.trust().fingerprint().to_string());
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("vnd.foothold.root") || html.contains("payloadType"), "the root is in it");
    let Some(folder) = std::env::var_os("FOOTHOLD_CREDENTIALS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for ending in ["json", "pdf", "png"] {
        std::fs::copy(bed.file(ending), folder.join(format!("certificate.{ending}"))).unwrap();
    }
    std::fs::write(folder.join("certificate.txt"), text).unwrap();
    std::fs::copy(&page, folder.join("check.html")).unwrap();
    std::fs::copy(bed.office.home.trust().join("root.1.dsse"), folder.join("root.1.dsse")).unwrap();
    bed.office.command(&["learner-record", "Ana", "-o", path(&folder.join("learner-record.json"))], 0);
    bed.office.command(&["revoke", &bed.id, "--reason", "For the test"], 0);
    bed.office.command(&["revocations", "-o", path(&folder.join("revocations.dsse"))], 0);
}
