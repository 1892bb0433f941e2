//! Somebody goes from one facility to another and goes on where they were: their record, made by the office, taken in by
//! the station in the one step of the notice.

use super::commands::path;
use super::*;
use foothold::crypto::seal::{self, SealRecipient};
use foothold::format::limits::RECORD_EVENTS_MAX;
use foothold::format::record::{self, RECORD_ENDING, RecordHeader};
use foothold::job::follow::{Followed, held};
use foothold::job::notice::{self, FolderTaken};
use foothold::job::{assign, people as learners, take_record};
use foothold::model::course::Course;
use foothold::model::event::{
    EnrolmentSet, EnrolmentState, LessonRef, LessonSpan, PreferenceSet, SpanUnit, TargetKind,
};
use foothold::model::id::{CourseId, LessonId, SessionId};
use foothold::model::progress::{CourseProgress, Elsewhere, LearnerFold};
use foothold::office::report;
use serde_json::Value;

impl StationBed {
    /// A stretch of the course's lesson, up to a second.
    pub(super) fn watch(&mut self, learner: LearnerId, from_secs: u64, to_secs: u64) {
        let course = CourseId::parse("org.example.work").unwrap();
        let span = LessonSpan {
            at: LessonRef { course, edition: 1, lesson: LessonId::parse("read").unwrap() },
            lang: Lang::parse("en").unwrap(),
            ranges: vec![[from_secs * 1000, to_secs * 1000]],
            unit: SpanUnit::Ms,
            active_ms: (to_secs - from_secs) * 1000,
            rate_permille: 1000,
            position: to_secs * 1000,
        };
        self.clock.0.fetch_add((to_secs - from_secs) * 1000, Ordering::Relaxed);
        let session = SessionId(uuid::Uuid::from_u128(6));
        self.store.append(Draft::learner(learner, session, Body::LessonSpan(span))).unwrap();
    }

    /// Takes a notice's folder in, in the one step.
    pub(super) fn take_folder(&mut self, folder: &Path) -> FolderTaken {
        notice::take_folder(&mut self.store, folder, &self.signed_in).unwrap()
    }

    pub(super) fn try_record(&mut self, bytes: &[u8]) -> Result<take_record::RecordTaken, Problem> {
        let held = trust::held_trust(&self.store)?;
        let (identity, by) = (self.signed_in.keys.sealing.clone(), self.signed_in.actor());
        take_record::take(&mut self.store, &held, &identity, by, bytes)
    }

    /// How far somebody is in the course, as every screen has it.
    pub(super) fn progress(&self, office: &OfficeBed, learner: LearnerId) -> CourseProgress {
        progress(office, Followed::of(&self.store, learner).unwrap().fold())
    }
}

fn progress(office: &OfficeBed, fold: &LearnerFold) -> CourseProgress {
    CourseProgress::of(&course(office), fold, &Elsewhere::default(), &held())
}

fn course(office: &OfficeBed) -> Course {
    office.registry.courses().unwrap().remove(0).course
}

/// An office, a station of each of two facilities, confirmed, and Ana, who is in the middle of a course at the first.
pub(super) fn mid_course() -> (OfficeBed, StationBed, StationBed, LearnerId) {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let mut one = StationBed::at(&office, "north", "One", 10);
    let mut two = StationBed::at(&office, "south", "Two", 11);
    let ana = one.add_learner("Ana", 1);
    let by = one.signed_in.actor();
    let target = CourseId::parse("org.example.work").unwrap();
    let due = Some("2026-12-01".to_owned());
    let set = EnrolmentSet { target, kind: TargetKind::Course, edition: 1, due, state: EnrolmentState::Active };
    assign::set(&mut one.store, by, &[ana], &set).unwrap();
    let larger = PreferenceSet { key: slug("text-size"), value: "150".into() };
    one.store.append(Draft::by(Actor::Learner(ana), Body::PreferenceSet(larger)).about(ana)).unwrap();
    one.write_journal(ana, 2);
    one.watch(ana, 0, 75);
    for (station, name) in [(&mut one, "One"), (&mut two, "Two")] {
        let export = station.export();
        office.command(&["open", "--apply", path(&export)], 0);
        office.command(&["confirm", name], 0);
    }
    (office, one, two, ana)
}

pub(super) fn records(office: &OfficeBed) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(office.home.notice()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == RECORD_ENDING)).collect()
}

