//! Staff mark what no program can score; exams for several people; hints that outlast a crash.

use super::*;
use crate::model::trust::FreeText;
use crate::worker::view::{MarkRow, PeopleNews};
use std::collections::BTreeMap;

/// The course of every kind, of which "kinds" is passed only with the points for the text.
fn strict() -> Course {
    let text = include_str!("../../../../tests/quizzes/course/course.json");
    let mut course: Value = serde_json::from_str(text).unwrap();
    for lesson in course["modules"][0]["lessons"].as_array_mut().unwrap() {
        if lesson["kind"] == "video" {
            lesson["duration_ms"] = 2_000.into();
        }
        if lesson["id"] == "kinds" {
            lesson["quiz"]["pass"]["permille"] = 700.into();
            let own = lesson["quiz"]["parts"][0]["questions"].as_array_mut().unwrap().last_mut().unwrap();
            assert_eq!(own["id"], "own");
            let line = |id: &str| serde_json::json!({"id": id, "text": {"en": id, "es": id}, "points": 1});
            own["rubric"] = vec![line("clear"), line("useful")].into();
        }
    }
    serde_json::from_value(course).unwrap()
}

impl Window {
    fn handed_in() -> (Self, FinishView) {
        let window = Self::on(Place::with(&strict()));
        window.ask(Request::TryOut);
        window.sign_in();
        let attempt = window.begin("kinds").attempt;
        for (question, answer, _) in answers() {
            window.give(attempt, question, answer);
        }
        let finish = window.hand_in(attempt);
        (window, finish)
    }

    fn to_mark(&self) -> Vec<MarkRow> {
        match self.ask(Request::Today) {
            News::Today(today) => today.to_mark,
            other => panic!("{other:?}"),
        }
    }

    fn marks(&self, learner: LearnerId) -> (Vec<MarkRow>, usize) {
        match self.ask(Request::Person { learner }) {
            News::Person(person) => (person.marks, person.certificates.len()),
            other => panic!("{other:?}"),
        }
    }

    fn mark(&self, row: &MarkRow, points: [u32; 2], comment: &str) {
        self.clock().pass(60_000);
        let lines = row.rubric.iter().map(|line| line.id.clone());
        let given = Marking {
            learner: row.learner,
            course: row.course.clone(),
            lesson: row.lesson.clone(),
            attempt: row.attempt,
            question: row.question.clone(),
            points: 0,
            rubric: lines.zip(points).collect(),
            comment: comment.into(),
        };
        assert!(matches!(self.ask(Request::Mark(Box::new(given))), News::Done));
    }
}

#[test]
fn a_text_is_marked_passes_the_quiz_and_completes_the_certificate() {
    let (window, finish) = Window::handed_in();
    assert_eq!((finish.score, finish.max, finish.waiting, finish.is_passed), (13, 18, 1, false));
    assert!(finish.earned.is_empty(), "not before the text is marked");
    assert_eq!(window.quiz("kinds").waiting, 1);
    let learner = window.sam();
    window.sign_in_staff();
    let row = window.to_mark().remove(0);
    assert_eq!((row.name.as_str(), row.answer.as_str(), row.max), ("Sam Rivera", "Keep it dry. 🙂 <script>", 2));
    window.mark(&row, [1, 0], "Say why, too.");
    assert!(window.to_mark().is_empty());
    assert_eq!(window.marks(learner).1, 1, "14 of 20 passes it; the certificate waits for nobody to open a lesson");

    window.sign_in();
    let News::Home(home) = window.ask(Request::Home) else { panic!("no home") };
    assert_eq!(home.marked[0].lesson, id("kinds"));
    window.clock().pass(60_000);
    let quiz = window.quiz("kinds");
    assert_eq!((quiz.is_passed, quiz.waiting, quiz.score_permille), (true, 0, Some(700)));
    let told = quiz.review.iter().find(|shown| shown.question.as_str() == "own").unwrap().told.clone().unwrap();
    assert_eq!((told.points, told.max, told.comment.as_str()), (1, 2, "Say why, too."));
    assert_eq!(told.rubric.iter().map(|line| line.points).collect::<Vec<_>>(), [Some(1), Some(0)]);
    let News::Home(home) = window.ask(Request::Home) else { panic!("no home") };
    assert!(home.marked.is_empty(), "they have looked at it");
}

#[test]
fn a_mark_is_changed_later_and_the_last_one_counts() {
    let (window, _) = Window::handed_in();
    let learner = window.sam();
    window.sign_in_staff();
    let row = window.to_mark().remove(0);
    window.mark(&row, [9, 9], "Good.");
    let (rows, _) = window.marks(learner);
    assert_eq!(rows[0].mark.as_ref().map(|mark| mark.points), Some(2), "never more than the course gives");
    window.mark(&row, [0, 0], "");
    let (rows, _) = window.marks(learner);
    let mark = rows[0].mark.as_ref().unwrap();
    assert_eq!((mark.points, mark.comment.as_str()), (0, ""), "the words are taken back as well");
    window.sign_in();
    let quiz = window.quiz("kinds");
    assert_eq!((quiz.is_passed, quiz.score_permille), (false, Some(650)));
}

