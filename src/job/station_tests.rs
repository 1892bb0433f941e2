//! Set-up, people, staff, start, backup and try-out, on real homes with a made clock.

use super::*;
use crate::library::home::Home;
use crate::model::event::{Actor, Body, LessonSpan, Method, Role, SessionEnd, SpanUnit};
use crate::model::id::{Lang, LearnerId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::Code;
use crate::store::{Checkpoint, Store};
use crate::system::SystemRandom;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

struct Hands(AtomicU64);

impl Hands {
    fn set(&self, wall_ms: u64) {
        self.0.store(wall_ms, Ordering::Relaxed);
    }
}

impl Clock for Hands {
    fn wall_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
    fn mono_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Place {
    folder: tempfile::TempDir,
    clock: Arc<Hands>,
}

const NOW: u64 = 1_800_000_000_000;

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: Arc::new(Hands(AtomicU64::new(NOW))) }
    }

    fn home(&self) -> Home {
        Home::new(self.folder.path().join("home"))
    }

    fn random(&self) -> Arc<dyn Random> {
        Arc::new(SystemRandom)
    }

    /// A try-out: a set-up station with two learners and one administrator.
    fn try_out(&self) -> try_out::TryOut {
        try_out::prepare(&self.home(), &[], self.clock.clone(), self.random()).unwrap()
    }
}

fn sam(store: &Store) -> LearnerId {
    store.learner_by_number("1001").unwrap().unwrap().id
}

fn code<T: std::fmt::Debug>(result: Result<T, crate::model::problem::Problem>) -> Code {
    result.unwrap_err().code
}

#[test]
fn a_home_is_open_once() {
    let place = Place::new();
    let open = start::open(&place.home(), place.clock.clone(), place.random()).unwrap();
    assert_eq!(code(start::open(&place.home(), place.clock.clone(), place.random())), Code::StationInUse);
    assert_eq!(code(open.station()), Code::StationNotSetUp);
    drop(open);
    assert_eq!(start::open(&place.home(), place.clock.clone(), place.random()).unwrap().recovered, 0);
}

#[test]
fn a_try_out_is_ready_marked_and_opens_again() {
    let place = Place::new();
    let mut first = place.try_out();
    let station = first.open.station().unwrap();
    assert!(station.is_try_out && first.to_import.is_empty());
    let (people, events) = (first.open.store.learners().unwrap(), first.open.store.event_count().unwrap());
    assert_eq!(people.len(), 2);
    for (_, number, pin, _) in try_out::PEOPLE {
        let learner = first.open.store.learner_by_number(number).unwrap().unwrap().id;
        assert_eq!(people::sign_in(&mut first.open.store, learner, pin).unwrap().method, Method::Pin);
    }
    drop(first);
    let again = place.try_out();
    assert_eq!(again.open.station().unwrap(), station);
    assert_eq!(again.open.store.learners().unwrap(), people);
    assert_eq!(again.open.store.event_count().unwrap(), events, "opening again is no event");
    assert!(trust::held_trust(&again.open.store).is_ok());
}

#[test]
fn set_up_is_done_once_and_only_with_the_papers_characters() {
    let place = Place::new();
    let folder = place.folder.path().join("kit");
    let kit = |n: u8| {
        let office = try_out::tests_kit(&place.folder.path().join(format!("{}-{n}", folder.display())));
        trust::read_kit(&office).unwrap()
    };
    let mut open = start::open(&place.home(), place.clock.clone(), place.random()).unwrap();
    let answers = |kit: &trust::KitSeen| setup::SetUpAnswers {
        fingerprint: kit.trust().fingerprint().to_string().to_lowercase(),
        station: " Room 4 ".into(),
        administrator: "Ann".into(),
        passphrase: "fifteen letters".to_owned().into(),
        effort: Some(sign_in::Effort::Trifle),
    };
    let one = kit(1);
    let good = answers(&one);
    let bad = [
        (Code::KitFingerprint, setup::SetUpAnswers { fingerprint: "00000-00000-00000-00000".into(), ..good.clone() }),
        (Code::KitFingerprint, setup::SetUpAnswers { fingerprint: String::new(), ..good.clone() }),
        (Code::EntryMissing, setup::SetUpAnswers { station: " ".into(), ..good.clone() }),
        (Code::EntryMissing, setup::SetUpAnswers { administrator: "\n".into(), ..good.clone() }),
        (Code::PassphraseShort, setup::SetUpAnswers { passphrase: "fourteen chars".to_owned().into(), ..good.clone() }),
    ];
    for (wanted, answers) in bad {
        assert_eq!(code(setup::set_up(&mut open.store, one.clone(), &answers)), wanted);
        assert_eq!((open.store.station().unwrap(), open.store.event_count().unwrap()), (None, 0));
    }
    let done = setup::set_up(&mut open.store, one, &good).unwrap();
    assert_eq!((done.station.name.as_str(), done.recovery_code.len()), ("Room 4", 29));
    let two = kit(2);
    assert_eq!(code(setup::set_up(&mut open.store, two.clone(), &answers(&two))), Code::StationAlreadySetUp);
    let inside = staff::sign_in(&mut open.store, "ann", "fifteen letters").unwrap();
    assert_eq!(inside.keys.signing.public(), done.station.signing);
    let typed = done.recovery_code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    let by_code = staff::sign_in_by_code(&mut open.store, &typed).unwrap();
    assert_eq!(by_code.staff.id, done.administrator);
    let kinds: Vec<String> =
        open.store.events_after(0, 99).unwrap().events.iter().map(|event| event.header.kind.clone()).collect();
    assert_eq!(kinds[..4], ["epoch.started", "station.configured", "trust.updated", "staff.added"]);
}

