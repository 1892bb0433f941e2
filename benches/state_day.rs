//! What the learners of a state's station do in a day: films, questions after each, a journal, goals; and courses that end,
//! each with a certificate.

use super::answered;
use foothold::format::json::to_canonical;
use foothold::model::course::Course;
use foothold::model::event::{
    Body, CertificateProvisional, GoalSet, JournalSaved, LearnerAdded, LessonOpened, LessonRef, LessonSpan, SpanUnit,
};
use foothold::model::id::{AttemptId, CourseId, Hash, Lang, LearnerId, LessonId, ProgrammeId, Slug};
use foothold::office::registry::Registry;
use serde_json::json;
use uuid::Uuid;

/// Learners of a station, and what each does in a day.
pub const LEARNERS: u64 = 5;
pub const EVENTS_OF_A_DAY: u64 = 300;
const FILMS: u64 = 6;
const SPANS: u64 = 36;
const SPAN_MS: u64 = 10_000;
const QUESTIONS: u32 = 10;
/// Days that a course takes; the first ones take one, two, three, four and five, so that each day one learner of a station
/// ends a course.
const DAYS: u64 = 5;
const COURSES: u64 = 25;
/// 21 November 2026.
const START: u64 = 1_795_220_000_000;
const DAY_MS: u64 = 86_400_000;

fn course_id(n: u64) -> CourseId {
    CourseId::parse(&format!("org.example.course-{n}")).expect("an id")
}

fn days_of(course: u64) -> u64 {
    if course < DAYS { course + 1 } else { DAYS }
}

fn course(n: u64) -> Course {
    let question = |q: u32| json!({"id": format!("q{q}"), "rev": 1, "points": 1, "prompt": "Is it so?", "kind": "true_false", "answer": true});
    let lessons = |day: u64| {
        let film = |f: u64| {
            json!({"id": format!("film-{day}-{f}"), "title": "A film", "minutes": 6, "required": true,
                "rule": {"kind": "seen", "permille": 900}, "kind": "video", "duration_ms": SPANS * SPAN_MS, "tracks": []})
        };
        let quiz = |f: u64| {
            json!({"id": format!("quiz-{day}-{f}"), "title": "Questions", "minutes": 5, "required": true,
                "rule": {"kind": "passed"}, "kind": "quiz", "quiz": {"mode": "practice",
                "parts": [{"questions": (0..QUESTIONS).map(question).collect::<Vec<_>>()}],
                "pass": {"kind": "score", "permille": 500}, "opened_by": "learner", "shuffle_questions": false,
                "shuffle_options": false, "feedback": "end", "keep": "best"}})
        };
        let text = json!({"id": format!("text-{day}"), "title": "A text", "minutes": 5, "required": true,
            "rule": {"kind": "opened"}, "kind": "reading", "body": "a.md"});
        (0..FILMS).flat_map(|f| [film(f), quiz(f)]).chain([text]).collect::<Vec<_>>()
    };
    let module = |day: u64| {
        json!({"id": format!("day-{day}"), "title": format!("Day {day}"), "rule": {"kind": "all_required"},
            "lessons": lessons(day)})
    };
    serde_json::from_value(
        json!({"schema": 1, "id": course_id(n).as_str(), "edition": 1, "title": format!("Course {n}"),
        "summary": "S", "languages": ["en"], "subjects": ["work"], "level": "beginner",
        "outcomes": [{"id": "do", "text": "Do the work"}], "minutes": 60 * days_of(n),
        "authors": [format!("Partner {}", n % 5)], "sources": [], "rule": {"kind": "all_required"},
        "modules": (0..days_of(n)).map(module).collect::<Vec<_>>(),
        "certificates": [{"id": "done", "title": format!("Course {n} done"), "criteria": "All of it.",
            "when": {"kind": "all_required"}, "shows": ["hours", "outcomes"]}]}),
    )
    .expect("a course")
}

/// Approves all courses.
pub fn approve(registry: &mut Registry) {
    let write = registry.write(|writer| {
        (0..COURSES).try_for_each(|n| {
            let course = course(n);
            let document = to_canonical(&course).expect("ours");
            writer.set_course(&course, &document, &Hash([1; 32]), 1)
        })
    });
    write.expect("written");
}

/// Everything that a station's learners do on a day, in the order in which they come to it.
pub fn day_of(station: u8, day: u64) -> Vec<(LearnerId, u64, Body)> {
    (0..LEARNERS).flat_map(|n| Learner::new(station, n, day).day()).collect()
}

