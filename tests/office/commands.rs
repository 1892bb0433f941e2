//! The office's decisions by its program, as a clerk types them, with real stations on the other side.

use super::*;
use foothold::job::notice::take_notice;
use serde_json::Value;
use std::process::Command;

impl OfficeBed {
    /// Runs `foothold-office` on this office; gives its one JSON object.
    pub fn command(&self, arguments: &[&str], code: i32) -> Value {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--office"]).arg(self.home.root()).args(arguments);
        program.envs(crate::place::environment(&self.home.registry()));
        one_object(program, code)
    }

    /// One station, confirmed, with a learner who finished the course and has the certificate of this id.
    pub fn with_certificate(&mut self) -> (StationBed, LearnerId, String) {
        approve_course(self);
        let mut station = StationBed::new(self, "One", 10);
        let ana = station.add_learner("Ana", 1);
        station.finish_course(ana);
        let export = station.export();
        self.command(&["open", "--apply", path(&export)], 0);
        let confirmed = self.command(&["confirm", "One"], 0);
        let id = confirmed["data"]["certificates"][0].as_str().unwrap().to_owned();
        station.take_receipt(&self.receipt_file()).unwrap();
        (station, ana, id)
    }

    /// The one receipt in the notice, as the program wrote it.
    pub(super) fn receipt_file(&self) -> PathBuf {
        let entries = std::fs::read_dir(self.home.notice()).unwrap().map(|entry| entry.unwrap().path());
        let mut receipts = entries.filter(|path| path.extension().is_some_and(|ending| ending == "freceipt"));
        receipts.next().unwrap()
    }
}

pub(super) fn one_object(mut program: Command, code: i32) -> Value {
    let output = program.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(code), "{program:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(text.lines().count(), 1, "one object: {text}");
    serde_json::from_str(&text).unwrap()
}

pub(super) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_revoked_certificate_is_refused_wherever_it_is_checked() {
    let mut office = OfficeBed::new();
    let (mut station, ana, id) = office.with_certificate();
    let file = office.home.certificates().join(format!("{id}.json"));
    let root = office.home.trust().join("root.1.dsse");
    let list = office.folder.path().join("list.dsse");
    assert_eq!(office.command(&["verify", path(&file)], 0)["data"]["list"], Value::Null);
    assert_eq!(office.command(&["revocations"], 0)["data"]["version"], Value::Null, "nothing was ever taken back");
    assert_eq!(office.command(&["revoke", "nobody", "--reason", "x"], 1)["code"], "certificate.unknown");

    let late = office.folder.path().join("late.freceipt");
    std::fs::copy(office.receipt_file(), &late).unwrap();
    let done = office.command(&["revoke", &id, "--reason", "Issued by mistake"], 0);
    assert!(done["data"]["list"].as_u64().unwrap() > 0);
    let again = office.command(&["revoke", &id, "--reason", "Once more"], 0);
    assert_eq!(again["data"]["list"], done["data"]["list"], "nothing new: no new list");
    let told = office.command(&["revocations", "-o", path(&list)], 0);
    assert_eq!(told["data"]["revoked"][0]["id"], id.as_str());

    let refused = office.command(&["verify", path(&file)], 1);
    assert_eq!(
        (&refused["code"], &refused["error"]["args"]["reason"]),
        (&"certificate.revoked".into(), &"Issued by mistake".into())
    );
    let nowhere = |arguments: &[&str], code| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--office", "/nowhere", "verify", path(&file), "--root", path(&root)]).args(arguments);
        one_object(program, code)
    };
    assert_eq!(nowhere(&["--revocations", path(&list)], 1)["code"], "certificate.revoked");
    let whole = nowhere(&[], 0);
    assert_eq!(whole["data"]["fingerprint"], office.trust().fingerprint().to_string());

    // The notice's list alone marks the station's copy; the receipt then tells why; a late one takes nothing back.
    let notice = office.home.notice();
    let taken = take_notice(&mut station.store, &notice, Actor::Station).unwrap();
    assert_eq!((taken.is_news, taken.revoked), (true, 1));
    let revoked = |station: &StationBed| station.store.official(ana).unwrap()[0].revoked.clone();
    assert_eq!(revoked(&station).as_deref(), Some(""));
    let taken = take_notice(&mut station.store, &notice, Actor::Station).unwrap();
    assert_eq!((taken.is_news, taken.revoked), (false, 0));
    station.take_receipt(&office.receipt_file()).unwrap();
    assert_eq!(revoked(&station).as_deref(), Some("Issued by mistake"));
    station.take_receipt(&late).unwrap();
    assert_eq!(revoked(&station).as_deref(), Some("Issued by mistake"));
    #[cfg(feature = "player")]
    {
        let home = station.store.path().parent().unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold"));
        program.args(["--json", "--home", path(home), "verify", path(&file)]);
        assert_eq!(one_object(program, 1)["code"], "certificate.revoked");
    }
}

