//! The stage in a window, joined to the workers. Both kinds of window show this same application: eframe's, drawn by
//! OpenGL, and that of [`super::soft`].

use super::action::Action;
use super::shown::Shown;
use super::stage::Stage;
use super::state::Who;
use super::tokens::Palette;
use crate::model::ports::Clock;
use crate::worker::{Handle, Request, StaffWish};
use egui::{Color32, Context, OutputCommand, Ui, ViewportCommand};
use std::sync::Arc;

/// The program's window.
pub struct App {
    stage: Stage,
    handle: Handle,
    is_full: bool,
}

impl App {
    /// The window's content. `start` is given the closure that wakes the window, and gives the workers. A kiosk's
    /// window closes only while staff are in.
    #[must_use]
    pub fn new(
        ctx: &Context,
        clock: Arc<dyn Clock>,
        is_kiosk: bool,
        start: impl FnOnce(Box<dyn Fn() + Send + Sync>) -> Handle,
    ) -> Self {
        let mut stage = Stage::new(ctx, clock);
        stage.state.is_kiosk_started = is_kiosk;
        let first = stage.start();
        let window = ctx.clone();
        let handle = start(Box::new(move || window.request_repaint()));
        let mut app = Self { stage, handle, is_full: is_kiosk };
        app.send(first);
        app
    }

    fn send(&mut self, requests: Vec<Request>) {
        for request in requests {
            let ticket = self.handle.send(request.clone());
            self.stage.sent(ticket, &request);
        }
        for ticket in self.stage.state.take_cancelled() {
            self.handle.cancel(ticket);
        }
    }

    fn drain(&mut self) {
        while let Some(event) = self.handle.next() {
            let follow = self.stage.take(event);
            self.send(follow);
        }
    }

    fn keep_open(&mut self, ctx: &Context) {
        let state = &mut self.stage.state;
        if state.is_kiosk() && !self.is_full {
            self.is_full = true; // policy asks for it
            ctx.send_viewport_cmd(ViewportCommand::Decorations(false));
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
        let may_close = !state.is_kiosk() || state.may_close || matches!(state.who, Who::Staff(_));
        if ctx.input(|input| input.viewport().close_requested()) && !may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            state.apply(Action::AskStaff(Some(StaffWish::Close)));
            ctx.request_repaint();
        }
        if self.stage.state.wants_to_close && may_close {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

impl Shown for App {
    fn logic(&mut self, ctx: &Context) {
        self.drain();
        self.keep_open(ctx);
        self.stage.rest_if_hidden(ctx);
    }

    fn ui(&mut self, ui: &mut Ui) {
        let requests = self.stage.ui(ui);
        keep_inside(ui.ctx());
        self.send(requests);
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

/// Nothing leaves the window: no address is opened, no picture copied. Text that is copied goes to the program's own
/// clipboard, which ends with the sitting; the system's is in no build of it.
pub fn keep_inside(ctx: &Context) {
    ctx.output_mut(|output| output.commands.retain(|command| matches!(command, OutputCommand::CopyText(_))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ports::Random;
    use crate::worker::{Event, News, Options, Ticket};
    use egui::{OpenUrl, RawInput, ViewportEvent, ViewportId};

    struct Still;

    impl Clock for Still {
        fn wall_ms(&self) -> u64 {
            0
        }
        fn mono_ms(&self) -> u64 {
            0
        }
    }

    impl Random for Still {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    /// The window is asked to close, as by Alt-F4; true if it refuses.
    fn refuses_to_close(app: &mut App, ctx: &Context) -> bool {
        let mut input = RawInput::default();
        input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        let mut output = ctx.run_ui(input, |ui| app.keep_open(ui.ctx()));
        let commands = output.viewport_output.remove(&ViewportId::ROOT).map(|root| root.commands).unwrap_or_default();
        output.drop_without_applying_deltas();
        commands.contains(&ViewportCommand::CancelClose)
    }

    #[test]
    fn the_window_of_a_kiosk_closes_only_by_the_word_of_staff() {
        let home = tempfile::tempdir().unwrap();
        for is_kiosk in [false, true] {
            let ctx = Context::default();
            let options = Options { home: home.path().join("home"), drives: None, starter: Vec::new() };
            let start = |wake| Handle::start(options, Arc::new(Still), Arc::new(Still), wake);
            let mut app = App::new(&ctx, Arc::new(Still), is_kiosk, start);
            assert_eq!(refuses_to_close(&mut app, &ctx), is_kiosk);
            if is_kiosk {
                assert_eq!(app.stage.state.staff_wish, Some(StaffWish::Close), "staff are asked for");
                app.stage.take(Event { ticket: Ticket(0), news: News::StaffAgreed(StaffWish::Close) });
                assert!(!refuses_to_close(&mut app, &ctx));
            }
        }
    }

    #[test]
    fn nothing_leaves_the_window_but_text_to_its_own_clipboard() {
        let ctx = Context::default();
        let output = ctx.run_ui(RawInput::default(), |ui| {
            ui.ctx().copy_text("kept inside".to_owned());
            ui.ctx().open_url(OpenUrl::new_tab("https://example.org"));
            ui.ctx().copy_image(egui::ColorImage::example());
            ui.ctx().output_mut(|output| {
                output.commands.push(OutputCommand::TextSelectionSettled("selected".to_owned()));
            });
            keep_inside(ui.ctx());
        });
        assert_eq!(output.platform_output.commands, [OutputCommand::CopyText("kept inside".to_owned())]);
        output.drop_without_applying_deltas();
    }
}
