//! Carry out: choose the stick, see what leaves, seal it, take the stick out with a slip.

use super::account::{head, working};
use super::drives::{Sticks, pick};
use super::today::fact;
use crate::model::id::Lang;
use crate::model::problem::{Code, Problem};
use crate::text::{size_of_bytes, whole};
use crate::ui::loaded::Loaded;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{ExportDone, ExportPreview, StepView};
use crate::worker::{News, Request, Ticket};
use egui::Ui;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The words of a slip.
const SLIP: &[&str] = &[
    "slip-title",
    "slip-intro",
    "slip-file",
    "slip-size",
    "slip-sha",
    "slip-facility",
    "slip-station",
    "slip-station-code",
    "slip-for",
    "slip-made",
    "slip-events",
    "slip-carried",
    "slip-received",
    "slip-lost",
];

/// See the module.
#[derive(Default)]
pub struct CarryOut {
    folder: Option<PathBuf>,
    preview: Loaded<ExportPreview>,
    is_working: bool,
    ticket: Option<Ticket>,
    step: Option<StepView>,
    done: Option<ExportDone>,
    problem: Option<Problem>,
    slip: Option<Result<PathBuf, Problem>>,
}

impl CarryOut {
    /// What leaves is being gathered.
    pub fn ask_preview(&mut self) {
        self.preview.ask();
    }

    /// The export has its ticket.
    pub fn began(&mut self, ticket: Ticket) {
        self.ticket = Some(ticket);
        self.is_working = true;
        self.step = None;
        self.problem = None;
    }

    /// Takes news.
    pub fn take(&mut self, news: News) {
        match news {
            News::Step(step) => self.step = Some(step),
            News::ExportPreview(preview) => self.preview = Loaded::Here(preview),
            News::Exported(done) => {
                self.done = Some(done);
                self.is_working = false;
                self.preview = Loaded::Nothing;
            }
            News::Failed(problem) if self.is_working => {
                self.is_working = false;
                self.problem = (problem.code != Code::JobCancelled).then_some(problem);
            }
            News::Failed(problem) => self.preview = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Takes how the slip was saved.
    pub fn slip_saved(&mut self, news: News) {
        match news {
            News::FileWritten { path } => self.slip = Some(Ok(path)),
            News::Failed(problem) => self.slip = Some(Err(problem)),
            _ => {}
        }
    }

    /// What the page must be given.
    pub fn again(&self) -> Request {
        if self.folder.is_some() { Request::ExportPreview } else { Request::Drives }
    }

    /// The page is left: an account that was read is over.
    pub fn leave(&mut self) {
        if self.current() == 3 {
            *self = Self::default();
        }
    }

    /// Whether the page waits for sticks.
    pub fn needs_sticks(&self) -> bool {
        self.current() < 2
    }

    fn current(&self) -> usize {
        match (&self.folder, self.is_working, &self.done) {
            (_, true, _) => 2,
            (_, _, Some(_)) => 3,
            (Some(_), ..) => 1,
            (None, ..) => 0,
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        let keys = ["carry-step-stick", "carry-step-leaves", "carry-step-seal", "carry-step-out"];
        if self.current() == 1 && self.folder.as_ref().is_some_and(|folder| sticks.is_gone(folder)) {
            self.folder = None;
        }
        head(ui, cx, &cx.say("desk-carry-out"), keys, self.current());
        let is_try_out = cx.state.place().is_some_and(|place| place.is_try_out);
        if is_try_out {
            let (what, mend) = (cx.say("carry-try-out"), cx.say("carry-try-out-mend"));
            Notice::new(Tone::Info, &what).mend(&mend).show(ui);
        }
        if let Some(problem) = &self.problem {
            let sentence = cx.problem(problem);
            Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
        }
        match self.current() {
            0 => {
                let (action, chosen) = pick(ui, cx, sticks, &cx.say("carry-out-why"), false);
                self.folder = chosen;
                if self.folder.is_some() { Some(Action::Ask(Request::ExportPreview)) } else { action }
            }
            1 => self.look(ui, cx, is_try_out),
            2 => {
                let cancelled = working(ui, cx, &cx.say("carry-sealing"), self.step.as_ref());
                if cancelled { self.ticket.map(Action::Cancel) } else { None }
            }
            _ => self.over(ui, cx),
        }
    }

    /// What leaves in short, the button, and then every kind of entry about everybody.
    fn look(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, is_try_out: bool) -> Option<Action> {
        if matches!(self.preview, Loaded::Nothing) {
            return Some(Action::Ask(Request::ExportPreview));
        }
        let action = cx.loaded(ui, &self.preview, |ui, view| {
            leaves(ui, cx, view);
            None
        });
        let events = self.preview.here().map_or(0, |view| view.events);
        let mut asked = None;
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let label = cx.say("carry-out-do");
            let may = events > 0 && !is_try_out;
            if ui.add(Button::primary(&label).icon(Icon::CarryOut).enabled(may)).clicked() {
                asked = self.folder.clone().map(|folder| Action::Ask(Request::Export { folder }));
            }
            if ui.add(Button::secondary(&cx.say("carry-other-stick"))).clicked() {
                self.folder = None;
                asked = Some(Action::Ask(Request::Drives));
            }
        });
        ui.add_space(space::S);
        if let Some(view) = self.preview.here().filter(|view| view.events > 0) {
            told(ui, cx, view);
        }
        asked.or(action)
    }

    fn over(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let done = self.done.as_ref()?;
        Notice::new(Tone::Ok, &cx.say("carry-safe")).mend(&cx.say("carry-out-done")).show(ui);
        card(ui, |ui| {
            let name = done.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            fact(ui, &cx.say("slip-file"), &name);
            fact(ui, &cx.say("slip-events"), &whole(done.events));
            fact(ui, &cx.say("slip-size"), &size_of_bytes(cx.words, done.size_bytes));
            fact(ui, &cx.say("slip-made"), &cx.words.date_time(done.wall_ms, cx.tz));
            say::muted(ui, &cx.say("slip-sha"));
            say::mono(ui, &grouped(&done.sha256));
        });
        match &self.slip {
            Some(Ok(path)) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                Notice::new(Tone::Ok, &cx.with("paper-saved", &[("name", name.into())])).show(ui);
            }
            Some(Err(problem)) => {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
            }
            None => {}
        }
        ui.add_space(space::M);
        let slip = slip(cx, done, self.folder.clone());
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::primary(&cx.say("carry-save-slip")).icon(Icon::Pdf)).clicked() {
                action = slip.map(Action::Ask);
            }
            if ui.add(Button::secondary(&cx.say("action-done"))).clicked() {
                *self = Self::default();
                action = Some(Action::Ask(Request::Drives));
            }
        });
        action
    }
}

