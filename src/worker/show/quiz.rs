//! Quizzes. What may not be told yet is not in a view at all.

use super::Pictures;
use super::course::say;
use super::lesson::Opened;
use super::marking::rubric;
use crate::job::courses::StationCourse;
use crate::job::marking::is_waiting;
use crate::model::answer::Answer;
use crate::model::course::Course;
use crate::model::draw;
use crate::model::id::{AttemptId, Lang, LessonId, OptionId, QuestionId};
use crate::model::progress::{AttemptProgress, GivenAnswer, Opening, StaffMark, last_right};
use crate::model::question::{Area, Choice, Gap, Picture, Question, QuestionContent};
use crate::model::quiz::{Feedback, Pass, Quiz};
use crate::model::score::{Mark, is_filled, is_in};
use crate::model::text::Text;
use crate::worker::view::{
    AreaView, Ask, AttemptView, OptionView, PairView, PartView, PassView, PictureView, QuestionView, QuizClosed,
    QuizView, RestudyView, TallyView, ToldView,
};
use std::collections::BTreeMap;

/// The question that was on screen in each attempt under way.
pub(in crate::worker) type Places = BTreeMap<AttemptId, QuestionId>;

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
        mode: quiz.mode,
        feedback: quiz.feedback,
        tally: tally(quiz, attempts).filter(|tally| tally.of > 0),
        pair: quiz.pair.as_ref().and_then(|pair| pair_of(opened, pair)),
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
        waiting: attempts.iter().map(|attempt| waiting(opened, attempt)).fold(0, u32::saturating_add),
        closed: match opening {
            _ if needs_newer => Some(QuizClosed::NeedsNewer),
            Some(Opening::NoAttemptLeft) => Some(QuizClosed::NoAttemptLeft),
            Some(Opening::Wait { until_wall_ms }) => Some(QuizClosed::Wait { until_wall_ms }),
            Some(Opening::StaffOpen) => Some(QuizClosed::StaffOpen),
            Some(Opening::Open | Opening::GoOn(_)) | None => None,
        },
        review: match (running, attempts.iter().rev().find(|attempt| attempt.finish.is_some())) {
            (None, Some(last)) => {
                let all = questions(opened, quiz, last, pictures);
                all.into_iter().filter(|question| question.told.is_some()).collect()
            }
            _ => Vec::new(),
        },
        running: running.map(|running| attempt(opened, quiz, running, pictures)),
    }
}

/// How far mastery is; nothing where something else passes the quiz.
fn tally(quiz: &Quiz, attempts: &[AttemptProgress]) -> Option<TallyView> {
    let Pass::Mastery { right: wanted, last } = quiz.pass else { return None };
    let (right, of) = last_right(last, attempts);
    Some(TallyView { right, of, is_reached: right >= wanted })
}

fn pair_of(opened: &Opened<'_>, pair: &LessonId) -> Option<PairView> {
    let course = &opened.on.course;
    let other = course.lesson(pair)?;
    let score_permille = opened.progress.lessons.get(pair).and_then(|known| known.score_permille);
    Some(PairView { title: say(course, &other.title, opened.lang), score_permille })
}

/// Answers of an attempt handed in that staff still have to mark.
pub(in crate::worker) fn waiting(opened: &Opened<'_>, attempt: &AttemptProgress) -> u32 {
    let asked = draw::recall(&opened.on.course, &opened.lesson.id, &attempt.questions);
    u32::try_from(asked.into_iter().filter(|question| is_waiting(attempt, question)).count()).unwrap_or(u32::MAX)
}

/// Where the answers that were not right are taught, each place once. Right answers are not told by it, so it is told
/// before they are; where nothing is ever told, neither is this.
pub(in crate::worker) fn restudy(opened: &Opened<'_>, quiz: &Quiz, attempt: &AttemptProgress) -> Vec<RestudyView> {
    if quiz.feedback == Feedback::Never {
        return Vec::new();
    }
    let course = &opened.on.course;
    let is_right = |question: &Question| match (attempt.marks.get(&question.id), attempt.answers.get(&question.id)) {
        (Some(mark), _) => mark.points >= mark.max,
        (None, given) => given.is_some_and(|given| given.max == 0 || given.points >= given.max),
    };
    let asked = draw::recall(course, &opened.lesson.id, &attempt.questions).into_iter();
    let mut places: Vec<RestudyView> = Vec::new();
    for question in asked.filter(|question| !is_right(question)) {
        if let Some(place) = restudy_of(course, question, opened.lang)
            && !places.contains(&place)
        {
            places.push(place);
        }
    }
    places
}