pub(super) fn transfer(office: &OfficeBed, to: &str) -> Value {
    let done = office.command(&["transfer", "Ana", "--to", to, "--reason", "Moved south"], 0);
    done["data"].clone()
}

#[test]
fn who_is_transferred_in_the_middle_of_a_course_goes_on_at_the_same_second() {
    let (office, one, mut two, ana) = mid_course();
    let sent = transfer(&office, "Two");
    assert_eq!((&sent["learner"], records(&office).len()), (&ana.to_string().into(), 1));
    let before = two.store.event_count().unwrap();
    let taken = two.take_folder(&office.home.notice());
    assert_eq!((taken.problems, taken.records.len()), (Vec::new(), 1));
    assert!(taken.records[0].needs_pin && !taken.records[0].was_known);

    let here = two.progress(&office, ana);
    assert_eq!(here, one.progress(&office, ana), "all that follows from what she did follows here too");
    let lesson = &here.lessons[&LessonId::parse("read").unwrap()];
    assert_eq!(lesson.position.as_ref().unwrap().at, 75_000);
    assert_eq!(here.time.credited_ms, 75_000);
    let row = two.store.learner(ana).unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.number.as_str(), row.is_here()), ("Ana", "1", true));
    assert_eq!(two.store.enrolments(ana).unwrap(), one.store.enrolments(ana).unwrap());
    assert_eq!(two.store.preferences(ana).unwrap(), [("text-size".to_owned(), "150".to_owned())]);
    let own: Vec<String> = two.events().split_off(before as usize).into_iter().map(|e| e.header.kind).collect();
    let wanted = ["receipt.taken", "learner.added", "roster.taken", "enrolment.set", "preference.set", "record.taken"];
    assert_eq!(own, wanted, "of her learning nothing is this station's own");

    let look = |two: &StationBed| (two.store.learners().unwrap(), two.store.all_enrolments().unwrap());
    let tables = look(&two);
    two.store.write(|writer| writer.derive_again()).unwrap();
    assert_eq!(look(&two), tables, "and the tables follow from its own log alone");
    assert_eq!(two.progress(&office, ana), here);

    // Staff give a PIN, and she is in.
    let by = two.signed_in.actor();
    assert_eq!(learners::sign_in(&mut two.store, ana, "000000").unwrap_err().code.as_str(), "learner.unknown");
    let pin = learners::give_pin(&mut two.store, by, ana).unwrap();
    assert_eq!(learners::sign_in(&mut two.store, ana, &pin).unwrap().learner.id, ana);
}

#[test]
fn taken_twice_it_changes_nothing_and_an_older_one_after_a_newer_neither() {
    let (office, mut one, mut two, ana) = mid_course();
    transfer(&office, "Two");
    let first = std::fs::read(&records(&office)[0]).unwrap();
    one.watch(ana, 75, 90);
    let export = one.export();
    office.command(&["open", "--apply", path(&export)], 0);
    let second = std::fs::read(&records(&office)[0]).unwrap();
    assert_ne!(first, second, "what came later goes with her too");
    assert!(!two.try_record(&second).unwrap().was_known);
    let (events, is) = (two.store.event_count().unwrap(), two.progress(&office, ana));
    assert_eq!(is.lessons[&LessonId::parse("read").unwrap()].position.as_ref().unwrap().at, 90_000);
    for bytes in [&second, &first, &second] {
        assert!(two.try_record(bytes).unwrap().was_known);
        assert_eq!((two.store.event_count().unwrap(), &two.progress(&office, ana)), (events, &is));
    }
}

