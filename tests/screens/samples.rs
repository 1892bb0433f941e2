//! A made-up place with people, courses and a record, for screens to be drawn from.

use foothold::model::id::{CourseId, Lang, LearnerId, LessonId, ModuleId, ProgrammeId, SessionId, Slug};
use foothold::model::progress::{GoalState, LessonState, Missing};
use foothold::model::trust::FreeText;
use foothold::worker::view::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// November 22, 2026, 2:14 PM in Chicago.
pub const NOW_MS: u64 = 1_795_378_440_000;
/// The same in minutes after midnight at the samples' place: 2:14 PM.
pub const NOW_MINUTE: u16 = 14 * 60 + 14;
/// Twenty minutes later.
pub const CALL: &str = "2:34 PM";

pub fn course_id(name: &str) -> CourseId {
    CourseId::parse(&format!("org.example.{name}")).unwrap()
}

pub fn lesson_id(name: &str) -> LessonId {
    LessonId::parse(name).unwrap()
}

pub fn slug(name: &str) -> Slug {
    Slug::parse(name).unwrap()
}

pub fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

pub fn learner_id(at: u128) -> LearnerId {
    LearnerId(Uuid::from_u128(at))
}

pub fn place() -> PlaceView {
    PlaceView {
        station: "Library desk 3".into(),
        facility: "Northfield Facility".into(),
        office: "Education Records Office".into(),
        tz: "America/Chicago".into(),
        is_try_out: false,
        has_name_tiles: true,
        idle_lock_min: 5,
        idle_seat_min: 3,
        session_max_min: 240,
        call_times: Vec::new(),
        is_kiosk: false,
        free_text: FreeText::Local,
        may_print: true,
        may_save: true,
        languages: vec![lang("en"), lang("es")],
        language: None,
    }
}

pub fn tiles() -> Vec<PersonTile> {
    let names = [
        "Ana María Ruiz",
        "Ben Okafor",
        "Carla Whitfield",
        "DeShawn Miller",
        "Elena Petrova",
        "Frank Nguyen",
        "Guadalupe Hernández de la Torre",
        "Hassan Ali",
        "Isaiah Brooks",
        "Jo Lee",
        "Kwame Mensah",
        "Luz Ortiz",
        "Maximiliano Fernández-Villanueva y Ortiz de Zárate",
        "Nora Quinn",
    ];
    let tile = |(at, name): (usize, &&str)| PersonTile {
        number_end: None,
        learner: learner_id(at as u128 + 1),
        name: (*name).to_owned(),
        lang: lang("en"),
        has_pictures: *name == "Luz Ortiz",
    };
    names.iter().enumerate().map(tile).collect()
}

pub fn signed_in() -> SignedInView {
    SignedInView {
        learner: learner_id(1),
        session: SessionId(Uuid::from_u128(99)),
        name: "Ana María Ruiz".into(),
        lang: lang("en"),
        must_choose_pin: false,
        has_pictures: false,
        cannot_save: None,
        preferences: BTreeMap::new(),
    }
}

pub fn card(name: &str, title: &str, subject: &str, minutes: u32, done: Option<u32>) -> CourseCard {
    CourseCard {
        course: course_id(name),
        title: title.into(),
        summary: "What the law says, what to say about your record, and how to find people who hire. Two modules with \
                  films, readings and a quiz each."
            .into(),
        picture: None,
        subjects: vec![slug(subject)],
        level: slug(if minutes > 100 { "intermediate" } else { "beginner" }),
        languages: vec![lang("en"), lang("es")],
        minutes,
        done_permille: done,
        is_done: done == Some(1000),
        has_certificate: minutes > 60,
        kinds: vec![if minutes < 50 { LessonKind::Reading } else { LessonKind::Video }, LessonKind::Quiz],
        has_captions: minutes > 90,
        opening: Opening::Free,
    }
}

pub fn duty(name: &str, title: &str, due: Option<&str>, is_paused: bool) -> DutyRow {
    DutyRow {
        course: course_id(name),
        title: title.into(),
        due: due.map(Into::into),
        done_permille: 375,
        lessons: (3, 8),
        is_begun: due.is_some(),
        is_paused,
        is_here: !title.is_empty(),
    }
}