fn restudy_of(course: &Course, question: &Question, lang: &Lang) -> Option<RestudyView> {
    let restudy = question.restudy.as_ref()?;
    let lesson = course.lesson(&restudy.lesson)?;
    Some(RestudyView {
        lesson: lesson.id.clone(),
        title: say(course, &lesson.title, lang),
        at_ms: restudy.at_ms,
        anchor: restudy.anchor.clone(),
    })
}

/// An attempt under way.
pub(in crate::worker) fn attempt(
    opened: &Opened<'_>,
    quiz: &Quiz,
    running: &AttemptProgress,
    pictures: &mut Pictures,
) -> AttemptView {
    let questions = questions(opened, quiz, running, pictures);
    let place = place(quiz, running, opened.places).map(|at| &running.questions[at].id);
    let shown = place.and_then(|place| questions.iter().position(|shown| shown.question == *place));
    AttemptView {
        attempt: running.attempt,
        position: shown.unwrap_or(questions.len()),
        lesson: opened.lesson.id.clone(),
        drafts: BTreeMap::new(),
        questions,
        left_ms: opened.study.left_ms(quiz, running.attempt),
        tally: opened.progress.lessons.get(&opened.lesson.id).and_then(|known| tally(quiz, &known.attempts)),
        may_change: may_change(quiz),
    }
}

/// Where to go on in an attempt; none when all is answered.
pub(super) fn place(quiz: &Quiz, running: &AttemptProgress, places: &Places) -> Option<usize> {
    running.place(places.get(&running.attempt), may_change(quiz))
}

/// Whether an answer may be changed until all is handed in.
fn may_change(quiz: &Quiz) -> bool {
    quiz.feedback != Feedback::Each
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
    let given = |q: &Question| Given {
        answer: attempt.answers.get(&q.id),
        mark: attempt.marks.get(&q.id),
        hints_shown: attempt.hints.get(&q.id).copied().unwrap_or(0),
    };
    asked.into_iter().map(|q| shown.question(q, given(q), is_over, pictures)).collect()
}

