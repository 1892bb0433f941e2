//! Certificates that are not good, each way that there is, and some that are: one set, with the word that everybody has to
//! say of each, before and after the office's list of what is taken back. Both programs say it here; the check page says
//! it in tests/check_page.mjs, and a second implementation refuses each altered field in tests/outside_credential.py.
//!
//! With `FOOTHOLD_CREDENTIALS=FOLDER` the set stays there, in `given`.

use super::commands::{one_object, path};
use super::credential::{named, signed, word};
use super::*;
use foothold::format::certificate::code::{self, PaperClaims};
use foothold::format::certificate::proof::{Signing, Suite, sign};
use foothold::format::certificate::{baked, did_key};
use foothold::format::trust::{REVOCATIONS_FILE, root_file, sign_root, verify_key};
use foothold::office::keys::KeyName;
use serde_json::{Value, json};
use std::process::Command;

/// The word before the list is known, and after it.
type Said = (&'static str, &'static str);
const GOOD: Said = ("valid", "valid");
const TAKEN_BACK: Said = ("valid", "revoked");
const ALTERED: Said = ("altered", "altered");
const STRANGE: Said = ("unknown issuer", "unknown issuer");

struct Given {
    what: String,
    file: PathBuf,
    said: Said,
    /// One value of a good certificate is another one, and nothing else.
    is_field: bool,
    /// The list takes it back for its key alone; the office itself took nothing back.
    is_by_key: bool,
}

/// An office of three issuer keys: the first is out of use in the end, the second was stolen, the third signs the list.
struct Issuers {
    office: OfficeBed,
    station: StationBed,
    first: SecretKey,
    stolen: SecretKey,
    /// Ana's and Ben's certificates are by the first key, Cleo's by the second.
    ana: String,
    ben: String,
    cleo: String,
}

impl Issuers {
    fn new() -> Self {
        let mut office = OfficeBed::new();
        let first = office.keys.signing(KeyName::Issuer).unwrap();
        let [stolen, third] = [91, 92].map(|seed| SecretKey::from_seed(&[seed; 32]));
        let mut root = office.trust().root.into_inner();
        root.version += 1;
        root.offices[0].issuers.extend([&stolen, &third].map(|key| verify_key(&key.public())));
        let root = sign_root(&root, &[&office.keys.signing(KeyName::Root).unwrap()]).unwrap();
        documents::hold(&office.home).unwrap().write(&root_file(2), &root).unwrap();
        let (mut station, _, ana) = office.with_certificate();
        let ben = another(&office, &mut station, "Ben", 2);
        office.keys.write_signing(KeyName::Issuer, &stolen, Work::Trifle).unwrap();
        let cleo = another(&office, &mut station, "Cleo", 3);
        office.keys.write_signing(KeyName::Issuer, &third, Work::Trifle).unwrap();
        Self { office, station, first, stolen, ana, ben, cleo }
    }

    fn bytes(&self, id: &str, ending: &str) -> Vec<u8> {
        std::fs::read(self.office.home.certificates().join(format!("{id}.{ending}"))).unwrap()
    }

    fn json(&self, id: &str) -> Value {
        serde_json::from_slice(&self.bytes(id, "json")).unwrap()
    }

    /// Takes Ben's certificate back and says what became of the keys; gives the list.
    fn take_back(&mut self) -> PathBuf {
        self.office.command(&["revoke", &self.ben, "--reason", "By mistake"], 0);
        let [first, stolen] = [&self.first, &self.stolen].map(|key| hex::encode(key.public().0));
        let told = self.office.command(&["revocations", "--ended", &first, "--stolen", &stolen], 0);
        assert_eq!(told["data"]["stolen"][0]["good"], json!([self.cleo]), "what the office issued itself stays good");
        let notice = self.office.home.notice();
        foothold::job::notice::take_notice(&mut self.station.store, &notice, Actor::Station).unwrap();
        notice.join(REVOCATIONS_FILE)
    }
}

