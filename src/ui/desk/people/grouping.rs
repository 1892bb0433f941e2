//! Groups: the list of them, a new one, other names, and people put into one.

use crate::model::id::{LearnerId, Slug};
use crate::ui::ViewCtx;
use crate::ui::desk::Title;
use crate::ui::tokens::space;
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Icon, card, choice, dialog, say};
use crate::worker::PeopleChange;
use crate::worker::view::GroupRow;
use egui::{Key, ScrollArea, Ui};

/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 60;

/// What was pressed among the groups.
pub(super) enum Wanted {
    /// A change.
    Change(PeopleChange),
    /// The list shows this group alone.
    Show(Slug),
    /// Something is to be assigned to these people, as the title says.
    Assign(Vec<LearnerId>, Title),
    /// An exam is to be opened for these people, as the title says.
    Exam(Vec<LearnerId>, Title),
    /// The dialog is over.
    Over,
}

/// The list of groups.
#[derive(Default)]
pub(super) struct Groups {
    name: String,
    renaming: Option<(Slug, String)>,
    removing: Option<GroupRow>,
}

impl Groups {
    /// A change is done: what was typed for it goes.
    pub(super) fn changed(&mut self) {
        *self = Self::default();
    }

    /// Draws it; `has_exams` where there is an exam to open.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        cx: &ViewCtx<'_>,
        groups: &[GroupRow],
        has_exams: bool,
        is_changing: bool,
    ) -> Option<Wanted> {
        if let Some(group) = &self.removing {
            return self.remove(ui, cx, group.clone());
        }
        let (wanted, should_close) = dialog::show(ui.ctx(), "groups", 640.0, |ui| {
            let mut wanted = dialog::body(ui, |ui| {
                say::heading(ui, &cx.say("people-groups"));
                if groups.is_empty() {
                    say::body(ui, &cx.say("group-none"));
                } else {
                    say::muted(ui, &cx.say("group-joins"));
                }
                let mut wanted = None;
                for group in groups {
                    wanted = wanted.or(self.group(ui, cx, group, has_exams, is_changing));
                }
                wanted
            });
            ui.add_space(space::S);
            let field = Field::new(&cx.say("group-new")).chars_max(NAME_CHARS_MAX).show(ui, &mut self.name);
            ui.horizontal_wrapped(|ui| {
                let may = !self.name.trim().is_empty() && !is_changing;
                let make = ui.add(Button::primary(&cx.say("group-make")).icon(Icon::Plus).enabled(may)).clicked();
                if may && (make || submitted(ui, &field)) {
                    let name = self.name.trim().to_owned();
                    wanted = Some(Wanted::Change(PeopleChange::Group { group: None, name, members: Vec::new() }));
                }
                if ui.add(Button::secondary(&cx.say("action-close"))).clicked() {
                    wanted = Some(Wanted::Over);
                }
            });
            wanted
        });
        let is_over = should_close || ui.input(|input| input.key_pressed(Key::Escape));
        wanted.or(is_over.then_some(Wanted::Over))
    }

    fn group(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        group: &GroupRow,
        has_exams: bool,
        is_changing: bool,
    ) -> Option<Wanted> {
        card(ui, |ui| {
            say::strong(ui, &group.name);
            say::small(ui, &cx.with("people-count", &[("count", (group.members.len() as u64).into())]));
            if let Some((_, name)) = self.renaming.as_mut().filter(|(renamed, _)| *renamed == group.group) {
                let label = cx.with("group-rename", &[("name", group.name.as_str().into())]);
                Field::new(&label).chars_max(NAME_CHARS_MAX).show(ui, name);
                let may = !name.trim().is_empty() && !is_changing;
                let is_renamed = ui.add(Button::secondary(&cx.say("group-rename-do")).enabled(may)).clicked();
                let (name, members) = (name.trim().to_owned(), group.members.clone());
                return is_renamed
                    .then(|| Wanted::Change(PeopleChange::Group { group: Some(group.group.clone()), name, members }));
            }
            ui.horizontal_wrapped(|ui| {
                let button = |ui: &mut Ui, key: &str, name: &str, icon: Icon| {
                    let name = cx.with(name, &[("name", group.name.as_str().into())]);
                    ui.add(Button::secondary(&cx.say(key)).icon(icon).named(&name)).clicked()
                };
                let mut wanted = None;
                if button(ui, "group-people", "group-show", Icon::People) {
                    wanted = Some(Wanted::Show(group.group.clone()));
                }
                if !group.members.is_empty() && button(ui, "assign-do", "group-assign", Icon::Assignment) {
                    let title = Title::of("group-assign", group.members.len() as u64, &group.name);
                    wanted = Some(Wanted::Assign(group.members.clone(), title));
                }
                if has_exams && !group.members.is_empty() && button(ui, "exam-for-many", "group-exam", Icon::Unlock) {
                    let title = Title::of("group-exam", group.members.len() as u64, &group.name);
                    wanted = Some(Wanted::Exam(group.members.clone(), title));
                }
                if button(ui, "group-rename-do", "group-rename", Icon::Note) {
                    self.renaming = Some((group.group.clone(), group.name.clone()));
                }
                if button(ui, "action-remove", "group-remove", Icon::Trash) {
                    self.removing = Some(group.clone());
                }
                wanted
            })
            .inner
        })
        .inner
    }

    fn remove(&mut self, ui: &Ui, cx: &ViewCtx<'_>, group: GroupRow) -> Option<Wanted> {
        let title = cx.with("ask-group-remove", &[("name", group.name.as_str().into())]);
        let (text, yes, no) = (cx.say("ask-group-remove-why"), cx.say("ask-group-remove-yes"), cx.say("action-cancel"));
        let answer =
            Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: false }.show(ui.ctx())?;
        self.removing = None;
        (answer == Answer::Yes).then_some(Wanted::Change(PeopleChange::RemoveGroup { group: group.group }))
    }
}

