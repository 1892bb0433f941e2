//! A sector of the disk that changed under an installed pack, in a film, a recording, a PDF and a book: each of these
//! lessons stops with a plain sentence, a film and a recording with the time they came to; another lesson of the same
//! course plays; and the staff of the station are told of all four files.

use super::lessons::{made_epub, made_pdf};
use super::person::Person;
use super::samples;
use crate::made_up;
use foothold::format::json::to_canonical;
use foothold::format::limits::CHUNK_BYTES;
use foothold::job::try_out::{STAFF_NAME, STAFF_PASSPHRASE};
use foothold::library::home::Home;
use foothold::library::reader::PackReader;
use foothold::model::course::Course;
use foothold::model::event::SessionEnd;
use foothold::model::id::{CourseId, Hash, LessonId};
use foothold::system::{SystemClock, SystemRandom};
use foothold::ui::{Action, Screen};
use foothold::worker::view::{DamagedPack, LessonContentView, LessonView};
use foothold::worker::{Handle, News, Options, Request, Secret};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const COURSE: &str = "org.example.work";

/// The lessons: id, file, what its kind is called in the course and its own part there.
fn lessons() -> [(&'static str, &'static str, Value); 5] {
    let timed = |kind: &str, file: &str, ms: u64| {
        let main = json!({"id": "main", "kind": "main", "lang": "en", "file": file, "origin": "human"});
        json!({"kind": kind, "duration_ms": ms, "tracks": [main]})
    };
    let document = |format: &str, file: &str| json!({"kind": "document", "format": format, "file": file});
    [
        ("book", "book.epub", document("epub", "book.epub")),
        ("film", "film.mp4", timed("video", "film.mp4", 87_000)),
        ("other", "other.mp4", timed("video", "other.mp4", 2_000)),
        ("pages", "pages.pdf", document("pdf", "pages.pdf")),
        ("sound", "sound.mp3", timed("audio", "sound.mp3", 163_000)),
    ]
}

/// Each is longer than two chunks, but for the one that stays whole.
fn content(file: &str) -> Vec<u8> {
    let read = |path: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    match file {
        "film.mp4" => read("content-packs/looking-for-work/course/video/what-checks-show.mp4"),
        "other.mp4" => read("tests/media/silent.mp4"),
        "sound.mp3" => read("tests/media/sound.mp3")[237..].repeat(80), // without its head, which tells the length
        "pages.pdf" => {
            let line = |n: u32| made_pdf::lines(&format!("This is page {n}\n{}", "and some words\n".repeat(20)));
            made_pdf::document(&(1..=1500).map(line).collect::<Vec<_>>(), &[("The start", 0)], &[])
        }
        _ => {
            let mut state = 1_u64;
            let mut word = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                format!("{state:x} ") // what a ZIP cannot make much smaller
            };
            let chapter = |words: &mut dyn FnMut() -> String| {
                format!("<h1>One</h1><p>{}</p>", (0..9_000).map(|_| words()).collect::<String>())
            };
            let chapters: Vec<String> = (0..8).map(|_| chapter(&mut word)).collect();
            made_epub::book(&chapters.iter().map(String::as_str).collect::<Vec<_>>())
        }
    }
}

fn course() -> Course {
    let rule = json!({"kind": "seen", "permille": 900});
    let lesson = |(id, _, own): (&str, &str, Value)| {
        let mut value = json!({"id": id, "title": id, "minutes": 5, "required": true, "rule": rule});
        value.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
        value
    };
    let module = json!({"id": "one", "title": "One", "rule": {"kind": "all_required"},
        "lessons": lessons().map(lesson).to_vec()});
    serde_json::from_value(json!({"schema": 1, "id": COURSE, "edition": 1, "title": "Work", "summary": "About work.",
        "languages": ["en"], "subjects": ["work"], "level": "beginner", "outcomes": [{"id": "o", "text": "Do it"}],
        "minutes": 20, "authors": ["A"], "sources": [], "rule": {"kind": "all_required"}, "modules": [module],
        "certificates": []}))
    .unwrap()
}

/// Writes the pack; gives its place and its manifest hash.
fn pack(folder: &Path) -> (PathBuf, Hash) {
    let mut files = vec![("course.json".to_owned(), "application/json", to_canonical(&course()).unwrap())];
    for (_, file, _) in lessons() {
        let kind = match file.rsplit_once('.').unwrap().1 {
            "mp4" => "video/mp4",
            "mp3" => "audio/mpeg",
            "pdf" => "application/pdf",
            _ => "application/epub+zip",
        };
        files.push((file.to_owned(), kind, content(file)));
    }
    files.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let path = made_up::write_files(folder, &files, &[(COURSE, "course.json".to_owned())]);
    let hash = PackReader::open_any(&path).unwrap().hash();
    (path, hash)
}

/// A station that has the pack, with its learner signed in.
struct Station(Handle);