#[test]
fn secrets_are_in_no_event() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let learner = sam(&open.store);
    people::give_pin(&mut open.store, Actor::Station, learner).unwrap();
    let texts: String =
        open.store.events_after(0, 999).unwrap().events.iter().map(|event| format!("{event:?}")).collect();
    for secret in ["argon2", try_out::STAFF_PASSPHRASE, "246801", "135790", "AGE-SECRET", "age-encryption"] {
        assert!(!texts.contains(secret), "{secret}");
    }
}

#[test]
fn a_new_learner_chooses_a_pin_of_their_own() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let store = &mut open.store;
    let new = people::NewLearner {
        name: "Dee".into(),
        number: "A-77".into(),
        birth_year: Some(1987),
        lang: Lang::parse("en").unwrap(),
    };
    let (learner, pin) = people::add(store, Actor::Station, &new).unwrap();
    assert_eq!(code(people::add(store, Actor::Station, &new)), Code::LearnerNumberTaken);
    assert_eq!(people::sign_in(store, learner.id, &pin).unwrap().method, Method::OneTimePin);
    for weak in [
        "", "12345", "123456", "987654", "890123", "111222", "121212", "123123", "112233", "123321", "198712",
        "12345a", &pin,
    ] {
        assert_eq!(code(people::choose_pin(store, learner.id, weak)), Code::PinWeak, "{weak}");
    }
    people::choose_pin(store, learner.id, "583920").unwrap();
    assert_eq!(code(people::sign_in(store, learner.id, &pin)), Code::PinWrong, "the staff's PIN was for one use");
    assert_eq!(people::sign_in(store, learner.id, "583920").unwrap().method, Method::Pin);
    people::archive(store, Actor::Station, learner.id, true).unwrap();
    assert_eq!(code(people::sign_in(store, learner.id, "583920")), Code::LearnerUnknown);
    let (other, _) = people::add(store, Actor::Station, &new).unwrap();
    assert_eq!(code(people::archive(store, Actor::Station, learner.id, false)), Code::LearnerNumberTaken);
    people::archive(store, Actor::Station, other.id, true).unwrap();
    people::archive(store, Actor::Station, learner.id, false).unwrap();
    assert!(people::sign_in(store, learner.id, "583920").is_ok());
}

#[test]
fn a_weak_pin_is_refused_with_its_reason() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let store = &mut open.store;
    let new = people::NewLearner {
        name: "Dee".into(),
        number: "A-77-1234".into(),
        birth_year: Some(1987),
        lang: Lang::parse("en").unwrap(),
    };
    let (learner, given) = people::add(store, Actor::Station, &new).unwrap();
    let cases = [
        ("1234", "length"),
        ("654321", "row"),
        ("121212", "repeats"),
        ("140387", "birth"),
        ("771234", "number"),
        (given.as_str(), "old"),
        ("pictures:house sun tree cat", "row"),
        ("pictures:house sun tree", "length"),
        ("pictures:house sun lion cat", "length"),
    ];
    for (weak, reason) in cases {
        let refused = people::choose_pin(store, learner.id, weak).unwrap_err();
        assert_eq!((refused.code, refused.args["reason"].as_str()), (Code::PinWeak, reason), "{weak}");
    }
    assert_eq!(
        people::sign_in(store, learner.id, &given).unwrap().method,
        Method::OneTimePin,
        "nothing was chosen yet"
    );
}