#[test]
fn what_she_does_at_the_new_station_counts_once_and_nothing_of_the_old_one_comes_back_from_there() {
    let (mut office, mut one, mut two, ana) = mid_course();
    transfer(&office, "Two");
    two.take_folder(&office.home.notice());
    two.watch(ana, 75, 135);
    let export = two.export();
    let plan = office.plan(std::slice::from_ref(&export));
    let outcome = plan.files[0].outcome.as_ref().unwrap();
    let own = two.events().len() as u64;
    assert!(outcome.plan.new + outcome.plan.known <= own, "only this station's own log leaves it");
    let merged = office.merge(std::slice::from_ref(&export));
    assert!(merged.new > 0);
    assert_eq!(office.merge(std::slice::from_ref(&export)).new, 0);
    let rows = report::rows(&office.registry).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].credited_ms, 135_000, "75 seconds there, 60 here");
    let aliases = foothold::office::aliases::Aliases::read(&office.registry).unwrap();
    let all: Vec<Event> = aliases.events(&office.registry, ana).unwrap().into_iter().map(|(event, _)| event).collect();
    let fold = LearnerFold::of(all.iter());
    let (at_office, here) = (progress(&office, &fold), two.progress(&office, ana));
    assert_eq!((at_office.time, at_office.lessons), (here.time, here.lessons), "the same fold on both sides (I5)");

    // The station said what it took: the record leaves the notice. What still comes from the old one brings it back.
    office.command(&["confirm", "Two"], 0);
    assert!(records(&office).is_empty());
    one.watch(ana, 0, 10);
    office.carry(&mut one);
    office.command(&["confirm", "Two"], 0);
    assert_eq!(records(&office).len(), 1);
    let taken = two.take_folder(&office.home.notice());
    assert_eq!(taken.records.len(), 1);
    assert_eq!(two.progress(&office, ana).time.credited_ms, 145_000);
}

#[test]
fn a_certificate_goes_with_its_owner_and_is_official_there() {
    let mut office = OfficeBed::new();
    let (mut one, ana, id) = office.with_certificate();
    let mut two = StationBed::at(&office, "south", "Two", 11);
    office.carry(&mut two);
    office.confirm("Two");
    assert_eq!(transfer(&office, "Two")["certificates"], 1);
    two.take_folder(&office.home.notice());
    let official = two.store.official(ana).unwrap();
    assert_eq!((official.len(), official[0].id.as_str(), official[0].revoked.as_ref()), (1, id.as_str(), None));
    let shown = two.progress(&office, ana).certificates.remove(0);
    assert_eq!(shown.official.map(|official| official.id), Some(id.clone()));
    assert!(shown.provisional_wall_ms.is_some(), "and is not recorded a second time");
    // Taken back at the office, it is taken back there, also by the record alone.
    office.command(&["revoke", &id, "--reason", "A mistake"], 0);
    two.take_folder(&office.home.notice());
    assert!(two.store.official(ana).unwrap()[0].revoked.is_some());
    one.write_journal(ana, 1);
    let mut three = StationBed::at(&office, "south", "Three", 12);
    office.carry(&mut three);
    office.confirm("Three");
    assert_eq!(transfer(&office, "Three")["certificates"], 0);
    three.take_folder(&office.home.notice());
    assert!(three.store.official(ana).unwrap().is_empty());
    assert!(three.progress(&office, ana).certificates[0].is_revoked);
}

#[test]
fn who_comes_back_finds_all_of_it_once() {
    let (mut office, mut one, mut two, ana) = mid_course();
    transfer(&office, "Two");
    two.take_folder(&office.home.notice());
    one.take_folder(&office.home.notice());
    assert!(!one.store.learner(ana).unwrap().unwrap().is_here(), "the old station hears that she moved");
    two.watch(ana, 75, 135);
    office.carry(&mut two);
    transfer(&office, "One");
    let taken = one.take_folder(&office.home.notice());
    assert_eq!((taken.problems.len(), taken.records.len(), taken.records[0].needs_pin), (0, 1, true));
    assert!(one.store.learner(ana).unwrap().unwrap().is_here());
    let (here, there) = (one.progress(&office, ana), two.progress(&office, ana));
    assert_eq!((here.time.credited_ms, &here.lessons), (135_000, &there.lessons));
    two.take_folder(&office.home.notice());
    assert!(!two.store.learner(ana).unwrap().unwrap().is_here());
}