pub fn cards() -> Vec<CourseCard> {
    vec![
        card("work", "Looking for work with a record", "work", 95, Some(430)),
        card("reading", "Reading with a plan", "reading", 45, None),
        card("maths", "Fractions and money", "maths", 120, Some(1000)),
        card("health", "Sleeping well in a loud place", "health", 30, None),
        card(
            "law",
            "Your rights at a job interview: a course with a rather long name that does not end",
            "law",
            80,
            None,
        ),
        card("computers", "First steps at a keyboard", "computers", 60, Some(50)),
        card("nature", "A garden in a box", "nature", 50, None),
    ]
}

pub fn home() -> HomeView {
    HomeView {
        courses_away: 1,
        marked: Vec::new(),
        go_on: Some(GoOnCard {
            course: course_id("work"),
            lesson: lesson_id("your-record"),
            course_title: "Looking for work with a record".into(),
            lesson_title: "Talking about your record".into(),
            kind: LessonKind::Video,
            picture: None,
            subject: Some(slug("work")),
            place: Place::Time { ms: 272_000 },
            minutes_left: 12,
        }),
        week: vec![
            duty("work", "Looking for work with a record", Some("2026-11-20"), false),
            duty("maths", "Fractions and money", Some("2026-11-27"), false),
            duty("computers", "First steps at a keyboard", None, true),
            duty("gone", "", Some("2026-11-27"), false),
        ],
        courses: vec![
            ring("work", "Looking for work with a record", 430, 3, 8),
            ring("maths", "Fractions and money", 1000, 12, 12),
            ring("computers", "First steps at a keyboard", 50, 1, 14),
        ],
        day_ms: [1_500_000, 0, 3_240_000, 2_100_000, 600_000, 0, 900_000],
        today: 6,
        programmes: vec![programme().card],
        fresh: cards().into_iter().filter(|card| card.done_permille.is_none()).collect(),
    }
}

fn ring(name: &str, title: &str, done_permille: u32, lessons_done: u32, lessons: u32) -> CourseRing {
    CourseRing { course: course_id(name), title: title.into(), done_permille, lessons_done, lessons }
}

pub fn library() -> LibraryView {
    LibraryView { courses: cards(), programmes: vec![programme().card] }
}

fn goal(name: &str, text: &str, state: GoalState, is_for_mentor: bool) -> GoalRow {
    GoalRow {
        programme: ProgrammeId::parse("org.example.weeks").unwrap(),
        goal: slug(name),
        text: text.into(),
        state,
        is_for_mentor,
        is_ticked: state != GoalState::Open,
        course: (name == "course").then(|| course_id("work")),
    }
}

pub fn mentor_goal() -> GoalRow {
    goal("papers", "Send off the order for your papers", GoalState::Waiting, true)
}

pub fn programme() -> ProgrammeView {
    let week = |number: u32, title: &str, is_now: bool, goals: Vec<GoalRow>| WeekView {
        week: slug(&format!("week-{number}")),
        number,
        title: title.into(),
        is_now,
        goals,
    };
    let weeks = vec![
        week(
            1,
            "Papers",
            false,
            vec![
                goal(
                    "list",
                    "Write down which papers you have: birth certificate, card, state ID",
                    GoalState::Done,
                    false,
                ),
                goal("order", "Ask how to order the papers you do not have", GoalState::Done, true),
            ],
        ),
        week(
            2,
            "Work",
            true,
            vec![
                mentor_goal(),
                goal("course", "Finish the course on looking for work", GoalState::Open, false),
                goal("say-it", "Say your answer aloud to your mentor", GoalState::Open, true),
            ],
        ),
    ];
    let step = |name: &str, title: Option<&str>, done: Option<u32>| StepRow {
        course: course_id(name),
        title: title.map(str::to_owned),
        minutes: 95,
        is_required: name != "maths",
        done_permille: done,
        is_done: done == Some(1000),
    };
    ProgrammeView {
        card: ProgrammeCard {
            programme: ProgrammeId::parse("org.example.weeks").unwrap(),
            title: "Four weeks to release".into(),
            summary: "One small set of steps each week, so that all is in place on the day you walk out.".into(),
            courses: 3,
            weeks: 2,
            levels: 3,
            levels_done: 1,
            done_permille: Some(380),
            is_done: false,
            due: Some("2026-12-18".into()),
            week: Some(weeks[1].clone()),
            next: Some((course_id("work"), "Looking for work with a record".into())),
        },
        lang: lang("en"),
        levels: vec![LevelView {
            level: slug("one"),
            title: "Ready for work".into(),
            is_done: false,
            steps_done: 0,
            steps_counted: 2,
            steps: vec![
                step("work", Some("Looking for work with a record"), Some(430)),
                step("maths", Some("Fractions and money"), Some(1000)),
                step("gone", None, None),
            ],
            credit: vec!["6 seat hours".into()],
            certificate: Some(certificate_row(CertificateState::Open { done_permille: 0, missing: Vec::new() })),
        }],
        weeks,
    }
}

