//! The words that a course explains, with a search over them.

use crate::model::id::{CourseId, Slug};
use crate::model::text::plain;
use crate::ui::tokens::space;
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, card, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{GlossaryView, TermView};
use egui::{Context, Id, Ui};

/// The page of a course's words.
#[derive(Default)]
pub struct GlossaryScreen {
    /// Whose words `search` is about.
    course: Option<CourseId>,
    search: String,
}

/// Leaves a word for the page that is gone to: it opens at it.
pub fn look_up(ctx: &Context, term: &Slug) {
    ctx.data_mut(|data| data.insert_temp(wanted(), Some(term.clone())));
}

fn wanted() -> Id {
    Id::unique("glossary-word-wanted")
}

impl GlossaryScreen {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        super::page(ui, "glossary", |ui| {
            cx.loaded(ui, &cx.state.kept.glossary, |ui, view| {
                self.turn_to(ui.ctx(), view);
                say::title(ui, &cx.say("glossary"));
                say::lead(ui, &cx.with("glossary-of", &[("course", view.title.as_str().into())]));
                ui.add_space(space::M);
                let back = cx.say("lesson-to-course");
                let is_back = ui.add(Button::secondary(&back).icon(Icon::Back)).clicked();
                ui.add_space(space::M);
                card(ui, |ui| terms(ui, cx, &view.terms, &mut self.search));
                is_back.then(|| Action::Go(Screen::Course(view.course.clone())))
            })
        })
    }

    /// What was sought in another course is not sought in this one; a word that was left for it is.
    fn turn_to(&mut self, ctx: &Context, view: &GlossaryView) {
        if self.course.as_ref() != Some(&view.course) {
            *self = Self { course: Some(view.course.clone()), search: String::new() };
        }
        let wanted: Option<Slug> = ctx.data_mut(|data| data.remove_temp::<Option<Slug>>(wanted())).flatten();
        if let Some(term) = wanted.and_then(|id| view.terms.iter().find(|term| term.id == id)) {
            self.search.clone_from(&term.term);
        }
    }
}

/// The words that fit what is sought, each with its meaning.
pub fn terms(ui: &mut Ui, cx: &ViewCtx<'_>, terms: &[TermView], search: &mut String) {
    Field::search(&cx.say("glossary-search")).chars_max(60).show(ui, search);
    ui.add_space(space::S);
    let sought = plain(search.trim());
    let mut found: Vec<&TermView> = terms.iter().filter(|term| fits(term, &sought)).collect();
    found.sort_by_key(|term| (!plain(&term.term).starts_with(&sought), plain(&term.term)));
    if found.is_empty() {
        say::body(ui, &cx.say("glossary-nothing"));
    }
    for term in found {
        ui.add_space(space::S);
        say::strong(ui, &term.term);
        say::body(ui, &term.meaning);
    }
}

fn fits(term: &TermView, sought: &str) -> bool {
    sought.is_empty() || plain(&term.term).contains(sought) || plain(&term.meaning).contains(sought)
}
