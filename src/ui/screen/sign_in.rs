//! Signing in: the place's name on the left, "Who is learning?" on the right; a tile or a number, then the PIN.

use super::layout;
use super::secret_entry::{SecretEntry, asked_for, say_warning, weak_words};
use crate::model::id::LearnerId;
use crate::model::picture_code;
use crate::model::pin::{Owner, Weak, weakness};
use crate::model::text::plain;
use crate::ui::loaded::Loaded;
use crate::ui::state::Parting;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Icon, Notice, Tone, focus, say, tile};
use crate::ui::{Action, ViewCtx, shell};
use crate::worker::view::PersonTile;
use crate::worker::{Request, Secret};
use egui::{Frame, Margin, Panel, Ui};
use zeroize::{Zeroize as _, Zeroizing};

/// How large a person's initials are above their PIN.
const AVATAR: f32 = 56.0;

/// Where the person is on the way in.
#[derive(Default)]
enum Step {
    #[default]
    Who,
    Number,
    Pin(LearnerId, String),
    NumberPin(String),
    /// The first PIN or pictures of one's own; the second time they must be the same.
    Choose(Option<Zeroizing<String>>),
    Staff,
}

/// See the module.
#[derive(Default)]
pub struct SignInScreen {
    step: Step,
    search: String,
    number: String,
    entry: SecretEntry,
    staff_name: String,
    passphrase: String,
    did_differ: bool,
    weak: Option<Weak>,
    /// Asked whether they mean to go without a PIN of their own.
    is_leaving: bool,
}

impl SignInScreen {
    /// Somebody came in; with a one-time PIN they must choose their own.
    pub fn signed_in(&mut self, must_choose_pin: bool) {
        self.reset();
        if must_choose_pin {
            self.step = Step::Choose(None);
        }
    }

    /// Somebody left: who comes next finds the names, and nothing of the last.
    pub fn signed_out(&mut self) {
        self.reset();
    }

    /// Nobody has touched it for a while: what was typed goes. The lock keeps how it is opened.
    pub fn rest(&mut self) {
        if matches!(self.step, Step::Choose(_)) {
            return; // somebody is in
        }
        let by_pictures = self.entry.by_pictures;
        self.reset();
        self.entry = SecretEntry::of(by_pictures);
    }

    fn reset(&mut self) {
        self.passphrase.zeroize();
        *self = Self::default();
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let width = ui.available_width();
        let mut action = None;
        if width >= space::TWO_COLUMNS_FROM && Tokens::of(ui).fits_two_columns(width) {
            let frame = Frame::new().fill(Tokens::of(ui).palette.surface).inner_margin(Margin::same(space::PAGE as i8));
            let panel = Panel::left("sign-in-place").exact_size((width * 0.36).round()).resizable(false).frame(frame);
            action = panel.show_separator_line(true).show(ui, |ui| self.place(ui, cx)).inner;
        }
        let inner = super::page(ui, "sign-in", |ui| {
            if matches!(self.step, Step::Who | Step::Number) && !Tokens::of(ui).fits_two_columns(width) {
                let asked = self.controls(ui, cx);
                let told = self.step(ui, cx);
                return asked.or(told);
            }
            self.step(ui, cx)
        });
        action.or(inner)
    }

    fn place(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let p = Tokens::of(ui).palette;
        Icon::Book.show(ui, 56.0, p.primary);
        ui.add_space(space::L);
        say::title(ui, &cx.words.greeting(cx.now_ms, cx.tz));
        if let Some(place) = cx.state.place() {
            ui.add_space(space::S);
            say::lead(ui, &place.facility);
            say::muted(ui, &place.station);
        }
        ui.add_space(space::S);
        say::muted(ui, &cx.words.date(cx.now_ms, cx.tz));
        // At the bottom where there is room, drawn from the top so that rows wrap as elsewhere.
        let rows = 4.0 * (space::TARGET.max(Tokens::of(ui).scaled(space::TARGET)) + space::S) + space::TARGET;
        ui.add_space((ui.available_height() - rows).max(space::XXL));
        self.controls(ui, cx)
    }

    /// Language, text size, colours and the staff's quiet link.
    fn controls(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let mut action = None;
        let muted = Tokens::of(ui).palette.muted;
        ui.horizontal_wrapped(|ui| {
            Icon::Globe.show(ui, 22.0, muted);
            action = action.take().or(shell::languages(ui, cx));
        });
        ui.horizontal_wrapped(|ui| {
            Icon::TextSize.show(ui, 22.0, muted);
            action = action.take().or(shell::text_size(ui, cx));
        });
        ui.horizontal_wrapped(|ui| {
            Icon::Contrast.show(ui, 22.0, muted);
            action = action.take().or(shell::themes(ui, cx, false));
        });
        if !matches!(self.step, Step::Staff)
            && ui.add(Button::quiet(&cx.say("staff-sign-in")).icon(Icon::Key)).clicked()
        {
            self.reset();
            self.step = Step::Staff;
        }
        action
    }

