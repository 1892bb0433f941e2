//! Questions that must be answered before going on. Escape always means the harmless answer.

use super::super::tokens::{Tokens, space};
use super::{Button, say, scroll_keys};
use egui::{Context, Frame, Id, Key, LayerId, Margin, Modal, ScrollArea, Shadow, Stroke, Ui, UiBuilder, Vec2, vec2};

/// Left free above and below a dialog, in points.
const EDGE: f32 = space::L;
/// A list of its own in a body takes no more of the window's height.
const LIST_SHARE: f32 = 0.3;
/// A body that scrolls is at least this high, in points.
const BODY_LEAST: f32 = 3.0 * space::TARGET;

/// What the person answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Do it.
    Yes,
    /// Leave it.
    No,
}

/// How large a dialog and its parts were in the last pass, in points.
#[derive(Debug, Clone, Copy, Default)]
struct Heights {
    /// The body with all that is in it.
    body: f32,
    /// As much of it as was shown.
    shown: f32,
    /// All that is not the body.
    around: f32,
    /// Of the dialog.
    size: Vec2,
}

impl Heights {
    fn key(ui: &Ui) -> Id {
        Self::key_of(ui.layer_id())
    }

    fn key_of(layer: LayerId) -> Id {
        layer.id.with("heights")
    }

    fn of(ui: &Ui) -> Self {
        ui.data(|data| data.get_temp(Self::key(ui))).unwrap_or_default()
    }

    fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Self::key(ui), self));
    }
}

/// Shows `content` above the page; true when the person asked to close it. What may be higher than the window belongs
/// into a [`body`].
pub fn show<R>(ctx: &Context, id: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    keep_focus(ctx);
    let tokens = Tokens::of_context(ctx);
    let p = &tokens.palette;
    let frame = Frame::new()
        .fill(p.surface)
        .stroke(Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, p.line))
        .corner_radius(space::CORNER)
        .inner_margin(Margin::same(space::XL as i8))
        .shadow(Shadow { offset: [0, 8], blur: 24, spread: 0, color: p.shadow });
    let width = tokens.scaled(width).min(ctx.content_rect().width() - 2.0 * space::PAGE);
    let modal = Modal::new(Id::unique(id)).frame(frame).backdrop_color(p.veil).show(ctx, |ui| {
        ui.set_width(width);
        let all = ui.scope(content);
        let heights = Heights::of(ui);
        Heights { around: all.response.rect.height() - heights.shown, ..heights }.keep(ui);
        all.inner
    });
    // What grew or shrank stands in its place from the next pass on.
    let (key, size) = (Heights::key_of(modal.response.layer_id), modal.response.rect.size());
    let last: Heights = ctx.data(|data| data.get_temp(key)).unwrap_or_default();
    if (size - last.size).abs().max_elem() > 0.5 {
        ctx.data_mut(|data| data.insert_temp(key, Heights { size, ..last }));
        ctx.request_repaint();
    }
    let should_close = modal.should_close();
    (modal.inner, should_close)
}

/// The part of a dialog above its buttons. It scrolls when the dialog would be higher than the window, so that the
/// buttons stay in sight.
pub fn body<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let heights = Heights::of(ui);
    let room = ui.ctx().content_rect().height() - 2.0 * (space::XL + EDGE) - heights.around;
    let room = room.max(BODY_LEAST);
    let is_higher = heights.body > room;
    // What is typed and where the keyboard is stay the same when it begins to scroll.
    let inside = UiBuilder::new().scope_id(Heights::key(ui).with("body"));
    let mut height = 0.0;
    let measured = |ui: &mut Ui| {
        let inner = ui.scope_builder(inside, content);
        height = inner.response.rect.height();
        inner.inner
    };
    let shown = ui.scope(|ui| {
        if !is_higher {
            return measured(ui);
        }
        let area = ScrollArea::vertical().id_salt("dialog").max_height(room).min_scrolled_height(room);
        let scrolled = area.auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::S); // rings stay clear of the bar
            let inner = measured(ui);
            let moved = scroll_keys::moved_to_ends(ui, room, space::PAGE);
            if moved != 0.0 {
                ui.scroll_with_delta(vec2(0.0, -moved));
            }
            inner
        });
        scrolled.inner
    });
    Heights { body: height, shown: shown.response.rect.height(), ..heights }.keep(ui);
    shown.inner
}

/// How high a list within a [`body`] may be that is `points` high at 100 %: with what stands around it, it fits a window.
#[must_use]
pub fn list_height(ui: &Ui, points: f32) -> f32 {
    Tokens::of(ui).scaled(points).min(ui.ctx().content_rect().height() * LIST_SHARE)
}

/// Where the keyboard was before a dialog opened, and the last pass that drew a dialog.
#[derive(Debug, Clone, Copy)]
struct Before {
    focus: Option<Id>,
    pass: u64,
}

fn key() -> Id {
    Id::unique("before-the-dialog")
}

/// Takes the keyboard into a dialog that opens, and remembers where it was.
fn keep_focus(ctx: &Context) {
    let pass = ctx.cumulative_pass_nr();
    let open = ctx.data(|data| data.get_temp::<Before>(key()));
    let focus = open.map_or_else(|| ctx.memory(|memory| memory.focused()), |before| before.focus);
    if let (None, Some(focus)) = (open, focus) {
        ctx.memory_mut(|memory| memory.surrender_focus(focus));
    }
    ctx.data_mut(|data| data.insert_temp(key(), Before { focus, pass }));
}

/// Gives the keyboard back to where it was when no dialog is open any more. Called at the end of each pass.
pub fn give_back(ctx: &Context) {
    let Some(before) = ctx.data(|data| data.get_temp::<Before>(key())) else { return };
    if before.pass >= ctx.cumulative_pass_nr() {
        return; // still open
    }
    ctx.data_mut(|data| data.remove::<Before>(key()));
    if let Some(focus) = before.focus {
        ctx.memory_mut(|memory| memory.request_focus(focus));
        ctx.request_repaint();
    }
}

/// A question with two answers.
#[derive(Debug, Clone, Copy)]
pub struct Confirm<'a> {
    /// The question.
    pub title: &'a str,
    /// What follows from "yes".
    pub text: &'a str,
    /// The verb that does it.
    pub yes: &'a str,
    /// The way out.
    pub no: &'a str,
    /// Whether it takes something away.
    pub is_destructive: bool,
}

impl Confirm<'_> {
    /// Draws it; `None` while there is no answer.
    #[must_use]
    pub fn show(self, ctx: &Context) -> Option<Answer> {
        let (answer, should_close) = show(ctx, self.title, 460.0, |ui| {
            body(ui, |ui| {
                say::heading(ui, self.title);
                say::body(ui, self.text);
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let yes = Button::primary(self.yes);
                let yes = if self.is_destructive { yes.destructive() } else { yes };
                let yes = ui.add(yes).clicked().then_some(Answer::Yes);
                ui.add(Button::secondary(self.no)).clicked().then_some(Answer::No).or(yes)
            })
            .inner
        });
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        answer.or((should_close || escaped).then_some(Answer::No))
    }
}