/// One learner on one day.
struct Learner {
    id: LearnerId,
    name: String,
    day: u64,
    course: u64,
    /// Which day of the course it is.
    part: u64,
    at_ms: u64,
    done: Vec<(LearnerId, u64, Body)>,
}

impl Learner {
    fn new(station: u8, n: u64, day: u64) -> Self {
        let station = u64::from(station);
        // The n-th begins with a course of n + 1 days, and does courses of five days after it.
        let (course, part) = match day.checked_sub(n + 1) {
            None => (n, day),
            Some(since) => (DAYS + (station + n + since / DAYS) % (COURSES - DAYS), since % DAYS),
        };
        let id = LearnerId(Uuid::from_u128(u128::from(station * 100 + n) << 64 | 7));
        let at_ms = START + day * DAY_MS + n * 2 * 3_600_000;
        Self { id, name: format!("Person {station} {n}"), day, course, part, at_ms, done: Vec::new() }
    }

    fn day(mut self) -> Vec<(LearnerId, u64, Body)> {
        let lang = Lang::parse("en").expect("a tag");
        if self.day == 0 {
            let (name, number) = (self.name.clone(), self.name.replace("Person ", "N-").replace(' ', "-"));
            self.add(0, Body::LearnerAdded(LearnerAdded { name, number, birth_year: None, lang: lang.clone() }));
        }
        for film in 0..FILMS {
            self.film(film, &lang);
            self.quiz(film);
        }
        let at = self.lesson(&format!("text-{}", self.part));
        self.add(SPAN_MS, Body::LessonOpened(LessonOpened { at: at.clone(), lang: lang.clone() }));
        self.add(SPAN_MS, span(at, &lang, 0));
        let (programme, goal) = (ProgrammeId::parse("org.example.plan").expect("an id"), slug("week"));
        self.add(SPAN_MS, Body::GoalSet(GoalSet { programme, goal, done: self.part == 0 }));
        let entries = if self.part + 1 == days_of(self.course) { 2 } else { 3 };
        for entry in 0..entries {
            let (entry, text) = (slug(&format!("day-{}-{entry}", self.day)), "What I learned today. ".repeat(8));
            self.add(SPAN_MS, Body::JournalSaved(JournalSaved { entry, text }));
        }
        if entries == 2 {
            self.certificate();
        }
        self.done
    }

    fn film(&mut self, film: u64, lang: &Lang) {
        let at = self.lesson(&format!("film-{}-{film}", self.part));
        self.add(1_000, Body::LessonOpened(LessonOpened { at: at.clone(), lang: lang.clone() }));
        for n in 0..SPANS {
            self.add(SPAN_MS, span(at.clone(), lang, n));
        }
    }

    fn quiz(&mut self, film: u64) {
        let at = self.lesson(&format!("quiz-{}-{film}", self.part));
        let attempt = AttemptId(Uuid::from_u128(self.id.0.as_u128() | u128::from(self.day * FILMS + film + 1) << 8));
        let right = (6 + (film + self.day) % 5) as u32;
        for body in answered::quiz(&at, attempt, (QUESTIONS, right), SPAN_MS) {
            self.add(if matches!(body, Body::QuizAnswered(_)) { SPAN_MS } else { 1_000 }, body);
        }
    }

    fn certificate(&mut self) {
        let noted = CertificateProvisional {
            cert: slug("done"),
            target: course_id(self.course),
            edition: 1,
            rule_id: "done".into(),
            active_ms: 1,
            score: 0,
        };
        self.add(0, Body::CertificateProvisional(noted));
    }

    fn lesson(&self, lesson: &str) -> LessonRef {
        LessonRef { course: course_id(self.course), edition: 1, lesson: LessonId::parse(lesson).expect("an id") }
    }

    fn add(&mut self, after_ms: u64, body: Body) {
        self.at_ms += after_ms;
        self.done.push((self.id, self.at_ms, body));
    }
}

fn span(at: LessonRef, lang: &Lang, n: u64) -> Body {
    Body::LessonSpan(LessonSpan {
        at,
        lang: lang.clone(),
        ranges: vec![[n * SPAN_MS, (n + 1) * SPAN_MS]],
        unit: SpanUnit::Ms,
        active_ms: SPAN_MS,
        rate_permille: 1000,
        position: (n + 1) * SPAN_MS,
    })
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}