/// People on their way into a group.
pub(super) struct Joining {
    learners: Vec<LearnerId>,
    title: Title,
    chosen: Option<Slug>,
    name: String,
}

impl Joining {
    /// These people; `title` says who.
    pub(super) fn of(learners: Vec<LearnerId>, title: Title) -> Self {
        Self { learners, title, chosen: None, name: String::new() }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>, groups: &[GroupRow], is_changing: bool) -> Option<Wanted> {
        let (wanted, should_close) = dialog::show(ui.ctx(), "join-group", 520.0, |ui| {
            dialog::body(ui, |ui| self.which(ui, cx, groups));
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let change = self.change(groups).filter(|_| !is_changing);
                let put = ui.add(Button::primary(&cx.say("group-put")).enabled(change.is_some())).clicked();
                let cancel = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
                change.filter(|_| put).map(Wanted::Change).or(cancel.then_some(Wanted::Over))
            })
            .inner
        });
        let is_over = should_close || ui.input(|input| input.key_pressed(Key::Escape));
        wanted.or(is_over.then_some(Wanted::Over))
    }

    /// One of the groups, or the name of a new one.
    fn which(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, groups: &[GroupRow]) {
        say::heading(ui, &self.title.words(cx));
        say::muted(ui, &cx.say(if groups.is_empty() { "group-none" } else { "group-joins" }));
        let height = dialog::list_height(ui, 240.0);
        ScrollArea::vertical().id_salt("join-groups").max_height(height).show(ui, |ui| {
            for group in groups {
                let is_on = self.chosen.as_ref() == Some(&group.group);
                if choice::row(ui, choice::Mark::Radio, &group.name, is_on).clicked() {
                    self.chosen = (!is_on).then(|| group.group.clone());
                    self.name.clear();
                }
            }
        });
        let field = Field::new(&cx.say("group-new")).chars_max(NAME_CHARS_MAX).show(ui, &mut self.name);
        if field.changed() && !self.name.trim().is_empty() {
            self.chosen = None;
        }
    }

    fn change(&self, groups: &[GroupRow]) -> Option<PeopleChange> {
        if let Some(group) = groups.iter().find(|group| Some(&group.group) == self.chosen.as_ref()) {
            return Some(with(group, &self.learners));
        }
        let name = self.name.trim().to_owned();
        let members = self.learners.clone();
        (!name.is_empty()).then_some(PeopleChange::Group { group: None, name, members })
    }
}

/// The group with these people too.
fn with(group: &GroupRow, learners: &[LearnerId]) -> PeopleChange {
    let mut members = group.members.clone();
    members.extend(learners.iter().filter(|one| !group.members.contains(one)));
    PeopleChange::Group { group: Some(group.group.clone()), name: group.name.clone(), members }
}

/// The group without these people.
pub(super) fn without(group: &GroupRow, learners: &[LearnerId]) -> PeopleChange {
    let members = group.members.iter().copied().filter(|one| !learners.contains(one)).collect();
    PeopleChange::Group { group: Some(group.group.clone()), name: group.name.clone(), members }
}
