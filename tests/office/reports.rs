//! Reports: summaries that agree with the events whatever happened in which order, and answers on screen, paper and in
//! spreadsheets.

mod by_group;
mod decisions;

use super::commands::path;
use super::*;
use foothold::format::json;
use foothold::format::trust::verify_key;
use foothold::model::answer::Answer;
use foothold::model::course::Course;
use foothold::model::event::{
    Correction, CorrectionAction, CredentialOutside, LessonOpened, LessonRef, LessonSpan, QuestionRev, QuizAnswered,
    QuizEnd, QuizFinished, QuizStarted, SpanUnit,
};
use foothold::model::id::{AttemptId, CourseId, Hash, LessonId, QuestionId, SessionId, StationId};
use foothold::model::programme::Programme;
use foothold::model::report::{Answer as Told, Asked, By, Cell, Month, Question};
use foothold::model::sheet::{Item, LETTER, width_of};
use foothold::office::registry::StationRow;
use foothold::office::reports::{self, csv, lists, paper};
use foothold::office::{issue, report, summaries};
use foothold::text::{LANGUAGES, Words, zone};
use std::collections::BTreeMap;

mod hints;
mod places;

const TZ: &str = "America/Chicago";
const MINUTE: u64 = 60_000;

/// A course of a film, a quiz before and one after.
fn course(id: &str, minutes: u32) -> Course {
    let question = |id: &str| {
        serde_json::json!({"id": id, "rev": 1, "points": 1, "prompt": format!("Is {id} so?"),
        "kind": "true_false", "answer": true})
    };
    let quiz = |id: &str, mode: &str, pair: &str| {
        let questions: Vec<_> = ["q1", "q2", "q3", "q4", "q5"].map(question).to_vec();
        serde_json::json!({"id": id, "title": id, "minutes": 5, "required": true, "rule": {"kind": "passed"},
            "kind": "quiz", "quiz": {"mode": mode, "pair": pair, "parts": [{"questions": questions}],
            "pass": {"kind": "score", "permille": 500}, "opened_by": "learner", "shuffle_questions": false,
            "shuffle_options": false, "feedback": "end", "keep": "best"}})
    };
    serde_json::from_value(serde_json::json!({"schema": 1, "id": id, "edition": 1, "title": {"en": "Work", "es": "Trabajo"},
        "summary": "S", "languages": ["en", "es"], "subjects": ["work"], "level": "beginner", "outcomes": [],
        "minutes": minutes, "authors": ["College", "Us"], "sources": [], "rule": {"kind": "all_required"},
        "modules": [{"id": "m", "title": "M", "rule": {"kind": "all_required"}, "lessons": [
            quiz("before", "pre", "after"),
            {"id": "film", "title": {"en": "Film", "es": "Película"}, "minutes": 5, "required": true,
                "rule": {"kind": "seen", "permille": 900}, "kind": "video", "duration_ms": 600_000, "tracks": []},
            quiz("after", "post", "before")]}],
        "certificates": [{"id": "done", "title": "Work done", "criteria": "C", "when": {"kind": "all_required"}, "shows": []}]}))
    .unwrap()
}

fn programme() -> Programme {
    programme_of("org.example.plan", "A plan", &[WORK])
}

/// A programme of one level that these courses reach.
fn programme_of(id: &str, title: &str, courses: &[&str]) -> Programme {
    let steps: Vec<_> = courses
        .iter()
        .enumerate()
        .map(|(n, course)| serde_json::json!({"id": format!("s{n}"), "course": course, "required": true}))
        .collect();
    serde_json::from_value(serde_json::json!({"schema": 1, "id": id, "edition": 1, "title": title,
        "summary": "S", "languages": ["en"],
        "levels": [{"id": "first", "title": "First", "rule": {"kind": "all_required"}, "steps": steps}]}))
    .unwrap()
}

fn approve(office: &mut OfficeBed, course: &Course) {
    let document = json::to_canonical(course).unwrap();
    let manifest = Hash([u8::try_from(course.edition).unwrap(); 32]);
    office.registry.write(|writer| writer.set_course(course, &document, &manifest, 1)).unwrap();
}

/// A course's film seen to its end, in so many minutes up to now.
fn film_seen(course: &str, minutes: u64) -> Body {
    Body::LessonSpan(LessonSpan {
        at: at(course, "film"),
        lang: lang("en"),
        ranges: vec![[0, 600_000]],
        unit: SpanUnit::Ms,
        active_ms: minutes * MINUTE,
        rate_permille: 1000,
        position: 600_000,
    })
}

