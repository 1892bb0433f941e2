//! The thread behind the office's window, with a real office and real stations.

use super::commands::path;
use super::*;
use foothold::model::problem::Code;
use foothold::office::keys::Work as Effort;
use foothold::worker::Secret;
use foothold::worker::office::view::{
    CertificateQuery, CertificateRow, CertificatesView, Foreseen, Look, MergedView, PAGE_ROWS, PeopleOrder,
    PeopleQuery, PeopleView, PlanView, StationRow, StationState, Unit, Whom,
};
use foothold::worker::office::{Ask, NewOfficeForm, OfficeHandle, OfficeOptions, Told};
use std::time::Duration;

/// A clerk before the thread, who waits for each answer.
pub struct Clerk(OfficeHandle);

impl Clerk {
    fn before(office: &Path, stick: &Path) -> Self {
        Self::before_at(office, stick, TestClock::default())
    }

    fn before_at(office: &Path, stick: &Path, clock: TestClock) -> Self {
        let options = OfficeOptions {
            office: office.to_owned(),
            registry: None,
            drives: Some(stick.as_os_str().to_owned()),
            places: vec![stick.to_owned()],
            by: "Ada".into(),
            work: Effort::Trifle,
        };
        Self(OfficeHandle::start(options, Arc::new(clock), Arc::new(TestRandom::seeded(77)), Box::new(|| ())))
    }

    /// The same, come in.
    fn inside(office: &OfficeBed, stick: &Path) -> Self {
        Self::inside_after(office, stick, 0)
    }

    /// The same, so many days later.
    pub fn inside_after(office: &OfficeBed, stick: &Path, days: u64) -> Self {
        let clerk = Self::before_at(office.home.root(), stick, TestClock(AtomicU64::new(days * 86_400_000)));
        assert!(matches!(clerk.ask(Ask::Enter { passphrase: None, by: "Ada".into() }), Told::Entered(_)));
        clerk
    }

    #[track_caller]
    pub fn ask(&self, ask: Ask) -> Told {
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
        self.people_of(PeopleQuery::default())
    }