/// Somebody finishes the course and gets a certificate; gives its id.
fn another(office: &OfficeBed, station: &mut StationBed, name: &str, id: u128) -> String {
    let learner = station.add_learner(name, id);
    station.finish_course(learner);
    let export = station.export();
    let told = office.command(&["open", "--apply", path(&export)], 0);
    told["data"]["merged"]["certificates"][0].as_str().unwrap().to_owned()
}

/// The set in the making, in a folder.
struct Set {
    folder: PathBuf,
    all: Vec<Given>,
}

impl Set {
    fn add(&mut self, what: impl Into<String>, ending: &str, bytes: impl AsRef<[u8]>, said: Said) {
        let file = self.folder.join(format!("{:03}.{ending}", self.all.len()));
        std::fs::write(&file, bytes).unwrap();
        self.all.push(Given { what: what.into(), file, said, is_field: false, is_by_key: false });
    }

    fn add_json(&mut self, what: impl Into<String>, document: &Value, said: Said) {
        self.add(what, "json", serde_json::to_vec(document).unwrap(), said);
    }

    /// What was added last is taken back for its key alone.
    fn by_key(&mut self) {
        self.all.last_mut().unwrap().is_by_key = true;
    }

    fn altered(&mut self, what: &str, whole: &Value, change: impl FnOnce(&mut Value)) {
        let mut document = whole.clone();
        change(&mut document);
        assert_ne!(document, *whole, "{what}");
        self.add_json(what, &document, ALTERED);
    }
}

/// The place of every value that is neither object nor list.
fn leaves(value: &Value, at: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| leaves(value, &format!("{at}/{}", key.replace('/', "~1")), out));
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{at}/{n}"), out)),
        _ => out.push(at.to_owned()),
    }
}

/// Every value altered, every part removed, something added.
fn alterations(set: &mut Set, whole: &Value) {
    let mut places = Vec::new();
    leaves(whole, "", &mut places);
    assert!(places.len() > 30, "{places:?}");
    for place in places {
        set.altered(&format!("{place} altered"), whole, |it| {
            let value = it.pointer_mut(&place).unwrap();
            *value = match &*value {
                Value::Bool(is) => Value::from(!is),
                other => Value::from(format!("{}x", other.as_str().unwrap())),
            };
        });
        set.all.last_mut().unwrap().is_field = true;
    }
    for part in whole.as_object().unwrap().keys() {
        set.altered(&format!("{part} removed"), whole, |it| drop(it.as_object_mut().unwrap().remove(part)));
    }
    for n in 0..2 {
        set.altered(&format!("proof {n} removed"), whole, |it| drop(it["proof"].as_array_mut().unwrap().remove(n)));
        set.altered(&format!("proof {n} alone"), whole, |it| it["proof"] = it["proof"][n].take());
        set.altered(&format!("proof {n} twice"), whole, |it| it["proof"][1 - n] = it["proof"][n].clone());
    }
    set.altered("a word more", whole, |it| it["validUntil"] = "2099-01-01T00:00:00Z".into());
    set.altered("a word that no context knows", whole, |it| it["credentialSubject"]["rank"] = "Doctor".into());
    let text = whole.to_string();
    set.add("a key twice", "json", text.replacen('{', "{\"name\":\"Doctor\",", 1), ALTERED);
    set.add("cut", "json", &text[..text.len() - 2], ALTERED);
    set.add("a shopping list", "txt", "eggs, milk", ALTERED);
    set.add("nothing", "txt", "", ALTERED);
}