#[test]
fn pictures_open_as_a_pin_does_and_can_be_changed_for_one() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let store = &mut open.store;
    let learner = sam(store);
    let (pin, pictures) = ("246801", "pictures:cat house ball cup");
    assert_eq!(code(people::change_pin(store, learner, "000111", pictures)), Code::PinWrong);
    assert_eq!(code(people::change_pin(store, learner, pin, pin)), Code::PinWeak, "the old one is not a new one");
    people::change_pin(store, learner, pin, pictures).unwrap();
    assert_eq!(code(people::sign_in(store, learner, pin)), Code::PinWrong);
    assert_eq!(code(people::sign_in(store, learner, "pictures:house cat ball cup")), Code::PinWrong, "in their order");
    assert_eq!(people::sign_in(store, learner, pictures).unwrap().method, Method::Pictures);
    assert!(store.subjects_by(Method::Pictures).unwrap().contains(&Actor::Learner(learner).to_string()));
    let kept = store.auth(Actor::Learner(learner)).unwrap().unwrap();
    assert!(kept.verifier.0.starts_with("$argon2id$"));
    assert!(!format!("{:?}", store.events_of_learner(learner, 0).unwrap().events).contains("cat house"));
    people::change_pin(store, learner, pictures, "583920").unwrap();
    assert_eq!(people::sign_in(store, learner, "583920").unwrap().method, Method::Pin);
    let long = "7".repeat(1 << 20);
    assert_eq!(code(people::sign_in(store, learner, &long)), Code::PinWrong, "what is far too long is not even hashed");
}

#[test]
fn waits_outlast_a_restart_and_end_with_a_new_pin() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let learner = sam(&open.store);
    for _ in 0..5 {
        assert_eq!(code(people::sign_in(&mut open.store, learner, "000000")), Code::PinWrong);
    }
    drop(open);
    let mut open = place.try_out().open;
    assert_eq!(code(people::sign_in(&mut open.store, learner, "246801")), Code::SignInWait);
    let other = open.store.learners().unwrap().into_iter().find(|one| one.id != learner).unwrap();
    assert!(people::sign_in(&mut open.store, other.id, "135790").is_ok(), "nobody else waits");
    let pin = people::give_pin(&mut open.store, Actor::Station, learner).unwrap();
    assert_eq!(people::sign_in(&mut open.store, learner, &pin).unwrap().method, Method::OneTimePin);
}

#[test]
fn a_one_time_pin_is_good_for_one_use_and_being_cut_off_is_none() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let learner = sam(&open.store);
    let pin = people::give_pin(&mut open.store, Actor::Station, learner).unwrap();
    assert!(people::sign_in(&mut open.store, learner, &pin).is_ok());
    drop(open); // the power fails before anything is chosen
    let mut open = place.try_out().open;
    let store = &mut open.store;
    assert_eq!(people::sign_in(store, learner, &pin).unwrap().method, Method::OneTimePin);
    people::spend_one_time_pin(store, learner).unwrap();
    assert_eq!(code(people::sign_in(store, learner, &pin)), Code::PinUsed, "they went away without choosing");
    assert_eq!(code(people::sign_in(store, learner, "")), Code::PinUsed, "nothing fits it");
    let pin = people::give_pin(store, Actor::Station, learner).unwrap();
    people::sign_in(store, learner, &pin).unwrap();
    people::choose_pin(store, learner, "739154").unwrap();
    assert_eq!(code(people::sign_in(store, learner, &pin)), Code::PinWrong, "they have their own");
    people::spend_one_time_pin(store, learner).unwrap();
    assert!(people::sign_in(store, learner, "739154").is_ok(), "their own is not used up");
}

#[test]
fn on_a_full_disk_the_next_sitting_is_refused_and_what_is_there_stays() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let store = &mut open.store;
    let learner = sam(store);
    store.fill_up().unwrap();
    let refused = (0..10_000).find_map(|_| people::start_session(store, learner, Method::Pin).err());
    assert_eq!(refused.unwrap().code, Code::DiskFull);
    assert!(people::sign_in(store, learner, "246801").is_ok(), "it can still be read");
    let events = store.events_of_learner(learner, 0).unwrap().events.len();
    drop(open);
    let open = place.try_out().open;
    let after = open.store.events_of_learner(learner, 0).unwrap().events.len();
    assert!(after >= events, "{after} of {events}");
}

