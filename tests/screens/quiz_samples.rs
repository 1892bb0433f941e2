//! A quiz with a question of every kind, as the workers would show it.

use super::samples::{self, lesson_id};
use foothold::model::answer::Answer;
use foothold::model::event::QuizEnd;
use foothold::model::id::{AttemptId, OptionId};
use foothold::model::question::AreaShape;
use foothold::model::quiz::{Feedback, QuizMode};
use foothold::model::score::Verdict;
use foothold::worker::view::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Every kind, by the id of its question.
pub const KINDS: [&str; 11] =
    ["single", "multiple", "truth", "number", "short", "order", "match", "gaps", "point", "open", "newer"];

pub fn option_id(id: &str) -> OptionId {
    OptionId::parse(id).unwrap()
}

fn option(id: &str, text: &str) -> OptionView {
    OptionView { id: option_id(id), text: text.into(), picture: None, lost: None }
}

/// A place by its name.
pub fn named(id: &str, name: &str) -> OptionView {
    option(id, name)
}

/// The option with a picture, as it is said.
pub const LONG_OPTION: &str =
    "20 seconds, with soap and hot water, and then dry them with a clean towel. The plan of a kitchen with two rooms.";

pub fn plan() -> PictureView {
    let bytes: &[u8] = include_bytes!("../quizzes/course/plan.png");
    PictureView { key: "plan".into(), bytes: bytes.into(), alt: "The plan of a kitchen with two rooms.".into() }
}

fn ask(kind: &str) -> Ask {
    let signs = |id: &str, text: &str| OptionView { picture: Some(plan()), ..option(id, text) };
    match kind {
        "single" => Ask::Single {
            options: vec![
                option("a", "5 seconds"),
                signs("b", "20 seconds, with soap and hot water, and then dry them with a clean towel"),
                option("c", "One hour"),
            ],
        },
        "multiple" => {
            Ask::Multiple { options: vec![option("a", "Milk"), option("b", "Raw meat"), option("c", "Salt")] }
        }
        "truth" => Ask::TrueFalse,
        "number" => Ask::Numeric { units: vec!["g".into(), "kg".into()], is_unit_required: true },
        "short" => Ask::Short { max_chars: 40 },
        "order" => Ask::Order {
            items: vec![
                option("b", "Cover the pan with a lid that is large enough for all of it"),
                option("a", "Turn off the heat"),
                option("c", "Leave it until it is cold"),
            ],
        },
        "match" => Ask::Match {
            left: vec![option("a", "A whisk"), option("b", "A ladle")],
            right: vec![option("x", "Beating eggs"), option("y", "Serving soup"), option("z", "Cutting bread")],
        },
        "gaps" => Ask::Gaps {
            text: "Cool what is left within {{hours}} hours.\nKeep it in the {{where}}.".into(),
            gaps: vec![
                (option_id("hours"), Vec::new()),
                (option_id("where"), vec![option("fridge", "refrigerator"), option("oven", "oven")]),
            ],
        },
        "point" => Ask::Point { image: Some(plan()), places: 1, names: Vec::new() },
        "open" => Ask::Open { max_chars: 600 },
        _ => Ask::NeedsNewer,
    }
}

/// The right answer.
pub fn right(kind: &str) -> Answer {
    match kind {
        "single" => Answer::Choice { option: option_id("b") },
        "multiple" => Answer::Choices { options: vec![option_id("a"), option_id("b")] },
        "truth" => Answer::Truth { value: true },
        "number" => Answer::Number { text: "750".into(), unit: Some("g".into()) },
        "order" => Answer::Order { items: ["a", "b", "c"].map(option_id).to_vec() },
        "match" => Answer::Pairs { pairs: vec![(option_id("a"), option_id("x")), (option_id("b"), option_id("y"))] },
        "gaps" => {
            let gaps = [("hours", "2"), ("where", "fridge")];
            Answer::Gaps { gaps: gaps.iter().map(|(id, text)| (samples::slug(id), (*text).to_owned())).collect() }
        }
        "point" => Answer::Points { at: vec![(550, 525)] },
        _ => Answer::Words { text: "poisoning".into() },
    }
}

pub fn question(kind: &str) -> QuestionView {
    QuestionView {
        question: kind.parse().unwrap(),
        prompt: format!("What about **{kind}**? Think of what you have read about a safe kitchen."),
        picture: None,
        lost: (kind == "short").then(|| "A pot on a stove.".to_owned()),
        points: if kind == "match" { 2 } else { 1 },
        hints: vec!["The first hint.".into(), "The second hint.".into()],
        hints_shown: 0,
        ask: ask(kind),
        given: None,
        told: None,
    }
}