impl StationBed {
    fn learns(&mut self, learner: LearnerId, body: Body) -> Event {
        let session = SessionId(uuid::Uuid::from_u128(5));
        self.store.append(Draft::learner(learner, session, body)).unwrap()
    }

    /// So many minutes at the film, after as many minutes.
    fn watches(&mut self, learner: LearnerId, course: &str, minutes: u64) -> Event {
        self.learns(learner, Body::LessonOpened(LessonOpened { at: at(course, "film"), lang: lang("en") }));
        self.clock.0.fetch_add(minutes * MINUTE, Ordering::Relaxed);
        self.learns(learner, film_seen(course, minutes))
    }

    /// An attempt with this many of five right, each answered in `seconds`.
    fn answers(
        &mut self,
        learner: LearnerId,
        (course, lesson): (&str, &str),
        attempt: u128,
        right: usize,
        seconds: u64,
    ) {
        let attempt = AttemptId(uuid::Uuid::from_u128(attempt));
        let ids = ["q1", "q2", "q3", "q4", "q5"].map(|id| QuestionId::parse(id).unwrap());
        let questions = ids.iter().map(|id| QuestionRev { id: id.clone(), rev: 1 }).collect();
        let manifest = Hash([1; 32]);
        let started = QuizStarted { at: at(course, lesson), attempt, manifest, seed: 1, questions };
        self.learns(learner, Body::QuizStarted(started));
        for (place, question) in ids.into_iter().enumerate() {
            self.clock.0.fetch_add(seconds * 1000, Ordering::Relaxed);
            let is_right = place < right;
            self.learns(
                learner,
                Body::QuizAnswered(QuizAnswered {
                    at: at(course, lesson),
                    attempt,
                    question,
                    rev: 1,
                    answer: Answer::Truth { value: is_right },
                    points: u32::from(is_right),
                    max: 1,
                    hints: 0,
                    active_ms: seconds * 1000,
                }),
            );
        }
        let score = u32::try_from(right).unwrap();
        let (passed, cause) = (right >= 3, QuizEnd::Submitted);
        let finished = QuizFinished { at: at(course, lesson), attempt, manifest, score, max: 5, passed, cause };
        self.learns(learner, Body::QuizFinished(finished));
    }

    /// The whole course, honestly.
    fn does_all(&mut self, learner: LearnerId, course: &str, attempt: u128) {
        self.answers(learner, (course, "before"), attempt, 3, 5);
        self.watches(learner, course, 10);
        self.answers(learner, (course, "after"), attempt + 1, 5, 5);
    }
}

fn at(course: &str, lesson: &str) -> LessonRef {
    LessonRef { course: CourseId::parse(course).unwrap(), edition: 1, lesson: LessonId::parse(lesson).unwrap() }
}

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

const WORK: &str = "org.example.work";
const OTHER: &str = "org.example.other";

/// Everything in the summaries, with the id in front in the place of the registry's own number of a person.
fn contents(office: &OfficeBed) -> BTreeMap<String, Vec<String>> {
    let db = rusqlite::Connection::open(office.home.registry()).unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'summary_%' ORDER BY name";
    let tables: Vec<String> =
        db.prepare(names).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut out = BTreeMap::new();
    for table in tables.into_iter().filter(|table| table != "summary_dirty") {
        let mut query = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<String> = query.column_names().map(str::to_owned).collect();
        let person = "SELECT hex(learner) FROM summary_person WHERE person = ?1";
        let mut rows = query.query([]).unwrap();
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cells = names.iter().enumerate().map(|(n, name)| match row.get_ref(n).unwrap() {
                rusqlite::types::ValueRef::Integer(id) if name == "person" => {
                    db.query_row(person, [id], |row| row.get::<_, String>(0)).unwrap()
                }
                value => format!("{value:?}"),
            });
            lines.push(cells.collect::<Vec<_>>().join(" "));
        }
        lines.sort();
        out.insert(table, lines);
    }
    out
}