#[test]
fn wrong_pins_make_wait_longer_and_never_for_good() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let store = &mut open.store;
    let learner = sam(store);
    let mut now = NOW;
    let mut waits = Vec::new();
    for _ in 0..30 {
        let found = people::sign_in(store, learner, "000000").unwrap_err();
        if found.code == Code::SignInWait {
            let secs: u64 = found.args["seconds"].parse().unwrap();
            assert_eq!(code(people::sign_in(store, learner, "246801")), Code::SignInWait, "the right PIN waits too");
            waits.push(secs);
            now += secs * 1000;
            place.clock.set(now);
        }
    }
    assert_eq!(waits[..5], [15, 30, 60, 60, 60]);
    assert!(waits.iter().all(|secs| *secs <= 60));
    assert_eq!(code(people::sign_in(store, learner, "000000")), Code::PinWrong);
    place.clock.set(NOW - 10 * 365 * 86_400_000); // somebody set the clock back ten years
    let wait = people::sign_in(store, learner, "246801").unwrap_err();
    place.clock.set(NOW - 10 * 365 * 86_400_000 + wait.args["seconds"].parse::<u64>().unwrap() * 1000);
    assert!(people::sign_in(store, learner, "246801").is_ok());
    assert_eq!(store.auth(Actor::Learner(learner)).unwrap().unwrap().tries, 0);
    let delays = store.events_of_learner(learner, 0).unwrap().events;
    assert!(delays.iter().any(|event| matches!(event.body(), Some(Body::AuthDelayed(_)))));
}

#[test]
fn staff_come_and_go_and_one_administrator_stays() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let store = &mut open.store;
    let alex = staff::sign_in(store, "  alex MORGAN ", try_out::STAFF_PASSPHRASE).unwrap();
    assert_eq!(code(staff::add(store, &alex, "Alex morgan", Role::Educator, "another long one")), Code::StaffNameTaken);
    assert_eq!(code(staff::add(store, &alex, "Kim", Role::Educator, "too short")), Code::PassphraseShort);
    let kim = staff::add(store, &alex, "Kim", Role::Educator, "a long enough one").unwrap();
    let kim_in = staff::sign_in(store, "Kim", "a long enough one").unwrap();
    assert_eq!(kim_in.keys.sealing.to_text(), alex.keys.sealing.to_text(), "each slot holds the same keys");
    assert_eq!(code(staff::add(store, &kim_in, "Lee", Role::Educator, "a long enough one")), Code::StaffRole);
    assert_eq!(code(staff::set_passphrase(store, &kim_in, alex.staff.id, "a long enough one")), Code::StaffRole);
    assert_eq!(code(staff::change(store, &alex, alex.staff.id, Role::Educator, true)), Code::StaffLastAdministrator);
    staff::set_passphrase(store, &alex, kim, "forgot it, new one").unwrap();
    assert_eq!(code(staff::sign_in(store, "Kim", "a long enough one")), Code::SignInRefused);
    staff::change(store, &alex, kim, Role::Administrator, true).unwrap();
    let kim_in = staff::sign_in(store, "Kim", "forgot it, new one").unwrap();
    staff::change(store, &kim_in, alex.staff.id, Role::Administrator, false).unwrap();
    assert_eq!(code(staff::sign_in(store, "Alex Morgan", try_out::STAFF_PASSPHRASE)), Code::SignInRefused);
    let code_text = staff::new_recovery_code(store, &kim_in).unwrap();
    assert_eq!(staff::sign_in_by_code(store, &code_text).unwrap().staff.id, kim);
}

#[test]
fn wrong_passphrases_and_codes_make_wait() {
    let place = Place::new();
    let mut open = place.try_out().open;
    for _ in 0..5 {
        assert_eq!(code(staff::sign_in(&mut open.store, try_out::STAFF_NAME, "wrong")), Code::SignInRefused);
        assert_eq!(code(staff::sign_in_by_code(&mut open.store, "00000-00000-00000-00000-00000")), Code::SignInRefused);
    }
    assert_eq!(code(staff::sign_in(&mut open.store, try_out::STAFF_NAME, try_out::STAFF_PASSPHRASE)), Code::SignInWait);
    assert_eq!(code(staff::sign_in_by_code(&mut open.store, "x")), Code::SignInWait);
    assert_eq!(code(staff::sign_in(&mut open.store, "Nobody", "wrong")), Code::SignInRefused);
}