    fn step(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        match &self.step {
            Step::Who if cx.state.place().is_some_and(|place| !place.has_name_tiles) => {
                self.step = Step::Number;
                self.number(ui, cx)
            }
            Step::Who => self.who(ui, cx),
            Step::Number => self.number(ui, cx),
            Step::Pin(learner, name) => {
                let (learner, name) = (*learner, name.clone());
                self.pin(ui, cx, &name).map(|pin| Action::Ask(Request::SignIn { learner, pin }))
            }
            Step::NumberPin(number) => {
                let number = number.clone();
                let asked = self.pin(ui, cx, &number);
                asked.map(|pin| Action::Ask(Request::SignInByNumber { number, pin }))
            }
            Step::Choose(_) => self.choose(ui, cx),
            Step::Staff => self.staff(ui, cx),
        }
    }

    fn who(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("who-is-learning"));
        ui.add_space(space::M);
        parting(ui, cx);
        if let Loaded::Here(tiles) = &cx.state.tiles
            && tiles.is_empty()
        {
            Notice::new(Tone::Info, &cx.say("nobody-yet")).mend(&cx.say("nobody-yet-mend")).show(ui);
            return None;
        }
        Field::search(&cx.say("find-your-name")).chars_max(60).show(ui, &mut self.search);
        ui.add_space(space::M);
        let search = plain(&self.search);
        let action = cx.loaded(ui, &cx.state.tiles, |ui, tiles| {
            let words: Vec<&str> = search.split_whitespace().collect();
            let fits = |tile: &&PersonTile| {
                let name = plain(&tile.name);
                words.iter().all(|word| name.contains(word))
            };
            let found: Vec<&PersonTile> = tiles.iter().filter(fits).collect();
            if found.is_empty() {
                say::body(ui, &cx.say("no-such-name"));
            }
            self.tiles(ui, cx, &found);
            None
        });
        ui.add_space(space::M);
        if ui.add(Button::quiet(&cx.say("use-a-number")).icon(Icon::Number)).clicked() {
            self.step = Step::Number;
        }
        action
    }

    fn tiles(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, found: &[&PersonTile]) {
        let least = Tokens::of(ui).scaled(152.0);
        let chosen = layout::cells(ui, found.len(), least, tile::height(&Tokens::of(ui)), |ui, at, width| {
            let person = found[at];
            let apart = |end: &String| {
                cx.with("name-with-number", &[("name", person.name.as_str().into()), ("end", end.as_str().into())])
            };
            let label = person.number_end.as_ref().map_or_else(|| person.name.clone(), apart);
            tile::tile(ui, &person.name, &label, width).clicked()
        });
        if let Some(person) = chosen.and_then(|at| found.get(at)) {
            self.entry = SecretEntry::of(person.has_pictures);
            self.step = Step::Pin(person.learner, person.name.clone());
        }
    }

    fn number(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("your-number"));
        ui.add_space(space::M);
        parting(ui, cx);
        let width = Tokens::of(ui).scaled(360.0);
        let response = Field::new(&cx.say("number")).mono().chars_max(40).width(width).show(ui, &mut self.number);
        ui.add_space(space::M);
        let number = self.number.trim().to_owned();
        let mut go = submitted(ui, &response);
        ui.horizontal_wrapped(|ui| {
            go |= ui.add(Button::primary(&cx.say("action-continue")).enabled(!number.is_empty())).clicked();
            let has_tiles = cx.state.place().is_none_or(|place| place.has_name_tiles);
            if has_tiles && ui.add(Button::quiet(&cx.say("use-my-name"))).clicked() {
                self.step = Step::Who;
            }
        });
        if go && !number.is_empty() {
            self.entry = SecretEntry::default();
            self.step = Step::NumberPin(number);
        }
        None
    }

    fn pin(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, name: &str) -> Option<Secret> {
        let mut pin = None;
        let mut back = false;
        ui.vertical_centered(|ui| {
            tile::avatar(ui, name, AVATAR);
            ui.add_space(space::S);
            say::title(ui, &cx.with("hello-name", &[("name", name.into())]));
            asked_for(ui, cx, if self.entry.by_pictures { "choose-your-pictures" } else { "type-your-pin" });
            ui.add_space(space::M);
            pin = self.entry.show(ui, cx, cx.state.sign_in_problem.as_ref());
            ui.add_space(space::M);
            let is_try_out = cx.state.place().is_some_and(|place| place.is_try_out);
            say::muted(ui, &cx.say(if is_try_out { "try-out-pins" } else { "forgot-ask-staff" }));
            layout::centred_row(ui, "ways", |ui| {
                back = ui.add(Button::quiet(&cx.say("not-me")).icon(Icon::Back)).clicked();
                self.entry.other_way(ui, cx);
            });
        });
        if back {
            self.reset();
        }
        pin
    }

    /// Where the lock screen takes the PIN or pictures.
    pub fn entry(&mut self) -> &mut SecretEntry {
        &mut self.entry
    }

    /// Somebody locked the screen: it waits for their PIN or pictures.
    pub fn locked(&mut self, has_pictures: bool) {
        self.reset();
        self.entry = SecretEntry::of(has_pictures);
    }

    fn choose(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let is_second = matches!(self.step, Step::Choose(Some(_)));
        let [title, why] = match (self.entry.by_pictures, is_second) {
            (false, false) => ["pin-choose", "pin-choose-why"],
            (false, true) => ["pin-again", "pin-again-why"],
            (true, false) => ["pictures-choose", "pictures-choose-why"],
            (true, true) => ["pictures-again", "pictures-again-why"],
        };
        let (mut typed, mut leaves) = (None, false);
        ui.vertical_centered(|ui| {
            Icon::Password.show(ui, 56.0, Tokens::of(ui).palette.primary);
            say::title(ui, &cx.say(title));
            asked_for(ui, cx, why);
            ui.add_space(space::M);
            if let Some(weak) = self.weak {
                say_warning(ui, &weak_words(cx, weak.word()), &cx.say("pin-weak-mend"));
            } else if self.did_differ {
                say_warning(ui, &cx.say("pin-differ"), "");
            }
            typed = self.entry.show(ui, cx, cx.state.sign_in_problem.as_ref());
            ui.add_space(space::M);
            layout::centred_row(ui, "ways", |ui| {
                leaves = ui.add(Button::quiet(&cx.say("action-leave")).icon(Icon::SignOut)).clicked();
                if !is_second {
                    self.entry.other_way(ui, cx);
                }
            });
        });
        self.is_leaving |= leaves;
        if self.is_leaving {
            return self.leave(ui, cx);
        }
        self.chosen(typed?.as_str()).map(|pin| Action::Ask(Request::ChoosePin { pin }))
    }

    /// Going without a PIN of one's own uses up the one staff gave: said before it is done.
    fn leave(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let [title, text, yes, no] =
            ["ask-leave-unchosen", "ask-leave-unchosen-why", "ask-leave-unchosen-yes", "ask-leave-unchosen-no"]
                .map(|key| cx.say(key));
        let answer =
            Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: false }.show(ui.ctx())?;
        self.is_leaving = false;
        (answer == Answer::Yes).then_some(Action::SignOut)
    }

    /// Takes what was chosen; gives it when it was the same twice. What is easy to guess is told after the first time.
    fn chosen(&mut self, typed: &str) -> Option<Secret> {
        let Step::Choose(first) = &self.step else { return None };
        (self.weak, self.did_differ) = (None, false);
        match first {
            None => {
                let is_code = picture_code::is_code(typed);
                self.weak = if is_code { picture_code::weakness(typed) } else { weakness(typed, Owner::default()) };
                if self.weak.is_none() {
                    self.step = Step::Choose(Some(Zeroizing::new(typed.to_owned())));
                }
                None
            }
            Some(first) => {
                let is_same = first.as_str() == typed;
                self.did_differ = !is_same;
                self.step = Step::Choose(None);
                is_same.then(|| Secret::new(typed.to_owned()))
            }
        }
    }

    fn staff(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let mut go = false;
        let mut back = false;
        let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
        say::title(ui, &cx.say("staff-desk"));
        say::body(ui, &cx.say("staff-sign-in-why"));
        if cx.state.place().is_some_and(|place| place.is_try_out) {
            say::muted(ui, &cx.say("try-out-staff"));
        }
        ui.add_space(space::M);
        if let Some(problem) = &cx.state.sign_in_problem {
            let sentence = cx.problem(problem);
            Notice::new(Tone::Warn, &sentence.what).mend(&sentence.mend).show(ui);
            ui.add_space(space::M);
        }
        let name = Field::new(&cx.say("staff-name")).chars_max(80).width(width).show(ui, &mut self.staff_name);
        focus::first(ui, &name, &self.staff_name);
        let label = cx.say("passphrase");
        let passphrase = Field::new(&label).secret().chars_max(256).width(width);
        let response = passphrase.show(ui, &mut self.passphrase);
        go |= submitted(ui, &response);
        ui.add_space(space::M);
        let is_ready = !self.staff_name.trim().is_empty() && !self.passphrase.is_empty() && !cx.state.is_signing_in;
        ui.horizontal_wrapped(|ui| {
            let key = if cx.state.is_signing_in { "loading" } else { "sign-in" };
            go |= ui.add(Button::primary(&cx.say(key)).icon(Icon::SignIn).enabled(is_ready)).clicked();
            back = ui.add(Button::quiet(&cx.say("action-back")).icon(Icon::Back)).clicked();
        });
        if back {
            self.reset();
            return None;
        }
        (go && is_ready).then(|| {
            let passphrase = Secret::new(std::mem::take(&mut self.passphrase));
            Action::Ask(Request::SignInStaff { name: self.staff_name.trim().to_owned(), passphrase })
        })
    }
}

/// Why the last sitting ended, to whoever still sits there. It names nobody.
fn parting(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let Some(parting) = cx.state.parting else { return };
    let key = match parting {
        Parting::Call => "parting-call",
        Parting::TimeIsUp => "parting-time",
        Parting::Staff => "parting-staff",
    };
    Notice::new(Tone::Info, &cx.say(key)).mend(&cx.say("parting-saved")).show(ui);
    ui.add_space(space::M);
}