/// The summaries brought up to date are those made from nothing, and their hours and scores those counted straight from
/// the events.
fn agree(office: &mut OfficeBed, after: &str) {
    summaries::refresh(&mut office.registry, TZ, |_, _| true).unwrap();
    assert!(summaries::is_current(&office.registry, TZ).unwrap(), "{after}");
    let kept = contents(office);
    summaries::rebuild(&mut office.registry, TZ, |_, _| true).unwrap();
    let made = contents(office);
    for (table, rows) in &made {
        assert_eq!(&kept[table], rows, "{table} after {after}");
    }
    let mut counted: Vec<String> = report::rows(&office.registry)
        .unwrap()
        .into_iter()
        .map(|row| {
            format!(
                "{} {} {} {} {:?} {}",
                row.name, row.course, row.credited_ms, row.lessons.0, row.score_permille, row.is_done
            )
        })
        .collect();
    let db = rusqlite::Connection::open(office.home.registry()).unwrap();
    let sql = "SELECT p.name, c.course, c.counted_ms, c.lessons_done, c.score, c.done IS NOT NULL
               FROM summary_course c JOIN summary_person p ON p.person = c.person WHERE c.edition > 0";
    let mut query = db.prepare(sql).unwrap();
    let line = |row: &rusqlite::Row<'_>| {
        let (name, course): (String, String) = (row.get(0)?, row.get(1)?);
        let (ms, lessons): (i64, u32) = (row.get(2)?, row.get(3)?);
        let (score, done): (Option<u32>, bool) = (row.get(4)?, row.get(5)?);
        Ok(format!("{name} {course} {ms} {lessons} {score:?} {done}"))
    };
    let mut kept: Vec<String> = query.query_map([], line).unwrap().map(Result::unwrap).collect();
    counted.sort();
    kept.sort();
    assert_eq!(kept, counted, "after {after}");
}

#[test]
fn the_summaries_follow_whatever_happens_and_agree_with_the_events() {
    let mut office = OfficeBed::new();
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let (ana, bea) = (one.add_learner("Ana", 1), one.add_learner("Bea", 2));
    let again = two.add_learner("Ana L", 3);
    one.does_all(ana, WORK, 10);
    let wrong = one.watches(bea, WORK, 30);
    office.carry(&mut one);
    agree(&mut office, "a merge of a station that nobody confirmed");
    office.confirm("One");
    agree(&mut office, "its confirmation");
    approve(&mut office, &course(WORK, 30));
    agree(&mut office, "a course approved");
    let document = json::to_canonical(&programme()).unwrap();
    office.registry.write(|writer| writer.set_programme(&programme(), &document, &Hash([1; 32]), 1)).unwrap();
    agree(&mut office, "a programme approved");
    two.does_all(again, OTHER, 30);
    office.carry(&mut two);
    office.confirm("Two");
    agree(&mut office, "a second station");
    decide(&mut office, ana, again, true);
    agree(&mut office, "two ids made one person");
    let correction = Correction {
        targets: vec![wrong.hash],
        supersedes: vec![],
        action: CorrectionAction::Void,
        body: None,
        reason: "Somebody else sat there".into(),
    };
    let actor = one.signed_in.actor();
    one.store.append(Draft::by(actor, Body::Correction(correction)).about(bea)).unwrap();
    one.watches(bea, OTHER, 3);
    office.carry(&mut one);
    agree(&mut office, "a correction");
    let edition = Course { edition: 2, minutes: 60, ..course(WORK, 30) };
    approve(&mut office, &edition);
    agree(&mut office, "another edition");
    let mut clone = one.cloned(12);
    one.watches(bea, WORK, 5);
    clone.watches(bea, WORK, 7);
    office.carry(&mut one);
    office.carry(&mut clone);
    agree(&mut office, "a fork");
    stations::accept_forks(&mut office.registry, "One", 1).unwrap();
    agree(&mut office, "the fork decided");
    decide(&mut office, ana, again, false);
    agree(&mut office, "the two taken apart again");
    office.retire("Two");
    two.watches(again, WORK, 5);
    office.carry(&mut two);
    agree(&mut office, "a station retired");
    let released = office.decides(|writing| stations::release(writing, "Two", None)).1;
    assert!(released > 0, "what came later was kept apart");
    agree(&mut office, "what was kept apart counts");
}

fn decide(office: &mut OfficeBed, one: LearnerId, other: LearnerId, is_one: bool) {
    let random = TestRandom::seeded(if is_one { 71 } else { 72 });
    let (asked, why) = ((one.to_string(), other.to_string()), (is_one, "test"));
    let OfficeBed { home, registry, keys, clock, .. } = office;
    let asked = (asked.0.as_str(), asked.1.as_str());
    foothold::office::aliases::decide(home, registry, keys, asked, why, (&**clock, &random)).unwrap();
}