fn grouped(hex: &str) -> String {
    let chars: Vec<char> = hex.chars().collect();
    chars.chunks(8).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn slip(cx: &ViewCtx<'_>, done: &ExportDone, folder: Option<PathBuf>) -> Option<Request> {
    Some(Request::SaveSlip {
        export: done.export,
        words: SLIP.iter().map(|key| ((*key).to_owned(), cx.say(key))).collect::<BTreeMap<_, _>>(),
        facts: [size_of_bytes(cx.words, done.size_bytes), whole(done.events), cx.words.date_time(done.wall_ms, cx.tz)],
        lang: Lang::parse(cx.words.language().tag()).ok()?,
        folder,
    })
}

fn leaves(ui: &mut Ui, cx: &ViewCtx<'_>, view: &ExportPreview) {
    if view.events == 0 {
        Notice::new(Tone::Ok, &cx.say("carry-nothing-leaves")).show(ui);
        return;
    }
    card(ui, |ui| {
        say::subheading(ui, &cx.say("carry-step-leaves"));
        fact(ui, &cx.say("slip-for"), &view.recipients.join(", "));
        fact(ui, &cx.say("slip-events"), &whole(view.events));
        fact(ui, &cx.say("carry-people-told"), &whole(view.people.len() as u64));
        fact(ui, &cx.say("carry-about-size"), &size_of_bytes(cx.words, view.size_bytes));
        if view.withheld > 0 {
            say::body(ui, &cx.with("carry-withheld", &[("count", view.withheld.into())]));
        }
        say::body(ui, &cx.say("carry-only-office"));
    });
}

fn told(ui: &mut Ui, cx: &ViewCtx<'_>, view: &ExportPreview) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("carry-about-whom"));
        for told in &view.told {
            ui.add_space(space::S);
            say::strong(ui, &if told.name.is_empty() { cx.say("carry-the-station") } else { told.name.clone() });
            for (kind, count) in &told.kinds {
                let said = kind_words(cx, kind);
                say::body(ui, &cx.with("carry-kind-count", &[("what", said.into()), ("count", whole(*count).into())]));
            }
        }
    });
    if !view.texts.is_empty() {
        card(ui, |ui| {
            say::subheading(ui, &cx.say("carry-texts"));
            for text in &view.texts {
                let whose = [text.name.as_str(), &kind_words(cx, &text.kind)];
                let whose = whose.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
                ui.add_space(space::S);
                say::strong(ui, &whose.join(" · "));
                say::body(ui, &text.words);
            }
        });
    }
}

/// The plain words of an entry's kind; the kind itself when this program has none.
fn kind_words(cx: &ViewCtx<'_>, kind: &str) -> String {
    let key = format!("entry-{}", kind.replace(['.', '_'], "-"));
    if cx.words.has(&key) { cx.say(&key) } else { kind.to_owned() }
}