/// Signed by others, by several, or for another certificate.
fn forgeries(set: &mut Set, bed: &Issuers) {
    let (whole, other) = (bed.json(&bed.ana), bed.json(&bed.ben));
    let stranger = SecretKey::from_seed(&[66; 32]);
    let then = "2020-01-01T00:00:00Z";
    set.add_json("by another issuer", &signed(whole.clone(), &stranger, then), STRANGE);
    let method = whole["proof"][0]["verificationMethod"].as_str().unwrap();
    let by = Signing { key: &stranger, method, created: then };
    set.add_json("by another issuer in our name", &sign(whole.clone(), &Suite::SET, by).unwrap(), ALTERED);
    set.altered("another issuer's name over our proofs", &whole, |it| {
        it["issuer"]["id"] = did_key(&stranger.public()).into();
    });
    for (what, from) in
        [("of another certificate", &other), ("of another issuer", &signed(whole.clone(), &stranger, then))]
    {
        set.altered(&format!("both proofs {what}"), &whole, |it| it["proof"] = from["proof"].clone());
        for n in 0..2 {
            set.altered(&format!("proof {n} {what}"), &whole, |it| it["proof"][n] = from["proof"][n].clone());
        }
    }
    let one = |key: &SecretKey, suite| {
        let method = named(key);
        let by = Signing { key, method: &method, created: then };
        sign(whole.clone(), &[suite], by).unwrap()["proof"].take()
    };
    set.altered("two issuers of this office", &whole, |it| {
        it["proof"] = json!([one(&bed.first, Suite::Rdfc), one(&bed.stolen, Suite::Jcs)]);
    });
}

/// By keys that are out of use or stolen, and what was taken back.
fn by_old_keys(set: &mut Set, bed: &Issuers) {
    let (ana, mut forged) = (bed.json(&bed.ana), bed.json(&bed.cleo));
    set.add_json("signed after its key's end", &signed(ana.clone(), &bed.first, "2099-01-01T00:00:00Z"), TAKEN_BACK);
    set.by_key();
    set.add_json("signed on no day by a key that ended", &signed(ana, &bed.first, "some day"), TAKEN_BACK);
    set.by_key();
    set.add_json("issued before its key was stolen", &forged, GOOD);
    forged["id"] = "urn:uuid:00000000-0000-4000-8000-000000000001".into();
    set.add_json("by the stolen key", &signed(forged, &bed.stolen, "2020-01-01T00:00:00Z"), TAKEN_BACK);
    set.by_key();
    for ending in ["json", "pdf", "png"] {
        set.add("taken back", ending, bed.bytes(&bed.ben, ending), TAKEN_BACK);
    }
    let record = bed.office.folder.path().join("record.json");
    bed.office.command(&["learner-record", "Ben", "-o", path(&record)], 0);
    let record: Value = serde_json::from_slice(&std::fs::read(record).unwrap()).unwrap();
    set.add_json("a record of what is taken back", &record, TAKEN_BACK);
    set.altered("a certificate in a record altered", &record, |it| {
        it["credentialSubject"]["verifiableCredential"][0]["name"] = "Welding".into();
    });
}

/// The codes on paper.
fn codes(set: &mut Set, bed: &Issuers) {
    let claims = |id: &str| PaperClaims {
        id: id.parse().unwrap(),
        name: "Ana".into(),
        title: "Work done".into(),
        valid_from: 1_600_000_000,
        created: 1_600_000_000,
        narrative: Some("3 hours".into()),
        issuer_name: None,
    };
    let code = |id: &str, key: &SecretKey| code::sign(&claims(id), key).unwrap();
    let good = code(&bed.ana, &bed.first);
    set.add("a code", "txt", &good, GOOD);
    set.add("a code with a line's end", "txt", format!(" {good}\r\n"), GOOD);
    for at in (0..good.len()).step_by(19) {
        let other = if good.as_bytes()[at] == b'A' { "B" } else { "A" };
        set.add(format!("letter {at} of a code"), "txt", [&good[..at], other, &good[at + 1..]].concat(), ALTERED);
    }
    set.add("half a code", "txt", &good[..good.len() / 2], ALTERED);
    set.add("a code by another issuer", "txt", code(&bed.ana, &SecretKey::from_seed(&[66; 32])), STRANGE);
    set.add("a code of what is taken back", "txt", code(&bed.ben, &bed.first), TAKEN_BACK);
    set.add("a code issued before its key was stolen", "txt", code(&bed.cleo, &bed.stolen), GOOD);
    set.add("a code by the stolen key", "txt", code(&bed.ana, &bed.stolen), TAKEN_BACK);
    set.by_key();
    let late = PaperClaims { created: 4_000_000_000, ..claims(&bed.ana) };
    set.add("a code signed after its key's end", "txt", code::sign(&late, &bed.first).unwrap(), TAKEN_BACK);
    set.by_key();
}