impl Station {
    fn with(pack: PathBuf, home: PathBuf) -> Self {
        let options = Options { home, drives: None, starter: vec![pack] };
        let clock = Arc::new(SystemClock::start());
        let station = Self(Handle::start(options, clock, Arc::new(SystemRandom), Box::new(|| ())));
        assert!(matches!(station.ask(Request::TryOut), News::Opened(_)));
        let News::Tiles(tiles) = station.ask(Request::Tiles { search: "sam".into() }) else { panic!("no tiles") };
        let pin = Secret::new("246801".into());
        assert!(matches!(station.ask(Request::SignIn { learner: tiles[0].learner, pin }), News::SignedIn(_)));
        station
    }

    fn ask(&self, request: Request) -> News {
        let ticket = self.0.send(request);
        loop {
            let event = self.0.wait(Duration::from_secs(60)).expect("every ticket ends");
            if event.ticket == ticket && event.news.is_last() {
                return event.news;
            }
        }
    }

    fn lesson(&self, id: &str) -> LessonView {
        let (course, lesson) = (CourseId::parse(COURSE).unwrap(), LessonId::parse(id).unwrap());
        match self.ask(Request::OpenLesson { course, lesson }) {
            News::Lesson(view) => *view,
            other => panic!("{id}: {other:?}"),
        }
    }

    /// What staff see of damage.
    fn told(&self) -> Vec<DamagedPack> {
        assert!(matches!(self.ask(Request::SignOut { cause: SessionEnd::Left }), News::SignedOut));
        let (name, passphrase) = (STAFF_NAME.into(), Secret::new(STAFF_PASSPHRASE.into()));
        assert!(matches!(self.ask(Request::SignInStaff { name, passphrase }), News::StaffIn(_)));
        match self.ask(Request::Today) {
            News::Today(today) => today.damaged,
            other => panic!("{other:?}"),
        }
    }
}

/// Changes a bit in the second chunk of each of the four files.
fn change_sectors(pack: &Path, hash: &Hash) {
    let reader = PackReader::open(pack, hash).unwrap();
    let mut file = File::options().read(true).write(true).open(pack).unwrap();
    for (id, path, _) in lessons().into_iter().filter(|(id, ..)| *id != "other") {
        let place = reader.file(path).unwrap();
        assert!(place.size() > 2 * CHUNK_BYTES as u64, "{id}: {} bytes", place.size());
        let at = place.offset_in_pack() + CHUNK_BYTES as u64 + 77;
        let mut byte = [0];
        file.seek(SeekFrom::Start(at)).unwrap();
        file.read_exact(&mut byte).unwrap();
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(&[byte[0] ^ 4]).unwrap();
    }
}

thread_local! {
    /// What the window is given next.
    static VIEW: RefCell<Option<LessonView>> = const { RefCell::new(None) };
}

/// Somebody before that lesson, once its screen says `words`.
fn before(view: LessonView, words: &[&str]) -> Person<'static> {
    let id = view.row.lesson.clone();
    VIEW.set(Some(view));
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::OpenLesson { .. } => VIEW.take().map(|view| News::Lesson(Box::new(view))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Lesson(samples::course_id("work"), id.clone())));
    for _ in 0..3000 {
        if words.iter().all(|words| person.sees_part(words)) {
            return person;
        }
        std::thread::sleep(Duration::from_millis(10)); // another thread reads it
        person.settle();
    }
    panic!("{id:?}: {words:?} do not come: {}", person.screen_text());
}

const MENDED_BY: &str = "Ask staff to import the course again.";

#[test]
fn a_changed_sector_stops_its_lesson_in_words_staff_are_told_and_the_rest_of_the_course_plays() {
    let place = tempfile::tempdir().unwrap();
    let (pack, hash) = pack(place.path());
    let home = place.path().join("home");
    let station = Station::with(pack, home.clone());
    let homes = [Home::new(&home), Home::new(&home).tryout()];
    let installed = homes.map(|home| home.pack(&hash)).into_iter().find(|path| path.is_file()).unwrap();
    for id in ["book", "film", "other", "pages", "sound"] {
        station.lesson(id); // all of them are there
    }
    change_sectors(&installed, &hash);
    for (id, at_ms, words) in [
        ("film", 12_000, "This lesson’s file is damaged at 0:12. Your progress is safe."),
        ("sound", 100_000, "This lesson’s file is damaged at 1:40. Your progress is safe."),
        ("pages", 0, "This lesson’s file is damaged. Your progress is safe."),
        ("book", 0, "This lesson’s file is damaged. Your progress is safe."),
    ] {
        let mut view = station.lesson(id);
        if let LessonContentView::Video(film) = &mut view.content {
            film.position_ms = at_ms; // inside the chunk, where it was left
        }
        before(view, &[words, MENDED_BY]);
    }
    let mut person = before(station.lesson("other"), &["0:00 of 0:02"]);
    person.press("Play");
    for _ in 0..3000 {
        if person.sees("Watch again") {
            break;
        }
        std::thread::sleep(Duration::from_millis(10)); // it plays for two seconds
        person.settle();
    }
    person.must_see("Watch again");
    let told = station.told();
    assert_eq!(told, [DamagedPack { title: "Work".into(), files: 4 }]);
}