/// Two people of one station: Ana did it all, Bea stopped at the quiz before with Cy's answers.
pub fn studied() -> (OfficeBed, LearnerId) {
    let mut office = OfficeBed::new();
    approve(&mut office, &course(WORK, 30));
    let document = json::to_canonical(&programme()).unwrap();
    office.registry.write(|writer| writer.set_programme(&programme(), &document, &Hash([1; 32]), 1)).unwrap();
    let mut one = StationBed::new(&office, "One", 10);
    let (ana, bea, cy) = (one.add_learner("Ana", 1), one.add_learner("Bea", 2), one.add_learner("=Cy", 3));
    one.does_all(ana, WORK, 10);
    let body = foothold::model::event::CertificateProvisional {
        cert: slug("done"),
        target: CourseId::parse(WORK).unwrap(),
        edition: 1,
        rule_id: "done".into(),
        active_ms: 1,
        score: 0,
    };
    one.store.append(Draft::by(Actor::Station, Body::CertificateProvisional(body)).about(ana)).unwrap();
    one.answers(bea, (WORK, "before"), 20, 1, 4);
    one.answers(cy, (WORK, "before"), 30, 1, 4);
    let outside = CredentialOutside {
        name: "Welding".into(),
        issuer: "Trade School".into(),
        day: "2026-11-02".into(),
        evidence: "Paper seen".into(),
        ..CredentialOutside::default()
    };
    let actor = one.signed_in.actor();
    one.store.append(Draft::by(actor, Body::CredentialOutside(outside)).about(bea)).unwrap();
    office.carry(&mut one);
    office.confirm("One");
    assert_eq!(issue_all(&mut office).issued.len(), 1);
    (office, ana)
}

/// The same, and Dan of another facility did another course.
pub fn studied_at_two_places() -> (OfficeBed, LearnerId) {
    let (mut office, ana) = studied();
    approve(&mut office, &course(OTHER, 60));
    let mut two = StationBed::at(&office, "south", "Two", 11);
    let dan = two.add_learner("Dan", 4);
    two.does_all(dan, OTHER, 40);
    office.carry(&mut two);
    office.confirm("Two");
    (office, ana)
}

/// Which questions have a picture.
pub fn has_chart(question: Question) -> bool {
    match question {
        Question::Participation
        | Question::Outcomes
        | Question::Lessons
        | Question::Questions
        | Question::Gain
        | Question::Levels
        | Question::Credentials
        | Question::Stations => true,
        Question::People | Question::SeatTime | Question::Evidence | Question::Documents | Question::Hints => false,
    }
}

fn ask(office: &mut OfficeBed, question: Question, asked: &Asked) -> Told {
    let now = office.clock.wall_ms();
    reports::ask(&office.home, &mut office.registry, question, asked, now, |_, _| true).unwrap()
}

fn cell<'a>(answer: &'a Told, row: usize, key: &str) -> &'a Cell {
    let column = answer.table.columns.iter().position(|column| column.key == key).unwrap();
    &answer.table.rows[row][column]
}

#[test]
fn the_line_funders_quote_counts_persons_hours_and_certificates_once() {
    let (mut office, _) = studied();
    for by in By::ALL {
        let answer = ask(&mut office, Question::Participation, &Asked { by: Some(by), ..Asked::default() });
        let total = answer.table.total.clone().unwrap();
        assert_eq!(total[1], Cell::Count(3), "{by:?}");
        assert_eq!(total[5], Cell::Count(1), "{by:?}");
        // Ten minutes of film, ten answers of 5 seconds and ten of 4.
        assert_eq!(total[2], Cell::Hours(600_000 + 50_000 + 40_000), "{by:?}");
        let rows = if by == By::Partner { 2 } else { 1 };
        assert_eq!(answer.table.rows.len(), rows, "{by:?}: each maker of a course has a row");
        assert_eq!(cell(&answer, 0, "people"), &Cell::Count(3));
    }
    let month = |text: &str| Month::parse(text).ok();
    let none = Asked { from: month("2027-06"), ..Asked::default() };
    assert!(ask(&mut office, Question::Participation, &none).table.rows.is_empty());
    let all = Asked { from: month("2026-01"), to: month("2026-12"), ..Asked::default() };
    assert_eq!(ask(&mut office, Question::Participation, &all).table.total.unwrap()[1], Cell::Count(3));
    let said = office.command(&["report", "participation"], 0)["data"]["headline"].clone();
    assert_eq!(said, "3 people, 0 hours, 1 certificate");
}