fn set(bed: &Issuers) -> Vec<Given> {
    let folder = std::env::var_os("FOOTHOLD_CREDENTIALS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| bed.office.folder.path().to_owned()).join("given");
    std::fs::create_dir_all(&folder).unwrap();
    let mut set = Set { folder, all: Vec::new() };
    let whole = bed.json(&bed.ana);
    for ending in ["json", "pdf", "png"] {
        set.add("as it is", ending, bed.bytes(&bed.ana, ending), GOOD);
    }
    let wide = serde_json::to_string_pretty(&whole).unwrap();
    set.add("written in another way", "json", format!("\u{feff}{wide}\r\n"), GOOD);
    alterations(&mut set, &whole);
    let altered = whole.to_string().replace("Work done", "Work gone");
    set.add("altered within a picture", "png", baked::bake(altered.as_bytes(), &[255; 4 * 8 * 8], 8).unwrap(), ALTERED);
    let pdf = bed.bytes(&bed.ana, "pdf");
    let at = pdf.windows(11).position(|at| at == b"\"Work done\"").expect("the certificate stands open in the PDF");
    set.add("altered within a PDF", "pdf", [&pdf[..at], &b"\"Work gone\""[..], &pdf[at + 11..]].concat(), ALTERED);
    forgeries(&mut set, bed);
    by_old_keys(&mut set, bed);
    codes(&mut set, bed);
    set.all
}

/// The word of the office's program where there is no office: by files alone.
fn word_by_files(given: &Given, root: &Path, list: Option<&Path>) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
    program.args(["--json", "--office", "/nowhere", "verify", path(&given.file), "--root", path(root)]);
    program.args(list.iter().flat_map(|list| ["--revocations", path(list)]));
    let told = one_object(program, i32::from(!given.is_good_with(list)));
    told["data"]["word"].as_str().or_else(|| told["error"]["args"]["word"].as_str()).unwrap().to_owned()
}

impl Given {
    fn is_good_with(&self, list: Option<&Path>) -> bool {
        (if list.is_some() { self.said.1 } else { self.said.0 }) == "valid"
    }
}

#[test]
fn both_programs_say_the_same_word_of_each_before_and_after_something_is_taken_back() {
    let mut bed = Issuers::new();
    let all = set(&bed);
    let folder = all[0].file.parent().unwrap().to_owned();
    let root = bed.office.home.trust().join(root_file(2));
    bed.office.command(&["check-page", "-o", path(&folder.join("check.html"))], 0);
    for given in &all {
        let (what, wanted) = (&given.what, given.said.0);
        assert_eq!(word(&bed.office, &bed.station, &given.file), wanted, "{what}");
        assert_eq!(word_by_files(given, &root, None), wanted, "{what}, by files alone");
    }
    let list = bed.take_back();
    // No list makes a good one of what is altered.
    for given in all.iter().filter(|given| given.said != ALTERED) {
        let (what, wanted) = (&given.what, given.said.1);
        assert_eq!(word(&bed.office, &bed.station, &given.file), wanted, "{what}, with the list");
        assert_eq!(word_by_files(given, &root, Some(&list)), wanted, "{what}, by files alone, with the list");
    }
    std::fs::copy(&list, folder.join(REVOCATIONS_FILE)).unwrap();
    let index = all.iter().map(|given| {
        let file = given.file.file_name().unwrap().to_str().unwrap();
        json!({"what": given.what, "file": file, "word": given.said.0, "listed": given.said.1,
            "is_field": given.is_field, "is_by_key": given.is_by_key})
    });
    std::fs::write(folder.join("index.json"), Value::from_iter(index).to_string()).unwrap();
}