#[test]
fn somebody_whom_staff_added_by_hand_is_the_same_person_and_a_number_of_another_is_a_question() {
    let (office, _one, mut two, ana) = mid_course();
    let by = two.signed_in.actor();
    let new = |name: &str| learners::NewLearner {
        name: name.into(),
        number: "1".into(),
        birth_year: None,
        lang: Lang::parse("en").unwrap(),
    };
    transfer(&office, "Two");
    let bytes = std::fs::read(&records(&office)[0]).unwrap();
    let ben = learners::add(&mut two.store, by, &new("Ben")).unwrap().0;
    let events = two.store.event_count().unwrap();
    let problem = two.try_record(&bytes).unwrap_err();
    assert_eq!((problem.code.as_str(), problem.args["other"].as_str()), ("record.number_taken", "Ben"));
    assert_eq!(two.store.event_count().unwrap(), events, "nothing was taken");
    assert!(two.store.foreign_events_of(ana, 0).unwrap().events.is_empty());
    learners::archive(&mut two.store, by, ben.id, true).unwrap();
    let local = learners::add(&mut two.store, by, &new("ana")).unwrap().0;
    let taken = two.try_record(&bytes).unwrap();
    assert_eq!((taken.learner, taken.needs_pin), (local.id, false), "she has the PIN that staff gave her");
    assert_eq!(two.progress(&office, local.id).time.credited_ms, 75_000);
    assert!(two.store.learner(ana).unwrap().is_none());
}

#[test]
fn pins_never_travel_and_what_was_withheld_stays_withheld() {
    let (office, mut one, two, ana) = mid_course();
    let by = one.signed_in.actor();
    learners::give_pin(&mut one.store, by, ana).unwrap();
    let export = one.export();
    office.command(&["open", "--apply", path(&export)], 0);
    transfer(&office, "Two");
    let sealed = std::fs::File::open(&records(&office)[0]).unwrap();
    let station = two.store.station().unwrap().unwrap();
    let root = office.trust().root;
    let opened = record::open(&two.signed_in.keys.sealing, &root, &slug("records"), station.id, sealed).unwrap();
    let mut kinds = std::collections::BTreeMap::new();
    let read = opened.read_events(|event, text| {
        kinds.entry(event.header.kind.clone()).or_insert((0, 0)).0 += 1;
        kinds.get_mut(&event.header.kind).unwrap().1 += u32::from(event.body.is_some());
        assert!(!String::from_utf8_lossy(&text.body.unwrap_or_default()).contains("secret"));
        Ok::<_, record::RecordFault>(())
    });
    read.unwrap();
    assert_eq!(kinds.get("journal.saved"), Some(&(2, 0)), "that it was written is told, not what");
    assert!(kinds.keys().all(|kind| !kind.starts_with("auth.") && !kind.starts_with("session.")), "{kinds:?}");
    assert!(opened.header.events <= RECORD_EVENTS_MAX);
}

/// Signs and seals a record with the office's own key, however wrong it is.
pub(super) fn forged(
    office: &OfficeBed,
    station: &StationBed,
    change: impl FnOnce(&mut RecordHeader, &mut Vec<Event>),
) -> Vec<u8> {
    let file = std::fs::File::open(&records(office)[0]).unwrap();
    let id = station.store.station().unwrap().unwrap().id;
    let root = office.trust().root;
    let opened = record::open(&station.signed_in.keys.sealing, &root, &slug("records"), id, file).unwrap();
    let (mut header, mut events) = (opened.header.clone(), Vec::new());
    let read = opened.read_events(|event, _| {
        events.push(event);
        Ok::<_, record::RecordFault>(())
    });
    read.unwrap();
    header.created += 1;
    change(&mut header, &mut events);
    let key = office.keys.signing(foothold::office::keys::KeyName::Office).unwrap();
    let recipient: SealRecipient = station.store.station().unwrap().unwrap().sealing.parse().unwrap();
    record::seal(header, &events, &key, &recipient).unwrap().1
}

