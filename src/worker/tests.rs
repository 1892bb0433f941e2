//! The threads driven as the window drives them, on a temporary home.

use super::view::{CertificateState, LessonContentView, PassView, QuizClosed, StartView};
use super::*;
use crate::job::tests_pack::{HandClock, Place, course, course_id, lesson_id};
use crate::job::try_out::{STAFF_NAME, STAFF_PASSPHRASE};
use crate::model::answer::Answer;
use crate::model::event::{SavedTo, SessionEnd, SpanUnit};
use crate::model::id::{CourseId, Lang, LearnerId, OptionId, Slug};
use crate::model::problem::Code;
use crate::model::sheet::{LETTER, Sheet};
use crate::system::SystemRandom;
use std::io::{Read as _, Seek as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

mod kept;
mod people;
mod quizzes;
mod search;

struct Window {
    place: Place,
    handle: Handle,
    woken: Arc<AtomicUsize>,
}

impl Window {
    fn new() -> Self {
        Self::on(Place::with(&course("end", None)))
    }

    fn on(place: Place) -> Self {
        let woken = Arc::new(AtomicUsize::new(0));
        let handle = start(&place, &woken);
        Self { place, handle, woken }
    }

    /// Asks, and waits for the last news of the ticket.
    fn ask(&self, request: Request) -> News {
        let ticket = self.handle.send(request);
        loop {
            let event = self.handle.wait(Duration::from_secs(60)).expect("every ticket ends");
            assert_eq!(event.ticket, ticket, "one after the other");
            if event.news.is_last() {
                return event.news;
            }
        }
    }

    fn refused(&self, request: Request) -> Code {
        match self.ask(request) {
            News::Failed(problem) => problem.code,
            other => panic!("{other:?}"),
        }
    }

    fn clock(&self) -> &HandClock {
        &self.place.clock
    }

    fn sam(&self) -> LearnerId {
        let News::Tiles(tiles) = self.ask(Request::Tiles { search: "sam".into() }) else { panic!("no tiles") };
        assert_eq!(tiles.len(), 1);
        tiles[0].learner
    }

    fn sign_in(&self) {
        let learner = self.sam();
        let News::SignedIn(view) = self.ask(Request::SignIn { learner, pin: Secret::new("246801".into()) }) else {
            panic!("not in")
        };
        assert!(!view.must_choose_pin);
    }

    fn sign_in_staff(&self) {
        let (name, passphrase) = (STAFF_NAME.into(), Secret::new(STAFF_PASSPHRASE.into()));
        assert!(matches!(self.ask(Request::SignInStaff { name, passphrase }), News::StaffIn(_)));
    }

    fn lesson(&self, id: &str) -> Box<view::LessonView> {
        match self.ask(Request::OpenLesson { course: course_id(), lesson: lesson_id(id) }) {
            News::Lesson(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn watch(&self, id: &str, unit: SpanUnit, to: u64, active_ms: u64) {
        self.clock().pass(active_ms);
        let report = SpanReport {
            course: course_id(),
            lesson: lesson_id(id),
            unit,
            ranges: vec![[0, to]],
            position: to,
            active_ms,
            rate_permille: 1000,
        };
        assert!(matches!(self.ask(Request::Watched(report)), News::Saved { .. }));
    }

    fn first_module(&self) {
        for (id, unit, to, ms) in [
            ("read", SpanUnit::Permille, 1000, 5_000),
            ("pics", SpanUnit::Slide, 2, 5_000),
            ("film", SpanUnit::Ms, 90_000, 90_000),
        ] {
            self.lesson(id);
            self.watch(id, unit, to, ms);
            assert!(matches!(self.ask(Request::LeaveLesson), News::LessonLeft(_)));
        }
    }

    fn attempt(&self) -> view::AttemptView {
        match self.ask(Request::StartAttempt { course: course_id(), lesson: lesson_id("quiz") }) {
            News::Attempt(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn pass_quiz(&self) -> view::FinishView {
        let attempt = self.attempt();
        for question in &attempt.questions {
            assert!(question.told.is_none(), "nothing is told before the end");
            let option = |id: &str| OptionId::parse(id).unwrap();
            let answer = match question.question.as_str() {
                "one" => Answer::Choice { option: option("b") },
                "two" => Answer::Choices { options: vec![option("a"), option("c")] },
                "three" => Answer::Truth { value: true },
                "four" => Answer::Number { text: "12.5".into(), unit: None },
                _ => Answer::Words { text: "wrong".into() },
            };
            self.clock().pass(4_000);
            let question = question.question.clone();
            let asked = Request::Answer { attempt: attempt.attempt, question, answer, hints: 0, active_ms: 4_000 };
            let News::Answered(view) = self.ask(asked) else { panic!("not kept") };
            assert!(view.question.given.is_some() && view.question.told.is_none());
        }
        match self.ask(Request::FinishAttempt { attempt: attempt.attempt }) {
            News::Finished(view) => view,
            other => panic!("{other:?}"),
        }
    }
}

fn start(place: &Place, woken: &Arc<AtomicUsize>) -> Handle {
    let options = Options {
        home: place.folder.path().join("home"),
        drives: Some(place.folder.path().as_os_str().to_owned()),
        starter: vec![place.pack.clone()],
    };
    let woken = Arc::clone(woken);
    let wake = Box::new(move || {
        woken.fetch_add(1, Ordering::Relaxed);
    });
    Handle::start(options, place.clock.clone(), Arc::new(SystemRandom), wake)
}

#[test]
fn a_learner_goes_from_the_first_screen_to_the_certificate() {
    let window = Window::new();
    assert!(matches!(window.ask(Request::Open), News::Opened(StartView::NotSetUp)));
    assert_eq!(window.refused(Request::Tiles { search: String::new() }), Code::StationNotSetUp);
    let News::Opened(StartView::Ready(place)) = window.ask(Request::TryOut) else { panic!("no try-out") };
    assert!(place.is_try_out && place.languages.len() == 2);
    assert_eq!(window.refused(Request::Home), Code::SessionOver, "nobody is in");
    let learner = window.sam();
    assert_eq!(window.refused(Request::SignIn { learner, pin: Secret::new("000000".into()) }), Code::PinWrong);
    window.sign_in();

    let News::Home(home) = window.ask(Request::Home) else { panic!("no home") };
    assert!(home.go_on.is_none() && home.fresh.len() == 1 && home.today == 0);
    let News::Library(library) = window.ask(Request::Library) else { panic!("no library") };
    assert_eq!(library.courses.len(), 1);
    let reading = window.lesson("read");
    let LessonContentView::Reading(page) = &reading.content else { panic!("no reading") };
    assert!(page.markdown.contains("Tell the truth") && page.pictures.contains_key("../pictures/a.png"));
    assert_eq!(reading.after, Some(lesson_id("pics")));
    assert_eq!(
        window.refused(Request::OpenLesson { course: course_id(), lesson: lesson_id("quiz") }),
        Code::LessonLocked
    );
    window.first_module();
    let film = window.lesson("film");
    let LessonContentView::Video(film) = film.content else { panic!("no film") };
    assert_eq!((film.position_ms, film.captions.len()), (90_000, 1));
    let (mut file, mut bytes) = (film.file, [0; 8]);
    file.seek(std::io::SeekFrom::Start(599_990)).unwrap();
    file.read_exact(&mut bytes).unwrap();
    assert_eq!(bytes, [7; 8], "the film is read from the pack by another thread");

    let quiz = window.lesson("quiz");
    let LessonContentView::Quiz(quiz) = &quiz.content else { panic!("no quiz") };
    assert_eq!((quiz.questions, quiz.pass, quiz.closed), (5, PassView::Score { permille: 600 }, None));
    let finish = window.pass_quiz();
    assert!(finish.is_passed && finish.course.is_done && finish.missing.is_empty());
    assert!(finish.questions.iter().all(|question| question.told.is_some()), "told at the end");
    assert_eq!(finish.earned.len(), 1);
    assert!(matches!(finish.quiz.closed, Some(QuizClosed::Wait { .. })));

    let certificate = Slug::parse("done").unwrap();
    let asked = Request::Certificate { course: course_id(), certificate: certificate.clone() };
    let News::Certificate(view) = window.ask(asked) else { panic!("no certificate") };
    assert!(matches!(view.row.state, CertificateState::Provisional { .. }));
    assert_eq!((view.learner_name.as_str(), view.score_permille), ("Sam Rivera", Some(800)));
    let sheet = Box::new(Sheet::new(LETTER, "A certificate", "en"));
    let save = Request::SaveCertificate { course: course_id(), certificate, sheet, folder: None, to: SavedTo::Pdf };
    let News::FileWritten { path } = window.ask(save) else { panic!("not written") };
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    assert_eq!((record.certificates.len(), record.courses.len(), record.weeks.len()), (1, 1, 1));
    assert!(matches!(window.ask(Request::SignOut { cause: SessionEnd::Left }), News::SignedOut));
    assert!(window.woken.load(Ordering::Relaxed) > 20);
}

#[test]
fn closing_the_window_keeps_everything() {
    let mut window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in();
    window.lesson("film");
    window.watch("film", SpanUnit::Ms, 12_000, 12_000);
    window.handle.finish();
    assert!(window.handle.next().is_none(), "nothing more is said");
    assert_eq!(window.refused(Request::Home), Code::Internal, "the threads have ended");
    let again = Window::on(window.place);
    again.ask(Request::TryOut);
    again.sign_in();
    let News::Home(home) = again.ask(Request::Home) else { panic!("no home") };
    let card = home.go_on.unwrap();
    assert_eq!((card.lesson, card.place), (lesson_id("film"), view::Place::Time { ms: 12_000 }));
    assert_eq!(home.day_ms[0], 12_000);
}

#[test]
fn covering_the_screen_keeps_the_sitting_and_another_person_ends_it() {
    let window = Window::new();
    window.ask(Request::TryOut);
    let learner = window.sam();
    let sign_in = |pin: &str, learner| match window.ask(Request::SignIn { learner, pin: Secret::new(pin.into()) }) {
        News::SignedIn(view) => view.session,
        other => panic!("{other:?}"),
    };
    let first = sign_in("246801", learner);
    assert_eq!(sign_in("246801", learner), first, "the same sitting");
    let News::Tiles(tiles) = window.ask(Request::Tiles { search: "lucia".into() }) else { panic!("no tiles") };
    assert_ne!(sign_in("135790", tiles[0].learner), first);
    let spanish = Lang::parse("es").unwrap();
    let News::Course(course) = window.ask(Request::Course { course: course_id() }) else { panic!("no course") };
    assert_eq!((course.title.as_str(), course.lang), ("Un curso", spanish));
    assert!(matches!(window.ask(Request::SetLanguage { lang: Lang::parse("en").unwrap() }), News::PreferenceSaved));
    let News::Course(course) = window.ask(Request::Course { course: course_id() }) else { panic!("no course") };
    assert_eq!(course.title, "A course");
}

#[test]
fn staff_see_people_and_packs() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in();
    window.first_module();
    assert_eq!(window.refused(Request::Today), Code::StaffRole, "a learner is not staff");
    window.sign_in_staff();
    assert_eq!(window.refused(Request::Home), Code::SessionOver, "staff are not learners");
    let News::Today(today) = window.ask(Request::Today) else { panic!("no desk") };
    assert_eq!((today.people, today.learned.len(), today.active_ms), (2, 1, 100_000));
    let added = Request::AddLearner {
        name: "Ann".into(),
        number: "7".into(),
        birth_year: None,
        lang: Lang::parse("en").unwrap(),
    };
    let News::PinGiven(pin) = window.ask(added.clone()) else { panic!("no pin") };
    assert_eq!(window.refused(added), Code::LearnerNumberTaken);
    let News::People(people) = window.ask(Request::People) else { panic!("no people") };
    assert_eq!(people.people.len(), 3);
    let sam = people.people.iter().find(|person| person.number == "1001").unwrap();
    let did = window.ask(Request::PeopleProgress { learners: vec![sam.learner] });
    let News::PeopleProgress(did) = did else { panic!("no progress") };
    assert_eq!((did[0].1.week_ms, did[0].1.courses_begun), (100_000, 1));
    let News::Person(person) = window.ask(Request::Person { learner: sam.learner }) else { panic!("no person") };
    assert_eq!(person.courses[0].done_permille, 750);
    let News::Packs(packs) = window.ask(Request::Packs) else { panic!("no packs") };
    assert_eq!((packs.len(), packs[0].courses[0].as_str(), packs[0].problem.is_none()), (1, "A course", true));
    assert!(matches!(window.ask(Request::Station), News::Station(_)));
    assert!(matches!(window.ask(Request::StaffList), News::StaffList(_)));

    let sign_in = Request::SignIn { learner: pin.learner, pin: pin.pin };
    let News::SignedIn(ann) = window.ask(sign_in) else { panic!("not in") };
    assert!(ann.must_choose_pin);
    assert_eq!(window.refused(Request::Home), Code::SessionOver, "first their own PIN");
    assert_eq!(window.refused(Request::ChoosePin { pin: Secret::new("123456".into()) }), Code::PinWeak);
    assert!(matches!(window.ask(Request::ChoosePin { pin: Secret::new("739154".into()) }), News::SignedIn(_)));
    assert!(matches!(window.ask(Request::Home), News::Home(_)));
}

#[test]
fn staff_save_a_certificate_that_was_earned_and_no_other() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in();
    let learner = window.sam();
    let folder = window.place.folder.path().join("stick");
    let save = |certificate: &str| Request::SaveCertificateOf {
        learner,
        course: course_id(),
        certificate: Slug::parse(certificate).unwrap(),
        sheet: Box::new(Sheet::new(LETTER, "A certificate", "en")),
        folder: Some(folder.clone()),
        to: SavedTo::Pdf,
    };
    let paper = || Request::SavePaper {
        name: Slug::parse("paper").unwrap(),
        sheets: vec![Sheet::new(LETTER, "A paper", "en")],
        folder: Some(folder.clone()),
    };
    window.first_module();
    assert_eq!(window.refused(save("done")), Code::StaffRole, "a learner is not staff");
    assert_eq!(window.refused(paper()), Code::StaffRole);
    window.sign_in_staff();
    assert_eq!(window.refused(save("done")), Code::CertificateNotEarned);
    window.sign_in();
    window.pass_quiz();
    window.sign_in_staff();
    let News::Person(person) = window.ask(Request::Person { learner }) else { panic!("no person") };
    assert!(matches!(person.certificates[0].row.state, CertificateState::Provisional { .. }));
    assert_eq!(person.certificates[0].learner_name, "Sam Rivera");
    let preview = |window: &Window| match window.ask(Request::ExportPreview) {
        News::ExportPreview(preview) => preview.told,
        other => panic!("{other:?}"),
    };
    let News::FileWritten { path } = window.ask(save("done")) else { panic!("not written") };
    assert!(path.starts_with(&folder) && std::fs::read(path).unwrap().starts_with(b"%PDF"));
    let sams = preview(&window).into_iter().find(|told| told.name.contains("1001")).unwrap();
    assert!(sams.kinds.contains(&("certificate.saved".to_owned(), 1)), "{sams:?}");
    assert_eq!(window.refused(save("other")), Code::CertificateNotEarned);
    let News::FileWritten { path } = window.ask(paper()) else { panic!("not written") };
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_stick_put_in_is_seen_by_itself() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in_staff();
    let News::DrivesChanged { seen } = window.ask(Request::WatchDrives { seen: 0 }) else { panic!("nothing seen") };
    let first = window.handle.send(Request::WatchDrives { seen });
    assert!(window.handle.wait(Duration::from_millis(600)).is_none(), "nothing changed, nothing is said");
    std::fs::copy(&window.place.pack, window.place.folder.path().join("second.fpack")).unwrap();
    let told = window.handle.wait(Duration::from_secs(30)).unwrap();
    let News::DrivesChanged { seen: now } = told.news else { panic!("{told:?}") };
    assert!(told.ticket == first && now != seen);
    let waiting = window.handle.send(Request::WatchDrives { seen: now });
    window.handle.cancel(waiting);
    let ended = window.handle.wait(Duration::from_secs(30)).unwrap();
    assert!(ended.ticket == waiting && matches!(ended.news, News::Done));
    let waiting = window.handle.send(Request::WatchDrives { seen: now });
    let out = window.handle.send(Request::SignOut { cause: SessionEnd::Left });
    let mut ended: Vec<Ticket> = (0..2).map(|_| window.handle.wait(Duration::from_secs(30)).unwrap().ticket).collect();
    ended.sort_unstable();
    assert_eq!(ended, [waiting, out], "whoever goes out waits for nothing");
}

#[test]
fn damage_met_in_a_lesson_is_written_down_shown_and_mended() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in_staff();
    let News::Packs(packs) = window.ask(Request::Packs) else { panic!("no packs") };
    let (manifest, title) = (packs[0].manifest, packs[0].title.clone());
    window.sign_in();
    let film = window.lesson("film");
    let LessonContentView::Video(film) = film.content else { panic!("no film") };
    let home = crate::job::Home::new(window.place.folder.path().join("home"));
    let tryout = [home.pack(&manifest), crate::job::Home::new(home.root().join("tryout")).pack(&manifest)];
    let path = tryout.into_iter().find(|path| path.is_file()).expect("the pack is installed");
    let bytes = std::fs::read(&path).unwrap();
    let end = bytes.windows(64).rposition(|window| window == [7; 64]).expect("the film's last bytes");
    let mut pack = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    pack.seek(std::io::SeekFrom::Start(end as u64)).unwrap();
    pack.write_all(&[8]).unwrap(); // in its place: the search reads the rest of the pack meanwhile
    let mut file = film.file;
    file.seek(std::io::SeekFrom::Start(599_000)).unwrap();
    let read = std::thread::spawn(move || file.read(&mut [0; 8])).join().unwrap();
    assert!(read.is_err(), "not a byte of it is given out");
    assert!(matches!(window.ask(Request::LeaveLesson), News::LessonLeft(_)));

    window.sign_in_staff();
    let today = || match window.ask(Request::Today) {
        News::Today(today) => today,
        other => panic!("{other:?}"),
    };
    assert_eq!(today().damaged, [view::DamagedPack { title, files: 1 }]);
    let News::ExportPreview(preview) = window.ask(Request::ExportPreview) else { panic!("no preview") };
    let station = preview.told.iter().find(|told| told.name.is_empty()).unwrap();
    assert!(station.kinds.contains(&("station.damage".to_owned(), 1)), "{station:?}");
    let News::Drives(drives) = window.ask(Request::Drives) else { panic!("no drives") };
    let mends = |find: &view::FindView| matches!(find.kind, view::FindKind::Pack { mends: true, .. });
    assert!(drives[0].finds.iter().any(mends), "the same pack on the stick would mend it");
    let path = window.place.pack.clone();
    assert!(matches!(window.ask(Request::ImportPack { path, allow_older: false }), News::Imported(_)));
    assert!(today().damaged.is_empty());
}

#[test]
fn the_sign_in_screen_keeps_the_language_chosen_for_it() {
    let window = Window::new();
    window.ask(Request::TryOut);
    let spanish = Lang::parse("es").unwrap();
    assert!(matches!(window.ask(Request::KeepLanguage { lang: spanish.clone() }), News::PreferenceSaved));
    let News::Opened(StartView::Ready(place)) = window.ask(Request::Open) else { panic!("not open") };
    assert_eq!(place.language, Some(spanish.clone()));
    window.sign_in();
    assert_eq!(window.refused(Request::KeepLanguage { lang: spanish }), Code::StaffRole, "a learner has their own");
}

#[test]
fn packs_are_carried_in_and_removed() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in_staff();
    let News::Drives(drives) = window.ask(Request::Drives) else { panic!("no drives") };
    assert_eq!((drives.len(), drives[0].finds.len()), (1, 1));
    let find = &drives[0].finds[0];
    assert!(find.problem.is_none() && matches!(find.kind, view::FindKind::Pack { .. }));
    let News::Imported(done) = window.ask(Request::ImportPack { path: find.path.clone(), allow_older: false }) else {
        panic!("not carried in")
    };
    assert!(done.pack.is_current);
    assert!(matches!(window.ask(Request::RemovePack { manifest: done.pack.manifest }), News::Done));
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    window.sign_in();
    assert_eq!(window.refused(Request::Course { course: course_id() }), Code::LessonGone);
    window.sign_in_staff();
    let ticket = window.handle.send(Request::ImportPack { path: "/nowhere/at/all.fpack".into(), allow_older: false });
    window.handle.cancel(ticket);
    let last = loop {
        let event = window.handle.wait(Duration::from_secs(60)).unwrap();
        if event.news.is_last() {
            break event;
        }
    };
    assert_eq!(last.ticket, ticket);
    assert!(matches!(last.news, News::Failed(problem) if problem.code == Code::JobCancelled));
    let path = window.place.pack.clone();
    assert!(matches!(window.ask(Request::ImportPack { path, allow_older: false }), News::Imported(_)));
}

#[test]
fn a_try_out_never_exports() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in_staff();
    let folder = window.place.folder.path().to_owned();
    assert_eq!(window.refused(Request::Export { folder: folder.clone() }), Code::StationTryOut);
    assert!(matches!(window.ask(Request::ExportPreview), News::ExportPreview(preview) if preview.events > 0));
    let News::FileWritten { path } = window.ask(Request::Backup { folder: folder.join("copies") }) else {
        panic!("no copy")
    };
    assert!(path.is_file());
}

#[test]
fn tickets_end_whatever_is_asked() {
    let window = Window::new();
    let nowhere = CourseId::parse("org.example.nowhere").unwrap();
    let requests = || {
        vec![
            Request::LeaveLesson,
            Request::Course { course: nowhere.clone() },
            Request::OpenLesson { course: nowhere.clone(), lesson: lesson_id("x") },
            Request::Certificate { course: course_id(), certificate: Slug::parse("none").unwrap() },
            Request::FinishAttempt { attempt: crate::model::id::AttemptId(uuid::Uuid::nil()) },
            Request::ReadKit { path: "/nowhere".into() },
            Request::TakeDocument { path: "/nowhere/r.freceipt".into() },
            Request::RemovePack { manifest: crate::model::id::Hash([0; 32]) },
            Request::SetUp {
                kit: "/nowhere".into(),
                fingerprint: String::new(),
                name: String::new(),
                administrator: String::new(),
                passphrase: Secret::default(),
            },
        ]
    };
    for request in requests() {
        window.ask(request);
    }
    window.ask(Request::TryOut);
    window.sign_in();
    for request in requests() {
        window.ask(request);
    }
    window.sign_in_staff();
    for request in requests() {
        window.ask(request);
    }
    let tickets: Vec<Ticket> = (0..40).map(|_| window.handle.send(Request::Packs)).collect();
    for ticket in tickets {
        assert_eq!(window.handle.wait(Duration::from_secs(60)).unwrap().ticket, ticket, "in order, each once");
    }
    let state = window.ask(Request::SignOut { cause: SessionEnd::Left });
    assert!(matches!(state, News::SignedOut));
}

#[test]
fn a_panic_ends_its_ticket_and_nothing_else() {
    let said = store_thread::guarded::<()>(|| panic!("on purpose"));
    assert_eq!(said.unwrap_err().code, Code::Internal);
}
