//! A small course in a real pack, a station that has it, and a clock to turn by hand.

use super::courses::Courses;
use super::start::OpenHome;
use super::study::Watched;
use super::try_out;
use crate::crypto::sign::SecretKey;
use crate::format::json::to_canonical;
use crate::format::manifest::{Document, Manifest, PackDocumentKind, sign_manifest};
use crate::format::pack::{Survey, write_pack};
use crate::library::home::Home;
use crate::model::course::Course;
use crate::model::event::SpanUnit;
use crate::model::id::{CourseId, Lang, LearnerId, LessonId, PackId};
use crate::model::ports::{Clock, Random};
use crate::model::programme::Programme;
use crate::system::SystemRandom;
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where the clock stands at first: a Monday noon in New York.
pub(crate) const START: u64 = 1_793_638_800_000;

/// A clock turned by hand; wall and monotonic time go together.
#[derive(Debug, Default)]
pub(crate) struct HandClock(AtomicU64);

impl HandClock {
    pub(crate) fn pass(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn wall_ms(&self) -> u64 {
        START + self.mono_ms()
    }

    fn mono_ms(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

pub(crate) fn lesson_id(id: &str) -> LessonId {
    LessonId::parse(id).unwrap()
}

pub(crate) fn course_id() -> CourseId {
    CourseId::parse("org.example.c").unwrap()
}

fn question(id: &str, own: &Value) -> Value {
    let mut value = json!({"id": id, "rev": 1, "points": 1, "prompt": {"en": "What?", "es": "¿Qué?"}});
    value.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    value
}

fn options(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({"id": id, "text": id.to_uppercase()})).collect()
}

fn lesson(id: &str, rule: Value, own: Value) -> Value {
    let mut value =
        json!({"id": id, "title": {"en": id, "es": format!("{id} es")}, "minutes": 5, "required": true, "rule": rule});
    value.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    value
}

/// The course of the tests: a reading, slides, a film, a quiz of five kinds, a certificate.
pub(crate) fn course(feedback: &str, limit_minutes: Option<u32>) -> Course {
    let mut quiz = json!({"mode": "test", "pass": {"kind": "score", "permille": 600}, "attempts": 3, "cooloff_minutes": 10,
        "opened_by": "learner", "shuffle_questions": true, "shuffle_options": true, "feedback": feedback, "keep": "best",
        "parts": [{"questions": [
            question("one", &json!({"kind": "single", "options": options(&["a", "b", "c"]), "answer": "b"})),
            question("two", &json!({"kind": "multiple", "options": options(&["a", "b", "c"]), "answer": ["a", "c"], "partial": false})),
            question("three", &json!({"kind": "true_false", "answer": true, "explain": "Because."})),
            question("four", &json!({"kind": "numeric", "value": "12.5", "tolerance": "0", "tolerance_is": "absolute", "unit_required": false})),
            question("five", &json!({"kind": "short", "accept": [{"text": "resume", "match": "folded"}], "max_chars": 20}))]}]});
    if let Some(limit) = limit_minutes {
        quiz["limit_minutes"] = json!(limit);
    }
    let slides: Vec<_> =
        ["s1", "s2"].iter().map(|id| json!({"id": id, "image": "pictures/a.png", "alt": "A"})).collect();
    let captions = json!({"id": "cc", "kind": "captions", "lang": "en", "file": "film.vtt", "origin": "human"});
    let main = json!({"id": "main", "kind": "main", "lang": "en", "file": "film.mp4", "origin": "human"});
    serde_json::from_value(json!({"schema": 1, "id": course_id(), "edition": 1, "title": {"en": "A course", "es": "Un curso"},
        "summary": "About work.", "languages": ["en", "es"], "subjects": ["work"], "level": "beginner",
        "outcomes": [{"id": "o", "text": "Do it"}], "minutes": 20, "authors": ["A"], "sources": [],
        "rule": {"kind": "all_required"}, "modules": [
            {"id": "one", "title": "One", "rule": {"kind": "all_required"}, "lessons": [
                lesson("read", json!({"kind": "seen", "permille": 900}), json!({"kind": "reading", "body": {"en": "texts/a.md", "es": "texts/a.es.md"}})),
                lesson("pics", json!({"kind": "seen", "permille": 1000}), json!({"kind": "slides", "slides": slides})),
                lesson("film", json!({"kind": "seen", "permille": 800}), json!({"kind": "video", "duration_ms": 100_000, "tracks": [main, captions]}))]},
            {"id": "two", "title": "Two", "rule": {"kind": "all_required"}, "prerequisites": {"kind": "module", "id": "one"},
                "lessons": [lesson("quiz", json!({"kind": "passed"}), json!({"kind": "quiz", "quiz": quiz}))]}],
        "certificates": [{"id": "done", "title": "Done", "criteria": "All of it", "when": {"kind": "course", "id": course_id()}, "shows": ["hours", "score"]}]}))
    .unwrap()
}

/// Writes the course as a signed pack.
pub(crate) fn write(folder: &Path, course: &Course) -> PathBuf {
    write_with(folder, course, None)
}

/// A programme of two levels with a plan of one week; the second level's course is on no station.
pub(crate) fn programme() -> Programme {
    let goal = |id: &str, signoff: &str| json!({"id": id, "text": {"en": id, "es": id}, "signoff": signoff});
    serde_json::from_value(json!({"schema": 1, "id": "org.example.plan", "edition": 1, "title": {"en": "A plan", "es": "Un plan"},
        "summary": "Week by week.", "languages": ["en", "es"],
        "levels": [
            {"id": "first", "title": "First", "rule": {"kind": "all_required"},
             "steps": [{"id": "s1", "course": course_id(), "required": true}],
             "credit": [{"kind": "academic", "amount": "2"}],
             "certificate": {"id": "level", "title": "Level", "criteria": "C", "when": {"kind": "level", "id": "first"}, "shows": ["score"]}},
            {"id": "second", "title": "Second", "rule": {"kind": "all_required"},
             "steps": [{"id": "s2", "course": "org.example.nowhere", "required": true}]}],
        "weeks": [{"id": "w", "title": "Week", "goals": [goal("own", "self"), goal("shown", "mentor")]}]}))
    .unwrap()
}

fn write_with(folder: &Path, course: &Course, programme: Option<&Programme>) -> PathBuf {
    let text = "# Work\n\nTell the truth. A [word](glossary:word).\n\n![A map](../pictures/a.png)\n";
    let mut files: Vec<(&str, &str, Vec<u8>)> = vec![
        ("course.json", "application/json", to_canonical(course).unwrap()),
        ("film.mp4", "video/mp4", vec![7; 600_000]),
        ("film.vtt", "text/vtt", b"WEBVTT\n".to_vec()),
        ("pictures/a.png", "image/png", vec![1, 2, 3]),
        ("texts/a.es.md", "text/markdown", b"# Trabajo\n\nDiga la verdad.\n".to_vec()),
        ("texts/a.md", "text/markdown", text.as_bytes().to_vec()),
    ];
    let mut documents =
        vec![Document { kind: PackDocumentKind::Course, id: course.id.to_string(), path: "course.json".into() }];
    if let Some(programme) = programme {
        files.insert(3, ("plan.json", "application/json", to_canonical(programme).unwrap()));
        let (kind, id) = (PackDocumentKind::Programme, programme.id.to_string());
        documents.push(Document { kind, id, path: "plan.json".into() });
    }
    let mut survey = Survey::new();
    for (path, kind, bytes) in &files {
        survey.add(path, kind, &mut bytes.as_slice(), &mut |_| ()).unwrap();
    }
    let surveyed = survey.finish();
    let manifest = Manifest {
        pack_id: PackId::parse(if course.id == course_id() { "org.example.pack" } else { course.id.as_str() }).unwrap(),
        version: u64::from(course.edition),
        title: "A pack".into(),
        languages: vec![Lang::parse("en").unwrap()],
        publisher: "A publisher".into(),
        licence: "CC0-1.0".into(),
        created: "2026-11-01".into(),
        min_reader: 1,
        chunks_sha256: surveyed.chunks_sha256,
        files: surveyed.files,
        documents,
        ext: None,
    };
    let envelope = sign_manifest(&manifest, &[&SecretKey::from_seed(&[5; 32])]).unwrap();
    let path = folder.join("course.fpack");
    let mut out = std::fs::File::create(&path).unwrap();
    let mut open = |path: &str| -> std::io::Result<Box<dyn Read>> {
        let (_, _, bytes) = files.iter().find(|(name, _, _)| *name == path).unwrap();
        Ok(Box::new(std::io::Cursor::new(bytes.clone())))
    };
    write_pack(&manifest, &envelope, &surveyed.chunks, &mut open, &mut out, &mut |_| ()).unwrap();
    path
}

/// A try-out station with the course.
pub(crate) struct Place {
    pub folder: tempfile::TempDir,
    pub clock: Arc<HandClock>,
    pub pack: PathBuf,
    /// Packs beside it.
    pub more: Vec<PathBuf>,
}

impl Place {
    pub(crate) fn with(course: &Course) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pack = write(folder.path(), course);
        Self { folder, clock: Arc::new(HandClock::default()), pack, more: Vec::new() }
    }

    /// With so many courses beside it, each by its name.
    pub(crate) fn with_more(course: &Course, names: &[&str]) -> Self {
        let mut place = Self::with(course);
        for name in names {
            let mut other = course.clone();
            other.id = CourseId::parse(&format!("org.example.{name}")).unwrap();
            let folder = place.folder.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            place.more.push(write(&folder, &other));
        }
        place
    }

    /// With the programme too.
    pub(crate) fn with_programme(course: &Course) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pack = write_with(folder.path(), course, Some(&programme()));
        Self { folder, clock: Arc::new(HandClock::default()), pack, more: Vec::new() }
    }