#[test]
fn each_question_tells_what_the_events_tell() {
    let (mut office, ana) = studied();
    let plain = Asked::default();
    let lessons = ask(&mut office, Question::Lessons, &plain);
    let row = |n: usize| {
        (
            cell(&lessons, n, "lesson"),
            cell(&lessons, n, "reached"),
            cell(&lessons, n, "done"),
            cell(&lessons, n, "stopped"),
        )
    };
    assert_eq!(row(0), (&Cell::text("before"), &Cell::Count(3), &Cell::Count(1), &Cell::Count(2)));
    assert_eq!(row(2), (&Cell::text("after"), &Cell::Count(1), &Cell::Count(1), &Cell::Count(0)));
    let questions = ask(&mut office, Question::Questions, &plain);
    assert_eq!(cell(&questions, 0, "right_percent"), &Cell::Permille(0), "the hardest first");
    assert_eq!(cell(&questions, 0, "question"), &Cell::text("Is q4 so?"));
    let gain = ask(&mut office, Question::Gain, &plain);
    assert_eq!(
        (cell(&gain, 0, "before_percent"), cell(&gain, 0, "gain_points")),
        (&Cell::Permille(600), &Cell::Points(400))
    );
    let levels = ask(&mut office, Question::Levels, &plain);
    assert_eq!((cell(&levels, 0, "level"), cell(&levels, 0, "people")), (&Cell::text("First"), &Cell::Count(1)));
    assert_eq!(cell(&levels, 0, "level_percent"), &Cell::Permille(333));
    let credentials = ask(&mut office, Question::Credentials, &plain);
    let issuers: Vec<_> = (0..2).map(|n| cell(&credentials, n, "issuer").clone()).collect();
    assert_eq!(issuers, [Cell::text("Records Office"), Cell::text("Trade School")]);
    let hints = ask(&mut office, Question::Hints, &plain);
    let alike: Vec<_> = hints.table.rows.iter().filter(|row| row[0] == Cell::Word("same-answers")).collect();
    assert_eq!(alike.len(), 2, "Bea and Cy, not Ana: {:?}", hints.table.rows);
    let people = ask(&mut office, Question::People, &plain);
    assert_eq!(people.table.rows.len(), 3);
    let one = Asked { person: Some(ana), ..Asked::default() };
    let (hours, evidence) = (ask(&mut office, Question::SeatTime, &one), ask(&mut office, Question::Evidence, &one));
    let total = |answer: &Told, key: &str| {
        let place = answer.table.columns.iter().position(|column| column.key == key).unwrap();
        answer.table.total.as_ref().unwrap()[place].clone()
    };
    assert_eq!(total(&hours, "hours"), Cell::Hours(650_000));
    assert_eq!(total(&evidence, "hours_counted"), Cell::Hours(650_000), "the evidence adds up to the hours");
    let first = Asked { rows_max: Some(1), ..Asked::default() };
    let seats = ask(&mut office, Question::SeatTime, &first);
    assert_eq!((seats.table.rows.len(), seats.table.total.is_none()), (1, true));
    assert!(seats.notes.iter().any(|note| note.key == "report-note-first"));
}

#[test]
fn a_station_that_falls_silent_is_told_of_and_a_retired_one_is_not_expected() {
    let (mut office, _) = studied();
    let asked = Asked { days: Some(3), ..Asked::default() };
    assert!(ask(&mut office, Question::Stations, &asked).table.rows.is_empty());
    office.clock.0.fetch_add(4 * 24 * 60 * MINUTE, Ordering::Relaxed);
    let silent = ask(&mut office, Question::Stations, &asked);
    assert_eq!((cell(&silent, 0, "station"), cell(&silent, 0, "days")), (&Cell::text("One"), &Cell::Count(4)));
    let documents = ask(&mut office, Question::Documents, &Asked::default());
    assert_eq!((documents.table.rows.len(), cell(&documents, 0, "behind")), (1, &Cell::Count(0)));
    office.retire("One");
    assert!(ask(&mut office, Question::Stations, &asked).table.rows.is_empty());
}

