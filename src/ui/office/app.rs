//! The office's stage in a window, joined to its threads.

use super::stage::Stage;
use crate::model::ports::Clock;
use crate::ui::app::keep_inside;
use crate::ui::shown::Shown;
use crate::ui::tokens::Palette;
use crate::worker::office::{Ask, OfficeHandle};
use egui::{Color32, Context, Ui};
use std::sync::Arc;

/// The window of `foothold-office desk`.
pub struct App {
    stage: Stage,
    handle: OfficeHandle,
}

impl App {
    /// The window's content. `start` is given the closure that wakes the window, and gives the threads.
    #[must_use]
    pub fn new(
        ctx: &Context,
        clock: Arc<dyn Clock>,
        start: impl FnOnce(Box<dyn Fn() + Send + Sync>) -> OfficeHandle,
    ) -> Self {
        let mut stage = Stage::new(ctx, clock);
        let first = stage.start();
        let window = ctx.clone();
        let handle = start(Box::new(move || window.request_repaint()));
        let mut app = Self { stage, handle };
        app.send(first);
        app
    }

    fn send(&mut self, asks: Vec<Ask>) {
        for ask in asks {
            let ticket = self.handle.send(ask.clone());
            self.stage.sent(ticket, &ask);
        }
        for ticket in self.stage.take_cancelled() {
            self.handle.cancel(ticket);
        }
    }
}

impl Shown for App {
    fn logic(&mut self, _: &Context) {
        while let Some(event) = self.handle.next() {
            let follow = self.stage.take(event);
            self.send(follow);
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let asks = self.stage.ui(ui);
        keep_inside(ui.ctx());
        self.send(asks);
    }

    fn ground(&self) -> Color32 {
        Palette::of(self.stage.state.theme).paper
    }

    fn close(&mut self) {
        let last = self.stage.close();
        self.send(last);
        self.handle.finish();
    }
}
