//! Quizzes. What may not be told yet is not in a view at all.

use super::Pictures;
use super::course::say;
use super::lesson::Opened;
use crate::job::courses::StationCourse;
use crate::model::answer::Answer;
use crate::model::course::Course;
use crate::model::draw;
use crate::model::id::{Lang, OptionId};
use crate::model::progress::{AttemptProgress, GivenAnswer, Opening, time_is_up};
use crate::model::question::{Choice, Question, QuestionContent};
use crate::model::quiz::{Feedback, Pass, Quiz};
use crate::model::score::Mark;
use crate::model::text::Text;
use crate::worker::view::{
    Ask, AttemptView, OptionView, PassView, QuestionView, QuizClosed, QuizView, RestudyView, ToldView,
};

/// A quiz before it is begun, or on the way.
pub(in crate::worker) fn quiz(opened: &Opened<'_>, quiz: &Quiz, pictures: &mut Pictures) -> QuizView {
    let (course, lesson) = (&opened.on.course, &opened.lesson.id);
    let known = opened.progress.lessons.get(lesson);
    let attempts = known.map(|known| known.attempts.as_slice()).unwrap_or_default();
    let opening = opened.study.followed().fold().opening(course, lesson, opened.wall_ms);
    let running = attempts.iter().rev().find(|attempt| attempt.finish.is_none());
    let needs_newer = quiz.questions(&course.banks).any(|q| matches!(q.answer, QuestionContent::Unknown(_)));
    QuizView {
        course: course.id.clone(),
        lesson: lesson.clone(),
        questions: u32::try_from(quiz.asked()).unwrap_or(u32::MAX),
        pass: match quiz.pass {
            Pass::Score { permille } => PassView::Score { permille },
            Pass::Mastery { right, last } => PassView::Mastery { right, last },
            Pass::None {} | Pass::Unknown(_) => PassView::Finish,
        },
        is_passed: known.is_some_and(|known| known.is_passed),
        score_permille: known.and_then(|known| known.score_permille),
        attempts_done: u32::try_from(attempts.iter().filter(|a| a.finish.is_some()).count()).unwrap_or(u32::MAX),
        attempts_max: quiz.attempts,
        limit_minutes: quiz.limit_minutes,
        closed: match opening {
            _ if needs_newer => Some(QuizClosed::NeedsNewer),
            Some(Opening::NoAttemptLeft) => Some(QuizClosed::NoAttemptLeft),
            Some(Opening::Wait { until_wall_ms }) => Some(QuizClosed::Wait { until_wall_ms }),
            Some(Opening::StaffOpen) => Some(QuizClosed::StaffOpen),
            Some(Opening::Open | Opening::GoOn(_)) | None => None,
        },
        running: running.map(|running| attempt(opened, quiz, running, pictures)),
    }
}

/// An attempt under way.
pub(in crate::worker) fn attempt(
    opened: &Opened<'_>,
    quiz: &Quiz,
    running: &AttemptProgress,
    pictures: &mut Pictures,
) -> AttemptView {
    let questions = questions(opened, quiz, running, pictures);
    AttemptView {
        attempt: running.attempt,
        position: questions.iter().position(|question| question.given.is_none()).unwrap_or(questions.len()),
        questions,
        until_wall_ms: time_is_up(quiz, running.started_wall_ms),
        may_change: quiz.feedback != Feedback::Each,
    }
}

/// The questions of an attempt, with what may be said about them now.
pub(in crate::worker) fn questions(
    opened: &Opened<'_>,
    quiz: &Quiz,
    attempt: &AttemptProgress,
    pictures: &mut Pictures,
) -> Vec<QuestionView> {
    let asked = draw::recall(&opened.on.course, &opened.lesson.id, &attempt.questions);
    let is_told = match (quiz.feedback, attempt.finish) {
        (Feedback::Each, _) | (Feedback::End, Some(_)) => true,
        (Feedback::Passed, Some(finish)) => finish.is_passed,
        (Feedback::Never, _) | (Feedback::End | Feedback::Passed, None) => false,
    };
    let shown = Shown { on: opened.on, lang: opened.lang, seed: quiz.shuffle_options.then_some(attempt.seed), is_told };
    let is_over = attempt.finish.is_some();
    asked.into_iter().map(|q| shown.question(q, attempt.answers.get(&q.id), is_over, pictures)).collect()
}