/// What was answered, and what staff gave for it.
#[derive(Clone, Copy)]
struct Given<'a> {
    answer: Option<&'a GivenAnswer>,
    mark: Option<&'a StaffMark>,
    hints_shown: u32,
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
        Given { answer: given, mark, hints_shown }: Given<'_>,
        is_over: bool,
        pictures: &mut Pictures,
    ) -> QuestionView {
        // What staff give is told once it is handed in: it gives no answer away.
        let is_for_staff = matches!(question.answer, QuestionContent::Open { .. }) && is_over && given.is_some();
        let is_told = is_for_staff || self.is_told && (given.is_some() || is_over);
        let (picture, lost) = self.picture(question.picture.as_ref(), pictures);
        QuestionView {
            question: question.id.clone(),
            prompt: self.say(&question.prompt),
            picture,
            lost,
            points: question.points,
            hints: question.hints.iter().map(|hint| self.say(hint)).collect(),
            hints_shown,
            ask: self.ask(question, pictures),
            given: given.map(|given| given.answer.clone()),
            told: is_told.then(|| self.told(question, given, mark)),
        }
    }

    /// A picture, or what it shows where it is missing or damaged.
    fn picture(&self, picture: Option<&Picture>, pictures: &mut Pictures) -> (Option<PictureView>, Option<String>) {
        let Some(picture) = picture else { return (None, None) };
        match pictures.of(self.on, picture, self.lang) {
            Some(view) => (Some(view), None),
            None => (None, Some(self.say(&picture.alt))),
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
            .map(|choice| {
                let (picture, lost) = self.picture(choice.picture.as_ref(), pictures);
                OptionView { id: choice.id.clone(), text: self.say(&choice.text), picture, lost }
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
                let gap = |(n, gap): (usize, &Gap)| {
                    (gap.id.clone(), self.options(question, &gap.options, Some(2 + n as u64), pictures))
                };
                Ask::Gaps { text: self.say(text), gaps: gaps.iter().enumerate().map(gap).collect() }
            }
            QuestionContent::Point { image, alt, areas, answer } => {
                let image = pictures.file(self.on, image, self.lang, &self.say(alt));
                let name = |area: &Area| OptionView {
                    id: area.id.clone(),
                    text: self.say(&area.name),
                    picture: None,
                    lost: None,
                };
                let names = if image.is_none() { areas.iter().map(name).collect() } else { Vec::new() };
                Ask::Point { image, places: u32::try_from(answer.len()).unwrap_or(u32::MAX), names }
            }
            QuestionContent::Open { max_chars, .. } => Ask::Open { max_chars: *max_chars },
            QuestionContent::Unknown(_) => Ask::NeedsNewer,
        }
    }

    fn told(&self, question: &Question, given: Option<&GivenAnswer>, by_staff: Option<&StaffMark>) -> ToldView {
        let mark = match (by_staff, given) {
            (Some(mark), _) => Mark::recorded(mark.points, mark.max),
            (None, Some(given)) => Mark::recorded(given.points, given.max),
            (None, None) => crate::model::score::unanswered(question),
        };
        let restudy = restudy_of(self.course(), question, self.lang);
        let given = given.map(|given| &given.answer);
        ToldView {
            verdict: mark.verdict,
            points: mark.points,
            max: mark.max,
            right_options: right_options(&question.answer),
            right_words: self.right_words(&question.answer),
            parts: self.parts(&question.answer, given),
            areas: self.areas(&question.answer, given),
            remarks: self.remarks(&question.answer, given),
            explain: question.explain.as_ref().filter(|_| self.is_told).map(|explain| self.say(explain)),
            restudy,
            rubric: by_staff.map(|mark| rubric(self.on, question, Some(mark), self.lang)).unwrap_or_default(),
            comment: by_staff.map(|mark| mark.comment.clone()).unwrap_or_default(),
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
                let line = |(at, item): (usize, &Choice)| format!("{}. {}", at + 1, self.say(&item.text));
                Some(items.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"))
            }
            QuestionContent::Point { areas, answer, .. } => {
                let right = areas.iter().filter(|area| answer.contains(&area.id)).map(|area| self.say(&area.name));
                Some(right.collect::<Vec<_>>().join(", "))
            }
            QuestionContent::Single { .. }
            | QuestionContent::Multiple { .. }
            | QuestionContent::TrueFalse { .. }
            | QuestionContent::Match { .. }
            | QuestionContent::Gaps { .. }
            | QuestionContent::Open { .. }
            | QuestionContent::Unknown(_) => None,
        }
    }

    /// Pairs and gaps one by one: what was answered and what is right.
    fn parts(&self, question: &QuestionContent, given: Option<&Answer>) -> Vec<PartView> {
        let text = |side: &[Choice], id: &str| {
            side.iter().find(|choice| choice.id.as_str() == id).map(|choice| self.say(&choice.text))
        };
        match question {
            QuestionContent::Match { left, right, pairs, .. } => {
                let given: &[(OptionId, OptionId)] =
                    if let Some(Answer::Pairs { pairs }) = given { pairs } else { &[] };
                let part = |(l, r): &(OptionId, OptionId)| {
                    let chosen = given.iter().find(|(left, _)| left == l).map(|(_, right)| right);
                    PartView {
                        of: text(left, l.as_str()).unwrap_or_default(),
                        given: chosen.and_then(|chosen| text(right, chosen.as_str())),
                        right: text(right, r.as_str()).unwrap_or_default(),
                        is_right: chosen == Some(r),
                    }
                };
                pairs.iter().map(part).collect()
            }
            QuestionContent::Gaps { gaps, .. } => {
                let part = |gap: &Gap| {
                    let typed = match given {
                        Some(Answer::Gaps { gaps: given }) => {
                            given.iter().find(|(id, _)| id.as_str() == gap.id.as_str()).map(|(_, text)| text.as_str())
                        }
                        _ => None,
                    };
                    let right = match &gap.answer {
                        Some(answer) => text(&gap.options, answer.as_str()),
                        None => gap.accept.first().map(|accept| self.say(&accept.text)),
                    };
                    PartView {
                        of: String::new(),
                        given: typed.map(|typed| text(&gap.options, typed).unwrap_or_else(|| typed.to_owned())),
                        right: right.unwrap_or_default(),
                        is_right: typed.is_some_and(|typed| is_filled(gap, typed)),
                    }
                };
                gaps.iter().map(part).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The places of a picture, once they may be told.
    fn areas(&self, question: &QuestionContent, given: Option<&Answer>) -> Vec<AreaView> {
        let QuestionContent::Point { areas, answer, .. } = question else { return Vec::new() };
        let is_hit = |area: &Area| match given {
            Some(Answer::Points { at }) => at.iter().any(|point| is_in(area, *point)),
            Some(Answer::Choices { options }) => options.contains(&area.id),
            _ => false,
        };
        let view = |area: &Area| AreaView {
            name: self.say(&area.name),
            shape: area.shape,
            xy: area.xy.clone(),
            is_right: answer.contains(&area.id),
            is_hit: is_hit(area),
        };
        areas.iter().map(view).collect()
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
