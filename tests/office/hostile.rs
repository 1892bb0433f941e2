//! Hostile and unlucky files: not a row of the registry changes, and the sentence names the file, the station and the mend.

use super::*;
use foothold::model::event::GoalSet;
use foothold::model::id::ProgrammeId;
use foothold::model::problem::Code;
use foothold::office::open::FileReport;
use foothold::text::{LANGUAGES, Words};

/// What a clerk hears of a refused file names it, its station (`?` where nothing of the file can be believed) and, in a
/// sentence of its own, what to do; in both languages. Gives the name of the station.
pub(super) fn says_all(file: &FileReport) -> String {
    let problem = file.outcome.as_ref().unwrap_err();
    let station = file.station.as_ref().map_or("?", |station| station.name.as_str());
    for language in LANGUAGES {
        let args = problem.args.iter().map(|(name, value)| (*name, value.as_str()));
        let said = Words::new(*language).problem(problem.code.as_str(), args);
        assert!(said.what.contains(commands::path(&file.path)), "the stick: {said:?}");
        assert!(said.what.contains(station), "the station: {said:?}");
        let is_sentence = said.mend.ends_with('.') && said.mend.split(' ').count() > 3;
        assert!(is_sentence && !said.mend.starts_with("mend-"), "the mend: {said:?}");
    }
    station.to_owned()
}

impl OfficeBed {
    /// The code with which a file of these bytes is refused, and the station that is named; and that nothing changed.
    #[track_caller]
    pub(super) fn refusal(&mut self, what: &str, bytes: &[u8]) -> (Code, String) {
        let path = self.folder.path().join("refused.fexport");
        std::fs::write(&path, bytes).unwrap();
        self.refusal_of(what, &path)
    }

    /// The same of a file that is there.
    #[track_caller]
    pub(super) fn refusal_of(&mut self, what: &str, path: &Path) -> (Code, String) {
        let before = crate::place::rows(&self.home.registry());
        let plan = self.plan(&[path.to_owned()]);
        let code = plan.files[0].outcome.as_ref().err().unwrap_or_else(|| panic!("{what} was taken")).code;
        let station = says_all(&plan.files[0]);
        plan.apply(&mut self.registry, 1).unwrap();
        assert!(crate::place::rows(&self.home.registry()) == before, "{what}: a row changed");
        (code, station)
    }
}

#[test]
fn what_is_cut_altered_or_for_another_office_leaves_the_registry_as_it_was() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let whole = station.export();
    let good = std::fs::read(&whole).unwrap();
    let other = OfficeBed::new();
    let foreign = std::fs::read(StationBed::new(&other, "Far", 11).export()).unwrap();
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let end = good.len();
    let cases: Vec<(&str, Vec<u8>, Code)> = vec![
        ("empty", Vec::new(), Code::ExportAltered),
        ("text", b"hello".to_vec(), Code::ExportAltered),
        ("head", good[..20].to_vec(), Code::ExportAltered),
        ("half", good[..end / 2].to_vec(), Code::ExportAltered),
        ("last-byte", good[..end - 1].to_vec(), Code::ExportAltered),
        ("more", [good.as_slice(), b"x"].concat(), Code::ExportAltered),
        ("flip-body", flipped(end / 2), Code::ExportAltered),
        ("flip-last", flipped(end - 1), Code::ExportAltered),
        ("foreign", foreign, Code::ExportOtherOffice),
    ];
    for (name, bytes, wanted) in cases {
        assert_eq!(office.refusal(name, &bytes), (wanted, "?".to_owned()), "{name}");
    }
    for at in (0..end).step_by(512) {
        office.refusal(&format!("cut at {at}"), &good[..at]);
        office.refusal(&format!("flipped at {at}"), &flipped(at));
    }
    assert!(office.merge(&[whole]).apart > 0, "the whole one is still taken");
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
        let mut flipped = good.clone();
        let region = at..(at + 4096).min(flipped.len());
        flipped[region].iter_mut().for_each(|byte| *byte ^= 0xFF);
        for (what, bytes) in [("cut", &good[..at]), ("flipped", &flipped)] {
            let (code, station) = office.refusal(&format!("{what} at {at}"), bytes);
            assert_eq!(code, Code::ExportAltered, "{what} at {at}");
            // Its head stands in the first piece that was sealed.
            assert_eq!(station, if at < 2 * 65_536 { station.as_str() } else { "One" }, "{what} at {at}");
        }
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
    let plan = office.plan(&[bad, good.clone(), missing]);
    let outcomes: Vec<bool> = plan.files.iter().map(|file| file.outcome.is_ok()).collect();
    assert_eq!(outcomes, [false, true, false]);
    let all_but_of_the_export = station.events().len() as u64 - 2;
    assert_eq!(plan.apply(&mut office.registry, 1).unwrap().apart, all_but_of_the_export);
    let taken = office.registry.contents_hash().unwrap();
    office.registry = office.empty_registry("alone");
    office.merge(&[good]);
    assert_eq!(taken, office.registry.contents_hash().unwrap(), "exactly what the good one holds");
}

#[test]
fn a_file_that_changes_or_goes_between_the_plan_and_the_merge_is_named_and_nothing_is_merged() {
    let mut office = OfficeBed::new();
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let files = [one.export(), two.export()];
    let good = std::fs::read(&files[1]).unwrap();
    let plan = office.plan(&files);
    let before = crate::place::rows(&office.home.registry());
    for bytes in [Some(&good[..good.len() / 2]), None] {
        match bytes {
            Some(bytes) => std::fs::write(&files[1], bytes).unwrap(),
            None => std::fs::remove_file(&files[1]).unwrap(),
        }
        let problem = plan.apply(&mut office.registry, 1).unwrap_err();
        let named = (problem.args["file"].as_str(), problem.args["station"].as_str());
        assert_eq!(named, (commands::path(&files[1]), "Two"), "{problem}");
        assert!(crate::place::rows(&office.home.registry()) == before, "{problem}");
    }
    std::fs::write(&files[1], good).unwrap();
    assert!(plan.apply(&mut office.registry, 1).unwrap().apart > 0, "and the same plan still holds");
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
