//! A learner's sitting through `job::study`: answers, hand-ins, certificates and the place in a reading.

use super::{Dice, Running, open_home, place, report, rounds};
use crate::made_up;
use foothold::format::json;
use foothold::job::courses::{Courses, StationCourse};
use foothold::job::follow::Followed;
use foothold::job::import_pack::{ImportRequest, run};
use foothold::job::start::OpenHome;
use foothold::job::study::{Begun, GivenTo, Study, Watched, learner};
use foothold::job::try_out;
use foothold::job::watch::unwatched;
use foothold::library::fault::NoFaults;
use foothold::library::home::Home;
use foothold::model::answer::Answer;
use foothold::model::event::{Actor, Method, SpanUnit};
use foothold::model::id::{AttemptId, CourseId, LearnerId, LessonId, OptionId, QuestionId, Slug};
use foothold::model::problem::Problem;
use foothold::model::progress::LearnerFold;
use foothold::model::trust::FreeText;
use foothold::store::Writer;
use foothold::system::{SystemClock, SystemRandom};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

const COURSE: &str = "org.example.work";

fn course() -> Value {
    let options = json!([{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]);
    let word = json!([{"text": "word", "match": "folded"}]);
    let area = json!({"id": "a", "name": "A", "shape": "rect", "xy": [0, 0, 500, 500]});
    let own = [
        ("single", json!({"options": options, "answer": "a"})),
        ("multiple", json!({"options": options, "answer": ["a"], "partial": true})),
        ("true_false", json!({"answer": true})),
        ("numeric", json!({"value": "7", "tolerance": "0", "tolerance_is": "absolute", "unit_required": false})),
        ("short", json!({"accept": word, "max_chars": 20})),
        ("order", json!({"items": options, "partial": true})),
        ("match", json!({"left": options, "right": options, "pairs": [["a", "a"], ["b", "b"]], "partial": true})),
        ("gaps", json!({"text": "{{g}}", "gaps": [{"id": "g", "accept": word}], "partial": true})),
        ("point", json!({"image": "a.png", "alt": "A", "areas": [area], "answer": ["a"]})),
        ("open", json!({"max_chars": 100})),
    ];
    let question = |(kind, own): &(&str, Value)| {
        let id = kind.replace('_', "-");
        let mut question = json!({"id": id, "rev": 1, "points": 1, "prompt": "What?", "kind": kind});
        question.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
        question
    };
    let questions: Vec<Value> = own.iter().map(question).collect();
    let quiz = json!({"mode": "practice", "parts": [{"questions": questions}],
        "pass": {"kind": "score", "permille": 1000}, "opened_by": "learner", "shuffle_questions": true,
        "shuffle_options": false, "feedback": "end", "keep": "best"});
    json!({"schema": 1, "id": COURSE, "edition": 1, "title": "Work", "summary": "About work.", "languages": ["en"],
        "subjects": ["work"], "level": "beginner", "outcomes": [], "minutes": 10, "authors": ["Us"], "sources": [],
        "rule": {"kind": "all_required"},
        "modules": [{"id": "one", "title": "One", "rule": {"kind": "all_required"}, "lessons": [
            {"id": "read", "title": "Read", "minutes": 5, "required": true, "rule": {"kind": "opened"},
                "kind": "reading", "body": "a.md"},
            {"id": "quiz", "title": "Quiz", "minutes": 5, "required": true, "rule": {"kind": "passed"},
                "kind": "quiz", "quiz": quiz}]}],
        "certificates": [{"id": "done", "title": "Done", "criteria": "All of it.", "when": {"kind": "all_required"},
            "shows": ["hours"]}]})
}

/// Where the note is.
const NOTE: &str = "block:0";

/// The number in the note.
fn noted(fold: &LearnerFold) -> u64 {
    let lesson: LessonId = "read".parse().unwrap();
    let course = course_id();
    let mut notes = fold.keepings().notes(&course, &lesson);
    notes.find(|(at, _)| *at == NOTE).map_or(0, |(_, text)| text.parse().unwrap())
}

/// A question of every kind.
const KINDS: [&str; 10] =
    ["single", "multiple", "true-false", "numeric", "short", "order", "match", "gaps", "point", "open"];

fn answer(kind: &str, is_right: bool) -> Answer {
    let option = |id: &str| OptionId::parse(id).unwrap();
    let (first, second) = if is_right { ("a", "b") } else { ("b", "a") };
    let word = if is_right { "word" } else { "other" };
    match kind {
        "single" => Answer::Choice { option: option(first) },
        "multiple" => Answer::Choices { options: vec![option(first)] },
        "true-false" => Answer::Truth { value: is_right },
        "numeric" => Answer::Number { text: if is_right { "7" } else { "8" }.into(), unit: None },
        "order" => Answer::Order { items: vec![option(first), option(second)] },
        "match" => Answer::Pairs { pairs: vec![(option("a"), option(first)), (option("b"), option(second))] },
        "gaps" => Answer::Gaps { gaps: [("g".parse().unwrap(), word.to_owned())].into() },
        "point" => Answer::Points { at: vec![if is_right { (100, 100) } else { (900, 900) }] },
        _ => Answer::Words { text: word.into() },
    }
}

fn course_id() -> CourseId {
    COURSE.parse().unwrap()
}

fn sam(open: &OpenHome) -> LearnerId {
    open.store.learner_by_number("1001").unwrap().unwrap().id
}

/// A sitting at work.
struct Sitting {
    open: OpenHome,
    courses: Courses,
    study: Study,
}

impl Sitting {
    fn begin(home: &Home) -> Self {
        let mut open = open_home(home);
        let courses = Courses::open(&open.home, &open.store).unwrap();
        let learner = learner(&open.store, sam(&open)).unwrap();
        let study = Study::begin(&mut open.store, learner, Method::Pin).unwrap();
        Self { open, courses, study }
    }

    fn save<T>(
        &mut self,
        work: impl FnOnce(&mut Study, &mut Writer<'_>, &Courses, &Arc<StationCourse>) -> Result<T, Problem>,
    ) -> T {
        let on = Arc::clone(self.courses.get(&course_id()).unwrap());
        let courses = &self.courses;
        self.study.save(&mut self.open.store, |study, writer| work(study, writer, courses, &on)).unwrap()
    }

    fn lesson(&mut self, id: &str) -> LessonId {
        let id: LessonId = id.parse().unwrap();
        self.save(|study, writer, courses, on| study.open(writer, courses, on, &id));
        report(&format!("opened {id}"));
        id
    }

    /// Reads for a while; every report goes into the checkpoint row, every third is left for an event.
    fn read(&mut self, reports: u64) {
        let lesson = self.lesson("read");
        for position in 1..=reports {
            let seen = Watched {
                course: course_id(),
                lesson: lesson.clone(),
                unit: SpanUnit::Permille,
                ranges: vec![[position - 1, position]],
                position,
                active_ms: 1,
                rate_permille: 1000,
            };
            self.save(|study, writer, courses, _| study.watched(writer, courses, &seen));
            report(&format!("seen {position}"));
            if position % 3 == 0 {
                self.save(|study, writer, _, _| study.flush(writer));
                report("flushed");
            }
        }
    }

    fn start(&mut self) -> AttemptId {
        let quiz: LessonId = "quiz".parse().unwrap();
        match self.save(|study, writer, courses, on| study.start(writer, courses, on, &quiz)) {
            Begun::On(attempt) => attempt,
            Begun::Over(attempt, _) => panic!("{attempt} cannot be gone on with"),
        }
    }

    /// Writes on the same note and the same entry of the journal, a number higher at each pause.
    fn write(&mut self, pauses: u64) {
        let (lesson, entry): (LessonId, Slug) = ("read".parse().unwrap(), "2026-11-22-141400".parse().unwrap());
        let begun = noted(self.study.followed().fold());
        for number in begun + 1..=begun + pauses {
            let text = number.to_string();
            self.save(|study, writer, _, on| study.note(writer, FreeText::Local, (on, &lesson), NOTE, &text));
            report(&format!("noted {number}"));
            self.save(|study, writer, _, _| study.journal(writer, FreeText::Local, &entry, &text));
            report(&format!("journal {number}"));
        }
    }

    fn quiz(&mut self, is_right: bool) {
        let lesson = self.lesson("quiz");
        let attempt = self.start();
        report(&format!("started {attempt}"));
        for id in KINDS {
            let (question, answer) = (id.parse().unwrap(), answer(id, is_right));
            let given =
                GivenTo { lesson: &lesson, attempt, question: &question, answer: &answer, hints: 0, active_ms: 1 };
            self.save(|study, writer, courses, on| study.answer(writer, courses, on, &given));
            report(&format!("answered {attempt} {id}"));
        }
        let done = self.save(|study, writer, courses, on| study.finish(writer, courses, on, &lesson, attempt));
        report(&format!("finished {attempt} {}", done.score));
    }
}

/// The process that is killed. Run by itself it does nothing.
#[test]
#[ignore = "the other half of a test below"]
fn studies_until_killed() {
    let Some(place) = place() else { return };
    let mut sitting = Sitting::begin(&Home::new(place));
    report("\nready"); // the test harness has begun a line of its own
    let mut dice = super::own_dice();
    loop {
        match dice.below(4) {
            0 => sitting.read(1 + dice.below(7)),
            3 => sitting.write(1 + dice.below(5)),
            which => sitting.quiz(which == 1),
        }
    }
}

/// What somebody saw as saved.
#[derive(Default)]
struct Shown {
    /// Attempts: their answered questions, and the score if they were handed in.
    attempts: BTreeMap<AttemptId, (Vec<QuestionId>, Option<u32>)>,
    /// The place in the reading, in this sitting.
    position: u64,
    /// The last attempt begun and not handed in.
    running: Option<AttemptId>,
    /// The number in the note, and the one in the journal, that were shown as saved.
    noted: u64,
    in_journal: u64,
}

impl Shown {
    fn take(&mut self, line: &str) {
        let attempt = |text: &str| AttemptId(text.parse().unwrap());
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["seen", position] => self.position = position.parse().unwrap(),
            ["opened", "read"] => self.position = 0,
            ["noted", number] => self.noted = number.parse().unwrap(),
            ["journal", number] => self.in_journal = number.parse().unwrap(),
            ["started", id] => {
                self.running = Some(attempt(id));
                self.attempts.entry(attempt(id)).or_default();
            }
            ["answered", id, question] => {
                self.attempts.entry(attempt(id)).or_default().0.push(question.parse().unwrap());
            }
            ["finished", id, score] => {
                self.attempts.entry(attempt(id)).or_default().1 = Some(score.parse().unwrap());
                self.running = None;
            }
            _ => {}
        }
    }
}

fn check(shown: &Shown, last_position: u64, open: &OpenHome, courses: &Courses, round: u64) {
    let followed = Followed::of(&open.store, sam(open)).unwrap();
    let quiz: LessonId = "quiz".parse().unwrap();
    let held = followed.fold().attempts(&course_id(), &quiz);
    for (id, (answered, score)) in &shown.attempts {
        let attempt = held.iter().find(|one| one.attempt == *id);
        let attempt = attempt.unwrap_or_else(|| panic!("round {round}: attempt {id} was shown and is gone"));
        for question in answered {
            assert!(attempt.answers.contains_key(question), "round {round}: the answer to {question} is gone");
        }
        if let Some(score) = score {
            assert_eq!(attempt.finish.map(|finish| finish.score), Some(*score), "round {round}: {id}");
        }
    }
    assert!(noted(followed.fold()) >= shown.noted, "round {round}: note {} was shown as saved", shown.noted);
    let in_journal = followed.fold().keepings().journal().map(|(_, text)| text.parse::<u64>().unwrap()).max();
    assert!(in_journal.unwrap_or(0) >= shown.in_journal, "round {round}: entry {} was shown", shown.in_journal);
    let on = courses.get(&course_id()).unwrap();
    let progress = followed.course(&on.course, courses);
    let read = progress.lessons[&"read".parse::<LessonId>().unwrap()].position.as_ref().map_or(0, |place| place.at);
    assert!(read >= last_position, "round {round}: {last_position} was shown, {read} is there");
    let all = open.store.events_of_learner(sam(open), 0).unwrap().events;
    assert_eq!(followed.fold(), &LearnerFold::of(&all), "round {round}: the fold of the cache and that of the log");
    let certificates = all.iter().filter(|event| event.header.kind == "certificate.provisional").count();
    let is_passed = held.iter().any(|attempt| attempt.finish.is_some_and(|finish| finish.is_passed));
    let has_read = all.iter().any(|event| event.header.kind == "lesson.span");
    assert!(certificates <= 1, "round {round}: earned once");
    if is_passed && has_read {
        assert_eq!(certificates, 1, "round {round}: what passed the course earned it in the same breath");
    }
}

#[test]
fn a_killed_study_loses_no_answer_no_hand_in_no_place_and_no_word() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("home"));
    let pack = made_up::write_course(folder.path(), &json::to_canonical(&course()).unwrap());
    let (clock, random) = (Arc::new(SystemClock::start()), Arc::new(SystemRandom));
    let mut prepared = try_out::prepare(&home, std::slice::from_ref(&pack), clock, random).unwrap();
    let request = ImportRequest::of(&pack);
    let OpenHome { home: inner, store, .. } = &mut prepared.open;
    unwatched(|watch| run(inner, store, &request, Actor::Station, &NoFaults, watch)).unwrap();
    drop(prepared);
    let home = home.tryout();
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let (mut answers, mut gone_on, mut words) = (0, 0, 0);
    for round in 0..rounds(40) {
        let mut process = Running::start("kill::study::studies_until_killed", home.root(), dice.below(u64::MAX));
        process.wait_until_ready();
        let mut shown = Shown::default();
        let mut last_position = 0;
        for line in process.kill_after(dice.below(25), dice.micros_below(5000)) {
            shown.take(&line);
            last_position = if line.starts_with("seen") { shown.position } else { last_position };
            // A reading opened again begins again; what is there then may be the end of the one before.
            last_position = if line == "opened read" { 0 } else { last_position };
        }
        let open = open_home(&home);
        open.store.check_whole().unwrap();
        let courses = Courses::open(&open.home, &open.store).unwrap();
        check(&shown, last_position, &open, &courses, round);
        drop((open, courses));
        words = words.max(shown.noted + shown.in_journal);
        answers += shown.attempts.values().map(|(answered, _)| answered.len()).sum::<usize>();
        if let Some(attempt) = shown.running {
            gone_on += u64::from(goes_on(&home, attempt, round));
        }
    }
    let open = open_home(&home);
    let events = open.store.events_after(0, u64::MAX).unwrap().events;
    assert!(events.iter().all(foothold::format::event_log::is_sound));
    assert!(events.windows(2).all(|pair| pair[0].hash == pair[1].prev_hash));
    assert!(answers > 20 && gone_on > 2, "the processes had time to work: {answers} answers, {gone_on} gone on with");
    assert!(words > 20, "and to write: {words}");
}

/// The next try: an attempt that was cut is gone on with, and can be handed in.
fn goes_on(home: &Home, attempt: AttemptId, round: u64) -> bool {
    let mut sitting = Sitting::begin(home);
    let quiz: LessonId = "quiz".parse().unwrap();
    let next = sitting.start();
    let held = sitting.study.followed().fold().attempts(&course_id(), &quiz);
    for attempt in &held {
        // Word for word as it was given, in every kind.
        for (id, given) in &attempt.answers {
            let kinds = [answer(id.as_str(), true), answer(id.as_str(), false)];
            assert!(kinds.contains(&given.answer), "round {round}: {id} {:?}", given.answer);
        }
    }
    let cut = held.iter().find(|one| one.attempt == attempt).unwrap();
    // Handed in without having been told so is as good.
    assert_eq!(cut.finish.is_none(), next == attempt, "round {round}");
    sitting.save(|study, writer, courses, on| study.finish(writer, courses, on, &quiz, next));
    next == attempt
}