#[test]
fn a_receipt_that_comes_after_the_list_brings_no_good_certificate() {
    let mut office = OfficeBed::new();
    let (mut station, ana, id) = office.with_certificate();
    let mut other = station.cloned(77);
    let receipt = office.folder.path().join("early.freceipt");
    std::fs::copy(office.receipt_file(), &receipt).unwrap();
    office.command(&["revoke", &id, "--reason", "A mistake"], 0);
    station.take_receipt(&office.receipt_file()).unwrap();
    // A second copy of the station, which has the list and not yet the certificate.
    other.store.write(|writer| writer.set_document("receipt:none", &[])).unwrap();
    take_notice(&mut other.store, &office.home.notice(), Actor::Station).unwrap();
    other.take_receipt(&receipt).unwrap();
    for bed in [&station, &other] {
        assert!(bed.store.official(ana).unwrap()[0].revoked.is_some());
    }
}

#[test]
fn an_older_list_or_one_of_another_hand_is_refused() {
    let mut office = OfficeBed::new();
    let (mut station, _, id) = office.with_certificate();
    office.command(&["revoke", &id, "--reason", "A mistake"], 0);
    let notice = office.home.notice();
    let list = notice.join("revocations.dsse");
    let first = std::fs::read(&list).unwrap();
    let second = {
        let opened = foothold::format::trust::open_revocations(&first, &office.trust().root).unwrap();
        foothold::model::trust::Revocations { version: opened.version + 1, ..opened.into_inner() }
    };
    let by = |key: &SecretKey| foothold::format::trust::sign_revocations(&second, key).unwrap();
    let issuer = office.keys.signing(foothold::office::keys::KeyName::Issuer).unwrap();
    std::fs::write(&list, by(&issuer)).unwrap();
    take_notice(&mut station.store, &notice, Actor::Station).unwrap();
    let office_key = office.keys.signing(foothold::office::keys::KeyName::Office).unwrap();
    for (bytes, code) in [(first, "document.older"), (by(&office_key), "document.unknown_signer")] {
        std::fs::write(&list, bytes).unwrap();
        let problem = take_notice(&mut station.store, &notice, Actor::Station).unwrap_err();
        assert_eq!(problem.code.as_str(), code);
    }
}

