//! A journal: entries by day, which save themselves. It never goes out with an export but for what the learner puts into
//! their packet, and the page says what is true of it: where it lies and who could read it there.

use super::kept_row;
use super::written::{Written, saved_words};
use crate::model::id::Slug;
use crate::model::kept::JOURNAL_CHARS_MAX;
use crate::model::trust::FreeText;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::dialog::Answer;
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, say, writing};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{JournalRow, JournalView};
use crate::worker::{Keep, KeptNews, News, Request};
use egui::Ui;
use jiff::{Timestamp, tz::TimeZone};
use std::time::Duration;

/// Questions to begin with, for who wants one.
const PROMPTS: [&str; 3] = ["journal-prompt-well", "journal-prompt-learned", "journal-prompt-next"];

/// See the module.
#[derive(Default)]
pub struct JournalScreen {
    /// The entry under the hands; none until the first key of a new one.
    entry: Option<Slug>,
    written: Written,
    is_cut: bool,
    has_failed: bool,
    /// What was last taken away.
    undo: Option<(Slug, String)>,
    /// What was brought back and is not told to be on the disk yet.
    returning: Option<(Slug, String)>,
    /// The entry that goes for good, if the answer is yes.
    asked: Option<Slug>,
    /// What is to be asked of the workers, whatever else was pressed in the same frame.
    outbox: Vec<Request>,
}

impl JournalScreen {
    /// Hears what became of what was sent.
    pub fn hear(&mut self, news: &News) {
        match news {
            News::Kept(kept) => {
                let KeptNews::JournalSaved { entry, text, wall_ms } = &**kept else { return };
                self.returning.take_if(|(back, words)| (&*back, &*words) == (entry, text));
                if self.entry.as_ref() == Some(entry) {
                    self.written.saved(text, *wall_ms);
                }
            }
            News::Failed(_) => {
                self.has_failed = true;
                self.undo = self.undo.take().or(self.returning.take());
            }
            _ => {}
        }
    }

    /// The page is left: what is still to be saved. Nothing of it stays.
    pub fn close(&mut self) -> Vec<Request> {
        let left = self.left();
        let mut requests = self.outgoing();
        requests.extend(left);
        *self = Self::default();
        requests
    }

