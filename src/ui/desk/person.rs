//! One person at the right of the table: what they did, a new PIN, off the list and back.

use super::credentials::{self, Wanted};
use super::people::{assignment, status_key};
use super::saving::Saving;
use super::title::Title;
use super::today::fact;
use crate::model::event::{EnrolmentState, LearnerStatus, SavedTo};
use crate::model::id::LearnerId;
use crate::ui::loaded::Loaded;
use crate::ui::screen::certificate::lay_out;
use crate::ui::screen::due::today;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::{Button, Icon, card, progress, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{AssignmentRow, CertificateState, CertificateView, ExamRow, GoalRow, MarkRow, PersonView};
use crate::worker::{PeopleChange, Request};
use egui::Ui;

/// What must be confirmed first.
pub enum Question {
    /// A new PIN makes the old one useless.
    Pin(LearnerId, String),
    /// Off the sign-in screen, or back: where they are then.
    Archive(LearnerId, String, LearnerStatus),
    /// A goal signed off stays so.
    Goal(LearnerId, Box<GoalRow>),
    /// An exam opened may be begun at once.
    Exam(LearnerId, Box<ExamRow>, u64),
}

impl Question {
    /// Draws it.
    pub fn show(&self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Answer> {
        let (key, name) = match self {
            Self::Pin(_, name) => ("ask-pin", name),
            Self::Archive(_, name, LearnerStatus::Archived) => ("ask-archive", name),
            Self::Archive(_, name, _) => ("ask-put-back", name),
            Self::Goal(_, goal) => ("ask-goal", &goal.text),
            Self::Exam(_, exam, _) => ("ask-exam", &exam.title),
        };
        let title = cx.with(key, &[("name", name.as_str().into())]);
        let text = cx.with(&format!("{key}-why"), &[("name", name.as_str().into())]);
        let yes = cx.say(&format!("{key}-yes"));
        let no = cx.say("action-cancel");
        Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: false }.show(ui.ctx())
    }

    /// What is asked of the workers when it is confirmed.
    pub fn request(&self) -> Request {
        match self {
            Self::Pin(learner, _) => Request::GivePin { learner: *learner },
            Self::Exam(learner, exam, minutes) => {
                let (course, lesson) = (exam.course.clone(), exam.lesson.clone());
                Request::OpenQuiz { learner: *learner, course, lesson, minutes: *minutes }
            }
            Self::Goal(learner, goal) => {
                Request::SignGoal { learner: *learner, programme: goal.programme.clone(), goal: goal.goal.clone() }
            }
            Self::Archive(learner, _, status) => {
                Request::ChangePeople(PeopleChange::Status { set: vec![(*learner, *status)], reason: None })
            }
        }
    }
}

/// Whether they stand on the sign-in screen.
pub fn is_here(status: LearnerStatus) -> bool {
    matches!(status, LearnerStatus::Active | LearnerStatus::Segregated | LearnerStatus::Returned)
}

/// What was pressed on the page.
#[derive(Default)]
pub struct Picked {
    /// What must be confirmed first.
    pub question: Option<Question>,
    /// A paper to be saved.
    pub saving: Option<Saving>,
    /// A dialog that the page opens.
    pub wish: Option<Wish>,
    /// Only the list is wanted again.
    pub is_closed: bool,
    /// An answer to be marked.
    pub to_mark: Option<MarkRow>,
    /// Credit or a credential to be written down or taken back.
    pub credential: Option<Wanted>,
}

/// What else can be done with a person.
pub enum Wish {
    /// Assign something.
    Assign,
    /// Another day for this.
    Day(AssignmentRow),
    /// Into a group.
    Group,
    /// Where they are.
    Status,
}

/// Draws it; notes in `picked` what is asked for beyond the page.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, person: &Loaded<PersonView>, picked: &mut Picked) -> Option<Action> {
    cx.loaded(ui, person, |ui, person| {
        card(ui, |ui| {
            let row = &person.row;
            say::heading(ui, &row.name);
            fact(ui, &cx.say("people-status"), &cx.say(status_key(row.status)));
            if !person.groups.is_empty() {
                fact(ui, &cx.say("people-groups"), &person.groups.join(", "));
            }
            fact(ui, &cx.say("column-number"), &row.number);
            fact(ui, &cx.say("people-reads"), &cx.language_name(row.lang.as_str()));
            if let Some(year) = person.birth_year {
                fact(ui, &cx.say("people-birth-year"), &year.to_string());
            }
            fact(ui, &cx.say("column-week"), &cx.words.minutes(row.week_ms.div_ceil(60_000)));
            fact(ui, &cx.say("people-in-all"), &cx.words.minutes(person.active_ms.div_ceil(60_000)));
            fact(ui, &cx.say("column-certificates"), &row.certificates.to_string());
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                if is_here(row.status) {
                    if ui.add(Button::secondary(&cx.say("people-new-pin")).icon(Icon::Password)).clicked() {
                        picked.question = Some(Question::Pin(row.learner, row.name.clone()));
                    }
                    if ui.add(Button::secondary(&cx.say("people-archive"))).clicked() {
                        picked.question =
                            Some(Question::Archive(row.learner, row.name.clone(), LearnerStatus::Archived));
                    }
                } else if ui.add(Button::secondary(&cx.say("people-put-back"))).clicked() {
                    let back = match row.status {
                        LearnerStatus::Transferred | LearnerStatus::Released => LearnerStatus::Returned,
                        _ => LearnerStatus::Active,
                    };
                    picked.question = Some(Question::Archive(row.learner, row.name.clone(), back));
                }
                if ui.add(Button::secondary(&cx.say("people-status-change")).icon(Icon::Person)).clicked() {
                    picked.wish = Some(Wish::Status);
                }
                if ui.add(Button::secondary(&cx.say("group-to")).icon(Icon::People)).clicked() {
                    picked.wish = Some(Wish::Group);
                }
                picked.is_closed = ui.add(Button::quiet(&cx.say("action-close")).icon(Icon::Close)).clicked();
            });
            let asked = assigned(ui, cx, person, picked);
            courses(ui, cx, person);
            let closed = super::exams::show(ui, cx, person, picked);
            picked.to_mark = super::marking::of_person(ui, cx, &person.marks);
            super::goals::show(ui, cx, person, picked);
            certificates(ui, cx, person, picked);
            credentials::show(ui, cx, person, &mut picked.credential);
            asked.or(closed)
        })
        .inner
    })
}

