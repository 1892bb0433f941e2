//! The home screen of somebody with five years of learning, on a station with 200 courses; and the check of a PIN.
//!
//! `cargo bench --bench home` (`TIMES=50`; `EVENTS=75000`)
//!
//! A try-out station of its own carries one pack of 200 courses in, through the threads as the window does; then five
//! years of events of one learner are written by the store, and the threads are opened again. Measured are the request
//! `Home` until its answer is here, the pass of the window that shows it, and its drawing without OpenGL at 1366 × 768:
//! the first one after the program was started, its sign-in screen was looked at and somebody came in, and those after
//! something new happened, when courses must be counted again. The PIN is checked at the full cost of a station
//! (Argon2id, 64 MiB, 3 passes, 4 lanes); a try-out spends next to nothing on it.
//!
//! The aims: home in at most 50 ms, the check of a PIN in at most 1 s.
#![allow(missing_docs, clippy::print_stdout)]

#[allow(dead_code, reason = "only its pack of courses is needed here")]
mod made_up;

use egui::{Color32, RawInput, Rect, pos2, vec2};
use foothold::crypto::pin::{self, PinWork};
use foothold::format::json;
use foothold::library::home::Home;
use foothold::model::answer::Answer;
use foothold::model::event::{
    Body, Draft, LessonOpened, LessonRef, LessonSpan, QuestionRev, QuizAnswered, QuizEnd, QuizFinished, QuizStarted,
    SessionEnd, SpanUnit,
};
use foothold::model::id::{AttemptId, CourseId, Hash, LearnerId, LessonId, SessionId};
use foothold::model::ports::Clock;
use foothold::store::Store;
use foothold::system::{SystemClock, SystemRandom};
use foothold::ui::soft::painter::Painter;
use foothold::ui::stage::Stage;
use foothold::worker::{Event, Handle, News, Options, Request, Secret, Ticket};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const COURSES: u64 = 200;
/// Lessons of each course: readings, and a quiz at the end.
const LESSONS: u64 = 20;
const YEARS_MS: u64 = 5 * 365 * 86_400_000;
/// Courses that the learner went through one after the other, again and again, over the years.
const COURSES_BEGUN: u64 = 120;
/// Each asks for the course before it, as one of so many does.
const WAITS_EVERY: u64 = 5;
const ARRIVALS: usize = 5;
const WINDOW: (u32, u32) = (1366, 768);
const PIN: &str = "739154";

/// A clock that goes through the years while the events are written.
struct Years {
    began_ms: u64,
    passed_ms: AtomicU64,
}

impl Clock for Years {
    fn wall_ms(&self) -> u64 {
        self.began_ms + self.mono_ms()
    }

    fn mono_ms(&self) -> u64 {
        self.passed_ms.load(Ordering::Relaxed)
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual).max(1)
}

fn course_id(n: u64) -> String {
    format!("org.example.course-{n}")
}

fn course(n: u64) -> Value {
    let reading = |at: u64| {
        json!({"id": format!("lesson-{at}"), "title": format!("Lesson {at} of course {n}"), "minutes": 10, "required": true,
            "rule": {"kind": "seen", "permille": 900}, "kind": "reading", "body": "a.md"})
    };
    let question = |at: u64| json!({"id": format!("q{at}"), "rev": 1, "points": 1, "prompt": "Is it so?", "kind": "true_false", "answer": true});
    let quiz = json!({"mode": "test", "parts": [{"questions": (0..5).map(question).collect::<Vec<_>>()}],
        "pass": {"kind": "score", "permille": 600}, "opened_by": "learner", "shuffle_questions": true,
        "shuffle_options": true, "feedback": "end", "keep": "best"});
    let mut lessons: Vec<Value> = (0..LESSONS - 1).map(reading).collect();
    lessons.push(json!({"id": "quiz", "title": "What did you learn?", "minutes": 10, "required": true,
        "rule": {"kind": "passed"}, "kind": "quiz", "quiz": quiz}));
    let mut course = json!({"schema": 1, "id": course_id(n), "edition": 1, "title": format!("Course {n} about work"),
        "summary": "What one needs to know, told slowly.", "languages": ["en"], "subjects": ["work"], "level": "beginner",
        "outcomes": [{"id": "o", "text": "Do it"}], "minutes": 200, "authors": ["A"], "sources": [],
        "rule": {"kind": "all_required"},
        "modules": [{"id": "all", "title": "All", "rule": {"kind": "all_required"}, "lessons": lessons}],
        "certificates": [{"id": "done", "title": "Done", "criteria": "All of it",
            "when": {"kind": "course", "id": course_id(n)}, "shows": ["hours"]}]});
    if n % WAITS_EVERY == WAITS_EVERY - 1 {
        course["prerequisites"] = json!({"kind": "course", "id": course_id(n - 1)});
    }
    course
}