#[test]
fn a_record_that_is_cut_altered_or_not_for_this_station_changes_nothing() {
    let (office, mut one, mut two, ana) = mid_course();
    transfer(&office, "Two");
    let good = std::fs::read(&records(&office)[0]).unwrap();
    assert_eq!(one.try_record(&good).unwrap_err().code.as_str(), "record.other_station");
    let mut stranger = StationBed::new(&OfficeBed::new(), "Far", 30);
    assert_eq!(stranger.try_record(&good).unwrap_err().code.as_str(), "record.other_station");
    let look = |two: &StationBed| {
        let foreign = two.store.foreign_events_of(ana, 0).unwrap().events.len();
        (two.store.event_count().unwrap(), two.store.learners().unwrap(), foreign)
    };
    let before = look(&two);
    let mut bad: Vec<(String, Vec<u8>)> = vec![
        ("empty".into(), Vec::new()),
        ("zeros".into(), vec![0; 1 << 20]),
        ("a receipt".into(), std::fs::read(office.receipt_file()).unwrap()),
        ("more".into(), [good.as_slice(), b"x"].concat()),
    ];
    for at in (0..good.len()).step_by(251) {
        let mut flipped = good.clone();
        flipped[at] ^= 0x10;
        bad.push((format!("flipped at {at}"), flipped));
        bad.push((format!("cut at {at}"), good[..at].to_vec()));
    }
    let elsewhere = seal::seal(&[one.signed_in.keys.sealing.recipient()], b"hello").unwrap();
    bad.push(("sealed to another".into(), elsewhere));
    let other_id = LearnerId(uuid::Uuid::from_u128(77));
    bad.push(("another person's".into(), forged(&office, &two, |header, _| header.person.learner = other_id)));
    bad.push(("another station's".into(), forged(&office, &two, |header, _| header.station.0[0] ^= 1)));
    bad.push(("another office's".into(), forged(&office, &two, |header, _| header.office = slug("other"))));
    for (what, bytes) in bad {
        let problem = two.try_record(&bytes).expect_err(&what);
        assert!(["record.altered", "record.other_station"].contains(&problem.code.as_str()), "{what}: {problem}");
        assert_eq!(look(&two), before, "{what}");
    }
    let withheld = forged(&office, &two, |_, events| {
        for event in events.iter_mut().filter(|event| event.header.kind == "lesson.span") {
            event.body = None;
        }
    });
    assert_eq!(two.try_record(&withheld).unwrap_err().code.as_str(), "record.altered");
    assert_eq!(look(&two), before);
    assert!(!two.try_record(&good).unwrap().was_known, "and the good one is still taken");
}

#[test]
fn a_certificate_of_another_hand_keeps_the_whole_record_out() {
    let mut office = OfficeBed::new();
    let (_one, _ana, _) = office.with_certificate();
    let mut two = StationBed::at(&office, "south", "Two", 11);
    office.carry(&mut two);
    office.confirm("Two");
    transfer(&office, "Two");
    let altered = forged(&office, &two, |header, _| {
        let file = &mut header.certificates[0].file;
        *file = file.replace("Work done", "Work undone");
    });
    let problem = two.try_record(&altered).unwrap_err();
    assert_eq!(problem.code.as_str(), "record.altered");
    assert_eq!(two.store.learners().unwrap(), []);
}

#[test]
fn nobody_is_sent_to_a_station_that_nobody_confirmed_or_that_is_retired() {
    let (mut office, _one, _two, _ana) = mid_course();
    let mut three = StationBed::at(&office, "south", "Three", 12);
    office.carry(&mut three);
    let refused = |office: &OfficeBed, to: &str| {
        office.command(&["transfer", "Ana", "--to", to], 1)["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(&office, "Three"), "transfer.station");
    assert_eq!(refused(&office, "Nowhere"), "station.unknown");
    office.command(&["confirm", "Two", "--retire"], 0);
    assert_eq!(refused(&office, "Two"), "transfer.station");
    assert_eq!(office.command(&["transfer", "Nobody", "--to", "One"], 1)["code"], "person.unknown");
    assert_eq!(office.command(&["transfer", "Ana", "--to", "One", "--day", "soon"], 1)["code"], "entry.day");
    assert!(records(&office).is_empty());
    let placed = office.registry.office_events_of_kinds(&["learner.placed"]).unwrap();
    assert_eq!(placed.len(), 0, "what is refused is on no record");
}

#[test]
fn two_ids_of_one_person_at_one_station_share_what_they_did_until_a_clerk_takes_it_back() {
    let (mut office, mut one, _two, ana) = mid_course();
    let again = one.add_learner("Ana", 2);
    one.watch(again, 75, 105);
    office.carry(&mut one);
    let secs = |one: &StationBed, id| one.progress(&office, id).time.credited_ms / 1000;
    assert_eq!((secs(&one, ana), secs(&one, again)), (75, 30));
    office.command(&["people", "merge", "1", "2", "--reason", "The same person"], 0);
    one.take_folder(&office.home.notice());
    assert_eq!((secs(&one, ana), secs(&one, again)), (105, 105));
    assert_eq!(one.store.ids_of(again).unwrap(), [again, ana]);
    office.command(&["people", "unmerge", "1", "2", "--reason", "Twins"], 0);
    one.take_folder(&office.home.notice());
    assert_eq!((secs(&one, ana), secs(&one, again)), (75, 30));
}