/// What staff assigned: each with its day, how far it is, and what can be done with it.
fn assigned(ui: &mut Ui, cx: &ViewCtx<'_>, person: &PersonView, picked: &mut Picked) -> Option<Action> {
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("assigned"));
    if person.assignments.is_empty() {
        say::body(ui, &cx.say("assigned-none"));
    }
    let mut action = None;
    for row in &person.assignments {
        ui.add_space(space::S);
        say::strong(ui, &row.title);
        say::small(ui, &assignment_words(cx, row));
        ui.horizontal_wrapped(|ui| {
            let press = |ui: &mut Ui, key: &str| {
                let label = cx.say(key);
                let values = [("action", label.as_str().into()), ("title", row.title.as_str().into())];
                ui.add(Button::secondary(&label).named(&cx.with("assigned-name", &values))).clicked()
            };
            let mut turn = |state| {
                let set = assignment(row, row.due.clone(), state);
                let change = PeopleChange::Assign { learners: vec![person.row.learner], set };
                action = Some(Action::Ask(Request::ChangePeople(change)));
            };
            if row.state == EnrolmentState::Withdrawn {
                if press(ui, "assigned-again") {
                    turn(EnrolmentState::Active);
                }
                return;
            }
            if press(ui, "assigned-change") {
                picked.wish = Some(Wish::Day(row.clone()));
            }
            let (key, state) = match row.state {
                EnrolmentState::Paused => ("assigned-go-on", EnrolmentState::Active),
                EnrolmentState::Active | EnrolmentState::Withdrawn => ("assigned-pause", EnrolmentState::Paused),
            };
            if press(ui, key) {
                turn(state);
            }
            if press(ui, "assigned-withdraw") {
                turn(EnrolmentState::Withdrawn);
            }
        });
    }
    ui.add_space(space::S);
    if is_here(person.row.status) && ui.add(Button::secondary(&cx.say("assign")).icon(Icon::Assignment)).clicked() {
        picked.wish = Some(Wish::Assign);
    }
    action
}

