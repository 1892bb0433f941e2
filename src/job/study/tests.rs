//! Sittings on a real station with a clock turned by hand.

use super::*;
use crate::job::exams;
use crate::job::start::OpenHome;
use crate::job::tests_pack::{HandClock, Place, START, course, course_id, lesson_id, sam, watched};
use crate::model::answer::Answer;
use crate::model::event::{Actor, QuizEnd, SpanUnit};
use crate::model::id::{OptionId, QuestionId};
use crate::model::progress::Missing;
use crate::model::score::Verdict;

struct Desk {
    open: OpenHome,
    courses: Courses,
    study: Study,
    clock: Arc<HandClock>,
}

impl Desk {
    fn of(place: &Place) -> Self {
        let (mut open, courses) = place.open();
        let learner = learner(&open.store, sam(&open)).unwrap();
        let study = Study::begin(&mut open.store, learner, Method::Pin).unwrap();
        Self { open, courses, study, clock: place.clock.clone() }
    }

    fn save<T>(
        &mut self,
        work: impl FnOnce(&mut Study, &mut Writer<'_>, &Courses, &Arc<StationCourse>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let on = Arc::clone(self.courses.get(&course_id()).unwrap());
        let courses = &self.courses;
        self.study.save(&mut self.open.store, |study, writer| work(study, writer, courses, &on))
    }

    fn open(&mut self, lesson: &str) -> Result<(), Problem> {
        let id = lesson_id(lesson);
        self.save(|study, writer, courses, on| study.open(writer, courses, on, &id))
    }

    fn watch(&mut self, lesson: &str, unit: SpanUnit, range: [u64; 2], active_ms: u64) -> Result<u64, Problem> {
        let report = watched(lesson, unit, range, active_ms);
        self.save(|study, writer, courses, _| study.watched(writer, courses, &report))
    }

    fn begin(&mut self) -> Result<Begun, Problem> {
        self.save(|study, writer, courses, on| study.start(writer, courses, on, &lesson_id("quiz")))
    }

    fn start(&mut self) -> Result<crate::model::id::AttemptId, Problem> {
        match self.begin()? {
            Begun::On(attempt) => Ok(attempt),
            Begun::Over(_, finished) => panic!("{finished:?}"),
        }
    }

    fn answer(
        &mut self,
        attempt: crate::model::id::AttemptId,
        question: &str,
        right: bool,
    ) -> Result<Answered, Problem> {
        let option = |id: &str| OptionId::parse(id).unwrap();
        let answer = match (question, right) {
            ("one", true) => Answer::Choice { option: option("b") },
            ("two", true) => Answer::Choices { options: vec![option("c"), option("a")] },
            ("three", right) => Answer::Truth { value: right },
            ("four", true) => Answer::Number { text: "12,50".into(), unit: None },
            ("five", true) => Answer::Words { text: "Résumé".into() },
            _ => Answer::Choice { option: option("a") },
        };
        let (lesson, question) = (lesson_id("quiz"), QuestionId::parse(question).unwrap());
        let given =
            GivenTo { lesson: &lesson, attempt, question: &question, answer: &answer, hints: 9, active_ms: 3_000 };
        self.clock.pass(3_000);
        self.save(|study, writer, courses, on| study.answer(writer, courses, on, &given))
    }

    fn finish(&mut self, attempt: crate::model::id::AttemptId) -> Result<Finished, Problem> {
        self.save(|study, writer, courses, on| study.finish(writer, courses, on, &lesson_id("quiz"), attempt))
    }

    /// What was counted before is what would be counted now.
    fn progress(&self) -> Arc<CourseProgress> {
        let on = self.courses.get(&course_id()).unwrap();
        let fresh = Followed::of(&self.open.store, self.study.learner().id).unwrap();
        assert_eq!(self.study.followed().course(&on.course, &self.courses), fresh.course(&on.course, &self.courses));
        self.study.progress(&self.courses, on)
    }

    fn kinds(&self) -> Vec<String> {
        let events = self.open.store.events_of_learner(self.study.learner().id, 0).unwrap().events;
        events
            .into_iter()
            .map(|event| event.header.kind)
            .filter(|kind| !kind.starts_with("auth") && kind != "learner.added")
            .collect()
    }

    /// The first module, done.
    fn first_module(&mut self) {
        self.open("read").unwrap();
        self.clock.pass(5_000);
        self.watch("read", SpanUnit::Permille, [0, 1000], 5_000).unwrap();
        self.open("pics").unwrap();
        self.clock.pass(5_000);
        self.watch("pics", SpanUnit::Slide, [0, 2], 5_000).unwrap();
        self.open("film").unwrap();
        self.clock.pass(80_000);
        self.watch("film", SpanUnit::Ms, [0, 80_000], 80_000).unwrap();
    }
}

#[test]
fn a_programme_counts_its_courses_and_its_goals() {
    use crate::model::progress::GoalState;
    let place = Place::with_programme(&course("end", None));
    let mut desk = Desk::of(&place);
    let id = crate::job::tests_pack::programme().id;
    let progress = |desk: &Desk| {
        let on = desk.courses.programme(&id).unwrap();
        desk.study.followed().programme(&on.programme, &desk.courses)
    };
    let slug = |text: &str| Slug::parse(text).unwrap();
    let set = |desk: &mut Desk, goal: &str, done: bool| {
        desk.save(|study, writer, courses, _| study.set_goal(writer, courses, &id, &slug(goal), done))
    };
    assert!(!progress(&desk).is_begun);
    assert_eq!(set(&mut desk, "nothing", true).unwrap_err().code, Code::LessonGone);
    set(&mut desk, "own", true).unwrap();
    set(&mut desk, "shown", true).unwrap();
    assert_eq!(progress(&desk).goals[&slug("own")], GoalState::Done);
    assert_eq!(progress(&desk).goals[&slug("shown")], GoalState::Waiting);
    set(&mut desk, "own", false).unwrap();
    assert_eq!(progress(&desk).goals[&slug("own")], GoalState::Open);

    desk.first_module();
    desk.open("quiz").unwrap();
    let attempt = desk.start().unwrap();
    for question in ["one", "two", "three", "four", "five"] {
        desk.answer(attempt, question, true).unwrap();
    }
    desk.finish(attempt).unwrap();
    let known = progress(&desk);
    assert!(known.levels[0].is_done && !known.levels[1].is_done && !known.is_done);
    assert!(known.levels[0].certificate.as_ref().unwrap().provisional_wall_ms.is_some(), "recorded with the course's");
    desk.open("read").unwrap();
    let provisional = desk.kinds().iter().filter(|kind| *kind == "certificate.provisional").count();
    assert_eq!(provisional, 2, "the course's and the level's, each once");

    let (learner, courses) = (desk.study.learner().id, &desk.courses);
    let by = Actor::Staff(crate::model::id::StaffId(uuid::Uuid::nil()));
    people::sign_goal(&mut desk.open.store, courses, by, learner, (id.clone(), slug("shown"))).unwrap();
    desk.study.read_again(&desk.open.store).unwrap();
    assert_eq!(progress(&desk).goals[&slug("shown")], GoalState::Done);
}

fn place() -> Place {
    Place::with(&course("end", None))
}

#[test]
fn a_course_is_learned_to_its_certificate() {
    let place = place();
    let mut desk = Desk::of(&place);
    assert_eq!(desk.open("quiz").unwrap_err().code, Code::LessonLocked);
    assert_eq!(desk.start().unwrap_err().code, Code::LessonLocked);
    assert_eq!(desk.open("nowhere").unwrap_err().code, Code::LessonGone);
    desk.first_module();
    desk.open("quiz").unwrap();
    let attempt = desk.start().unwrap();
    assert_eq!(desk.start().unwrap(), attempt, "an attempt under way is gone on with");
    for (question, right) in [("one", true), ("two", true), ("three", true), ("four", true), ("five", false)] {
        assert!(
            matches!(desk.answer(attempt, question, right).unwrap(), Answered::Kept(mark) if (mark.points == 1) == right)
        );
    }
    let changed = desk.answer(attempt, "four", false).unwrap();
    assert!(matches!(changed, Answered::Kept(mark) if mark.verdict == Verdict::Wrong), "changed before handing in");
    let finished = desk.finish(attempt).unwrap();
    assert_eq!((finished.score, finished.max, finished.is_passed), (3, 5, true));
    assert_eq!(finished.earned, [Slug::parse("done").unwrap()]);
    assert_eq!(desk.finish(attempt).unwrap_err().code, Code::QuizClosed, "handed in once");
    assert_eq!(desk.answer(attempt, "one", true).unwrap_err().code, Code::QuizClosed);
    let progress = desk.progress();
    assert!(progress.is_done);
    assert_eq!(progress.time.credited_ms, 90_000 + 6 * 3_000);
    assert!(progress.certificates[0].provisional_wall_ms.is_some());
    desk.open("read").unwrap();
    let provisional = desk.kinds().iter().filter(|kind| *kind == "certificate.provisional").count();
    assert_eq!(provisional, 1, "recorded once");
    let Desk { mut open, study, .. } = desk;
    study.end(&mut open.store, SessionEnd::Left).unwrap();
    assert!(open.store.checkpoints().unwrap().is_empty());
}

#[test]
fn what_was_saved_is_there_after_a_power_cut() {
    let place = place();
    let mut desk = Desk::of(&place);
    desk.open("film").unwrap();
    for n in 0..17 {
        desk.clock.pass(5_000);
        desk.watch("film", SpanUnit::Ms, [n * 3_000, (n + 1) * 3_000], 5_000).unwrap();
    }
    assert_eq!(
        desk.kinds(),
        ["session.started", "lesson.opened", "lesson.span"],
        "a minute is an event, the rest a row"
    );
    let before = desk.progress();
    assert_eq!(before.lessons[&lesson_id("film")].position.as_ref().unwrap().at, 51_000);
    drop(desk); // no goodbye: the power is cut
    place.clock.pass(3_600_000);
    let after = Desk::of(&place);
    let film = &after.progress().lessons[&lesson_id("film")];
    assert_eq!(film.position.as_ref().unwrap().at, 51_000, "to the second");
    assert_eq!(film.seen_permille, before.lessons[&lesson_id("film")].seen_permille);
    assert_eq!(after.progress().time.credited_ms, 85_000, "every second counted, none twice");
    assert_eq!(after.progress().next, Some(lesson_id("film")));
    let span = after.open.store.events_of_learner(after.study.learner().id, 0).unwrap().events;
    let last = span.iter().rfind(|event| event.header.kind == "lesson.span").unwrap();
    assert_eq!(last.header.wall, START + 85_000, "it happened before the cut");
}

#[test]
fn an_attempt_goes_on_where_it_was_cut() {
    let place = place();
    let mut desk = Desk::of(&place);
    desk.first_module();
    let attempt = desk.start().unwrap();
    desk.answer(attempt, "two", true).unwrap();
    let asked = desk.study.followed().fold().attempts(&course_id(), &lesson_id("quiz"))[0].questions.clone();
    drop(desk);
    let mut again = Desk::of(&place);
    assert_eq!(again.start().unwrap(), attempt);
    let running = &again.study.followed().fold().attempts(&course_id(), &lesson_id("quiz"))[0];
    assert_eq!(running.questions, asked, "the same questions in the same order");
    assert_eq!(running.answers.len(), 1);
}

#[test]
fn active_time_is_never_more_than_the_clock_allows() {
    let place = place();
    let mut desk = Desk::of(&place);
    desk.open("read").unwrap();
    desk.clock.pass(4_000);
    desk.watch("read", SpanUnit::Permille, [0, 10], 5_000).unwrap();
    desk.watch("read", SpanUnit::Permille, [0, 10], 5_000).unwrap();
    desk.watch("read", SpanUnit::Permille, [0, 10], u64::MAX).unwrap();
    assert_eq!(desk.progress().time.credited_ms, 4_000);
    desk.clock.pass(10_000);
    desk.watch("read", SpanUnit::Permille, [0, 10], 1_000).unwrap();
    assert_eq!(desk.progress().time.credited_ms, 5_000, "idle time is not active time");
    assert_eq!(
        desk.watch("film", SpanUnit::Ms, [0, 1], 1).unwrap_err().code,
        Code::LessonGone,
        "only the lesson on screen"
    );
}

#[test]
fn another_language_keeps_progress() {
    let place = place();
    let mut desk = Desk::of(&place);
    desk.open("read").unwrap();
    desk.clock.pass(5_000);
    desk.watch("read", SpanUnit::Permille, [0, 500], 5_000).unwrap();
    let spanish = Lang::parse("es").unwrap();
    desk.save(|study, writer, _, _| study.set_language(writer, &spanish)).unwrap();
    desk.clock.pass(5_000);
    desk.watch("read", SpanUnit::Permille, [500, 950], 5_000).unwrap();
    assert_eq!(desk.progress().lessons[&lesson_id("read")].state, LessonState::Done);
    assert_eq!(desk.open.store.learner(desk.study.learner().id).unwrap().unwrap().lang, spanish);
}

#[test]
fn what_is_not_written_is_not_believed() {
    let place = place();
    let mut desk = Desk::of(&place);
    desk.open("read").unwrap();
    desk.clock.pass(5_000);
    let before = desk.kinds();
    let report = watched("read", SpanUnit::Permille, [0, 1000], 5_000);
    let failed = desk.save(|study, writer, courses, _| {
        study.watched(writer, courses, &report)?;
        Err::<(), _>(Problem::new(Code::DiskFull))
    });
    assert_eq!(failed.unwrap_err().code, Code::DiskFull);
    assert_eq!(desk.kinds(), before);
    assert_eq!(desk.progress().lessons[&lesson_id("read")].missing, [Missing::See { permille: 900 }]);
    desk.watch("read", SpanUnit::Permille, [0, 1000], 5_000).unwrap();
    assert_eq!(desk.progress().time.credited_ms, 5_000, "nothing is lost when it works again");
}

#[test]
fn time_runs_out_and_attempts_wait() {
    let place = Place::with(&course("end", Some(10)));
    let mut desk = Desk::of(&place);
    desk.first_module();
    let attempt = desk.start().unwrap();
    desk.answer(attempt, "one", true).unwrap();
    desk.clock.pass(11 * 60_000);
    let Answered::TimeUp(finished) = desk.answer(attempt, "two", true).unwrap() else { panic!("time was up") };
    assert_eq!((finished.score, finished.max, finished.is_passed), (1, 5, false));
    assert_eq!(desk.start().unwrap_err().code, Code::QuizClosed, "wait first");
    desk.clock.pass(10 * 60_000);
    let second = desk.start().unwrap();
    assert_ne!(second, attempt);
    desk.clock.pass(60 * 60_000);
    let Begun::Over(over, finished) = desk.begin().unwrap() else { panic!("time was up") };
    assert_eq!((over, finished.cause, finished.score), (second, QuizEnd::TimeUp, 0));
    assert_eq!(desk.start().unwrap_err().code, Code::QuizClosed, "the late one is closed, and then the wait begins");
}

#[test]
fn time_away_is_not_taken_from_who_opened_the_quiz_themselves() {
    let place = Place::with(&course("end", Some(10)));
    let mut desk = Desk::of(&place);
    desk.first_module();
    let attempt = desk.start().unwrap();
    let quiz = desk.courses.get(&course_id()).unwrap().course.quiz(&lesson_id("quiz")).unwrap().clone();
    assert_eq!(desk.study.left_ms(&quiz, attempt), Some(600_000));
    desk.clock.pass(60_000);
    desk.answer(attempt, "one", true).unwrap();
    assert_eq!(desk.study.left_ms(&quiz, attempt), Some(537_000), "the clock runs between answers");
    drop(desk); // the power is cut, for an hour
    place.clock.pass(3_600_000);
    let mut again = Desk::of(&place);
    assert_eq!(again.start().unwrap(), attempt);
    assert_eq!(again.study.left_ms(&quiz, attempt), Some(597_000), "what was answered took 3 seconds of active time");
    again.clock.pass(598_000);
    let finished = again.finish(attempt).unwrap();
    assert_eq!((finished.cause, finished.score), (QuizEnd::TimeUp, 1));
}

#[test]
fn an_exam_runs_on_while_somebody_is_away() {
    let mut exam = course("end", Some(10));
    for lesson in exam.modules.iter_mut().flat_map(|module| &mut module.lessons) {
        if let crate::model::lesson::LessonContent::Quiz { quiz } = &mut lesson.content {
            quiz.opened_by = crate::model::quiz::OpenedBy::Staff;
        }
    }
    let place = Place::with(&exam);
    let mut desk = Desk::of(&place);
    desk.first_module();
    assert_eq!(desk.begin().unwrap_err().code, Code::QuizClosed, "staff have not opened it");
    let staff = Actor::Staff(crate::model::id::StaffId(uuid::Uuid::nil()));
    let on = Arc::clone(desk.courses.get(&course_id()).unwrap());
    let learner = desk.study.learner().id;
    let lesson = lesson_id("quiz");
    let refused = exams::open(&mut desk.open.store, staff, learner, &on, &lesson_id("film"), 60);
    assert_eq!(refused.unwrap_err().code, Code::LessonGone, "a film is no quiz");
    exams::open(&mut desk.open.store, staff, learner, &on, &lesson, 60).unwrap();
    desk.study.read_again(&desk.open.store).unwrap();
    let attempt = desk.start().unwrap();
    desk.answer(attempt, "one", true).unwrap();
    drop(desk);
    place.clock.pass(5 * 60_000);
    let mut again = Desk::of(&place);
    assert_eq!(again.start().unwrap(), attempt);
    let quiz = on.course.quiz(&lesson).unwrap();
    assert_eq!(again.study.left_ms(quiz, attempt), Some(5 * 60_000 - 3_000));
    drop(again);
    place.clock.pass(6 * 60_000);
    let mut late = Desk::of(&place);
    let Begun::Over(over, finished) = late.begin().unwrap() else { panic!("time was up") };
    assert_eq!((over, finished.cause, finished.score), (attempt, QuizEnd::TimeUp, 1), "what was answered counts");
    let at = late.kinds();
    assert_eq!(at.iter().filter(|kind| *kind == "quiz.opened").count(), 1);
}

#[test]
fn a_quiz_before_the_course_lets_everybody_in() {
    let mut before = course("end", None);
    for lesson in before.modules.iter_mut().flat_map(|module| &mut module.lessons) {
        if let crate::model::lesson::LessonContent::Quiz { quiz } = &mut lesson.content {
            quiz.mode = crate::model::quiz::QuizMode::Pre;
        }
    }
    let place = Place::with(&before);
    let mut desk = Desk::of(&place);
    desk.first_module();
    let attempt = desk.start().unwrap();
    desk.answer(attempt, "one", false).unwrap();
    let finished = desk.finish(attempt).unwrap();
    assert_eq!((finished.score, finished.max, finished.is_passed), (0, 5, true));
}

#[test]
fn mastery_may_end_as_soon_as_it_is_reached() {
    let mut drill = course("each", None);
    for lesson in drill.modules.iter_mut().flat_map(|module| &mut module.lessons) {
        if let crate::model::lesson::LessonContent::Quiz { quiz } = &mut lesson.content {
            quiz.pass = crate::model::quiz::Pass::Mastery { right: 2, last: 3 };
        }
    }
    let place = Place::with(&drill);
    let mut desk = Desk::of(&place);
    desk.first_module();
    let attempt = desk.start().unwrap();
    for (question, is_right) in [("one", true), ("two", false), ("three", true)] {
        desk.answer(attempt, question, is_right).unwrap();
    }
    let finished = desk.finish(attempt).unwrap();
    assert_eq!((finished.score, finished.max, finished.is_passed), (2, 3, true), "what was not asked does not count");
}

#[test]
fn an_answer_told_at_once_stands() {
    let place = Place::with(&course("each", None));
    let mut desk = Desk::of(&place);
    desk.first_module();
    let attempt = desk.start().unwrap();
    desk.answer(attempt, "one", false).unwrap();
    assert!(matches!(desk.answer(attempt, "one", true).unwrap(), Answered::Kept(mark) if mark.points == 0));
    let answers = desk.kinds().iter().filter(|kind| *kind == "quiz.answered").count();
    assert_eq!(answers, 1);
}

#[test]
fn a_cached_fold_is_the_same_fold() {
    let place = place();
    let mut desk = Desk::of(&place);
    desk.open("film").unwrap();
    for n in 0..420 {
        desk.clock.pass(61_000);
        desk.watch("film", SpanUnit::Ms, [n * 10, n * 10 + 20], 61_000).unwrap();
    }
    let learner = desk.study.learner().id;
    let Desk { mut open, study, .. } = desk;
    study.end(&mut open.store, SessionEnd::Left).unwrap();
    let all = CourseId::parse("foothold.all").unwrap();
    assert!(open.store.fold(learner, &all).unwrap().is_some());
    let cached = Followed::of(&open.store, learner).unwrap();
    let events = open.store.events_of_learner(learner, 0).unwrap().events;
    assert_eq!(cached.fold(), &crate::model::progress::LearnerFold::of(&events));
}

use crate::model::id::CourseId;

#[test]
fn where_the_policy_leaves_no_room_nothing_is_written_and_places_are_kept_all_the_same() {
    use crate::model::trust::FreeText;
    let mut desk = Desk::of(&Place::with(&course("end", None)));
    let read = lesson_id("read");
    let entry = Slug::parse("2026-11-22").unwrap();
    let refused = desk.save(|study, writer, _, on| study.note(writer, FreeText::Off, (on, &read), "block:0", "x"));
    assert_eq!(refused.unwrap_err().code, Code::NotesOff);
    let refused = desk.save(|study, writer, _, _| study.journal(writer, FreeText::Off, &entry, "x"));
    assert_eq!(refused.unwrap_err().code, Code::NotesOff);
    desk.save(|study, writer, _, on| study.note(writer, FreeText::Local, (on, &read), "block:0", "x")).unwrap();
    // What was written under another policy can be taken away.
    desk.save(|study, writer, _, on| study.note(writer, FreeText::Off, (on, &read), "block:0", "")).unwrap();
    desk.save(|study, writer, _, on| study.bookmark(writer, (on, &read), "block:0", true)).unwrap();
    let events = desk.open.store.events_of_learner(desk.study.learner().id, 0).unwrap().events.len();
    desk.save(|study, writer, _, on| study.bookmark(writer, (on, &read), "block:0", true)).unwrap();
    desk.save(|study, writer, _, on| study.note(writer, FreeText::Off, (on, &read), "block:0", "")).unwrap();
    let after = desk.open.store.events_of_learner(desk.study.learner().id, 0).unwrap().events.len();
    assert_eq!(after, events, "what changes nothing is no event");
}

#[test]
fn words_go_into_the_packet_once_and_only_where_the_policy_lets_them_out() {
    use crate::model::trust::FreeText::{Local, Off, Reviewed};
    let mut desk = Desk::of(&Place::with(&course("end", None)));
    let entry = Slug::parse("2026-11-22").unwrap();
    for policy in [Off, Local] {
        let refused = desk.save(|study, writer, _, _| study.put_into_packet(writer, policy, &entry, Some("x")));
        assert_eq!(refused.unwrap_err().code, Code::PacketClosed);
    }
    for _ in 0..2 {
        desk.save(|study, writer, _, _| study.put_into_packet(writer, Reviewed, &entry, Some("x"))).unwrap();
    }
    // What was put in under another policy can be taken out.
    for _ in 0..2 {
        desk.save(|study, writer, _, _| study.put_into_packet(writer, Off, &entry, None)).unwrap();
    }
    assert_eq!(
        desk.kinds().iter().filter(|kind| *kind == "packet.chosen").count(),
        2,
        "what changes nothing is no event"
    );
}