    pub(crate) fn home(&self) -> Home {
        Home::new(self.folder.path().join("home"))
    }

    /// Opens the station; what the last opening left pending becomes events.
    pub(crate) fn open(&self) -> (OpenHome, Courses) {
        let random: Arc<dyn Random> = Arc::new(SystemRandom);
        let packs: Vec<_> = std::iter::once(&self.pack).chain(&self.more).cloned().collect();
        let prepared = try_out::prepare(&self.home(), &packs, self.clock.clone(), random).unwrap();
        let mut open = prepared.open;
        for pack in prepared.to_import {
            let request = super::import_pack::ImportRequest::of(pack);
            let by = crate::model::event::Actor::Station;
            super::watch::unwatched(|watch| {
                super::import_pack::run(&open.home, &mut open.store, &request, by, &super::NoFaults, watch)
            })
            .unwrap();
        }
        let courses = Courses::open(&open.home, &open.store).unwrap();
        (open, courses)
    }
}

/// Sam of the try-out.
pub(crate) fn sam(open: &OpenHome) -> LearnerId {
    open.store.learner_by_number("1001").unwrap().unwrap().id
}

/// What a screen reports of a lesson that was looked at from and to somewhere.
pub(super) fn watched(lesson: &str, unit: SpanUnit, range: [u64; 2], active_ms: u64) -> Watched {
    Watched {
        course: course_id(),
        lesson: lesson_id(lesson),
        unit,
        ranges: vec![range],
        position: range[1],
        active_ms,
        rate_permille: 1000,
    }
}