    fn people_of(&self, query: PeopleQuery) -> PeopleView {
        match self.ask(Ask::People { query: Box::new(query) }) {
            Told::People(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn certificates(&self) -> Vec<CertificateRow> {
        self.certificates_of(CertificateQuery::default()).rows
    }

    fn certificates_of(&self, query: CertificateQuery) -> CertificatesView {
        match self.ask(Ask::Certificates { query: Box::new(query) }) {
            Told::Certificates(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn alike(&self) -> usize {
        match self.ask(Ask::Alike) {
            Told::Alike(pairs) => pairs.len(),
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
    assert_eq!((view.people.len(), clerk.alike()), (2, 1));
    let decide = |is_one| Ask::Decide { one: ana, other: again, is_one, reason: "Same person".into() };
    assert!(matches!(clerk.ask(decide(true)), Told::Decided(view) if view.one == ana));
    assert_eq!(clerk.refused(decide(true)), Code::PersonDecided);
    let Told::Person(person) = clerk.ask(Ask::Person { learner: again }) else { panic!("nobody") };
    assert_eq!((person.row.learner, person.row.ids, person.numbers.len()), (ana, 2, 2));
    assert!(person.decisions[0].stands && person.decisions[0].reason == "Same person (Ada)");
    assert!(matches!(clerk.ask(decide(false)), Told::Decided(_)));
    let view = clerk.people();
    assert_eq!((view.people.len(), clerk.alike()), (2, 0), "two people, and not asked about again");
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
    assert_eq!(clerk.refused(Ask::Destinations), Code::SessionOver, "nobody is in");
    let secret = "four plain words together";
    let Told::Entered(made) = clerk.ask(form(secret)) else { panic!("not made") };
    assert!(made.has_keys && made.made.is_some());
    let places: Vec<&str> = made.facilities.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(places, ["north-facility", "south"]);
    assert!(matches!(clerk.ask(Ask::MakeKit { facility: slug("south") }), Told::KitMade(_)));
    assert!(matches!(clerk.ask(Ask::Lock), Told::Locked));
    assert_eq!(clerk.refused(Ask::Destinations), Code::SessionOver, "locked");

    let enter = |passphrase: Option<&str>| Ask::Enter {
        passphrase: passphrase.map(|text| Secret::new(text.into())),
        by: "Bo".into(),
    };
    assert_eq!(clerk.refused(enter(Some("not the passphrase"))), Code::KeyPassphrase);
    let Told::Entered(looking) = clerk.ask(enter(None)) else { panic!("not in") };
    assert!(!looking.has_keys);
    assert!(matches!(clerk.ask(Ask::Destinations), Told::Destinations(_)), "looking needs no keys");
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
fn what_was_signed_after_the_copy_comes_back_from_a_stick() {
    let mut office = OfficeBed::new();
    let (_, _, id) = office.with_certificate();
    let clerk = Clerk::inside(&office, office.folder.path());
    let Told::Saved(copy) = clerk.ask(Ask::Backup { to: office.folder.path().join("copies") }) else {
        panic!("no copy")
    };
    drop(clerk);
    let pack = office.build_pack("org.example.garden");
    office.command(&["approve", path(&pack)], 0);
    office.command(&["add-facility", "West Camp"], 0);
    office.command(&["revoke", &id, "--reason", "By mistake"], 0);
    let stick = office.folder.path().join("stick");
    registry::copy_folder(&office.home.notice(), &stick.join("notice"));
    let (empty, back) = (office.folder.path().join("empty"), office.folder.path().join("new-office"));
    std::fs::create_dir(&empty).unwrap();

    let clerk = Clerk::before(&back, office.folder.path());
    assert!(matches!(clerk.ask(Ask::Restore { from: copy.folder }), Told::Start(_)));
    let from_stick = Ask::BringBack { from: stick.clone() };
    assert_eq!(clerk.refused(from_stick.clone()), Code::SessionOver, "nobody came in");
    assert!(matches!(clerk.ask(Ask::Enter { passphrase: None, by: "Ada".into() }), Told::Entered(_)));
    assert_eq!(clerk.refused(Ask::BringBack { from: empty }), Code::DocumentIncomplete);
    let Told::BroughtBack(brought) = clerk.ask(from_stick) else { panic!("not back") };
    assert_eq!((brought.is_news, brought.versions[0]), (true, 2));
    assert!(brought.versions[1] > 1 && brought.facilities.iter().any(|place| place.name == "West Camp"), "{brought:?}");
    for file in ["root.2.dsse", "catalogue.dsse", "revocations.dsse"] {
        let there = std::fs::read(stick.join("notice").join(file)).unwrap();
        assert!(
            ["trust", "notice"].iter().all(|to| std::fs::read(back.join(to).join(file)).unwrap() == there),
            "{file}"
        );
    }
    let Told::BroughtBack(again) = clerk.ask(Ask::BringBack { from: stick.join("notice") }) else { panic!("not back") };
    assert_eq!((again.is_news, again.versions), (false, brought.versions), "once is enough");
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
    let retire = Ask::Retire { station: rows[0].station, reason: "Its disk is broken".into() };
    assert!(matches!(clerk.ask(retire), Told::StationChanged { apart: 0 }));
    assert_eq!(clerk.stations()[0].state, StationState::Retired);
    station.add_learner("Cleo", 3);
    let late = station.export();
    clerk.plan(&[&late]);
    let apart = clerk.merge().apart;
    assert!(apart > 0 && clerk.stations()[0].apart == apart);
    let release = Ask::Release { station: rows[0].station, reason: "Used by mistake".into() };
    assert!(matches!(clerk.ask(release), Told::Confirmed(view) if view.released == apart));
    assert_eq!(clerk.stations()[0].apart, 0);
}

#[test]
fn what_is_decided_of_stations_in_the_window_stays_on_record_with_who_and_why() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    office.carry(&mut station);
    let clerk = Clerk::inside(&office, office.folder.path());
    let id = clerk.stations()[0].station;
    assert!(matches!(clerk.ask(Ask::Confirm { station: id }), Told::Confirmed(_)));
    let rename = |name: &str| Ask::Rename { station: id, name: name.into() };
    assert_eq!(clerk.refused(rename(" ")), Code::StationUnknown);
    assert!(matches!(clerk.ask(rename("Room 1")), Told::StationChanged { .. }));
    let retire = Ask::Retire { station: id, reason: "Its disk is broken".into() };
    assert!(matches!(clerk.ask(retire), Told::StationChanged { .. }));
    let told = office.command(&["stations", "--history"], 0)["data"]["decisions"].clone();
    let told: Vec<[&str; 3]> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["name", "decision", "reason"].map(|key| one[key].as_str().unwrap()))
        .collect();
    let wanted = [
        ["One", "confirmed", "(Ada)"],
        ["Room 1", "renamed", "(Ada)"],
        ["Room 1", "retired", "Its disk is broken (Ada)"],
    ];
    assert_eq!(told, wanted, "what was refused left no trace");
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

#[test]
fn people_are_read_a_page_at_a_time_and_searched_without_case_and_accents() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let drafts = (0..PAGE_ROWS + 5).map(|n| {
        let learner = LearnerId(uuid::Uuid::from_u128(u128::from(n) + 100));
        let (name, number) = (format!("Person {n:03}"), format!("N{n:03}"));
        let body = LearnerAdded { name, number, birth_year: None, lang: Lang::parse("en").unwrap() };
        Draft::by(station.signed_in.actor(), Body::LearnerAdded(body)).about(learner)
    });
    let drafts = drafts.collect();
    station.store.append_all(drafts).unwrap();
    let ana = station.add_known("Ána Díaz_100%", 1, "A-77");
    office.carry(&mut station);
    office.confirm("One");
    let clerk = Clerk::inside(&office, office.folder.path());
    let first = clerk.people();
    assert_eq!((first.people.len() as u64, first.count, first.all), (PAGE_ROWS, PAGE_ROWS + 6, PAGE_ROWS + 6));
    assert_eq!((first.people[0].learner, first.people[0].facility.as_str()), (ana, "North"), "Á stands before P");
    let rest = clerk.people_of(PeopleQuery { from: PAGE_ROWS, ..PeopleQuery::default() });
    assert_eq!((rest.people.len(), rest.people[5].name.as_str()), (6, "Person 204"));
    let of = |words: &str| clerk.people_of(PeopleQuery { words: words.into(), ..PeopleQuery::default() });
    assert_eq!((of("DIAZ ana").count, of("a-77").count, of("n00").count), (1, 1, 10));
    assert_eq!((of("0%").count, of("_1").count), (1, 1), "no sign stands for others");
    let last = PeopleQuery { order: PeopleOrder::Number, is_descending: true, ..PeopleQuery::default() };
    assert_eq!(clerk.people_of(last).people[0].number, "N204");
    let away = PeopleQuery { whom: Whom::Away, ..PeopleQuery::default() };
    assert_eq!(clerk.people_of(away).count, 0);
    let south = PeopleQuery { facility: Some(slug("south")), ..PeopleQuery::default() };
    assert_eq!((clerk.people_of(south).count, of("nobody").all), (0, PAGE_ROWS + 6));
    let Told::PeopleFound(found) = clerk.ask(Ask::FindPeople { words: "person".into() }) else { panic!("none") };
    assert_eq!((found.len(), found[0].name.as_str()), (50, "Person 000"), "some are enough to choose from");
}

#[test]
fn certificates_are_searched_by_person_title_and_number() {
    let (mut office, _station, _) = finished_and_carried();
    issue_all(&mut office);
    let clerk = Clerk::inside(&office, office.folder.path());
    let of = |words: &str| clerk.certificates_of(CertificateQuery { words: words.into(), ..Default::default() });
    let id = clerk.certificates()[0].id.clone();
    for words in ["ANA", "wórk", &id[..8], "ana work"] {
        assert_eq!(of(words).count, 1, "{words}");
    }
    assert_eq!((of("bea").count, of("bea").all, of("").has_revoked), (0, 1, false));
    assert!(matches!(clerk.ask(Ask::Revoke { id, reason: "Wrong name".into() }), Told::Revoked));
    let revoked = clerk.certificates_of(CertificateQuery { only_revoked: true, ..Default::default() });
    assert_eq!((revoked.count, revoked.has_revoked), (1, true));
}

#[test]
fn a_merge_tells_how_many_entries_are_written_and_a_stopped_one_changes_nothing() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.write_journal(ana, 600);
    let file = station.export();
    let plan = office.plan(std::slice::from_ref(&file));
    let (before, now) = (office.registry.contents_hash().unwrap(), office.clock.wall_ms());
    let mut heard = Vec::new();
    let stopped = plan.apply_watched(&mut office.registry, now, |done, all| {
        heard.push((done, all));
        done == 0
    });
    assert_eq!(stopped.unwrap_err().code, Code::JobCancelled);
    assert!(heard.len() == 2 && heard[1].0 > 0 && heard[1].0 < heard[1].1, "{heard:?}");
    assert_eq!(office.registry.contents_hash().unwrap(), before, "all of it or nothing");
    assert!(plan.apply_watched(&mut office.registry, now, |done, all| done < all).is_err(), "until the last entry");
    assert_eq!(office.registry.contents_hash().unwrap(), before);

    let clerk = Clerk::inside(&office, office.folder.path());
    let all = clerk.plan(&[&file]).stations[0].apart;
    let ticket = clerk.0.send(Ask::Merge);
    let mut steps = Vec::new();
    loop {
        match clerk.0.wait(Duration::from_secs(60)).expect("the thread answers") {
            event if event.ticket != ticket => {}
            event => match event.told {
                Told::Step(step) => steps.push((step.at, step.unit, step.done, step.total)),
                Told::Merged(merged) => break assert_eq!(merged.apart, all),
                other => panic!("{other:?}"),
            },
        }
    }
    assert!(steps.contains(&("files-merging".to_owned(), Unit::Entries, all, all)), "{steps:?}");
    assert_eq!(steps.last().unwrap().0, "files-issuing");
}

#[test]
fn a_person_is_sent_to_another_station_and_gets_a_packet() {
    let (mut office, _station, ana) = finished_and_carried();
    issue_all(&mut office);
    let mut other = StationBed::at(&office, "south", "Two", 11);
    office.carry(&mut other);
    office.confirm("Two");
    let clerk = Clerk::inside(&office, office.folder.path());
    let Told::Destinations(all) = clerk.ask(Ask::Destinations) else { panic!("none") };
    let two = all.iter().find(|one| one.name == "Two").unwrap();
    assert_eq!((all.len(), two.facility.as_str()), (2, "South"));
    let send = Ask::Transfer { learner: ana, station: two.station, reason: "Moved".into() };
    let Told::Transferred(sent) = clerk.ask(send) else { panic!("not sent") };
    assert!(sent.events > 0 && sent.certificates == 1 && sent.notice == office.home.notice(), "{sent:?}");
    let records = std::fs::read_dir(office.home.notice()).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(records.filter(|path| path.extension().is_some_and(|ending| ending == "frecord")).count(), 1);

    let Told::PacketMade(made) = clerk.ask(Ask::Packet { learner: ana, folder: office.folder.path().into() }) else {
        panic!("no packet")
    };
    assert_eq!(made.certificates, 1);
    assert!(std::fs::read(made.folder.join("packet.pdf")).unwrap().starts_with(b"%PDF"));
    assert!(std::fs::read(made.folder.join("packet.zip")).unwrap().starts_with(b"PK"));
    let nobody = LearnerId(uuid::Uuid::from_u128(77));
    assert_eq!(clerk.refused(Ask::Packet { learner: nobody, folder: made.folder }), Code::PersonUnknown);
}

#[test]
fn the_next_rules_are_signed_and_go_into_the_notice() {
    let office = OfficeBed::new();
    let clerk = Clerk::inside(&office, office.folder.path());
    let mut settings = office.trust().policy.settings.clone();
    let set = |settings: &Settings| Ask::SetRules { settings: Box::new(settings.clone()) };
    assert!(matches!(clerk.ask(set(&settings)), Told::RulesSigned { version: 1, is_new: false }), "nothing changed");
    (settings.idle_lock_min, settings.print) = (7, false);
    assert!(matches!(clerk.ask(set(&settings)), Told::RulesSigned { version: 2, is_new: true }));
    let held = office.trust();
    assert_eq!((held.policy.settings.idle_lock_min, held.policy.settings.print), (7, false));
    let file = foothold::format::trust::POLICY_FILE;
    let both = [office.home.trust(), office.home.notice()].map(|folder| std::fs::read(folder.join(file)).unwrap());
    assert_eq!(both[0], both[1]);
    settings.session_max_min = 0;
    assert_eq!(clerk.refused(set(&settings)), Code::PolicyWrong);
}

#[test]
fn a_place_is_added_with_the_next_root_and_its_stations_and_the_old_ones_go_on() {
    let mut office = OfficeBed::new();
    let mut old = StationBed::new(&office, "One", 10);
    office.carry(&mut old);
    office.confirm("One");
    let clerk = Clerk::inside(&office, office.folder.path());
    let add = |name: &str| Ask::AddFacilities { names: vec![name.into(), " ".into()] };
    let Told::FacilitiesAdded(added) = clerk.ask(add("West Camp")) else { panic!("not added") };
    assert_eq!((added.facilities[0].id.as_str(), added.facilities.len()), ("west-camp", 1));
    assert_eq!((office.trust().root.version, office.trust().fingerprint().to_string()), (2, added.fingerprint));
    assert_eq!(clerk.refused(add("west camp")), Code::FacilityTaken);
    assert_eq!(clerk.refused(add("")), Code::EntryMissing);
    assert!(matches!(clerk.ask(Ask::MakeKit { facility: slug("west-camp") }), Told::KitMade(_)));

    let held = |bed: &StationBed| trust::held_trust(&bed.store).unwrap().root.version;
    assert_eq!(held(&old), 1);
    foothold::job::notice::take_notice(&mut old.store, &office.home.notice(), Actor::Station).unwrap();
    assert_eq!(held(&old), 2, "the notice brings the next root");
    let by_command = office.command(&["add-facility", "East Camp", "Far Camp"], 0)["data"].clone();
    assert_eq!((&by_command["root"], &by_command["facilities"][1]["id"]), (&3.into(), &"far-camp".into()));
    assert_eq!(office.command(&["add-facility", "Far  camp"], 1)["code"], "facility.taken");

    let mut new = StationBed::at(&office, "west-camp", "West", 12);
    let (first, second) = (old.export(), new.export());
    let plan = clerk.plan(&[&first, &second]);
    assert_eq!((plan.files, plan.refused.len()), (2, 0));
    assert!(plan.stations.iter().any(|station| station.facility == "West Camp"));
    std::fs::remove_file(office.home.keys().join("root.key")).unwrap();
    assert_eq!(clerk.refused(add("Last Camp")), Code::KeyMissing, "the root key is locked away");
    assert_eq!(office.trust().root.version, 3);
}

#[test]
fn stations_tell_which_documents_they_hold() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    office.carry(&mut station);
    office.confirm("One");
    office.next_policy();
    let clerk = Clerk::inside(&office, office.folder.path());
    let rows = clerk.stations();
    assert_eq!((rows[0].documents, rows[0].newest), ([1, 1, 1], [1, 1, 2]));
    assert!(rows[0].documents_ms.is_some());
}

#[test]
fn the_look_of_the_window_is_kept_in_the_offices_folder() {
    let office = OfficeBed::new();
    let clerk = Clerk::before(office.home.root(), office.folder.path());
    let look = Look {
        language: "es".into(),
        theme: "dark".into(),
        text_percent: 130,
        width: 1200,
        height: 800,
        is_maximized: true,
    };
    let start = || match clerk.ask(Ask::Start) {
        Told::Start(view) => view.look,
        other => panic!("{other:?}"),
    };
    assert_eq!(start(), None);
    assert!(matches!(clerk.ask(Ask::KeepLook(Box::new(look.clone()))), Told::Done), "nobody need be in");
    assert_eq!(start(), Some(look));
    std::fs::write(office.home.window_file(), b"{}").unwrap();
    assert_eq!(start(), None, "a damaged one is as good as none");
}

#[test]
fn each_row_of_seat_hours_says_whose_it_is_and_what_narrows_an_answer_is_named() {
    use foothold::model::report::{Asked, Cell, Question};
    let (mut office, _station, ana) = finished_and_carried();
    issue_all(&mut office);
    let clerk = Clerk::inside(&office, office.folder.path());
    let Told::Choices(choices) = clerk.ask(Ask::Choices { lang: "en".into() }) else { panic!("none") };
    assert_eq!(choices.courses[0].1, "Work");
    let ask = |question, asked: &Asked| match clerk.ask(Ask::Report {
        question,
        asked: Box::new(asked.clone()),
        lang: "en".into(),
    }) {
        Told::Answer(answer) => *answer,
        other => panic!("{other:?}"),
    };
    let hours = ask(Question::SeatTime, &Asked::default());
    assert_eq!((hours.people.clone(), hours.table.rows.len()), (vec![ana], 1));
    assert_eq!(ask(Question::People, &Asked::default()).people, [ana]);
    let asked = Asked {
        person: hours.people.first().copied(),
        facility: Some(slug("north")),
        course: choices.courses.first().map(|(id, _)| id.clone()),
        ..Asked::default()
    };
    let named = |question| {
        let said = ask(question, &asked).filters.into_iter();
        said.map(|said| (said.key, said.values[0].1.clone())).collect::<Vec<_>>()
    };
    let all = [
        ("report-filter-facility", Cell::text("North")),
        ("report-filter-course", Cell::text("Work")),
        ("report-filter-person", Cell::text("Ana · 1")),
    ];
    assert_eq!(named(Question::SeatTime), all);
    assert_eq!(named(Question::Evidence), [all[2].clone()]);
    assert!(matches!(ask(Question::Evidence, &asked).headline, Some(said) if said.values[0].1 == Cell::text("Ana")));
}