struct Shown<'a> {
    on: &'a StationCourse,
    lang: &'a Lang,
    seed: Option<u64>,
    is_told: bool,
}

impl Shown<'_> {
    fn course(&self) -> &Course {
        &self.on.course
    }

    fn say(&self, text: &Text) -> String {
        say(self.course(), text, self.lang)
    }

    fn question(
        &self,
        question: &Question,
        given: Option<&GivenAnswer>,
        is_over: bool,
        pictures: &mut Pictures,
    ) -> QuestionView {
        let is_told = self.is_told && (given.is_some() || is_over);
        QuestionView {
            question: question.id.clone(),
            prompt: self.say(&question.prompt),
            picture: question.picture.as_ref().and_then(|picture| pictures.of(self.on, picture, self.lang)),
            points: question.points,
            hints: question.hints.iter().map(|hint| self.say(hint)).collect(),
            ask: self.ask(question, pictures),
            given: given.map(|given| given.answer.clone()),
            told: is_told.then(|| self.told(question, given)),
        }
    }

    fn options(
        &self,
        question: &Question,
        list: &[Choice],
        salt: Option<u64>,
        pictures: &mut Pictures,
    ) -> Vec<OptionView> {
        let mut views: Vec<_> = list
            .iter()
            .map(|choice| OptionView {
                id: choice.id.clone(),
                text: self.say(&choice.text),
                picture: choice.picture.as_ref().and_then(|picture| pictures.of(self.on, picture, self.lang)),
            })
            .collect();
        if let (Some(seed), Some(salt)) = (self.seed, salt) {
            draw::shuffle_options(&mut views, seed, &question.id, salt);
        }
        views
    }

    /// Options as shown. What is to be ordered or paired is shuffled even where the quiz shuffles nothing: its order
    /// in the course is the answer.
    fn ask(&self, question: &Question, pictures: &mut Pictures) -> Ask {
        let always = Self { seed: self.seed.or(Some(0)), ..*self };
        match &question.answer {
            QuestionContent::Single { options, .. } => {
                Ask::Single { options: self.options(question, options, Some(0), pictures) }
            }
            QuestionContent::Multiple { options, .. } => {
                Ask::Multiple { options: self.options(question, options, Some(0), pictures) }
            }
            QuestionContent::TrueFalse { .. } => Ask::TrueFalse,
            QuestionContent::Numeric { units, unit_required, .. } => Ask::Numeric {
                units: units.iter().map(|unit| unit.unit.clone()).collect(),
                is_unit_required: *unit_required,
            },
            QuestionContent::Short { max_chars, .. } => Ask::Short { max_chars: *max_chars },
            QuestionContent::Order { items, .. } => {
                Ask::Order { items: always.options(question, items, Some(0), pictures) }
            }
            QuestionContent::Match { left, right, .. } => Ask::Match {
                left: self.options(question, left, None, pictures),
                right: always.options(question, right, Some(1), pictures),
            },
            QuestionContent::Gaps { text, gaps, .. } => {
                let gap = |(n, gap): (usize, &crate::model::question::Gap)| {
                    (gap.id.clone(), self.options(question, &gap.options, Some(2 + n as u64), pictures))
                };
                Ask::Gaps { text: self.say(text), gaps: gaps.iter().enumerate().map(gap).collect() }
            }
            QuestionContent::Point { image, alt, areas, .. } => Ask::Point {
                image: pictures.file(self.on, image, self.lang, &self.say(alt)),
                areas: areas.iter().map(|area| (area.id.clone(), self.say(&area.name))).collect(),
            },
            QuestionContent::Open { max_chars, .. } => Ask::Open { max_chars: *max_chars },
            QuestionContent::Unknown(_) => Ask::NeedsNewer,
        }
    }

    fn told(&self, question: &Question, given: Option<&GivenAnswer>) -> ToldView {
        let mark = given
            .map_or_else(|| crate::model::score::unanswered(question), |given| Mark::recorded(given.points, given.max));
        let restudy = question.restudy.as_ref().and_then(|restudy| {
            let lesson = self.course().lesson(&restudy.lesson)?;
            let title = self.say(&lesson.title);
            Some(RestudyView { lesson: lesson.id.clone(), title, at_ms: restudy.at_ms, anchor: restudy.anchor.clone() })
        });
        ToldView {
            verdict: mark.verdict,
            points: mark.points,
            max: mark.max,
            right_options: right_options(&question.answer),
            right_words: self.right_words(&question.answer),
            remarks: self.remarks(&question.answer, given.map(|given| &given.answer)),
            explain: question.explain.as_ref().map(|explain| self.say(explain)),
            restudy,
        }
    }

    fn right_words(&self, question: &QuestionContent) -> Option<String> {
        match question {
            QuestionContent::Numeric { value, units, .. } => {
                let unit = units.iter().find(|unit| unit.factor == crate::model::decimal::Dec::whole(1));
                Some(unit.map_or_else(|| value.to_string(), |unit| format!("{value} {}", unit.unit)))
            }
            QuestionContent::Short { accept, .. } => accept.first().map(|accept| self.say(&accept.text)),
            QuestionContent::Order { items, .. } => {
                Some(items.iter().map(|item| self.say(&item.text)).collect::<Vec<_>>().join(" → "))
            }
            QuestionContent::Match { left, right, pairs, .. } => {
                let text = |side: &[Choice], id: &OptionId| {
                    side.iter().find(|choice| choice.id == *id).map(|choice| self.say(&choice.text)).unwrap_or_default()
                };
                let lines = pairs.iter().map(|(l, r)| format!("{} – {}", text(left, l), text(right, r)));
                Some(lines.collect::<Vec<_>>().join("; "))
            }
            QuestionContent::Gaps { gaps, .. } => {
                let one = |gap: &crate::model::question::Gap| match &gap.answer {
                    Some(answer) => gap.options.iter().find(|choice| choice.id == *answer).map(|c| self.say(&c.text)),
                    None => gap.accept.first().map(|accept| self.say(&accept.text)),
                };
                Some(gaps.iter().filter_map(one).collect::<Vec<_>>().join(", "))
            }
            QuestionContent::Point { areas, answer, .. } => {
                let right = areas.iter().filter(|area| answer.contains(&area.id)).map(|area| self.say(&area.name));
                Some(right.collect::<Vec<_>>().join(", "))
            }
            QuestionContent::Single { .. }
            | QuestionContent::Multiple { .. }
            | QuestionContent::TrueFalse { .. }
            | QuestionContent::Open { .. }
            | QuestionContent::Unknown(_) => None,
        }
    }

    /// What the chosen options have to say.
    fn remarks(&self, question: &QuestionContent, given: Option<&Answer>) -> Vec<String> {
        let (QuestionContent::Single { options, .. } | QuestionContent::Multiple { options, .. }) = question else {
            return Vec::new();
        };
        let chosen = |id: &OptionId| match given {
            Some(Answer::Choice { option }) => option == id,
            Some(Answer::Choices { options }) => options.contains(id),
            _ => false,
        };
        options
            .iter()
            .filter(|choice| chosen(&choice.id))
            .filter_map(|c| c.feedback.as_ref())
            .map(|f| self.say(f))
            .collect()
    }
}

fn right_options(question: &QuestionContent) -> Vec<OptionId> {
    match question {
        QuestionContent::Single { answer, .. } => vec![answer.clone()],
        QuestionContent::Multiple { answer, .. } | QuestionContent::Point { answer, .. } => answer.clone(),
        QuestionContent::TrueFalse { answer } => {
            OptionId::parse(if *answer { "true" } else { "false" }).into_iter().collect()
        }
        QuestionContent::Numeric { .. }
        | QuestionContent::Short { .. }
        | QuestionContent::Order { .. }
        | QuestionContent::Match { .. }
        | QuestionContent::Gaps { .. }
        | QuestionContent::Open { .. }
        | QuestionContent::Unknown(_) => Vec::new(),
    }
}
