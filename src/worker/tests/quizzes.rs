//! Quizzes of every kind and mode, asked for as the window does, on the course of `tests/quizzes`.

use super::view::{Ask, AttemptView, ExamState, FinishView, Place as At, QuizView};
use super::*;
use crate::model::course::Course;
use crate::model::event::QuizEnd;
use crate::model::id::{AttemptId, LessonId};
use crate::model::ports::Clock as _;
use crate::model::quiz::QuizMode;
use crate::model::score::Verdict;
use serde_json::Value;

mod marking;

const COURSE: &str = "org.foothold.every-kind";

fn every_kind() -> Course {
    let text = include_str!("../../../tests/quizzes/course/course.json");
    let mut course: Value = serde_json::from_str(text).unwrap();
    for lesson in course["modules"][0]["lessons"].as_array_mut().unwrap() {
        if lesson["kind"] == "video" {
            lesson["duration_ms"] = 2_000.into(); // as the builder measures it
        }
    }
    serde_json::from_value(course).unwrap()
}

fn id(lesson: &str) -> LessonId {
    LessonId::parse(lesson).unwrap()
}

fn option(id: &str) -> OptionId {
    OptionId::parse(id).unwrap()
}

impl Window {
    fn quizzes() -> Self {
        let window = Self::on(Place::with(&every_kind()));
        window.ask(Request::TryOut);
        window.sign_in();
        window
    }

    fn quiz(&self, lesson: &str) -> QuizView {
        let asked = Request::OpenLesson { course: COURSE.parse().unwrap(), lesson: id(lesson) };
        let News::Lesson(view) = self.ask(asked) else { panic!("no lesson") };
        let LessonContentView::Quiz(quiz) = view.content else { panic!("no quiz") };
        quiz
    }

    fn start_quiz(&self, lesson: &str) -> News {
        self.quiz(lesson);
        self.ask(Request::StartAttempt { course: COURSE.parse().unwrap(), lesson: id(lesson) })
    }

    fn begin(&self, lesson: &str) -> AttemptView {
        match self.start_quiz(lesson) {
            News::Attempt(attempt) => attempt,
            other => panic!("{other:?}"),
        }
    }