pub fn hit(name: &str, kind: LessonKind, title: &str, line: &str, mark: &str) -> SearchHit {
    let marked = |text: &str| MarkedLine {
        text: text.to_owned(),
        marks: text.find(mark).map(|at| [at, at + mark.len()]).into_iter().collect(),
    };
    SearchHit {
        course: course_id("work"),
        course_title: "Looking for work with a record".into(),
        what: HitWhat::Lesson { lesson: lesson_id(name), kind },
        title: marked(title),
        line: marked(line),
        anchor: None,
        at_ms: None,
    }
}

pub fn found(words: &str) -> SearchView {
    let line = "A background check may show arrests that did not lead to a conviction.";
    let slides = hit("checks", LessonKind::Slides, "What a background check shows", line, "check");
    let said = "Ask which company ran the check, and write its name down before you leave.";
    let film = hit("your-record", LessonKind::Video, "Talking about your record", said, "check");
    let page = hit("guide", LessonKind::Document, "A guide to records", "Each check costs money.", "check");
    let term = SearchHit {
        what: HitWhat::Term { term: slug("check") },
        ..hit("x", LessonKind::Reading, "Background check", "A look at what the courts have on you.", "check")
    };
    SearchView {
        words: words.to_owned(),
        courses: vec![course_id("work")],
        hits: vec![
            slides,
            SearchHit { at_ms: Some(272_000), ..film },
            SearchHit { anchor: Some("page-12".into()), ..page },
            term,
        ],
        ..SearchView::default()
    }
}

pub fn row(name: &str, title: &str, kind: LessonKind, state: LessonState) -> LessonRow {
    let wants = state == LessonState::Locked;
    LessonRow {
        lesson: lesson_id(name),
        title: title.into(),
        kind,
        minutes: 12,
        is_required: true,
        state,
        is_next: false,
        score_permille: None,
        locked: wants.then(|| Missing::Lesson { id: lesson_id("letter"), min_permille: None }).into_iter().collect(),
    }
}

pub fn certificate_row(state: CertificateState) -> CertificateRow {
    CertificateRow {
        course: course_id("work"),
        certificate: slug("done"),
        title: "Looking for work with a record".into(),
        criteria: "Finished every lesson and passed both quizzes with 80 out of 100 or better.".into(),
        course_title: "Looking for work with a record".into(),
        state,
    }
}

