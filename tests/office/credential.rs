//! A certificate outside the walls: altered in any way it is refused, by the office's command and the station's with the
//! same word; its QR code is read back from the drawn page.
//!
//! With `FOOTHOLD_CREDENTIALS=FOLDER` the files stay there, for tests/outside.sh to hold before other programs.

use super::commands::path;
use super::letterhead::Seen;
use super::*;
use foothold::format::certificate::proof::{Signing, Suite, sign};
use foothold::format::certificate::{code, did_key, verify};
use foothold::office::keys::KeyName;
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

    fn json(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.file("json")).unwrap()).unwrap()
    }

    /// The word of both programs for these bytes, which must be the same.
    fn word(&self, bytes: &[u8]) -> String {
        let file = self.office.folder.path().join("given");
        std::fs::write(&file, bytes).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--office"]).arg(self.office.home.root()).arg("verify").arg(&file);
        let word = word_of(program);
        #[cfg(feature = "player")]
        {
            let mut program = Command::new(env!("CARGO_BIN_EXE_foothold"));
            program.args(["--json", "--home", path(self.station.store.path().parent().unwrap()), "verify"]).arg(&file);
            assert_eq!(word_of(program), word, "the station's word and the office's");
        }
        word
    }

    /// The same credential signed anew.
    fn signed_by(&self, key: &SecretKey, created: &str) -> Vec<u8> {
        signed(self.json(), key, created)
    }
}

/// A credential signed anew.
fn signed(mut document: Value, key: &SecretKey, created: &str) -> Vec<u8> {
    let did = did_key(&key.public());
    document["issuer"]["id"] = did.clone().into();
    let method = format!("{did}#{}", did.trim_start_matches("did:key:"));
    let signed = sign(document, &Suite::SET, Signing { key, method: &method, created }).unwrap();
    serde_json::to_vec(&signed).unwrap()
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
fn altered_in_any_way_it_is_refused_with_one_word_by_both_programs() {
    let bed = Outside::new();
    let whole = bed.json();
    for ending in ["json", "pdf", "png"] {
        assert_eq!(bed.word(&std::fs::read(bed.file(ending)).unwrap()), "valid", "{ending}");
    }
    type Change = (&'static str, fn(&mut Value));
    let changes: [Change; 11] = [
        ("the name", |it| it["credentialSubject"]["identifier"][0]["identityHash"] = "Someone Else".into()),
        ("the title", |it| it["credentialSubject"]["achievement"]["name"] = "Welding".into()),
        ("what was done", |it| it["credentialSubject"]["achievement"]["criteria"]["narrative"] = "All of it".into()),
        ("the date", |it| it["validFrom"] = "2020-01-01T00:00:00Z".into()),
        ("the id", |it| it["id"] = "urn:uuid:00000000-0000-0000-0000-000000000001".into()),
        ("the issuer's name", |it| it["issuer"]["name"] = "A university".into()),
        ("a word more", |it| it["validUntil"] = "2099-01-01T00:00:00Z".into()),
        ("another context", |it| it["@context"][1] = "https://example.org/context.json".into()),
        ("a proof removed", |it| drop(it["proof"].as_array_mut().unwrap().pop())),
        ("no proof", |it| drop(it.as_object_mut().unwrap().remove("proof"))),
        ("a proof's date", |it| it["proof"][0]["created"] = "2020-01-01T00:00:00Z".into()),
    ];
    for (what, change) in changes {
        let mut altered = whole.clone();
        change(&mut altered);
        assert_eq!(bed.word(&serde_json::to_vec(&altered).unwrap()), "altered", "{what}");
    }
    let stranger = SecretKey::from_seed(&[66; 32]);
    assert_eq!(bed.word(&bed.signed_by(&stranger, "2026-01-01T00:00:00Z")), "unknown issuer");
    let mut copied: Value = serde_json::from_slice(&bed.signed_by(&stranger, "2026-01-01T00:00:00Z")).unwrap();
    copied["proof"] = whole["proof"].clone();
    assert_eq!(bed.word(&serde_json::to_vec(&copied).unwrap()), "altered", "a proof of another certificate");
    assert_eq!(bed.word(b"a shopping list"), "altered");
}

#[test]
fn a_key_out_of_use_signs_nothing_good_and_a_certificate_taken_back_is_revoked() {
    let mut bed = Outside::new();
    let issuer = bed.office.keys.signing(KeyName::Issuer).unwrap();
    let key = hex::encode(issuer.public().0);
    let whole = std::fs::read(bed.file("json")).unwrap();
    assert_eq!(bed.word(&bed.signed_by(&issuer, "2099-01-01T00:00:00Z")), "valid", "while the key is in use");
    let told = bed.office.command(&["revocations", "--ended", &key], 0);
    assert_eq!(told["data"]["ended"][0]["key"], key.as_str());
    bed.take_notice();
    assert_eq!(bed.word(&bed.signed_by(&issuer, "2099-01-01T00:00:00Z")), "revoked", "signed after its end");
    assert_eq!(bed.word(&whole), "valid", "signed before its end");
    let id = bed.id.clone();
    bed.office.command(&["revoke", &id, "--reason", "By mistake"], 0);
    bed.take_notice();
    assert_eq!(bed.word(&whole), "revoked");
}

impl Outside {
    fn take_notice(&mut self) {
        let notice = self.office.home.notice();
        foothold::job::notice::take_notice(&mut self.station.store, &notice, Actor::Station).unwrap();
    }
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
    assert_eq!(bed.word(text.as_bytes()), "valid");
    let altered = text.replacen('A', "B", 3);
    assert_eq!(bed.word(altered.as_bytes()), "altered");
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
    std::fs::write(
        folder.join("stranger.json"),
        bed.signed_by(&SecretKey::from_seed(&[66; 32]), "2026-01-01T00:00:00Z"),
    )
    .unwrap();
    // A certificate that nobody takes back, signed long after: good until the list says when the key ended.
    let mut late = bed.json();
    late["id"] = "urn:uuid:00000000-0000-4000-8000-000000000001".into();
    let issuer = bed.office.keys.signing(KeyName::Issuer).unwrap();
    std::fs::write(folder.join("late.json"), signed(late, &issuer, "2099-01-01T00:00:00Z")).unwrap();
    bed.office.command(&["learner-record", "Ana", "-o", path(&folder.join("learner-record.json"))], 0);
    bed.office.command(&["revoke", &bed.id, "--reason", "For the test"], 0);
    bed.office.command(&["revocations", "--ended", &hex::encode(issuer.public().0)], 0);
    bed.office.command(&["revocations", "-o", path(&folder.join("revocations.dsse"))], 0);
}