#[test]
fn a_learner_marks_nothing_and_only_texts_handed_in_are_marked() {
    let (window, _) = Window::handed_in();
    let learner = window.sam();
    window.sign_in_staff();
    let row = window.to_mark().remove(0);
    let given = |question: &str| {
        let (course, lesson, attempt, question) =
            (row.course.clone(), row.lesson.clone(), row.attempt, question.parse().unwrap());
        let (points, rubric, comment) = (1, BTreeMap::new(), String::new());
        Request::Mark(Box::new(Marking { learner, course, lesson, attempt, question, points, rubric, comment }))
    };
    assert_eq!(window.refused(given("hands")), Code::LessonGone, "a program scored it");
    window.sign_in();
    assert_eq!(window.refused(given("own")), Code::StaffRole);
}

#[test]
fn marks_leave_the_station_and_the_words_only_by_policy() {
    let (window, _) = Window::handed_in();
    window.sign_in_staff();
    let row = window.to_mark().remove(0);
    window.mark(&row, [1, 1], "Well put.");
    let News::Station(station) = window.ask(Request::Station) else { panic!("no station") };
    assert_eq!(station.place.free_text, FreeText::Local, "the rules of a try-out");
    let News::ExportPreview(preview) = window.ask(Request::ExportPreview) else { panic!("no preview") };
    let sam = preview.told.iter().find(|told| told.name.contains("Sam")).unwrap();
    let count = |kind: &str| sam.kinds.iter().find(|(known, _)| known == kind).map(|(_, count)| *count);
    assert_eq!(count("quiz.marked"), Some(1), "{:?}", sam.kinds);
    assert!(preview.texts.is_empty(), "neither the answer nor what was said of it: {:?}", preview.texts);
    assert!(preview.withheld >= 2, "they are there, without their words");
}

#[test]
fn an_exam_is_opened_for_several_and_closed_again() {
    let window = Window::quizzes();
    let sam = window.sam();
    window.sign_in_staff();
    let News::People(people) = window.ask(Request::People) else { panic!("no people") };
    assert_eq!(people.exams.iter().map(|exam| exam.title.as_str()).collect::<Vec<_>>(), ["The exam"]);
    let learners: Vec<LearnerId> = people.people.iter().map(|row| row.learner).collect();
    let (course, lesson) = (people.exams[0].course.clone(), people.exams[0].lesson.clone());
    let change = |change| match window.ask(Request::ChangePeople(change)) {
        News::PeopleChanged(news) => news,
        other => panic!("{other:?}"),
    };
    let open = || PeopleChange::OpenExam {
        learners: learners.clone(),
        course: course.clone(),
        lesson: lesson.clone(),
        minutes: 60,
    };
    let close = |learners| PeopleChange::CloseExam { learners, course: course.clone(), lesson: lesson.clone() };
    let PeopleNews::ExamOpened { learners: opened, .. } = change(open()) else { panic!("not opened") };
    assert_eq!(opened.len(), 2);
    assert!(matches!(change(close(opened)), PeopleNews::ExamClosed { count: 2 }));
    window.sign_in();
    assert_eq!(window.quiz("exam").closed, Some(QuizClosed::StaffOpen), "closed before it was begun");
    window.sign_in_staff();
    change(open());
    window.sign_in();
    window.begin("exam");
    window.sign_in_staff();
    let PeopleNews::ExamOpened { learners: opened, .. } = change(open()) else { panic!("not opened") };
    assert!(opened.len() == 1 && !opened.contains(&sam), "not for who is in the middle of it");
    change(close(vec![sam]));
    window.sign_in();
    assert!(matches!(window.start_quiz("exam"), News::Attempt(_)), "who has begun goes on");
}

#[test]
fn a_hint_counts_though_the_power_fails_before_the_answer() {
    let mut window = Window::on(Place::with(&hinted()));
    window.ask(Request::TryOut);
    window.sign_in();
    let attempt = window.begin("kinds");
    let question = attempt.questions[0].question.clone();
    let hint = |hints| Request::TakeHint { attempt: attempt.attempt, question: question.clone(), hints };
    assert!(matches!(window.ask(hint(1)), News::Done));
    assert!(matches!(window.ask(hint(9)), News::Done), "no more than there are");
    window.handle.finish();
    window = Window::on(window.place);
    window.ask(Request::TryOut);
    window.sign_in();
    let again = window.begin("kinds");
    assert_eq!((again.attempt, again.questions[0].hints_shown), (attempt.attempt, 2), "they stand there again");
    let answer = Answer::Choice { option: option("five") };
    window.ask(Request::Answer { attempt: again.attempt, question: question.clone(), answer, hints: 0, active_ms: 0 });
    let learner = window.sam();
    window.handle.finish();
    let (open, _) = window.place.open();
    let events = open.store.events_of_learner(learner, 0).unwrap().events;
    let taken = events.iter().find_map(|event| match event.body() {
        Some(crate::model::event::Body::QuizAnswered(answered)) => Some(answered.hints),
        _ => None,
    });
    assert_eq!(taken, Some(2), "what the answer says of them is not less than what was shown");
}

fn hinted() -> Course {
    let mut course = serde_json::to_value(every_kind()).unwrap();
    for lesson in course["modules"][0]["lessons"].as_array_mut().unwrap() {
        if lesson["id"] == "kinds" {
            let hint = |text: &str| serde_json::json!({"en": text, "es": text});
            lesson["quiz"]["parts"][0]["questions"][0]["hints"] = vec![hint("One."), hint("Two.")].into();
        }
    }
    serde_json::from_value(course).unwrap()
}
