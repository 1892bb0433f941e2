//! The thread behind the office's window, with a real office and real stations.

use super::commands::path;
use super::*;
use foothold::model::problem::Code;
use foothold::office::keys::Work as Effort;
use foothold::worker::Secret;
use foothold::worker::office::view::{
    CertificateRow, Foreseen, MergedView, PeopleView, PlanView, StationRow, StationState,
};
use foothold::worker::office::{Ask, NewOfficeForm, OfficeHandle, OfficeOptions, Told};
use std::time::Duration;

/// A clerk before the thread, who waits for each answer.
struct Clerk(OfficeHandle);

impl Clerk {
    fn before(office: &Path, stick: &Path) -> Self {
        let options = OfficeOptions {
            office: office.to_owned(),
            registry: None,
            drives: Some(stick.as_os_str().to_owned()),
            places: vec![stick.to_owned()],
            by: "Ada".into(),
            work: Effort::Trifle,
        };
        let clock = Arc::new(TestClock::default());
        Self(OfficeHandle::start(options, clock, Arc::new(TestRandom::seeded(77)), Box::new(|| ())))
    }

    /// The same, come in.
    fn inside(office: &OfficeBed, stick: &Path) -> Self {
        let clerk = Self::before(office.home.root(), stick);
        assert!(matches!(clerk.ask(Ask::Enter { passphrase: None, by: "Ada".into() }), Told::Entered(_)));
        clerk
    }

    #[track_caller]
    fn ask(&self, ask: Ask) -> Told {
        let ticket = self.0.send(ask);
        loop {
            let event = self.0.wait(Duration::from_secs(60)).expect("the thread answers");
            if event.ticket == ticket && event.told.is_last() {
                return event.told;
            }
        }
    }

    #[track_caller]
    fn refused(&self, ask: Ask) -> Code {
        match self.ask(ask) {
            Told::Failed(problem) => problem.code,
            other => panic!("not refused: {other:?}"),
        }
    }

    #[track_caller]
    fn plan(&self, paths: &[&Path]) -> PlanView {
        match self.ask(Ask::Read { paths: paths.iter().map(|path| path.to_path_buf()).collect() }) {
            Told::Plan(view) => *view,
            other => panic!("no plan: {other:?}"),
        }
    }

    #[track_caller]
    fn merge(&self) -> MergedView {
        match self.ask(Ask::Merge) {
            Told::Merged(view) => *view,
            other => panic!("not merged: {other:?}"),
        }
    }