/// The same once it is answered and may be told: not all of it right.
pub fn told(kind: &str, given: Option<Answer>) -> QuestionView {
    let part = |of: &str, given: &str, right: &str| PartView {
        of: of.into(),
        given: Some(given.into()),
        right: right.into(),
        is_right: given == right,
    };
    let parts = match kind {
        "match" => {
            vec![part("A whisk", "Beating eggs", "Beating eggs"), part("A ladle", "Cutting bread", "Serving soup")]
        }
        "gaps" => vec![part("", "2", "2"), PartView { given: None, ..part("", "", "refrigerator") }],
        _ => Vec::new(),
    };
    let area = AreaView {
        name: "The fire extinguisher".into(),
        shape: AreaShape::Rect,
        xy: vec![515, 610, 85, 190],
        is_right: true,
        is_hit: false,
    };
    let told = ToldView {
        verdict: if kind == "open" { Verdict::Waiting } else { Verdict::Partly },
        points: 1,
        max: 2,
        right_options: if kind == "single" { vec![option_id("b")] } else { Vec::new() },
        right_words: match kind {
            "number" => Some("750 g".into()),
            "order" => Some("1. Turn off the heat\n2. Cover the pan\n3. Leave it until it is cold".into()),
            "point" => Some("The fire extinguisher".into()),
            _ => None,
        },
        parts,
        areas: if kind == "point" { vec![area] } else { Vec::new() },
        remarks: vec!["That is a rinse, not a wash.".into()],
        explain: Some("It takes **20 seconds** to get most germs off.".into()),
        restudy: Some(restudy()),
        rubric: Vec::new(),
        comment: String::new(),
    };
    QuestionView { given: Some(given.unwrap_or_else(|| right(kind))), told: Some(told), ..question(kind) }
}

pub fn restudy() -> RestudyView {
    RestudyView { lesson: lesson_id("checks"), title: "Washing hands".into(), at_ms: Some(272_000), anchor: None }
}

pub fn attempt(kinds: &[&str]) -> AttemptView {
    AttemptView {
        lesson: lesson_id("quiz"),
        drafts: BTreeMap::new(),
        attempt: AttemptId(Uuid::from_u128(5)),
        questions: kinds.iter().map(|kind| question(kind)).collect(),
        position: 0,
        left_ms: None,
        tally: None,
        may_change: false,
    }
}

pub fn quiz(lesson: &str) -> QuizView {
    QuizView {
        course: samples::course_id("work"),
        lesson: lesson_id(lesson),
        questions: 1,
        mode: QuizMode::Test,
        feedback: Feedback::Each,
        pass: PassView::Score { permille: 700 },
        tally: None,
        pair: None,
        is_passed: false,
        score_permille: None,
        attempts_done: 0,
        attempts_max: Some(3),
        waiting: 0,
        limit_minutes: Some(20),
        closed: None,
        running: None,
        review: Vec::new(),
    }
}

pub fn lesson(quiz: QuizView) -> Box<LessonView> {
    let mut view = samples::lesson();
    view.row.lesson = quiz.lesson.clone();
    view.row.title = "What did you learn?".into();
    view.content = LessonContentView::Quiz(quiz);
    Box::new(view)
}

pub fn answered(kind: &str, given: Answer) -> AnswerView {
    AnswerView {
        attempt: AttemptId(Uuid::from_u128(5)),
        question: told(kind, Some(given)),
        position: 1,
        left_ms: None,
        tally: None,
        saved_wall_ms: samples::NOW_MS,
    }
}

pub fn finish(lesson: &str) -> FinishView {
    let questions: Vec<_> = KINDS.iter().filter(|kind| **kind != "newer").map(|kind| told(kind, None)).collect();
    FinishView {
        attempt: AttemptId(Uuid::from_u128(5)),
        score: 11,
        max: 20,
        is_passed: false,
        cause: QuizEnd::TimeUp,
        waiting: 1,
        restudy: vec![restudy()],
        quiz: QuizView {
            attempts_done: 1,
            score_permille: Some(550),
            review: questions.clone(),
            pair: Some(PairView { title: "Where you start".into(), score_permille: Some(300) }),
            mode: QuizMode::Post,
            ..quiz(lesson)
        },
        questions,
        course: samples::course(),
        missing: Vec::new(),
        earned: Vec::new(),
    }
}