/// One day's learning: a lesson opened and read in nine stretches, or a quiz.
fn day(n: u64) -> Vec<Body> {
    let (turn, lesson) = (n / LESSONS % COURSES_BEGUN, n % LESSONS);
    let name = if lesson + 1 == LESSONS { "quiz".to_owned() } else { format!("lesson-{lesson}") };
    let at = LessonRef {
        course: CourseId::parse(&course_id(turn)).expect("an id"),
        edition: 1,
        lesson: LessonId::parse(&name).expect("an id"),
    };
    let lang = "en".parse().expect("a language");
    let mut bodies = vec![Body::LessonOpened(LessonOpened { at: at.clone(), lang })];
    if name == "quiz" {
        bodies.extend(quiz(&at, n));
        return bodies;
    }
    bodies.extend((0..9_u64).map(|part| {
        let (ranges, position) = (vec![[part * 111, part * 111 + 112]], part * 111 + 112);
        let (unit, lang) = (SpanUnit::Permille, "en".parse().expect("a language"));
        Body::LessonSpan(LessonSpan {
            at: at.clone(),
            lang,
            ranges,
            unit,
            active_ms: 60_000,
            rate_permille: 1000,
            position,
        })
    }));
    bodies
}

fn quiz(at: &LessonRef, n: u64) -> Vec<Body> {
    let attempt = AttemptId(uuid::Uuid::from_u128(u128::from(n) + 1));
    let manifest = Hash([7; 32]);
    let questions: Vec<QuestionRev> =
        (0..5).map(|q| QuestionRev { id: format!("q{q}").parse().expect("an id"), rev: 1 }).collect();
    let answers = questions.clone().into_iter().map(|question| {
        Body::QuizAnswered(QuizAnswered {
            at: at.clone(),
            attempt,
            question: question.id,
            rev: 1,
            answer: Answer::Truth { value: true },
            points: 1,
            max: 1,
            hints: 0,
            active_ms: 20_000,
        })
    });
    let started = QuizStarted { at: at.clone(), attempt, manifest, seed: n, questions };
    let finished =
        QuizFinished { at: at.clone(), attempt, manifest, score: 5, max: 5, passed: true, cause: QuizEnd::Submitted };
    let mut bodies = vec![Body::QuizStarted(started)];
    bodies.extend(answers);
    bodies.push(Body::QuizFinished(finished));
    bodies
}

/// Five years of days, each event at its own time, in transactions of a day.
fn fill(home: &Path, learner: LearnerId, count: u64) -> u64 {
    let began_ms = SystemClock::start().wall_ms() - YEARS_MS;
    let clock = Arc::new(Years { began_ms, passed_ms: AtomicU64::new(0) });
    let database = Home::new(home).tryout().station_db();
    let mut store =
        Store::open(&database, Arc::clone(&clock) as Arc<dyn Clock>, Arc::new(SystemRandom)).expect("a database");
    let session = SessionId(uuid::Uuid::from_u128(7));
    let (mut written, mut n) = (0, 0);
    let days = count.div_ceil(10);
    while written < count {
        clock.passed_ms.store(n * (YEARS_MS / days), Ordering::Relaxed);
        let bodies = day(n);
        let done = store.write(|writer| {
            for body in &bodies {
                clock.passed_ms.fetch_add(61_000, Ordering::Relaxed);
                writer.append(Draft::learner(learner, session, body.clone()))?;
            }
            Ok::<_, foothold::store::StoreError>(())
        });
        done.expect("written");
        written += bodies.len() as u64;
        n += 1;
    }
    written
}