fn assignment_words(cx: &ViewCtx<'_>, row: &AssignmentRow) -> String {
    let mut parts = Vec::new();
    match row.state {
        EnrolmentState::Active if row.is_done => parts.push(cx.say("assigned-is-done")),
        EnrolmentState::Active => {}
        EnrolmentState::Paused => parts.push(cx.say("assigned-paused")),
        EnrolmentState::Withdrawn => parts.push(cx.say("assigned-withdrawn")),
    }
    if let Some((done, all)) = row.lessons {
        parts.push(cx.with("assigned-lessons", &[("done", done.into()), ("all", all.into())]));
    }
    parts.push(match &row.due {
        Some(due) => cx.with("due-on", &[("day", cx.words.weekday_text(due, today(cx)).into())]),
        None => cx.say("assigned-no-day"),
    });
    if !row.is_here {
        parts.push(cx.say("assigned-not-here"));
    }
    parts.join(" · ")
}

fn courses(ui: &mut Ui, cx: &ViewCtx<'_>, person: &PersonView) {
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("desk-courses"));
    if person.courses.is_empty() {
        say::body(ui, &cx.say("people-no-courses"));
    }
    for course in &person.courses {
        ui.add_space(space::S);
        say::strong(ui, &course.title);
        let permille = u16::try_from(course.done_permille.min(1000)).unwrap_or(1000);
        let done = cx.with("percent-done", &[("percent", (u64::from(permille) / 10).into())]);
        progress::bar(ui, permille, &done);
        let time = cx.words.minutes(course.active_ms.div_ceil(60_000));
        let mut parts = vec![done, cx.with("time-spent", &[("time", time.into())])];
        if let Some(score) = course.score_permille {
            parts.push(cx.with("score-of-lesson", &[("percent", (u64::from(score) / 10).into())]));
        }
        say::small(ui, &parts.join(" · "));
    }
}

fn certificates(ui: &mut Ui, cx: &ViewCtx<'_>, person: &PersonView, picked: &mut Picked) {
    if person.certificates.is_empty() {
        return;
    }
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("column-certificates"));
    for view in &person.certificates {
        ui.add_space(space::S);
        say::strong(ui, &view.row.title);
        let (icon, key) = match &view.row.state {
            CertificateState::Official { .. } => (Icon::Seal, "people-certificate-official"),
            _ => (Icon::Certificate, "people-certificate-provisional"),
        };
        let said = cx.with(key, &[("day", cx.words.day_text(&view.day).into())]);
        say::labelled(ui, icon, &said, Tokens::of(ui).palette.earned);
        let name = cx.with("people-certificate-save", &[("title", view.row.title.as_str().into())]);
        let label = cx.say("action-save-pdf");
        if ui.add(Button::secondary(&label).icon(Icon::Pdf).named(&name)).clicked() {
            picked.saving =
                Some(Saving::new(Title::named(view.row.title.clone()), save_certificate(person.row.learner, view)));
        }
    }
}

fn save_certificate(learner: LearnerId, view: &CertificateView) -> Request {
    Request::SaveCertificateOf {
        learner,
        course: view.row.course.clone(),
        certificate: view.row.certificate.clone(),
        sheet: Box::new(lay_out(view)),
        folder: None,
        to: SavedTo::Pdf,
    }
}