#[test]
fn a_station_left_behind_is_counted_and_of_one_that_never_told_nothing_is_said() {
    let (mut office, _) = studied();
    let one = office.registry.stations().unwrap().remove(0);
    let key = verify_key(&SecretKey::from_seed(&[2; 32]).public());
    let two = StationRow { id: StationId([2; 16]), key, name: "Two".into(), ..one };
    office.registry.write(|writer| writer.set_station(&two, None)).unwrap();
    for name in ["org.example.garden", "org.example.pond"] {
        office.command(&["approve", path(&office.build_pack(name))], 0);
    }
    let mut three = StationBed::new(&office, "Three", 12); // set up with the newest
    office.carry(&mut three);
    office.confirm("Three");
    let documents = ask(&mut office, Question::Documents, &Asked::default());
    let row = |n: usize| ["station", "catalogue", "behind", "told"].map(|key| cell(&documents, n, key).clone());
    let [one, last, untold] = [0, 1, 2].map(row);
    assert_eq!(one[..3], [Cell::text("One"), Cell::Count(1), Cell::Count(2)], "the furthest behind first");
    assert_eq!(last[..3], [Cell::text("Three"), Cell::Count(3), Cell::Count(0)]);
    assert_eq!(untold, [Cell::text("Two"), Cell::Empty, Cell::Empty, Cell::Empty], "not as behind by all there is");
    let said = reports::said::lines(&documents, &Words::default(), &zone(TZ));
    assert!(said.contains("1 of 2 stations do not hold catalog 3 yet"), "{said}");
    assert!(said.contains("1 station has not told yet what it holds"), "{said}");
}

#[test]
fn every_question_is_a_table_a_csv_a_paper_and_words_in_both_languages() {
    let (mut office, ana) = studied();
    let zone = zone(TZ);
    for question in Question::ALL {
        let asked =
            Asked { person: Some(ana).filter(|_| question == Question::Evidence), days: Some(0), ..Asked::default() };
        let answer = ask(&mut office, question, &asked);
        let columns = answer.table.columns.len();
        assert!(!answer.table.rows.is_empty(), "{question:?}");
        assert!(answer.table.rows.iter().chain(&answer.table.total).all(|row| row.len() == columns), "{question:?}");
        let file = String::from_utf8(csv::of(&answer.table, &zone)).unwrap();
        assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n"), "{question:?}");
        let mut read = ::csv::ReaderBuilder::new().flexible(false).from_reader(file.as_bytes());
        for record in read.records() {
            let record = record.unwrap();
            assert!(record.iter().all(|field| !field.starts_with(['=', '@', '+'])), "{question:?}: {record:?}");
        }
        for language in LANGUAGES {
            let words = Words::new(*language);
            for size in [LETTER, (210.0, 297.0)] {
                let head = paper::Head { office: "Records".into(), made: 1_795_000_000_000 };
                for sheet in paper::sheets(&answer, &head, &words, &zone, size) {
                    stays_on_the_page(&sheet, question);
                }
            }
            let said = reports::said::lines(&answer, &words, &zone);
            assert!(!said.contains("report-"), "{question:?}: {said}");
        }
    }
}

fn stays_on_the_page(sheet: &foothold::model::sheet::Sheet, question: Question) {
    use foothold::model::sheet::Anchor;
    for item in &sheet.items {
        let Item::Text { at, text, size, weight, anchor, .. } = item else { continue };
        let width = width_of(text, *size, *weight);
        let left = match anchor {
            Anchor::Left => at.0,
            Anchor::Middle => at.0 - width / 2.0,
            Anchor::Right => at.0 - width,
        };
        assert!(left > 5.0 && left + width < sheet.width - 5.0, "{question:?}: {text} runs over the edge");
        assert!(at.1 > 5.0 && at.1 < sheet.height - 5.0, "{question:?}: {text} runs off the page");
        assert!(!text.contains("report-"), "{question:?}: {text}");
    }
}

#[test]
fn a_long_table_turns_its_pages_and_numbers_them() {
    let (mut office, ana) = studied();
    let mut answer = ask(&mut office, Question::Evidence, &Asked { person: Some(ana), ..Asked::default() });
    let row = answer.table.rows[0].clone();
    answer.table.rows = vec![row; 200];
    let words = Words::default();
    let sheets = paper::sheets(&answer, &paper::Head::default(), &words, &zone(TZ), LETTER);
    assert!(sheets.len() > 3);
    for (number, sheet) in sheets.iter().enumerate() {
        let wanted = format!("Page {} of {}", number + 1, sheets.len());
        let has = |words: &str| sheet.items.iter().any(|item| matches!(item, Item::Text { text, .. } if text == words));
        assert!(has(&wanted) && has("Facility"), "page {number} has its number and the heads: {:?}", sheet.items);
    }
    assert!(paper::pdf(&answer, &paper::Head::default(), &words, &zone(TZ), LETTER).unwrap().starts_with(b"%PDF"));
}