/// The threads.
struct Desk(Handle);

impl Desk {
    fn open(home: &Path, pack: &Path) -> (Self, News) {
        let options = Options { home: home.to_owned(), drives: None, starter: vec![pack.to_owned()] };
        let clock = Arc::new(SystemClock::start());
        let desk = Self(Handle::start(options, clock, Arc::new(SystemRandom), Box::new(|| ())));
        let opened = desk.ask(Request::TryOut);
        (desk, opened)
    }

    fn ask(&self, request: Request) -> News {
        let ticket = self.0.send(request);
        loop {
            let event = self.0.wait(Duration::from_secs(600)).expect("each ticket ends");
            if event.ticket == ticket && event.news.is_last() {
                assert!(!matches!(event.news, News::Failed(_)), "{:?}", event.news);
                return event.news;
            }
        }
    }

    fn timed(&self, request: Request) -> (News, f64) {
        let start = Instant::now();
        let news = self.ask(request);
        (news, ms(start))
    }

    fn open_lesson(&self, n: u64) {
        let course = CourseId::parse(&course_id(n % COURSES_BEGUN)).expect("an id");
        let lesson = LessonId::parse(&format!("lesson-{}", n % 7)).expect("an id");
        self.ask(Request::OpenLesson { course, lesson });
        self.ask(Request::LeaveLesson);
    }

    fn sam(&self) -> LearnerId {
        let News::Tiles(tiles) = self.ask(Request::Tiles { search: "sam".into() }) else { panic!("no tiles") };
        tiles.first().expect("Sam is here").learner
    }
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// The window without a window: what it knows, its passes and the painter.
struct Screen {
    ctx: egui::Context,
    stage: Stage,
    painter: Painter,
    pixels: Vec<u32>,
}

impl Screen {
    fn new() -> Self {
        let ctx = egui::Context::default();
        let mut stage = Stage::new(&ctx, Arc::new(SystemClock::start()));
        stage.start();
        let pixels = vec![0; (WINDOW.0 * WINDOW.1) as usize];
        Self { ctx, stage, painter: Painter::default(), pixels }
    }

    fn take(&mut self, news: News) {
        self.stage.take(Event { ticket: Ticket(u64::MAX), news });
    }

    /// A pass, then what it changed is drawn: both in ms.
    fn pass(&mut self) -> (f64, f64) {
        let size = vec2(WINDOW.0 as f32, WINDOW.1 as f32);
        let input = RawInput { screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)), ..RawInput::default() };
        let start = Instant::now();
        let stage = &mut self.stage;
        let mut output = self.ctx.run_ui(input, |ui| drop(stage.ui(ui)));
        let passed = ms(start);
        let start = Instant::now();
        self.painter.take(&self.ctx, &mut output, WINDOW, Color32::WHITE);
        self.painter.draw(&mut self.pixels, 1);
        (passed, ms(start))
    }
}

/// Times in ms.
#[derive(Default)]
struct Times(Vec<f64>);

impl Times {
    fn at(&self, permille: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[(sorted.len() - 1) * permille / 1000]
    }
}

fn row(what: &str, times: &Times) {
    println!("| {what} | {:.1} | {:.1} | {:.1} |", times.at(500), times.at(950), times.at(1000));
}