    /// What is to be saved now.
    pub fn outgoing(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.outbox)
    }

    fn left(&mut self) -> Option<Request> {
        let entry = self.entry.clone()?;
        self.written.left().map(|text| keep(entry, text))
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let session = cx.state.learner().map(|learner| learner.session.to_string());
        let shown = super::page(ui, "journal", |ui| {
            cx.loaded(ui, &cx.state.kept.journal, |ui, journal| {
                // Undo in a field remembers what was typed: each person has a field of their own.
                ui.push_id(session, |ui| self.content(ui, cx, journal)).inner
            })
        });
        self.question(ui, cx);
        self.save(ui, cx);
        shown
    }

    /// The question before an entry goes for good.
    fn question(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        if self.asked.is_none() {
            return;
        }
        let Some(answer) = kept_row::sure(ui.ctx(), cx) else { return };
        let gone = self.asked.take().filter(|_| answer == Answer::Yes);
        self.outbox.extend(gone.map(|entry| keep(entry, String::new())));
    }

    /// Saves the entry under the hands when it is due.
    fn save(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        if std::mem::take(&mut self.has_failed) {
            self.written.failed(cx.mono_ms);
        }
        let Some(entry) = self.entry.clone() else { return };
        let due = self.written.due(cx.mono_ms);
        if let Some(wait_ms) = self.written.wait_ms(cx.mono_ms) {
            ui.ctx().request_repaint_after(Duration::from_millis(wait_ms.max(50)));
        }
        self.outbox.extend(due.map(|text| keep(entry, text)));
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, journal: &JournalView) -> Option<Action> {
        say::title(ui, &cx.say("place-journal"));
        say::lead(ui, &cx.say("journal-lead"));
        ui.add_space(space::S);
        say::small(ui, &cx.say("journal-where"));
        let mut packet = false;
        if journal.free_text == FreeText::Reviewed {
            say::small(ui, &cx.say("journal-packet"));
            packet = ui.add(Button::secondary(&cx.say("place-packet")).icon(Icon::Pack)).clicked();
        }
        ui.add_space(space::M);
        let mut asked = None;
        if journal.free_text == FreeText::Off {
            Notice::new(Tone::Info, &cx.say("journal-off")).show(ui);
        } else {
            card(ui, |ui| asked = self.editor(ui, cx));
        }
        ui.add_space(space::L);
        let back = self.bring_back(ui, cx);
        let listed = self.list(ui, cx, journal);
        self.outbox.extend([asked, back, listed].into_iter().flatten());
        packet.then_some(Action::Go(Screen::Packet))
    }

    fn editor(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Request> {
        let day = match &self.entry {
            Some(entry) => said_day(cx, &JournalRow::new(entry.clone(), String::new())),
            None => cx.with("journal-today", &[("day", cx.words.date(cx.now_ms, cx.tz).into())]),
        };
        let label = cx.with("journal-entry", &[("day", day.into())]);
        let field = writing::field(ui, &label, &mut self.written.text, JOURNAL_CHARS_MAX, 8);
        if field.response.changed() {
            self.typed(cx, field.is_cut);
        }
        if self.is_cut {
            say::coloured(ui, &cx.say("keep-cut"), Size::Small, Tokens::of(ui).palette.warn);
        }
        ui.horizontal_wrapped(|ui| {
            saved_words(ui, cx, self.written.standing());
            say::small(ui, &cx.with("keep-left", &[("count", field.left.into())]));
        });
        if self.entry.is_none() {
            self.prompts(ui, cx);
            return None;
        }
        ui.add_space(space::S);
        ui.add(Button::secondary(&cx.say("journal-new")).icon(Icon::Plus))
            .clicked()
            .then(|| self.turn_to(None))
            .flatten()
    }

    fn typed(&mut self, cx: &ViewCtx<'_>, is_cut: bool) {
        self.is_cut = is_cut;
        self.undo = None;
        if self.entry.is_none() {
            self.entry = new_entry(cx.now_ms, cx.tz);
        }
        self.written.typed(cx.mono_ms);
    }

    /// Questions to begin with: pressed, one stands in the entry.
    fn prompts(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        say::small(ui, &cx.say("journal-prompts"));
        ui.horizontal_wrapped(|ui| {
            for key in PROMPTS {
                let prompt = cx.say(key);
                if ui.add(Button::quiet(&prompt).icon(Icon::Idea)).clicked() {
                    self.written.text = format!("{prompt}\n");
                    self.typed(cx, false);
                }
            }
        });
    }

    /// Another entry comes under the hands. What the one before still has to save.
    fn turn_to(&mut self, row: Option<&JournalRow>) -> Option<Request> {
        let left = self.left();
        if row.is_some_and(|row| self.entry.as_ref() == Some(&row.entry)) {
            return left; // what is under the hands is newer than the row
        }
        self.entry = row.map(|row| row.entry.clone());
        self.written = row.map_or_else(Written::default, |row| Written::new(&row.text));
        self.is_cut = false;
        left
    }

    fn bring_back(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Request> {
        self.undo.as_ref()?;
        let (words, undo) = (cx.say("keep-taken-away"), cx.say("keep-bring-back"));
        let is_pressed = Notice::new(Tone::Info, &words).action(&undo).show(ui).is_some_and(|button| button.clicked());
        ui.add_space(space::M);
        self.returning = Some(self.undo.take_if(|_| is_pressed)?);
        let (entry, text) = self.returning.clone()?;
        Some(keep(entry, text))
    }

    fn list(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, journal: &JournalView) -> Option<Request> {
        let mut asked = None;
        if journal.entries.is_empty() {
            return None;
        }
        say::heading(ui, &cx.say("journal-entries"));
        for row in &journal.entries {
            ui.add_space(space::S);
            let pressed = ui.push_id(&row.entry, |ui| entry_ui(ui, cx, row)).inner;
            match (pressed, journal.free_text) {
                (Some(true), FreeText::Off) => self.asked = Some(row.entry.clone()), // it could not be written again
                (Some(true), FreeText::Local | FreeText::Reviewed) => asked = Some(self.take_away(row)),
                (Some(false), FreeText::Local | FreeText::Reviewed) => asked = self.turn_to(Some(row)),
                (Some(false), FreeText::Off) | (None, _) => {}
            }
        }
        asked
    }

    /// Takes an entry away. What comes back are the words under the hands, which are newer than the row.
    fn take_away(&mut self, row: &JournalRow) -> Request {
        let is_in_hand = self.entry.as_ref() == Some(&row.entry);
        let now = if is_in_hand { std::mem::take(&mut self.written).text } else { String::new() };
        self.entry.take_if(|_| is_in_hand);
        self.undo = Some((row.entry.clone(), if now.is_empty() { row.text.clone() } else { now }));
        keep(row.entry.clone(), String::new())
    }
}

/// One entry: pressed to go on with it (`false`), or to take it away (`true`).
fn entry_ui(ui: &mut Ui, cx: &ViewCtx<'_>, row: &JournalRow) -> Option<bool> {
    let day = said_day(cx, row);
    let first: String = row.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    let name = cx.with("journal-open", &[("day", day.as_str().into()), ("words", first.into())]);
    let button = (Tokens::of(ui).scaled(24.0) + 2.0 * space::S).max(space::TARGET);
    let width = ui.available_width() - button - 2.0 * space::S;
    ui.horizontal_top(|ui| {
        let is_opened = ui
            .allocate_ui_with_layout(egui::vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(width);
                let draw = |ui: &mut Ui| {
                    let tokens = Tokens::of(ui);
                    say::fact(ui, Icon::Calendar, &day);
                    let words: String = row.text.trim().chars().take(600).collect();
                    let width = ui.available_width();
                    let rows = ui
                        .painter()
                        .layout(words.clone(), tokens.font(Size::Body), tokens.palette.ink, width)
                        .rows
                        .len();
                    say::lines(ui, &words, tokens.font(Size::Body), tokens.palette.ink, width, rows.clamp(1, 3));
                };
                Card::new().padding(space::M).pressable(ui, &name, draw).clicked()
            })
            .inner;
        let remove = cx.with("kept-remove", &[("name", name.as_str().into())]);
        if ui.add(Button::quiet(&remove).icon_only(Icon::Trash)).clicked() {
            return Some(true);
        }
        is_opened.then_some(false)
    })
    .inner
}

fn said_day(cx: &ViewCtx<'_>, row: &JournalRow) -> String {
    if row.day.is_empty() { row.entry.to_string() } else { cx.words.day_text(&row.day) }
}

fn keep(entry: Slug, text: String) -> Request {
    Request::Keep(Keep::JournalEntry { entry, text })
}

/// The name of an entry begun now: day and time, here.
fn new_entry(now_ms: u64, tz: &TimeZone) -> Option<Slug> {
    let now = Timestamp::from_millisecond(i64::try_from(now_ms).ok()?).ok()?.to_zoned(tz.clone()); // a clock of the far future
    Slug::parse(&now.strftime("%Y-%m-%d-%H%M%S").to_string()).ok()
}