#[test]
fn paper_has_a_bar_for_each_row_of_each_answer_with_a_picture() {
    let (mut office, ana) = studied_at_two_places();
    office.clock.0.fetch_add(4 * 24 * 60 * MINUTE, Ordering::Relaxed); // nothing was heard of the stations since
    let mut drawn = Vec::new();
    for question in Question::ALL {
        let person = Some(ana).filter(|_| question == Question::Evidence);
        let mut answer = ask(&mut office, question, &Asked { person, days: Some(0), ..Asked::default() });
        assert_eq!(answer.chart.is_some(), has_chart(question), "{question:?}");
        // The heads of a table have a ground over the whole width; more pages, more of them.
        let boxes = |answer: &Told| {
            let pages = paper::sheets(answer, &paper::Head::default(), &Words::default(), &zone(TZ), LETTER);
            let is_bar = |item: &&Item, width: f32| matches!(item, Item::Box { size, .. } if size.0 < width - 40.0);
            pages.iter().map(|page| page.items.iter().filter(|item| is_bar(item, page.width)).count()).sum::<usize>()
        };
        let with = boxes(&answer);
        let Some(chart) = answer.chart.take() else { continue };
        let bars = with - boxes(&answer);
        if answer.table.rows.len() > 1 {
            // One for each value of each row, and one each in the legend.
            assert_eq!(bars, chart.values.len() * (answer.drawn(&chart).len() + 1), "{question:?}");
            drawn.push(question);
        } else {
            assert_eq!(bars, 0, "{question:?}: one bar says nothing");
        }
    }
    assert!(drawn.len() >= 6, "most have something to draw here: {drawn:?}");
}

#[test]
fn paper_tells_how_many_bars_it_leaves_out() {
    let (mut office, _) = studied();
    let mut answer = ask(&mut office, Question::Participation, &Asked::default());
    let row = answer.table.rows[0].clone();
    let at = |n: u64| [vec![Cell::text(format!("Place {n}")), Cell::Count(n)], row[2..].to_vec()].concat();
    answer.table.rows = (1..=15).map(at).collect();
    let words = Words::default();
    let sheets = paper::sheets(&answer, &paper::Head::default(), &words, &zone(TZ), LETTER);
    let texts = |wanted: &str| {
        let items = sheets.iter().flat_map(|sheet| &sheet.items);
        items.filter(|item| matches!(item, Item::Text { text, .. } if text == wanted)).count()
    };
    assert_eq!(texts("The largest 12 are drawn. 3 more are in the table."), 1);
    assert_eq!((texts("Place 15"), texts("Place 3")), (2, 1), "the largest have a bar and a row, the others a row");
}

#[test]
fn every_column_says_in_both_languages_what_it_means() {
    let (mut office, _) = studied();
    let mut columns = Vec::new();
    for question in Question::ALL {
        columns.extend(ask(&mut office, question, &Asked::default()).table.columns);
    }
    for by in By::ALL {
        for question in [Question::Participation, Question::Outcomes] {
            columns.extend(ask(&mut office, question, &Asked { by: Some(by), ..Asked::default() }).table.columns);
        }
    }
    let registry = &office.registry;
    for table in [
        lists::people(&foothold::office::people::all(registry).unwrap()),
        lists::certificates(registry).unwrap(),
        lists::stations(registry).unwrap(),
        lists::merges(registry, None).unwrap(),
    ] {
        assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.columns.len()));
        columns.extend(table.columns);
    }
    for language in LANGUAGES {
        let words = Words::new(*language);
        for column in &columns {
            for key in [column.head(), column.about()] {
                assert_ne!(words.get(&key), key, "{language:?}");
            }
        }
    }
}

#[test]
fn reports_go_to_files_and_lists_to_spreadsheets() {
    let (office, ana) = studied();
    let to = |name: &str| office.folder.path().join(name);
    let (sheet, page) = (to("seat.csv"), to("seat.pdf"));
    office.command(
        &["report", "seat-time", "--csv", path(&sheet), "--pdf", path(&page), "--paper", "a4", "--lang", "es"],
        0,
    );
    let text = std::fs::read_to_string(&sheet).unwrap();
    assert!(text.starts_with("\u{feff}name,number,facility,hours,hours_overlap,hours_waiting\r\n"), "{text}");
    assert!(text.contains("'=Cy"), "a name is never a formula: {text}");
    assert!(std::fs::read(&page).unwrap().starts_with(b"%PDF"));
    assert_eq!(office.command(&["report", "evidence"], 1)["code"], "person.unknown");
    let id = ana.to_string();
    let evidence = office.command(&["report", "evidence", "--person", &id], 0)["data"]["rows"].clone();
    let events: Vec<&str> = evidence.as_array().unwrap().iter().map(|row| row["event"].as_str().unwrap()).collect();
    assert_eq!(events.len(), 11);
    assert_eq!(office.command(&["explain", events[0]], 0)["data"]["merges"].as_array().unwrap().len(), 1);
    for (name, arguments) in [
        ("people.csv", &["people", "list"][..]),
        ("certificates.csv", &["certificates", "--list"]),
        ("stations.csv", &["stations"]),
        ("merges.csv", &["merges"]),
    ] {
        let file = to(name);
        office.command(&[arguments, &["--csv", path(&file)]].concat(), 0);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with('\u{feff}') && text.lines().count() > 1, "{name}: {text}");
        assert!(text.contains("2026-11-18") || name == "people.csv", "days as ISO 8601 has them, in {name}: {text}");
    }
    let columns = office.command(&["report", "--columns"], 0)["data"]["questions"].clone();
    assert_eq!(columns.as_array().unwrap().len(), Question::ALL.len());
    office.command(&["report", "people", "--rebuild"], 0);
}