fn main() {
    let (times, events) = (number("TIMES", 50), number("EVENTS", 75_000));
    let folder = tempfile::tempdir().expect("a place to write");
    let home = folder.path().join("home");
    let pack = pack(folder.path());
    let (desk, _) = Desk::open(&home, &pack);
    let sam = desk.sam();
    drop(desk);
    let written = fill(&home, sam, events);
    println!("{COURSES} courses of {LESSONS} lessons, {written} events of five years\n");
    let (desk, _) = Desk::open(&home, &pack);
    let (_, all_ms) = desk.timed(sign_in(sam));
    println!("signing in beside a cheap PIN, every event read, as after an update of the program: {all_ms:.1} ms\n");
    desk.open_lesson(0); // what the made-up events earned is recorded now, as it would have been year by year
    desk.ask(Request::SignOut { cause: SessionEnd::Left });
    drop(desk);

    println!("| ms | median | 95 % | most |\n|---|---|---|---|");
    arrivals(&home, &pack, sam);
    visits(&home, &pack, sam, times);
    let mut checks = Times::default();
    let verifier = pin::hash(PIN, &[7; 16], PinWork::Full);
    for _ in 0..times.min(20) {
        let start = Instant::now();
        assert!(pin::verify(PIN, &verifier));
        checks.0.push(ms(start));
    }
    row("check of a PIN, full cost", &checks);
}

fn sign_in(learner: LearnerId) -> Request {
    Request::SignIn { learner, pin: Secret::new("246801".into()) }
}

/// Home, asked for and shown again and again.
#[derive(Default)]
struct Homes {
    answers: Times,
    passes: Times,
    drawings: Times,
    sums: Times,
}

impl Homes {
    fn one(&mut self, desk: &Desk, screen: &mut Screen) {
        let (news, answered) = desk.timed(Request::Home);
        screen.take(news);
        let (passed, drawn) = screen.pass();
        self.answers.0.push(answered);
        self.passes.0.push(passed);
        self.drawings.0.push(drawn);
        self.sums.0.push(answered + passed + drawn);
    }

    fn rows(&self, what: &str) {
        row(&format!("{what}, its answer"), &self.answers);
        row("its pass in the window", &self.passes);
        row("its drawing without OpenGL", &self.drawings);
        row("all three", &self.sums);
    }
}

/// The program is started, its sign-in screen is drawn, and somebody comes in.
fn arrive(home: &Path, pack: &Path, who: LearnerId) -> (Desk, Screen, f64) {
    let (desk, opened) = Desk::open(home, pack);
    let mut screen = Screen::new();
    screen.take(opened);
    screen.pass();
    let (signed_in, took) = desk.timed(sign_in(who));
    screen.take(signed_in);
    (desk, screen, took)
}

/// The first Home as a person has it, each time from the start of the program.
fn arrivals(home: &Path, pack: &Path, sam: LearnerId) {
    let (mut come, mut first) = (Times::default(), Homes::default());
    for _ in 0..ARRIVALS {
        let (desk, mut screen, took) = arrive(home, pack, sam);
        come.0.push(took);
        first.one(&desk, &mut screen);
        desk.ask(Request::SignOut { cause: SessionEnd::Left });
    }
    row("signing in after a start, beside a cheap PIN", &come);
    first.rows("the first home then");
}

/// Home again and again, each time after something new.
fn visits(home: &Path, pack: &Path, sam: LearnerId, times: u64) {
    let (desk, mut screen, _) = arrive(home, pack, sam);
    let (mut changed, mut again) = (Homes::default(), Times::default());
    for n in 0..times {
        desk.open_lesson(n); // something new, in another course each time
        changed.one(&desk, &mut screen);
        again.0.push(desk.timed(Request::Home).1);
    }
    changed.rows("home after something new");
    row("home asked again, nothing new", &again);
}

fn pack(folder: &Path) -> PathBuf {
    let courses: Vec<(String, Vec<u8>)> =
        (0..COURSES).map(|n| (course_id(n), json::to_canonical(&course(n)).expect("JSON"))).collect();
    made_up::write_courses(folder, &courses)
}
