//! Credit and credentials of one person: what staff wrote down, a plain form for more, and taking a mistake back.

use crate::model::event::{CredentialOutside, CreditKind, OutsideKind};
use crate::model::id::{Hash, LearnerId};
use crate::model::problem::Problem;
use crate::ui::screen::standing::{credit_words, outside_words};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, Notice, Tone, choice, dialog, focus, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::PersonView;
use crate::worker::{Credential, Request};
use egui::{Key, Response, Ui};

/// The kinds of credit, in the order offered.
const KINDS: [(CreditKind, &str); 5] = [
    (CreditKind::Academic, "credit-kind-academic"),
    (CreditKind::Ceu, "credit-kind-ceu"),
    (CreditKind::SeatHours, "credit-kind-seat-hours"),
    (CreditKind::EarnedTime, "credit-kind-earned-time"),
    (CreditKind::Outside, "credit-kind-outside"),
];
/// What an entry can rest on, in the order offered.
const GROUNDS: [(OutsideKind, &str); 2] =
    [(OutsideKind::Credential, "credential-ground-paper"), (OutsideKind::Instructor, "credential-ground-word")];
/// As many characters as a line of a record takes.
const LINE_CHARS_MAX: usize = 100;

/// What staff are about to write.
#[derive(Debug, Clone)]
pub enum Draft {
    /// Something earned elsewhere.
    Outside(CredentialOutside),
    /// Credit: kind, amount, ground.
    Credit(usize, String, String),
    /// A mistake to be taken back: the event, what it is, why.
    TakeBack(Hash, String, String),
}

/// What was pressed on the page: of whom, and what.
pub type Wanted = (LearnerId, String, Draft);

/// The form, while it is open.
#[derive(Default)]
pub struct Credentials {
    open: Option<Wanted>,
    /// The second look before it is written down.
    is_sure: bool,
    is_sent: bool,
    problem: Option<Problem>,
}

/// Draws what stands in the record; notes in `wanted` what is pressed.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, person: &PersonView, wanted: &mut Option<Wanted>) {
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("credential-title"));
    let given: Vec<_> = person.standing.credits.iter().filter_map(|row| Some((row, row.given?))).collect();
    if given.is_empty() && person.standing.outside.is_empty() {
        say::body(ui, &cx.say("credential-none"));
    }
    let (learner, name) = (person.row.learner, &person.row.name);
    let mut want = |draft: Draft| *wanted = Some((learner, name.clone(), draft));
    for (row, (event, wall_ms)) in given {
        let what = credit_words(cx, row);
        let small = format!("{} · {}", row.basis, cx.words.date(wall_ms, cx.tz));
        if line(ui, cx, (Icon::Cap, &what), &small) {
            want(Draft::TakeBack(event, what, String::new()));
        }
    }
    for row in &person.standing.outside {
        let small = format!("{} · {}", outside_words(cx, row), row.evidence);
        if line(ui, cx, (Icon::Medal, &row.name), &small) {
            want(Draft::TakeBack(row.event, row.name.clone(), String::new()));
        }
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::secondary(&cx.say("credential-add")).icon(Icon::Plus)).clicked() {
            want(Draft::Outside(CredentialOutside::default()));
        }
        if ui.add(Button::secondary(&cx.say("credit-add")).icon(Icon::Plus)).clicked() {
            want(Draft::Credit(0, String::new(), String::new()));
        }
    });
}

/// One line of the record; true when it is to be taken back.
fn line(ui: &mut Ui, cx: &ViewCtx<'_>, (icon, what): (Icon, &str), small: &str) -> bool {
    ui.add_space(space::S);
    say::labelled(ui, icon, what, Tokens::of(ui).palette.ink);
    say::small(ui, small);
    let name = cx.with("credential-take-back", &[("what", what.into())]);
    let label = cx.say("credential-take-back-do");
    ui.add(Button::quiet(&label).icon(Icon::Undo).named(&name)).clicked()
}

impl Credentials {
    /// Opens the form for what was pressed.
    pub fn open(&mut self, wanted: Option<Wanted>) {
        if wanted.is_some() {
            *self = Self { open: wanted, ..Self::default() };
        }
    }

    /// It is written down.
    pub fn done(&mut self) {
        if self.is_sent {
            *self = Self::default();
        }
    }

    /// It could not be written down; says whether that was awaited here.
    pub fn failed(&mut self, problem: &Problem) -> bool {
        let was_sent = std::mem::take(&mut self.is_sent);
        if was_sent {
            self.is_sure = false;
            self.problem = Some(problem.clone());
        }
        was_sent
    }

    /// Draws the form, if it is open.
    pub fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let Self { open, is_sure, is_sent, problem } = self;
        let (learner, name, draft) = open.as_mut()?;
        let ((is_on, is_back), should_close) = dialog::show(ui.ctx(), "credential", 520.0, |ui| {
            dialog::body(ui, |ui| {
                if let Some(problem) = problem {
                    let sentence = cx.problem(problem);
                    Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
                }
                if *is_sure {
                    sure(ui, cx, name, draft);
                } else {
                    form(ui, cx, draft);
                }
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let yes = cx.say(match draft {
                    Draft::TakeBack(..) => "credential-take-back-do",
                    _ => "credential-write",
                });
                let is_on = ui.add(Button::primary(&yes).enabled(is_full(draft) && !*is_sent)).clicked();
                let no = cx.say(if *is_sure { "action-back" } else { "action-cancel" });
                (is_on, ui.add(Button::secondary(&no)).clicked())
            })
            .inner
        });
        let is_asked_twice = !matches!(draft, Draft::TakeBack(..));
        if is_on && is_asked_twice && !*is_sure {
            (*is_sure, *problem) = (true, None);
            return None;
        }
        if is_on {
            *is_sent = true;
            return Some(Action::Ask(Request::Credential(request(*learner, draft))));
        }
        if is_back && *is_sure {
            *is_sure = false;
        } else if is_back || should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
            *self = Self::default();
        }
        None
    }
}