    fn stations(&self) -> Vec<StationRow> {
        match self.ask(Ask::Stations) {
            Told::Stations(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    fn people(&self) -> PeopleView {
        match self.ask(Ask::People) {
            Told::People(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn certificates(&self) -> Vec<CertificateRow> {
        match self.ask(Ask::Certificates) {
            Told::Certificates(rows) => rows,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_stick_is_opened_merged_confirmed_and_answered() {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana Díaz", 1);
    station.finish_course(ana);
    station.export();
    let stick = station.stick.clone();
    let clerk = Clerk::inside(&office, &stick);

    let Told::Sticks(sticks) = clerk.ask(Ask::Sticks) else { panic!("no sticks") };
    assert_eq!((sticks.len(), sticks[0].exports), (1, 1));
    let plan = clerk.plan(&[&stick]);
    assert_eq!((plan.files, plan.refused.len(), plan.stations.len()), (1, 0, 1));
    let planned = &plan.stations[0];
    assert_eq!(
        (planned.name.as_str(), planned.facility.as_str(), planned.state),
        ("One", "North", StationState::Asking)
    );
    assert!(planned.apart > 0 && planned.new == 0, "nothing of an unconfirmed station counts");
    assert!(clerk.people().people.is_empty(), "looking changes nothing");

    let merged = clerk.merge();
    assert_eq!((merged.new, merged.apart, merged.issued.len(), merged.asking.len()), (0, planned.apart, 0, 1));
    assert_eq!(clerk.refused(Ask::Merge), Code::ExportNone, "a plan is merged once");
    let Told::Confirmed(confirmed) = clerk.ask(Ask::Confirm { station: planned.station }) else {
        panic!("not confirmed")
    };
    assert_eq!(confirmed.released, planned.apart);
    assert_eq!(confirmed.issued, [("Ana Díaz".to_owned(), "Work".to_owned())]);

    let to = office.folder.path().join("other-stick");
    std::fs::create_dir(&to).unwrap();
    let Told::NoticeCopied(copied) = clerk.ask(Ask::CopyNotice { to: to.clone() }) else { panic!("not copied") };
    assert!(copied.folder.starts_with(&to) && copied.files >= 4, "{copied:?}");
    let receipts = std::fs::read_dir(&copied.folder).unwrap().map(|entry| entry.unwrap().path());
    let mut receipts = receipts.filter(|path| path.extension().is_some_and(|ending| ending == "freceipt"));
    assert_eq!(station.take_receipt(&receipts.next().unwrap()).unwrap().certificates, 1);

    let rows = clerk.stations();
    assert_eq!((rows[0].state, rows[0].apart, rows[0].merges[0].by.as_str()), (StationState::Confirmed, 0, "Ada"));
    let again = clerk.plan(&[&stick]);
    assert_eq!((again.stations[0].new, again.stations[0].known), (0, planned.apart), "known, not new");

    let (ben, cleo) = (station.add_learner("Ben", 2), station.add_learner("Cleo", 3));
    station.finish_course(ben);
    station.record_certificate(cleo);
    station.export();
    let next = clerk.plan(&[&stick]);
    let foreseen = Foreseen { issued: 1, not_borne_out: 1, ..Foreseen::default() };
    assert_eq!((next.certificates, next.stations[0].certificates), (foreseen, foreseen));
    let merged = clerk.merge();
    assert_eq!((merged.issued.len(), merged.not_borne_out), (1, 1), "as it was foreseen");
}

#[test]
fn a_certificate_is_seen_with_its_paper_saved_and_taken_back() {
    let (mut office, _station, _) = finished_and_carried();
    issue_all(&mut office);
    let clerk = Clerk::inside(&office, office.folder.path());
    let rows = clerk.certificates();
    assert_eq!((rows.len(), rows[0].name.as_str(), rows[0].title.as_str()), (1, "Ana", "Work"));
    let id = rows[0].id.clone();
    let Told::Certificate(one) = clerk.ask(Ask::Certificate { id: id.clone() }) else { panic!("none") };
    assert!(one.paper.as_ref().unwrap().starts_with(b"%PDF"));
    let to = office.folder.path().join("saved");
    let Told::Saved(saved) = clerk.ask(Ask::SaveCertificate { id: id.clone(), folder: to.clone() }) else { panic!() };
    assert_eq!((saved.files, std::fs::read_dir(&to).unwrap().count()), (3, 3));
    assert!(matches!(clerk.ask(Ask::Revoke { id, reason: "Wrong name".into() }), Told::Revoked));
    assert_eq!(clerk.certificates()[0].revoked.as_ref().unwrap().1, "Wrong name (Ada)");
    assert!(office.home.notice().join("revocations.dsse").exists(), "the stations will hear of it");
    assert_eq!(clerk.refused(Ask::Certificate { id: "nothing".into() }), Code::CertificateUnknown);
}

#[test]
fn two_records_are_joined_for_a_reason_and_parted_again() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let (ana, again) = (station.add_known("Ana López", 1, "A-77"), station.add_known("lopez, ana", 2, "A-78"));
    office.carry(&mut station);
    office.confirm("One");
    let clerk = Clerk::inside(&office, office.folder.path());
    let view = clerk.people();
    assert_eq!((view.people.len(), view.alike.len()), (2, 1));
    let decide = |is_one| Ask::Decide { one: ana, other: again, is_one, reason: "Same person".into() };
    assert!(matches!(clerk.ask(decide(true)), Told::Decided(view) if view.one == ana));
    assert_eq!(clerk.refused(decide(true)), Code::PersonDecided);
    let Told::Person(person) = clerk.ask(Ask::Person { learner: again }) else { panic!("nobody") };
    assert_eq!((person.row.learner, person.row.ids, person.numbers.len()), (ana, 2, 2));
    assert!(person.decisions[0].stands && person.decisions[0].reason == "Same person (Ada)");
    assert!(matches!(clerk.ask(decide(false)), Told::Decided(_)));
    let view = clerk.people();
    assert_eq!((view.people.len(), view.alike.len()), (2, 0), "two people, and not asked about again");
}

#[test]
fn an_office_is_made_in_one_step_and_locked_again() {
    let folder = tempfile::tempdir().unwrap();
    let clerk = Clerk::before(&folder.path().join("office"), folder.path());
    let Told::Start(start) = clerk.ask(Ask::Start) else { panic!("no start") };
    assert!(!start.exists && start.by == "Ada");
    let form = |passphrase: &str| {
        Ask::Make(Box::new(NewOfficeForm {
            agency: "Agency".into(),
            name: "Records".into(),
            facilities: vec!["North Facility".into(), " ".into(), "South".into()],
            tz: "America/Chicago".into(),
            language: "es".into(),
            names_issuer: true,
            passphrase: Secret::new(passphrase.into()),
        }))
    };
    assert_eq!(clerk.refused(form("too short")), Code::PassphraseShort);
    assert_eq!(clerk.refused(Ask::People), Code::SessionOver, "nobody is in");
    let secret = "four plain words together";
    let Told::Entered(made) = clerk.ask(form(secret)) else { panic!("not made") };
    assert!(made.has_keys && made.made.is_some());
    let places: Vec<&str> = made.facilities.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(places, ["north-facility", "south"]);
    assert!(matches!(clerk.ask(Ask::MakeKit { facility: slug("south") }), Told::KitMade(_)));
    assert!(matches!(clerk.ask(Ask::Lock), Told::Locked));
    assert_eq!(clerk.refused(Ask::People), Code::SessionOver, "locked");

    let enter = |passphrase: Option<&str>| Ask::Enter {
        passphrase: passphrase.map(|text| Secret::new(text.into())),
        by: "Bo".into(),
    };
    assert_eq!(clerk.refused(enter(Some("not the passphrase"))), Code::KeyPassphrase);
    let Told::Entered(looking) = clerk.ask(enter(None)) else { panic!("not in") };
    assert!(!looking.has_keys);
    assert!(matches!(clerk.ask(Ask::People), Told::People(_)), "looking needs no keys");
    assert_eq!(clerk.refused(Ask::Issue), Code::KeyPassphrase);
    assert!(matches!(clerk.ask(enter(Some(secret))), Told::Entered(view) if view.has_keys && view.by == "Bo"));
    assert!(matches!(clerk.ask(Ask::Keys), Told::Keys(view) if view.keys.iter().all(|key| key.is_wrapped)));
}

#[test]
fn what_is_refused_is_told_by_file_and_a_stopped_reading_leaves_no_plan() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    station.export();
    let stick = station.stick.clone();
    std::fs::write(stick.join("broken.fexport"), b"age-encryption.org/v1\nnothing").unwrap();
    let clerk = Clerk::inside(&office, &stick);
    let plan = clerk.plan(&[&stick]);
    assert_eq!((plan.files, plan.refused.len()), (1, 1));
    assert!(plan.refused[0].problem.is_some() && path(&plan.refused[0].path).ends_with("broken.fexport"));
    assert_eq!(clerk.refused(Ask::Read { paths: vec![office.home.trust()] }), Code::ExportNone);
    let ticket = clerk.0.send(Ask::Read { paths: vec![stick] });
    clerk.0.cancel(ticket);
    let told = std::iter::from_fn(|| clerk.0.wait(Duration::from_secs(60)))
        .find(|event| event.ticket == ticket && event.told.is_last());
    assert!(matches!(told.unwrap().told, Told::Failed(problem) if problem.code == Code::JobCancelled));
    assert_eq!(clerk.refused(Ask::Merge), Code::ExportNone, "nothing to merge");
}

#[test]
fn a_copy_of_the_records_comes_back_into_an_empty_folder() {
    let (mut office, _station, _) = finished_and_carried();
    issue_all(&mut office);
    let clerk = Clerk::inside(&office, office.folder.path());
    let Told::Saved(copy) = clerk.ask(Ask::Backup { to: office.folder.path().join("copies") }) else {
        panic!("no copy")
    };
    let empty = Clerk::before(&office.folder.path().join("new-office"), office.folder.path());
    let Told::Start(start) = empty.ask(Ask::Restore { from: copy.folder }) else { panic!("not back") };
    assert!(start.exists);
    assert!(matches!(empty.ask(Ask::Enter { passphrase: None, by: String::new() }), Told::Entered(_)));
    assert_eq!(empty.certificates().len(), 1);
}

#[test]
fn a_divided_log_is_shown_with_its_sides_and_decided_for_a_reason() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    office.carry(&mut station);
    office.confirm("One");
    let mut copy = station.cloned(20);
    station.add_learner("Ana", 1);
    copy.add_learner("Ben", 2);
    let files = [station.export(), copy.export()];
    let clerk = Clerk::inside(&office, office.folder.path());
    let plan = clerk.plan(&[&files[0], &files[1]]);
    assert!(plan.stations[0].forks > 0 && plan.stations[0].notes.iter().any(|note| note.code == Code::StationFork));
    clerk.merge();
    let rows = clerk.stations();
    assert_eq!((rows[0].waiting_forks(), rows[0].forks[0].branches.len()), (1, 2));
    let decide = Ask::DecideForks { station: rows[0].station, reason: "The disk was copied".into() };
    assert!(matches!(clerk.ask(decide), Told::Confirmed(_)));
    assert_eq!(clerk.stations()[0].waiting_forks(), 0);
    assert!(matches!(clerk.ask(Ask::Retire { station: rows[0].station }), Told::StationChanged { .. }));
    assert_eq!(clerk.stations()[0].state, StationState::Retired);
}

#[test]
fn a_question_is_answered_and_saved_for_a_spreadsheet_and_on_paper() {
    use foothold::model::report::{Asked, Question};
    let (mut office, _station, _) = finished_and_carried();
    issue_all(&mut office);
    let clerk = Clerk::inside(&office, office.folder.path());
    let (question, asked) = (Question::Participation, Box::<Asked>::default());
    let ask = Ask::Report { question, asked: asked.clone(), lang: "en".into() };
    assert!(matches!(clerk.ask(ask), Told::Answer(answer) if !answer.table.rows.is_empty()));
    let folder = office.folder.path().join("reports");
    let save = Ask::SaveReport { question, asked, lang: "es".into(), folder: folder.clone() };
    assert!(matches!(clerk.ask(save), Told::Saved(saved) if saved.files == 2));
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 2);
}
