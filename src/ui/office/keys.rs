//! Keys: which there are and what each does, the code of the root, kits, the rules of stations, and approved packs.

use super::action::{Action, Purpose};
use super::context::Cx;
use super::rules::{self, Draft};
use super::{facts, work};
use crate::model::id::Hash;
use crate::model::problem::Problem;
use crate::ui::loaded::Loaded;
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::worker::office::view::{FacilitiesView, KeyRow, KeysView, KitView, OfficeStep, PackRow};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// What a change came to.
enum Done {
    Kit(KitView),
    Rules(u64),
    Facilities(FacilitiesView),
    Packs(u64),
    Failed(Problem),
}

/// See the module.
#[derive(Default)]
pub(super) struct KeysPage {
    pub view: Loaded<Box<KeysView>>,
    is_working: bool,
    step: Option<OfficeStep>,
    done: Option<Done>,
    withdrawing: Option<(Hash, String)>,
    rules: Option<Draft>,
    places: Option<String>,
}

impl KeysPage {
    /// A change is on its way.
    pub(super) fn began(&mut self) {
        self.is_working = true;
        self.step = None;
        self.done = None;
    }

    /// Takes what was asked for.
    pub(super) fn take(&mut self, told: Told) {
        match told {
            Told::Keys(view) => self.view = Loaded::Here(view),
            Told::Failed(problem) => self.view = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Takes what a change came to; gives what follows.
    pub(super) fn changed(&mut self, told: Told) -> Vec<Ask> {
        if let Told::Step(step) = told {
            self.step = Some(step);
            return Vec::new();
        }
        self.is_working = false;
        self.done = match told {
            Told::KitMade(view) => Some(Done::Kit(view)),
            Told::RulesSigned { version, .. } => Some(Done::Rules(version)),
            Told::FacilitiesAdded(view) => Some(Done::Facilities(view)),
            Told::Packs { version } => Some(Done::Packs(version)),
            Told::Failed(problem) => Some(Done::Failed(problem)),
            _ => None,
        };
        vec![Ask::Keys]
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.withdraw_dialog(ui, cx).or_else(|| self.change_dialogs(ui, cx));
        say::title(ui, &cx.say("office-keys"));
        self.tell(ui, cx);
        let view = std::mem::take(&mut self.view);
        let inner = cx.loaded(ui, &view, |ui, view| self.content(ui, cx, view));
        if self.view.is_nothing() {
            self.view = view;
        }
        asked.or(inner)
    }

    fn tell(&self, ui: &mut Ui, cx: &Cx<'_>) {
        match &self.done {
            None => return,
            Some(Done::Kit(kit)) => {
                card(ui, |ui| {
                    let ok = Tokens::of(ui).palette.ok;
                    say::labelled(ui, Icon::Done, &cx.say("office-kit-made"), ok);
                    let facts = [
                        (cx.say("office-kit-folder"), kit.folder.display().to_string()),
                        (cx.say("office-kit-page"), kit.page.display().to_string()),
                    ];
                    facts::show(ui, &facts);
                    say::small(ui, &cx.say("office-code"));
                    facts::code(ui, &kit.fingerprint);
                });
            }
            Some(Done::Packs(version)) => {
                let what = cx.with("office-packs-signed", &[("version", (*version).into())]);
                Notice::new(Tone::Ok, &what).mend(&cx.say("office-packs-signed-next")).show(ui);
            }
            Some(Done::Rules(version)) => {
                let what = cx.with("office-rules-signed", &[("version", (*version).into())]);
                Notice::new(Tone::Ok, &what).mend(&cx.say("office-packs-signed-next")).show(ui);
            }
            Some(Done::Facilities(view)) => {
                card(ui, |ui| {
                    let names: Vec<&str> = view.facilities.iter().map(|place| place.name.as_str()).collect();
                    let said = cx.with("office-facility-added", &[("names", names.join(", ").into())]);
                    say::labelled(ui, Icon::Done, &said, Tokens::of(ui).palette.ok);
                    say::body(ui, &cx.say("office-facility-next"));
                    say::small(ui, &cx.say("office-code"));
                    facts::code(ui, &view.fingerprint);
                });
            }
            Some(Done::Failed(problem)) => cx.told(ui, Tone::Bad, problem),
        }
        ui.add_space(space::M);
    }

    fn content(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &KeysView) -> Option<Action> {
        let is_working = self.is_working;
        let Self { step, withdrawing, rules: draft, places, .. } = self;
        let step = step.as_ref();
        split(
            ui,
            0.5,
            |ui| {
                card(ui, |ui| key_list(ui, cx, view));
                ui.add_space(space::L);
                card(ui, |ui| rules_card(ui, cx, view, is_working, draft));
                None
            },
            |ui| {
                let kits = card(ui, |ui| kits(ui, cx, view, is_working, places)).inner;
                ui.add_space(space::L);
                let packs = card(ui, |ui| packs(ui, cx, view, is_working, step, withdrawing)).inner;
                kits.or(packs)
            },
        )
    }

    /// The rules that are being changed, or the places that are being added.
    fn change_dialogs(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(draft) = &mut self.rules {
            let answer = draft.show(ui, cx)?;
            self.rules = None;
            return answer;
        }
        let answer = rules::add_places(ui, cx, self.places.as_mut()?)?;
        self.places = None;
        answer
    }

    fn withdraw_dialog(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let (manifest, name) = self.withdrawing.clone()?;
        let title = cx.with("office-withdraw-title", &[("pack", name.into())]);
        let (text, yes, no) = (cx.say("office-withdraw-why"), cx.say("office-withdraw"), cx.say("action-cancel"));
        let confirm = Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: true };
        let answer = confirm.show(ui.ctx())?;
        self.withdrawing = None;
        (answer == Answer::Yes).then_some(Action::Ask(Ask::Withdraw { manifest }))
    }
}

fn key_list(ui: &mut Ui, cx: &Cx<'_>, view: &KeysView) {
    say::subheading(ui, &cx.say("office-key-list"));
    say::small(ui, &view.folder.display().to_string());
    for key in &view.keys {
        key_row(ui, cx, key);
    }
    ui.add_space(space::S);
    say::small(ui, &cx.say("office-code"));
    facts::code(ui, &view.fingerprint);
    say::small(ui, &cx.say("office-code-why"));
    let [root, catalogue, policy] = view.versions;
    let facts = [
        (cx.say("office-root-version"), root.to_string()),
        (cx.say("office-catalogue-version"), catalogue.to_string()),
        (cx.say("office-policy-version"), policy.to_string()),
        (cx.say("office-signed"), cx.day(view.signed_ms)),
    ];
    facts::show(ui, &facts);
}

fn key_row(ui: &mut Ui, cx: &Cx<'_>, key: &KeyRow) {
    let p = Tokens::of(ui).palette;
    let (icon, state, ink) = match (key.is_here, key.is_wrapped) {
        (false, _) => (Icon::Shield, "office-key-away", p.muted),
        (true, true) => (Icon::Key, "office-key-here", p.ink),
        (true, false) => (Icon::Warning, "office-key-bare", p.warn),
    };
    ui.add_space(space::XS);
    let name = cx.say(&format!("office-key-{}", key.name));
    let said = [name, cx.say(state)].join(" · ");
    say::labelled(ui, icon, &said, ink);
    say::small(ui, &cx.say(&format!("office-key-{}-does", key.name)));
}

fn rules_card(ui: &mut Ui, cx: &Cx<'_>, view: &KeysView, is_working: bool, draft: &mut Option<Draft>) {
    say::subheading(ui, &cx.say("office-rules"));
    say::small(ui, &cx.say("office-rules-why"));
    facts::show(ui, &rules::told(cx, &view.settings));
    let label = cx.say("office-rules-change");
    if ui.add(Button::secondary(&label).icon(Icon::Sliders).enabled(!is_working)).clicked() {
        *draft = Some(Draft::of(&view.settings));
    }
}

fn kits(ui: &mut Ui, cx: &Cx<'_>, view: &KeysView, is_working: bool, places: &mut Option<String>) -> Option<Action> {
    say::subheading(ui, &cx.say("office-kits"));
    say::small(ui, &cx.say("office-kits-why"));
    let mut action = None;
    for place in &view.facilities {
        let label = cx.with("office-kit-do", &[("facility", place.name.as_str().into())]);
        let button = Button::secondary(&label).icon(Icon::Stick).one_line().enabled(!is_working);
        if ui.add(button).clicked() {
            action = Some(Action::Ask(Ask::MakeKit { facility: place.id.clone() }));
        }
    }
    let label = cx.say("office-facility-add");
    if ui.add(Button::quiet(&label).icon(Icon::Plus).enabled(!is_working)).clicked() {
        *places = Some(String::new());
    }
    action
}

fn packs(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &KeysView,
    is_working: bool,
    step: Option<&OfficeStep>,
    withdrawing: &mut Option<(Hash, String)>,
) -> Option<Action> {
    say::subheading(ui, &cx.say("office-packs"));
    say::small(ui, &cx.say("office-packs-why"));
    if view.packs.is_empty() {
        say::body(ui, &cx.say("office-packs-none"));
    }
    for pack in &view.packs {
        pack_row(ui, cx, pack, is_working, withdrawing);
    }
    if view.withdrawn > 0 {
        say::small(ui, &cx.count("office-packs-withdrawn", view.withdrawn));
    }
    ui.add_space(space::S);
    if is_working && step.is_some() {
        work::show(ui, cx, &cx.say("office-approving"), step, false);
        return None;
    }
    let label = cx.say("office-approve");
    let button = Button::secondary(&label).icon(Icon::Plus).enabled(!is_working);
    ui.add(button).clicked().then_some(Action::Pick(Purpose::Approve))
}

fn pack_row(ui: &mut Ui, cx: &Cx<'_>, pack: &PackRow, is_working: bool, out: &mut Option<(Hash, String)>) {
    ui.add_space(space::XS);
    let title = if pack.courses.is_empty() { pack.pack.clone() } else { pack.courses.join(", ") };
    say::strong(ui, &title);
    let version = cx.with("carry-version", &[("version", pack.version.to_string().into())]);
    let said = [pack.pack.clone(), version].join(" · ");
    say::small(ui, &said);
    let label = cx.say("office-withdraw");
    let named = cx.with("office-withdraw-named", &[("pack", title.as_str().into())]);
    let button = Button::quiet(&label).named(&named).destructive().enabled(!is_working);
    if ui.add(button).clicked() {
        *out = Some((pack.manifest, title));
    }
}