#[test]
fn a_sitting_cut_off_by_power_ends_where_it_was_saved() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let learner = sam(&open.store);
    let session = people::start_session(&mut open.store, learner, Method::Pin).unwrap();
    let at = crate::model::event::LessonRef {
        course: "org.example.work".parse().unwrap(),
        edition: 1,
        lesson: "start".parse().unwrap(),
    };
    let span = LessonSpan {
        at,
        lang: Lang::parse("en").unwrap(),
        ranges: vec![[0, 5000]],
        unit: SpanUnit::Ms,
        active_ms: 5000,
        rate_permille: 1000,
        position: 5000,
    };
    let row = Checkpoint { session, learner, wall_ms: NOW + 5, session_active_ms: 5000, span: Some(span) };
    open.store.save_checkpoint(&row).unwrap();
    drop(open);
    let mut open = place.try_out().open;
    assert_eq!(open.recovered, 1);
    let events = open.store.events_of_learner(learner, 0).unwrap().events;
    let kinds: Vec<&str> = events.iter().rev().take(3).map(|event| event.header.kind.as_str()).collect();
    assert_eq!(kinds, ["session.ended", "lesson.span", "session.started"]);
    let session = people::start_session(&mut open.store, learner, Method::Pin).unwrap();
    people::end_session(&mut open.store, session, SessionEnd::Left).unwrap();
    people::end_session(&mut open.store, session, SessionEnd::Left).unwrap();
    assert!(open.store.checkpoints().unwrap().is_empty());
    let ends = open.store.events_of_learner(learner, 0).unwrap().events;
    assert_eq!(ends.iter().filter(|event| event.header.kind == "session.ended").count(), 2);
}

#[test]
fn a_backup_goes_back_only_where_nothing_is() {
    let place = Place::new();
    let mut open = place.try_out().open;
    let folder = place.folder.path().join("stick");
    let done = backup::back_up(&mut open.store, &folder, Actor::Station).unwrap();
    assert_eq!(std::fs::metadata(&done.path).unwrap().len(), done.bytes);
    let people = open.store.learners().unwrap();
    drop(open);
    let restore =
        |home: &Home, copy: &std::path::Path| backup::restore(home, copy, place.clock.clone(), place.random());
    assert_eq!(code(restore(&place.home().tryout(), &done.path)), Code::StationAlreadySetUp);
    let other = Home::new(place.folder.path().join("other"));
    let junk = place.folder.path().join("junk");
    std::fs::write(&junk, [0xA5; 9000]).unwrap();
    assert_eq!(code(restore(&other, &junk)), Code::StationDamaged);
    let bytes = std::fs::read(&done.path).unwrap();
    std::fs::write(&junk, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(code(restore(&other, &junk)), Code::StationDamaged);
    assert!(start::open(&other, place.clock.clone(), place.random()).unwrap().store.station().unwrap().is_none());
    restore(&other, &done.path).unwrap();
    let mut restored = start::open(&other, place.clock.clone(), place.random()).unwrap();
    assert_eq!(restored.store.learners().unwrap(), people);
    assert!(staff::sign_in(&mut restored.store, try_out::STAFF_NAME, try_out::STAFF_PASSPHRASE).is_ok());
}

#[test]
fn a_file_with_answers_is_read_whole_or_the_mistake_is_named() {
    let file = std::path::Path::new("answers.toml");
    let good = "kit = \"/stick\"\nfingerprint = \"ABCDE\"\nstation = \"Room 4\"\nadministrator = \"Ann\"\n\
                passphrase_file = \"p.txt\"\n";
    let read = setup::AnswersFile::parse(file, good).unwrap();
    assert_eq!((read.station.as_str(), read.recovery_code_file), ("Room 4", None));
    let bad = [
        (good.replace("station =", "statoin ="), Code::AnswersUnknown, "field", "statoin"),
        (good.replace("station = \"Room 4\"", ""), Code::AnswersMissing, "field", "station"),
        (good.replace("\"Ann\"", "7"), Code::AnswersMissing, "field", "administrator"),
        (good.replace("\"p.txt\"", "\" \""), Code::AnswersMissing, "field", "passphrase_file"),
        (good.replace("\"Ann\"", "Ann Lee"), Code::AnswersUnreadable, "line", "4"),
        (String::new(), Code::AnswersMissing, "field", "kit"),
    ];
    for (text, code, name, value) in bad {
        let problem = setup::AnswersFile::parse(file, &text).unwrap_err();
        assert_eq!((problem.code, problem.args.get(name).map(String::as_str)), (code, Some(value)), "{text}");
    }
}