#[test]
fn retiring_and_letting_a_fork_count() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    assert_eq!(office.command(&["confirm", "nobody"], 1)["code"], "station.unknown");
    let mut clone = station.cloned(11);
    station.write_journal(ana, 2);
    clone.write_journal(ana, 2);
    for bed in [&mut station, &mut clone] {
        let export = bed.export();
        office.command(&["open", "--apply", path(&export)], 0);
    }
    let forks = |office: &OfficeBed| office.command(&["stations"], 0)["data"]["stations"][0]["forks"].clone();
    assert_eq!(forks(&office), 1);
    let decided = office.command(&["confirm", "One", "--fork"], 0);
    assert_eq!((&decided["data"]["count"], &decided["data"]["state"]), (&1.into(), &"confirmed".into()));
    assert_eq!(forks(&office), 0);
    assert_eq!(office.command(&["confirm", "One", "--fork"], 0)["data"]["count"], 0, "decided once");

    let retired = office.command(&["confirm", "One", "--retire"], 0);
    assert_eq!(retired["data"]["state"], "retired");
    station.write_journal(ana, 3);
    let export = station.export();
    let opened = office.command(&["open", "--apply", path(&export)], 0);
    assert_eq!(opened["data"]["files"][0]["plan"]["notes"][0]["code"], "export.retired");
    assert!(opened["data"]["merged"]["apart"].as_u64().unwrap() >= 3);
    assert_eq!(office.command(&["confirm", "One"], 1)["code"], "export.retired", "retired is retired");
    let released = office.command(&["confirm", "One", "--release", "--reason", "Used by mistake"], 0);
    assert_eq!(
        (&released["data"]["count"], &released["data"]["state"]),
        (&opened["data"]["merged"]["apart"], &"retired".into())
    );
    assert_eq!(office.command(&["confirm", "One", "--release"], 0)["data"]["count"], 0, "nothing is left apart");
    let told = office.command(&["stations", "--history"], 0)["data"]["decisions"].clone();
    let told: Vec<&str> = told.as_array().unwrap().iter().map(|one| one["decision"].as_str().unwrap()).collect();
    assert_eq!(told, ["confirmed", "fork decided", "retired", "what was kept apart counts"]);
}

#[test]
fn counting_for_reports_can_be_left_to_the_next_report() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    let tz = office.home.config().unwrap().tz;
    let is_counted = |office: &OfficeBed| foothold::office::summaries::is_current(&office.registry, &tz).unwrap();
    station.write_journal(ana, 2);
    let export = station.export();
    let opened = office.command(&["open", "--apply", "--count-later", path(&export)], 0);
    assert!(opened["data"]["merged"]["new"].as_u64().unwrap() >= 2);
    assert!(!is_counted(&office), "it is left");
    office.command(&["report", "people"], 0);
    assert!(is_counted(&office), "and done when somebody asks");
}

#[test]
fn the_next_policy_reaches_the_stations() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let shown = office.command(&["policy"], 0);
    assert_eq!((&shown["data"]["policy"], &shown["data"]["settings"]["print"]), (&1.into(), &true.into()));
    let set = ["policy", "--set", "print=false", "--set", "tz=America/Chicago", "--set", "free_text=reviewed"];
    let signed = office.command(&set, 0);
    assert_eq!((&signed["data"]["policy"], &signed["data"]["is_new"]), (&2.into(), &true.into()));
    assert_eq!(office.command(&set, 0)["data"]["is_new"], false, "the same again signs nothing");
    let table = [
        (["policy", "--set", "printing=false"], "printing"),
        (["policy", "--set", "print=maybe"], "print"),
        (["policy", "--set", "tz=Mars/Olympus"], "tz"),
        (["policy", "--set", "idle_lock_min=0"], "idle_lock_min"),
        (["policy", "--recipient", "age1nobody"], "recipients"),
    ];
    for (arguments, setting) in table {
        let refused = office.command(&arguments, 1);
        assert_eq!((&refused["code"], &refused["error"]["args"]["setting"]), (&"policy.wrong".into(), &setting.into()));
    }
    assert_eq!(office.command(&["policy"], 0)["data"]["policy"], 2, "what is refused changes nothing");
    take_notice(&mut station.store, &office.home.notice(), Actor::Station).unwrap();
    let held = trust::held_trust(&station.store).unwrap().policy;
    assert_eq!((held.version, held.settings.print, held.settings.tz.as_str()), (2, false, "America/Chicago"));

    let file = office.folder.path().join("settings.json");
    std::fs::write(&file, serde_json::to_vec(&shown["data"]["settings"]).unwrap()).unwrap();
    let back = office.command(&["policy", "--settings", path(&file)], 0);
    assert_eq!((&back["data"]["policy"], &back["data"]["settings"]), (&3.into(), &shown["data"]["settings"]));
}