#[test]
fn each_view_for_analysts_can_be_asked_and_stands_on_their_page() {
    let (mut office, _) = studied();
    ask(&mut office, Question::People, &Asked::default());
    let db = rusqlite::Connection::open(office.home.registry()).unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name";
    let views: Vec<String> =
        db.prepare(names).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(views.len() > 10);
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/installer/registry.md")).unwrap();
    for view in views {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{view}` |")));
        let line = line.unwrap_or_else(|| panic!("{view} is not described"));
        let mut query = db.prepare(&format!("SELECT * FROM {view}")).unwrap();
        let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
        let same = line.contains("the same without the course");
        assert!(same || columns.iter().all(|column| line.contains(&format!("`{column}`"))), "{view}: {columns:?}");
        let mut rows = query.query([]).unwrap();
        let mut count = 0;
        while rows.next().unwrap().is_some() {
            count += 1;
        }
        assert!(count > 0 || view == "v_hints", "{view} is empty");
    }
    for query in page.split("```sql").skip(1) {
        let sql = query.split("```").next().unwrap();
        let mut query = db.prepare(sql).unwrap_or_else(|fault| panic!("{fault}: {sql}"));
        assert!(query.query([]).unwrap().next().unwrap().is_some(), "{sql}");
    }
}

#[test]
fn counting_can_be_stopped_and_goes_on_where_it_was() {
    let (mut office, _) = studied();
    let mut steps = 0;
    let stopped = summaries::refresh(&mut office.registry, TZ, |_, _| {
        steps += 1;
        false
    });
    assert_eq!((stopped.unwrap_err().code.as_str(), steps), ("job.cancelled", 1));
    assert!(!summaries::is_current(&office.registry, TZ).unwrap());
    assert_eq!(summaries::refresh(&mut office.registry, TZ, |_, _| true).unwrap(), 3);
    assert_eq!(summaries::refresh(&mut office.registry, TZ, |_, _| true).unwrap(), 0, "nothing is counted twice");
    let OfficeBed { home, registry, keys, clock, .. } = &mut office;
    let id = registry.certificates().unwrap()[0].id.clone();
    issue::revoke(home, registry, keys, &id, "Mistake", &**clock, &TestRandom::seeded(97)).unwrap();
    assert_eq!(summaries::refresh(registry, TZ, |_, _| true).unwrap(), 1, "only whom it is about");
}

#[test]
fn clerks_who_count_at_once_count_everybody_once() {
    let (mut office, _) = studied();
    let place = crate::place::of(&office.home.registry());
    let answers = |office: &mut OfficeBed| -> Vec<_> {
        Question::ALL.into_iter().map(|question| ask(office, question, &Asked::default()).table).collect()
    };
    for round in 1..6 {
        approve(&mut office, &Course { edition: round, ..course(WORK, 30 + round) }); // everybody is counted anew
        std::thread::scope(|scope| {
            let count = || {
                let mut registry = Registry::open_at(&place).unwrap();
                summaries::refresh(&mut registry, TZ, |_, _| true).unwrap();
            };
            let clerks: Vec<_> = (0..4).map(|_| scope.spawn(count)).collect();
            clerks.into_iter().for_each(|clerk| clerk.join().unwrap());
        });
        assert!(summaries::is_current(&office.registry, TZ).unwrap());
        let kept = answers(&mut office);
        summaries::rebuild(&mut office.registry, TZ, |_, _| true).unwrap();
        assert_eq!(kept, answers(&mut office), "round {round}");
    }
}
