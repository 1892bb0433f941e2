//! Questions that must be answered before going on. Escape always means the harmless answer.

use super::super::tokens::{Tokens, space};
use super::{Button, say};
use egui::{Context, Frame, Id, Key, Margin, Modal, ScrollArea, Shadow, Stroke, Ui};

/// What the person answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Do it.
    Yes,
    /// Leave it.
    No,
}

/// Shows `content` above the page; true when the person asked to close it.
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
        content(ui)
    });
    let should_close = modal.should_close();
    (modal.inner, should_close)
}

/// The same for content that may be higher than the window: then it scrolls.
pub fn tall<R>(ctx: &Context, id: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let height_max = (ctx.content_rect().height() - 2.0 * (space::XL + space::XXL)).max(space::TARGET);
    let key = Id::unique(id).with("height");
    let is_higher = ctx.data(|data| data.get_temp::<f32>(key)).is_some_and(|height| height > height_max);
    show(ctx, id, width, |ui| {
        let measured = |ui: &mut Ui| {
            let inner = ui.scope(content);
            ui.data_mut(|data| data.insert_temp(key, inner.response.rect.height()));
            inner.inner
        };
        if !is_higher {
            return measured(ui);
        }
        let area = ScrollArea::vertical().id_salt(id).max_height(height_max).min_scrolled_height(height_max);
        area.auto_shrink([false, false]).show(ui, measured).inner
    })
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
            say::heading(ui, self.title);
            say::body(ui, self.text);
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