pub fn course() -> CourseView {
    let mut next = row("your-record", "Talking about your record", LessonKind::Video, LessonState::Begun);
    next.is_next = true;
    let mut quiz = row("quiz-one", "What did you learn?", LessonKind::Quiz, LessonState::Done);
    quiz.score_permille = Some(870);
    CourseView {
        course: course_id("work"),
        edition: 1,
        title: "Looking for work with a record".into(),
        summary: "What the law says, what to say about your record, and how to find people who hire.".into(),
        picture: None,
        subjects: vec![slug("work")],
        level: slug("beginner"),
        outcomes: vec![
            "Say in two honest sentences what is on your record".into(),
            "Find three employers who hire people with records".into(),
            "Write a résumé that begins with what you can do".into(),
        ],
        minutes: 95,
        languages: vec![lang("en"), lang("es")],
        lang: lang("en"),
        authors: vec!["The Foothold project".into()],
        sources: vec![("Second Chance guide".into(), "U.S. Department of Labor".into(), "2026-10-03".into())],
        modules: vec![
            ModuleView {
                module: ModuleId::parse("one").unwrap(),
                title: "What is on your record".into(),
                summary: Some("What employers see, and what they may ask.".into()),
                lessons: vec![
                    row("welcome", "Welcome", LessonKind::Reading, LessonState::Done),
                    row("checks", "What a background check shows", LessonKind::Slides, LessonState::Done),
                    quiz,
                ],
                is_done: true,
                locked: Vec::new(),
            },
            ModuleView {
                module: ModuleId::parse("two").unwrap(),
                title: "Saying it well".into(),
                summary: None,
                lessons: vec![
                    next,
                    row("letter", "A letter that explains", LessonKind::Reading, LessonState::New),
                    row("final", "Show what you can do", LessonKind::Quiz, LessonState::Locked),
                ],
                is_done: false,
                locked: Vec::new(),
            },
        ],
        next: Some(lesson_id("your-record")),
        is_begun: true,
        is_done: false,
        done_permille: 430,
        lessons_done: 3,
        lessons: 6,
        active_ms: 4_320_000,
        certificates: vec![certificate_row(CertificateState::Open {
            done_permille: 430,
            missing: vec![Missing::Required { count: 3 }],
        })],
        locked: Vec::new(),
        terms: CourseTerms {
            is_assigned: true,
            due: Some("2026-11-27".into()),
            minutes_left: 74,
            ..CourseTerms::default()
        },
        words_explained: 0,
    }
}

fn record_row(course: &str, title: &str, is_here: bool) -> RecordRow {
    RecordRow {
        course: course_id(course),
        title: title.into(),
        is_here,
        done_permille: 430,
        is_done: false,
        score_permille: Some(870),
        active_ms: 4_320_000,
        last_wall_ms: NOW_MS,
    }
}

pub fn record() -> RecordView {
    let weeks = (1..=8).map(|week| (format!("2026-10-{:02}", week * 3), week * 2_000_000 % 9_000_000)).collect();
    RecordView {
        courses_away: 1,
        weeks,
        active_ms: 41_000_000,
        certificates: vec![
            certificate_row(CertificateState::Provisional { wall_ms: NOW_MS }),
            certificate_row(CertificateState::Official { wall_ms: NOW_MS, id: Uuid::from_u128(7).to_string() }),
            certificate_row(CertificateState::Revoked),
        ],
        certificates_away: 1,
        programmes: vec![programme().card],
        courses: vec![
            record_row("work", "Looking for work with a record", true),
            record_row("money", "Money without a bank account", false),
        ],
        standing: StandingView::default(),
        may_print: true,
        may_save: true,
    }
}

pub fn certificate(state: CertificateState) -> CertificateView {
    CertificateView {
        row: certificate_row(state),
        learner_name: "Ana María Ruiz".into(),
        day: "2026-11-22".into(),
        issuer: "Education Records Office".into(),
        active_ms: Some(23_400_000),
        score_permille: Some(870),
        outcomes: course().outcomes,
        credit: vec!["6 seat hours".into()],
        lang: lang("en"),
        may_print: true,
        may_save: true,
    }
}

pub fn lesson() -> LessonView {
    let course = course();
    let row = course.modules[1].lessons[0].clone();
    LessonView {
        course,
        row,
        module_title: "Saying it well".into(),
        lang: lang("en"),
        before: Some(lesson_id("quiz-one")),
        after: Some(lesson_id("letter")),
        missing: vec![Missing::See { permille: 600 }],
        glossary: Vec::new(),
        kept: LessonKept::default(),
        content: LessonContentView::NeedsNewer { kind: LessonKind::Form },
    }
}

pub fn exam() -> ExamRow {
    ExamRow {
        course: course_id("work"),
        lesson: lesson_id("final"),
        course_title: "Looking for work with a record".into(),
        title: "Show what you can do".into(),
        state: ExamState::Closed,
        score_permille: None,
    }
}