    fn give(&self, attempt: AttemptId, question: &str, answer: Answer) -> view::AnswerView {
        self.clock().pass(2_000);
        let question = question.parse().unwrap();
        match self.ask(Request::Answer { attempt, question, answer, hints: 1, active_ms: 2_000 }) {
            News::Answered(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn hand_in(&self, attempt: AttemptId) -> FinishView {
        match self.ask(Request::FinishAttempt { attempt }) {
            News::Finished(view) => view,
            other => panic!("{other:?}"),
        }
    }

    /// The truth of each statement of the bank, or the other.
    fn times(&self, attempt: &AttemptView, at: usize, is_right: bool) -> view::AnswerView {
        let question = attempt.questions[at].question.as_str();
        let (a, b) = question.strip_prefix("times-").unwrap().split_once('-').unwrap();
        let truth = (a.parse::<u32>().unwrap() + b.parse::<u32>().unwrap()).is_multiple_of(2);
        self.give(attempt.attempt, question, Answer::Truth { value: truth == is_right })
    }
}

fn answers() -> Vec<(&'static str, Answer, Verdict)> {
    let pair = |left: &str, right: &str| (option(left), option(right));
    let gaps = [("hours", "TWO"), ("where", "oven"), ("days", "3")];
    let gaps = gaps.iter().map(|(gap, text)| (Slug::parse(gap).unwrap(), (*text).to_owned())).collect();
    let order = ["off", "leave", "cover", "tell"].map(option).to_vec();
    vec![
        ("hands", Answer::Choice { option: option("five") }, Verdict::Wrong),
        ("sign", Answer::Choice { option: option("way") }, Verdict::Right),
        ("cold", Answer::Choices { options: vec![option("milk")] }, Verdict::Partly),
        ("oil", Answer::Truth { value: false }, Verdict::Right),
        ("flour", Answer::Number { text: "0,75".into(), unit: Some("kg".into()) }, Verdict::Right),
        ("germs", Answer::Words { text: "Poisonin".into() }, Verdict::Right),
        ("steps", Answer::Order { items: order }, Verdict::Partly),
        (
            "tools",
            Answer::Pairs { pairs: vec![pair("whisk", "beat"), pair("ladle", "cut"), pair("peeler", "peel")] },
            Verdict::Partly,
        ),
        ("rule", Answer::Gaps { gaps }, Verdict::Partly),
        ("exit", Answer::Points { at: vec![(550, 700)] }, Verdict::Right),
        ("own", Answer::Words { text: "Keep it dry. 🙂 <script>".into() }, Verdict::Waiting),
    ]
}

#[test]
fn every_kind_is_asked_saved_told_and_gone_on_with() {
    let mut window = Window::quizzes();
    for (at, (question, answer, verdict)) in answers().into_iter().enumerate() {
        let attempt = window.begin("kinds");
        assert_eq!((attempt.position, attempt.questions.len()), (at, 11), "it opens at the same question");
        let asked = &attempt.questions[at];
        assert!(asked.question.as_str() == question && asked.told.is_none() && asked.given.is_none());
        if let Ask::Point { image, places, names } = &asked.ask {
            assert!(image.is_none() && *places == 1 && names.len() == 2, "without its picture, by name");
        }
        assert_eq!(question == "sign", matches!(&asked.ask, Ask::Single { options } if options[0].lost.is_some()));
        let kept = window.give(attempt.attempt, question, answer.clone());
        assert_eq!((kept.position, kept.question.given.as_ref()), (at + 1, Some(&answer)), "{question}");
        let told = kept.question.told.unwrap();
        assert_eq!(told.verdict, verdict, "{question}");
        let News::Home(home) = window.ask(Request::Home) else { panic!("no home") };
        let number = u32::try_from((at + 2).min(11)).unwrap();
        assert_eq!(home.go_on.unwrap().place, At::Question { number, of: 11 });
        if at % 4 == 3 {
            window.handle.finish();
            window = Window::on(window.place);
            window.ask(Request::TryOut);
            window.sign_in();
        }
    }
    let attempt = window.begin("kinds").attempt;
    let finish = window.hand_in(attempt);
    assert_eq!((finish.score, finish.max, finish.waiting), (1 + 1 + 1 + 1 + 1 + 2 + 2 + 2 + 2, 18, 1));
    assert!(finish.is_passed && finish.cause == QuizEnd::Submitted && finish.earned.len() == 1);
    let places: Vec<_> = finish.restudy.iter().map(|place| (place.lesson.as_str(), place.at_ms)).collect();
    assert_eq!(places, [("film", Some(1_000)), ("read", None)], "each place once, with its second");
    let review = window.quiz("kinds").review;
    assert_eq!(review.len(), 11, "to be looked at later");
    let told = |question: &str| {
        let found = review.iter().find(|shown| shown.question.as_str() == question).unwrap();
        found.told.clone().unwrap()
    };
    assert_eq!(told("hands").remarks, ["That is a rinse, not a wash."]);
    assert!(told("steps").right_words.unwrap().starts_with("1. Turn off the heat\n2. Cover"));
    let tools: Vec<_> = told("tools").parts.iter().map(|part| part.is_right).collect();
    assert_eq!(tools, [true, false, true]);
    assert_eq!(told("tools").parts[1].given.as_deref(), Some("Cutting bread"));
    assert_eq!(told("rule").parts[1].given.as_deref(), Some("oven"));
    assert!(told("exit").areas.iter().any(|area| area.is_right && area.is_hit));
}

#[test]
fn what_stands_under_a_question_outlives_the_program_and_goes_with_the_answer() {
    let mut window = Window::quizzes();
    let attempt = window.begin("kinds").attempt;
    let draft = |window: &Window, question: &str, answer: Option<Answer>| {
        window.ask(Request::Draft { attempt, question: question.parse().unwrap(), answer })
    };
    let words = |text: &str| Some(Answer::Words { text: text.into() });
    for text in ["Half", "Half a page"] {
        let News::Drafted(kept) = draft(&window, "own", words(text)) else { panic!("not kept") };
        assert_eq!((kept.answer, kept.saved_wall_ms > 0), (words(text), true));
    }
    draft(&window, "oil", Some(Answer::Truth { value: true }));
    draft(&window, "oil", None);
    let of_none = Request::Draft { attempt, question: "nowhere".parse().unwrap(), answer: words("x") };
    assert_eq!(window.refused(of_none), Code::QuizClosed);
    window.handle.finish();
    window = Window::on(window.place);
    window.ask(Request::TryOut);
    window.sign_in();
    let again = window.begin("kinds");
    assert_eq!(again.drafts.into_values().collect::<Vec<_>>(), [words("Half a page").unwrap()]);
    window.give(attempt, "own", words("A page").unwrap());
    assert!(window.begin("kinds").drafts.is_empty(), "what is given is no draft");
    draft(&window, "germs", words("never given"));
    window.hand_in(attempt);
    let refused = Request::Draft { attempt, question: "germs".parse().unwrap(), answer: None };
    assert_eq!(window.refused(refused), Code::QuizClosed);
}

#[test]
fn who_passed_a_question_over_comes_back_to_the_one_they_were_at() {
    let mut window = Window::quizzes();
    let attempt = window.begin("kinds").attempt;
    let turn = |window: &Window, to: Option<&str>| {
        let question = to.map(|question| question.parse().unwrap());
        assert!(matches!(window.ask(Request::TurnTo { attempt, question }), News::Done));
    };
    let number = |window: &Window| match window.ask(Request::Home) {
        News::Home(home) => home.go_on.unwrap().place,
        other => panic!("{other:?}"),
    };
    let all = answers();
    window.give(attempt, all[0].0, all[0].1.clone());
    window.give(attempt, all[2].0, all[2].1.clone()); // the second is passed over
    turn(&window, Some(all[3].0));
    window.handle.finish();
    window = Window::on(window.place);
    window.ask(Request::TryOut);
    window.sign_in();
    assert_eq!(number(&window), At::Question { number: 4, of: 11 });
    assert_eq!(window.quiz("kinds").running.unwrap().position, 3, "as the page before it says");
    assert_eq!(window.begin("kinds").position, 3);
    window.give(attempt, all[3].0, all[3].1.clone());
    assert_eq!(window.begin("kinds").position, 4, "its answer stands: the next one");
    turn(&window, Some(all[1].0));
    assert_eq!((window.begin("kinds").position, number(&window)), (1, At::Question { number: 2, of: 11 }));
    turn(&window, None);
    assert_eq!(window.begin("kinds").position, 1, "from the page to hand in: the first without an answer");
    window.hand_in(attempt);
    turn(&window, Some(all[5].0)); // it comes late, and is nothing to be told
}

#[test]
fn an_exam_is_opened_by_staff_and_closes_again() {
    let window = Window::quizzes();
    assert_eq!(window.quiz("exam").closed, Some(QuizClosed::StaffOpen));
    let learner = window.sam();
    let open = || Request::OpenQuiz { learner, course: COURSE.parse().unwrap(), lesson: id("exam"), minutes: 60 };
    assert_eq!(window.refused(open()), Code::StaffRole, "a learner opens none");
    window.sign_in_staff();
    let exam = || match window.ask(Request::Person { learner }) {
        News::Person(person) => person.exams.into_iter().next().unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!((exam().title.as_str(), exam().state), ("The exam", ExamState::Closed));
    assert!(matches!(window.ask(open()), News::Done));
    assert!(matches!(exam().state, ExamState::Open { .. }));
    window.clock().pass(61 * 60_000);
    assert_eq!(exam().state, ExamState::Closed, "by itself");
    window.ask(open());
    window.sign_in();
    let attempt = window.begin("exam");
    assert_eq!(attempt.left_ms, Some(600_000));
    window.times(&attempt, 0, true);
    window.sign_in_staff();
    assert_eq!(exam().state, ExamState::UnderWay);
    window.sign_in();
    window.clock().pass(11 * 60_000);
    let News::Finished(finish) = window.start_quiz("exam") else { panic!("time was up") };
    assert_eq!((finish.cause, finish.score, finish.max), (QuizEnd::TimeUp, 1, 3), "what was answered counts");
    assert!(finish.questions.iter().all(|question| question.told.is_none()), "never told");
    assert!(finish.restudy.is_empty() && window.quiz("exam").review.is_empty());
    assert_eq!(window.quiz("exam").closed, Some(QuizClosed::NoAttemptLeft));
    window.sign_in_staff();
    assert_eq!(exam().state, ExamState::NoTryLeft);
    window.ask(open());
    window.sign_in();
    assert_eq!(window.quiz("exam").closed, None, "staff may give one more try");
}

#[test]
fn before_and_after_are_told_beside_each_other() {
    let window = Window::quizzes();
    let attempt = window.begin("before");
    window.give(attempt.attempt, "pre-fridge", Answer::Truth { value: false });
    window.give(attempt.attempt, "pre-knife", Answer::Truth { value: true });
    let finish = window.hand_in(attempt.attempt);
    assert!(finish.is_passed && finish.quiz.mode == QuizMode::Pre, "it keeps nobody out");
    let quiz = window.quiz("after");
    assert_eq!(quiz.pair.unwrap().score_permille, Some(500));
    let attempt = window.begin("after");
    for question in ["post-fridge", "post-knife"] {
        window.give(attempt.attempt, question, Answer::Truth { value: true });
    }
    let quiz = window.hand_in(attempt.attempt).quiz;
    assert_eq!((quiz.score_permille, quiz.pair.unwrap().score_permille), (Some(1000), Some(500)));
}

#[test]
fn mastery_is_counted_over_tries() {
    let window = Window::quizzes();
    let first = window.begin("drill");
    assert_eq!(first.questions.len(), 5, "drawn from the bank");
    for at in 0..5 {
        let tally = window.times(&first, at, at >= 3).tally.unwrap();
        assert!(!tally.is_reached);
    }
    let finish = window.hand_in(first.attempt);
    assert!(!finish.is_passed && finish.quiz.closed.is_none(), "go on");
    assert_eq!(finish.quiz.tally.map(|tally| (tally.right, tally.of)), Some((2, 4)));
    let second = window.begin("drill");
    let tally = window.times(&second, 0, true).tally.unwrap();
    assert!(tally.is_reached && tally.right == 3, "with those of the try before");
    let finish = window.hand_in(second.attempt);
    assert_eq!((finish.is_passed, finish.score, finish.max), (true, 1, 1), "what was not asked does not count");
}

#[test]
fn right_answers_are_told_once_it_is_passed_and_tries_wait() {
    let window = Window::quizzes();
    let first = window.begin("timed");
    assert_eq!(first.left_ms, Some(120_000));
    for at in 0..3 {
        assert!(window.times(&first, at, at > 0).question.told.is_none());
    }
    let finish = window.hand_in(first.attempt);
    assert!(!finish.is_passed && finish.questions.iter().all(|question| question.told.is_none()));
    let Some(QuizClosed::Wait { until_wall_ms }) = finish.quiz.closed else { panic!("{:?}", finish.quiz.closed) };
    assert_eq!(until_wall_ms, window.clock().wall_ms() + 30 * 60_000);
    window.clock().pass(30 * 60_000);
    let second = window.begin("timed");
    for at in 0..3 {
        window.times(&second, at, true);
    }
    let finish = window.hand_in(second.attempt);
    assert!(finish.is_passed && finish.questions.iter().all(|question| question.told.is_some()));
    assert_eq!(finish.quiz.closed, Some(QuizClosed::NoAttemptLeft));
}
