//! Hostile and unlucky files: the registry stays as it was, and the message names the file, the station and the mend.

use super::*;
use foothold::model::event::GoalSet;
use foothold::model::id::ProgrammeId;
use foothold::text::{Language, Words};

/// What opening one file says: its code, and that nothing changed.
fn refusal(office: &mut OfficeBed, bytes: &[u8], name: &str) -> String {
    let before = office.registry.contents_hash().unwrap();
    let path = office.folder.path().join(format!("{name}.fexport"));
    std::fs::write(&path, bytes).unwrap();
    let plan = office.plan(&[path]);
    let code = match &plan.files[0].outcome {
        Err(problem) => problem.code.as_str().to_owned(),
        Ok(_) => "taken".to_owned(),
    };
    plan.apply(&mut office.registry, 1).unwrap();
    assert_eq!(office.registry.contents_hash().unwrap(), before, "{name}");
    code
}

#[test]
fn what_is_cut_altered_or_for_another_office_leaves_the_registry_as_it_was() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let good = std::fs::read(station.export()).unwrap();
    let other = OfficeBed::new();
    let foreign = std::fs::read(StationBed::new(&other, "Far", 11).export()).unwrap();
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let end = good.len();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty", Vec::new(), "export.altered"),
        ("text", b"hello".to_vec(), "export.altered"),
        ("head", good[..20].to_vec(), "export.altered"),
        ("half", good[..end / 2].to_vec(), "export.altered"),
        ("last-byte", good[..end - 1].to_vec(), "export.altered"),
        ("more", [good.as_slice(), b"x"].concat(), "export.altered"),
        ("flip-body", flipped(end / 2), "export.altered"),
        ("flip-last", flipped(end - 1), "export.altered"),
        ("foreign", foreign, "export.other_office"),
    ];
    for (name, bytes, wanted) in cases {
        assert_eq!(refusal(&mut office, &bytes, name), wanted, "{name}");
    }
    for at in (0..end).step_by(512) {
        assert_ne!(refusal(&mut office, &good[..at], "cut"), "taken", "cut at {at}");
        assert_ne!(refusal(&mut office, &flipped(at), "flip"), "taken", "flipped at {at}");
    }
}

#[test]
fn a_large_file_is_refused_wherever_it_is_cut_or_altered_and_taken_whole_afterwards() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    let programme = ProgrammeId::parse("org.example.plan").unwrap();
    let goal = |n: u32| {
        let body = GoalSet { programme: programme.clone(), goal: slug(&format!("goal-{n}")), done: true };
        Draft::by(Actor::Learner(ana), Body::GoalSet(body)).about(ana)
    };
    station.store.append_all((0..4000).map(goal).collect()).unwrap();
    let whole = station.export();
    let good = std::fs::read(&whole).unwrap();
    assert!(good.len() > 2 * 65_536, "more than one piece that is sealed: {}", good.len());
    for at in (0..good.len()).step_by(4096) {
        assert_eq!(refusal(&mut office, &good[..at], "cut"), "export.altered", "cut at {at}");
        let mut bytes = good.clone();
        let region = at..(at + 4096).min(bytes.len());
        bytes[region].iter_mut().for_each(|byte| *byte ^= 0xFF);
        assert_eq!(refusal(&mut office, &bytes, "flip"), "export.altered", "flipped at {at}");
    }
    assert!(office.merge(&[whole]).apart > 4000, "the whole one is still taken");
}

#[test]
fn a_bad_file_does_not_keep_the_others_out() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let good = station.export();
    let bad = office.folder.path().join("bad.fexport");
    std::fs::write(&bad, b"nothing").unwrap();
    let missing = office.folder.path().join("missing.fexport");
    let plan = office.plan(&[bad, good, missing]);
    let outcomes: Vec<bool> = plan.files.iter().map(|file| file.outcome.is_ok()).collect();
    assert_eq!(outcomes, [false, true, false]);
    assert!(plan.apply(&mut office.registry, 1).unwrap().apart > 0);
}

#[test]
fn every_refusal_has_a_sentence_and_a_mend_in_both_languages() {
    for language in [Language::English, Language::Spanish] {
        let words = Words::new(language);
        for code in
            ["export.altered", "export.other_office", "export.unconfirmed", "export.retired", "export.broken_chain"]
        {
            let sentence = words.problem(code, []);
            assert!(!sentence.what.starts_with("err-") && !sentence.mend.starts_with("mend-"), "{code}");
        }
    }
}

#[test]
fn a_full_or_missing_stick_is_a_plain_problem_and_the_next_try_succeeds() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let real = std::mem::replace(&mut station.stick, office.folder.path().join("no-such-stick"));
    assert_eq!(station.try_export().unwrap_err().code.as_str(), "stick.gone");
    let fault = std::io::Error::from(std::io::ErrorKind::StorageFull);
    assert_eq!(foothold::job::export_write::drive_problem(&real, &fault).code.as_str(), "stick.full");
    station.stick = real;
    let path = station.export();
    let left: Vec<_> = std::fs::read_dir(&station.stick).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, std::slice::from_ref(&path), "no unfinished file is left");
    let name = path.file_stem().unwrap().to_str().unwrap();
    assert!(name.len() == 16 && name.bytes().all(|b| b.is_ascii_hexdigit()), "a name that says nothing: {name}");
    let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
    let since = modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert_eq!(since, 1_577_836_800);
}