fn form(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft) {
    let (title, why) = match draft {
        Draft::Outside(_) => (cx.say("credential-add"), "credential-add-why"),
        Draft::Credit(..) => (cx.say("credit-add"), "credit-add-why"),
        Draft::TakeBack(_, what, _) => {
            (cx.with("credential-take-back", &[("what", what.as_str().into())]), "credential-take-back-why")
        }
    };
    say::heading(ui, &title);
    say::body(ui, &cx.say(why));
    ui.add_space(space::S);
    match draft {
        Draft::Outside(typed) => outside_form(ui, cx, typed),
        Draft::Credit(kind, amount, basis) => {
            say::strong(ui, &cx.say("credit-kind"));
            ui.horizontal_wrapped(|ui| {
                for (at, (_, key)) in KINDS.iter().enumerate() {
                    if choice::chip(ui, &cx.say(key), *kind == at).clicked() {
                        *kind = at;
                    }
                }
            });
            field(ui, cx, ("credit-amount", None), amount);
            field(ui, cx, ("credit-basis", None), basis);
        }
        Draft::TakeBack(_, _, reason) => {
            let first = field(ui, cx, ("credential-reason", None), reason);
            focus::first(ui, &first, reason);
        }
    }
}

/// A paper of another place, or an instructor's word: what is asked, and how, follows from which.
fn outside_form(ui: &mut Ui, cx: &ViewCtx<'_>, typed: &mut CredentialOutside) {
    say::strong(ui, &cx.say("credential-ground"));
    ui.horizontal_wrapped(|ui| {
        for (kind, key) in GROUNDS {
            if choice::chip(ui, &cx.say(key), typed.kind == kind).clicked() {
                typed.kind = kind;
            }
        }
    });
    let [name, issuer, evidence] = match typed.kind {
        OutsideKind::Credential => [
            ("credential-name", Some("credential-name-why")),
            ("credential-issuer", None),
            ("credential-evidence", Some("credential-evidence-why")),
        ],
        OutsideKind::Instructor => [
            ("credential-word-name", Some("credential-word-name-why")),
            ("credential-word-issuer", Some("credential-word-issuer-why")),
            ("credential-word-evidence", Some("credential-word-evidence-why")),
        ],
    };
    let first = field(ui, cx, name, &mut typed.name);
    focus::first(ui, &first, &typed.name);
    field(ui, cx, issuer, &mut typed.issuer);
    field(ui, cx, ("credential-day", Some("credential-day-why")), &mut typed.day);
    field(ui, cx, evidence, &mut typed.evidence);
}

/// A field of one line, by the keys of its label and of what is said under it.
fn field(ui: &mut Ui, cx: &ViewCtx<'_>, (label, hint): (&str, Option<&str>), text: &mut String) -> Response {
    let (label, hint) = (cx.say(label), hint.map(|hint| cx.say(hint)).unwrap_or_default());
    Field::new(&label).hint(&hint).chars_max(LINE_CHARS_MAX).show(ui, text)
}

/// The second look.
fn sure(ui: &mut Ui, cx: &ViewCtx<'_>, name: &str, draft: &Draft) {
    let what = match draft {
        Draft::Outside(typed) => {
            let (name, issuer, day) = (typed.name.trim(), typed.issuer.trim(), typed.day.trim());
            match typed.kind {
                OutsideKind::Credential => format!("{name}, {issuer}, {day}"),
                OutsideKind::Instructor => {
                    let on = cx.with("record-outside-word", &[("issuer", issuer.into()), ("day", day.into())]);
                    format!("{name}, {on}")
                }
            }
        }
        Draft::Credit(kind, amount, basis) => {
            let kind = KINDS.get(*kind).map(|(_, key)| cx.say(key)).unwrap_or_default();
            format!("{} {kind}: {}", amount.trim(), basis.trim())
        }
        Draft::TakeBack(_, what, _) => what.clone(),
    };
    say::heading(ui, &cx.say("credential-sure"));
    say::body(ui, &cx.with("credential-sure-why", &[("what", what.into()), ("name", name.into())]));
}

/// Whether nothing is missing.
fn is_full(draft: &Draft) -> bool {
    let all = |texts: &[&String]| texts.iter().all(|text| !text.trim().is_empty());
    match draft {
        Draft::Outside(typed) => all(&[&typed.name, &typed.issuer, &typed.day, &typed.evidence]),
        Draft::Credit(_, amount, basis) => all(&[amount, basis]),
        Draft::TakeBack(_, _, reason) => all(&[reason]),
    }
}

fn request(learner: LearnerId, draft: &Draft) -> Credential {
    match draft {
        Draft::Outside(typed) => Credential::Outside { learner, typed: typed.clone() },
        Draft::Credit(kind, amount, basis) => {
            let kind = KINDS.get(*kind).map_or(CreditKind::Outside, |(kind, _)| *kind);
            Credential::Grant { learner, kind, amount: amount.clone(), basis: basis.clone() }
        }
        Draft::TakeBack(event, _, reason) => Credential::TakeBack { learner, event: *event, reason: reason.clone() },
    }
}
