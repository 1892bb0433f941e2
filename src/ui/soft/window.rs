//! The window that the software painter draws into: winit for events, egui-winit for what they mean, AccessKit for
//! screen readers, softbuffer for the pixels. It shows the very application that the OpenGL window shows.

use super::area::Area;
use super::film;
use super::painter::Painter;
use crate::ui::shown::Shown;
use egui::{
    Context, FullOutput, RawInput, Vec2, ViewportBuilder, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo,
};
use egui_winit::accesskit_winit;
use egui_winit::winit;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};
use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy, OwnedDisplayHandle};
use winit::window::{Window, WindowId};

/// A window nobody sees is looked after this often at most.
const HIDDEN_EVERY: Duration = Duration::from_millis(100);
/// The longest side of a texture: none is too long for the painter, this bounds memory.
const TEXTURE_SIDE_MAX: usize = 8192;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowFault {
    /// The system gives no events.
    #[error("no connection to the screen: {0}")]
    Events(#[from] winit::error::EventLoopError),
    /// The system gives no window.
    #[error("no window: {0}")]
    Window(#[from] winit::error::OsError),
    /// The window takes no pixels.
    #[error("no pixels in the window: {0}")]
    Pixels(String),
}

impl From<softbuffer::SoftBufferError> for WindowFault {
    fn from(fault: softbuffer::SoftBufferError) -> Self {
        Self::Pixels(fault.to_string()) // it holds handles that stay in this thread
    }
}

/// What comes in from other threads.
enum Call {
    /// Draw again, then; asked for in that pass.
    Repaint { when: Instant, pass: u64 },
    /// From a screen reader.
    Access(accesskit_winit::Event),
}

impl From<accesskit_winit::Event> for Call {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Access(event)
    }
}

/// Shows the application that `create` gives, until its window is closed.
///
/// # Errors
/// If the system gives no window, or takes no pixels for it.
pub fn run(viewport: ViewportBuilder, create: impl FnOnce(&Context) -> Box<dyn Shown>) -> Result<(), WindowFault> {
    let events = EventLoop::<Call>::with_user_event().build()?;
    let mut host = Host { start: Some((viewport, create)), calls: events.create_proxy(), open: None, fault: None };
    events.run_app(&mut host)?;
    host.close();
    host.fault.map_or(Ok(()), Err)
}

struct Host<F> {
    start: Option<(ViewportBuilder, F)>,
    calls: EventLoopProxy<Call>,
    open: Option<Open>,
    fault: Option<WindowFault>,
}

type Surface = softbuffer::Surface<OwnedDisplayHandle, Arc<Window>>;

/// What it took, for the log.
#[derive(Default)]
struct Tally {
    passes: u64,
    drawn: u64,
    pixels: i64,
    passes_took: Duration,
    drawing_took: Duration,
}

/// An open window.
struct Open {
    ctx: Context,
    app: Box<dyn Shown>,
    window: Arc<Window>,
    surface: Surface,
    size: (u32, u32),
    state: egui_winit::State,
    info: ViewportInfo,
    painter: Painter,
    /// Input that no pass has seen yet.
    unseen: Option<RawInput>,
    repaint_at: Option<Instant>,
    /// We asked for the next call to draw; one that we did not ask for means that the screen lost the picture.
    is_asked: bool,
    is_lost: bool,
    is_shown: bool,
    is_closing: bool,
    tally: Tally,
}

impl<F: FnOnce(&Context) -> Box<dyn Shown>> Host<F> {
    fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            open.app.close();
            let Tally { passes, drawn, pixels, passes_took, drawing_took } = open.tally;
            log::info!("{passes} passes in {passes_took:?}, {drawn} drawn in {drawing_took:?}, {pixels} pixels");
        }
    }

    fn end_with(&mut self, events: &ActiveEventLoop, fault: WindowFault) {
        log::error!("{fault}");
        self.fault = Some(fault);
        events.exit();
    }

    /// Ends when it is time, else sleeps until there is something to draw.
    fn settle(&mut self, events: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        if open.is_closing {
            events.exit();
            return;
        }
        if open.repaint_at.is_some_and(|at| at <= Instant::now()) {
            open.repaint_at = None;
            open.is_asked = true;
            open.window.request_redraw();
        }
        events.set_control_flow(open.repaint_at.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}

impl<F: FnOnce(&Context) -> Box<dyn Shown>> ApplicationHandler<Call> for Host<F> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if let Some((viewport, create)) = self.start.take() {
            match Open::new(events, &self.calls, viewport, create) {
                Ok(open) => self.open = Some(open),
                Err(fault) => return self.end_with(events, fault),
            }
        }
        if let Some(open) = &mut self.open {
            open.repaint_by(Instant::now());
        }
        self.settle(events);
    }

    fn new_events(&mut self, events: &ActiveEventLoop, _: StartCause) {
        self.settle(events);
    }

    fn user_event(&mut self, events: &ActiveEventLoop, call: Call) {
        if let Some(open) = &mut self.open {
            open.called(call);
        }
        self.settle(events);
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        let done = match event {
            WindowEvent::RedrawRequested => open.redraw(events),
            event => open.told(events, &event),
        };
        if let Err(fault) = done {
            return self.end_with(events, fault);
        }
        self.settle(events);
    }

    fn exiting(&mut self, _: &ActiveEventLoop) {
        self.close();
    }
}

impl Open {
    fn new(
        events: &ActiveEventLoop,
        calls: &EventLoopProxy<Call>,
        viewport: ViewportBuilder,
        create: impl FnOnce(&Context) -> Box<dyn Shown>,
    ) -> Result<Self, WindowFault> {
        let ctx = context(calls);
        // Hidden until it is drawn: no white flash.
        let viewport = centred(viewport, events).with_visible(false);
        let window = Arc::new(egui_winit::create_window(&ctx, events, &viewport)?);
        let display = softbuffer::Context::new(events.owned_display_handle())?;
        let surface = Surface::new(&display, Arc::clone(&window))?;
        let scale = window.scale_factor() as f32;
        let theme = events.system_theme();
        let side = Some(TEXTURE_SIDE_MAX);
        let mut state = egui_winit::State::new(ctx.clone(), ViewportId::ROOT, &*window, Some(scale), theme, side);
        state.init_accesskit(events, &window, calls.clone());
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &ctx, &window, true);
        let app = create(&ctx);
        Ok(Self {
            ctx,
            app,
            window,
            surface,
            size: (0, 0),
            state,
            info,
            painter: Painter::default(),
            unseen: None,
            repaint_at: None,
            is_asked: false,
            is_lost: false,
            is_shown: false,
            is_closing: false,
            tally: Tally::default(),
        })
    }

    fn repaint_by(&mut self, when: Instant) {
        let hidden = self.is_shown && is_hidden(&self.window);
        let when = if hidden { when.max(Instant::now() + HIDDEN_EVERY) } else { when };
        self.repaint_at = Some(self.repaint_at.map_or(when, |at| at.min(when)));
    }

    fn called(&mut self, call: Call) {
        match call {
            Call::Repaint { when, pass } => {
                let now = self.ctx.cumulative_pass_nr_for(ViewportId::ROOT);
                if now == pass || now == pass + 1 {
                    self.repaint_by(when);
                }
            }
            Call::Access(event) => match event.window_event {
                accesskit_winit::WindowEvent::InitialTreeRequested => {
                    self.ctx.enable_accesskit();
                    self.repaint_by(Instant::now());
                }
                accesskit_winit::WindowEvent::ActionRequested(request) => {
                    self.state.on_accesskit_action_request(request);
                    self.repaint_by(Instant::now());
                }
                accesskit_winit::WindowEvent::AccessibilityDeactivated => self.ctx.disable_accesskit(),
            },
        }
    }

    /// Takes an event of the window in.
    fn told(&mut self, events: &ActiveEventLoop, event: &WindowEvent) -> Result<(), WindowFault> {
        match event {
            WindowEvent::CloseRequested => self.info.events.push(ViewportEvent::Close),
            WindowEvent::Occluded(is_hidden) => {
                self.info.occluded = Some(*is_hidden);
                self.is_lost |= !is_hidden;
            }
            // What another window covered may have come free with a redraw of our own, which alone does not tell of it.
            WindowEvent::Focused(true) | WindowEvent::CursorEntered { .. } => self.is_lost = true,
            WindowEvent::Destroyed => {
                self.is_closing = true;
                return Ok(());
            }
            _ => {}
        }
        let answer = self.state.on_window_event(&self.window, event);
        let is_close = matches!(event, WindowEvent::CloseRequested);
        if cfg!(windows) && matches!(event, WindowEvent::Resized(_)) {
            return self.frame(events); // while a border is dragged, nothing else draws
        }
        if answer.repaint || is_close || self.is_lost {
            self.repaint_by(Instant::now());
        }
        Ok(())
    }

    fn redraw(&mut self, events: &ActiveEventLoop) -> Result<(), WindowFault> {
        if !std::mem::take(&mut self.is_asked) {
            self.is_lost = true;
            if self.size != (0, 0) && self.size == inner_size(&self.window) {
                return self.present(); // the picture is right, only the screen lost it
            }
        }
        self.frame(events)
    }

    /// One pass of the application, and what it changes into the window.
    fn frame(&mut self, events: &ActiveEventLoop) -> Result<(), WindowFault> {
        egui_winit::update_viewport_info(&mut self.info, &self.ctx, &self.window, false);
        let size = inner_size(&self.window);
        let is_seen = size.0 > 0 && size.1 > 0 && (!self.is_shown || self.info.visible().unwrap_or(true));
        let input = self.input();
        let is_close = self.info.close_requested();
        if !is_seen {
            self.logic_only(events, input, is_close);
            return Ok(());
        }
        let (app, began) = (&mut self.app, Instant::now());
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        self.tally.passes += 1;
        self.tally.passes_took += began.elapsed();
        self.info.events.clear();
        let platform = std::mem::take(&mut output.platform_output);
        self.state.handle_platform_output_with_event_loop(&self.window, events, platform);
        self.painter.take(&self.ctx, &mut output, size, self.app.ground());
        self.size_surface(size)?;
        if !self.painter.waiting().is_empty() || self.is_lost {
            self.present()?;
        }
        if !std::mem::replace(&mut self.is_shown, true) {
            self.window.set_visible(true);
        }
        self.follow(output, is_close);
        Ok(())
    }

    /// Nobody sees the window: what the threads did is taken in, nothing is drawn.
    fn logic_only(&mut self, events: &ActiveEventLoop, input: RawInput, is_close: bool) {
        let app = &mut self.app;
        let output = self.ctx.run_logic(&input, |ctx| app.logic(ctx));
        self.unseen = Some(input);
        self.info.events.clear();
        self.state.handle_platform_output_with_event_loop(&self.window, events, output.platform_output);
        let commands = output.viewport_commands.into_iter().filter(|(id, _)| *id == ViewportId::ROOT);
        self.command(commands.flat_map(|(_, commands)| commands).collect(), is_close);
    }

    fn input(&mut self) -> RawInput {
        let mut input = self.state.take_egui_input(&self.window);
        input.viewports.insert(ViewportId::ROOT, self.info.clone());
        match self.unseen.take() {
            Some(mut earlier) => {
                earlier.append(input);
                earlier
            }
            None => input,
        }
    }

    fn follow(&mut self, output: FullOutput, is_close: bool) {
        let mut commands = Vec::new();
        for (id, viewport) in output.viewport_output {
            if id == ViewportId::ROOT {
                commands.extend(viewport.commands);
            }
        }
        self.command(commands, is_close);
    }

    /// Does what the application asked of its window. A window that is asked to close closes unless it says no.
    fn command(&mut self, commands: Vec<ViewportCommand>, is_close: bool) {
        if is_close && !commands.contains(&ViewportCommand::CancelClose) {
            self.is_closing = true;
        }
        let mut other = Vec::new(); // pictures of the window and the clipboard: nothing here asks for them
        egui_winit::process_viewport_commands(&self.ctx, &mut self.info, commands, &self.window, &mut other);
        if self.info.close_requested() {
            self.repaint_by(Instant::now());
        }
    }

    fn size_surface(&mut self, size: (u32, u32)) -> Result<(), WindowFault> {
        if let (Some(width), Some(height)) = (NonZeroU32::new(size.0), NonZeroU32::new(size.1))
            && self.size != size
        {
            self.surface.resize(width, height)?;
            self.size = size;
        }
        Ok(())
    }

    /// Draws into the window's buffer and gives the changed areas to the screen.
    fn present(&mut self) -> Result<(), WindowFault> {
        let mut buffer = self.surface.buffer_mut()?;
        let (age, began) = (buffer.age(), Instant::now());
        let mut shown = self.painter.draw(&mut buffer, age);
        self.tally.drawn += 1;
        self.tally.drawing_took += began.elapsed();
        self.tally.pixels += shown.pixels();
        if std::mem::take(&mut self.is_lost) {
            shown.add(Area::of_size(self.size.0 as i32, self.size.1 as i32));
        }
        let areas: Vec<_> = shown.areas().iter().filter_map(pixels_of).collect();
        self.window.pre_present_notify();
        buffer.present_with_damage(&areas)?;
        Ok(())
    }
}

/// As eframe makes it.
fn context(calls: &EventLoopProxy<Call>) -> Context {
    let ctx = Context::default();
    ctx.set_embed_viewports(false);
    ctx.options_mut(|options| options.max_passes = const { std::num::NonZeroUsize::new(2).expect("2 is not 0") });
    film::announce(&ctx);
    let calls = std::sync::Mutex::new(calls.clone());
    ctx.set_request_repaint_callback(move |asked| {
        let Some(when) = Instant::now().checked_add(asked.delay) else { return };
        let call = Call::Repaint { when, pass: asked.current_cumulative_pass_nr };
        let calls = calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if calls.send_event(call).is_err() {
            log::debug!("the window is gone");
        }
    });
    ctx
}

/// In the middle of the screen, and not larger than it.
fn centred(viewport: ViewportBuilder, events: &ActiveEventLoop) -> ViewportBuilder {
    let monitor = events.primary_monitor().or_else(|| events.available_monitors().next());
    let (Some(monitor), Some(size)) = (monitor, viewport.inner_size) else { return viewport };
    let room = monitor.size().to_logical::<f32>(monitor.scale_factor());
    let room = Vec2::new(room.width, room.height);
    if room.x <= 0.0 || room.y <= 0.0 {
        return viewport;
    }
    let size = size.min(room);
    viewport.with_inner_size(size).with_position(((room - size) / 2.0).to_pos2())
}

fn inner_size(window: &Window) -> (u32, u32) {
    let size = window.inner_size();
    (size.width, size.height)
}

fn is_hidden(window: &Window) -> bool {
    window.is_visible() == Some(false) || window.is_minimized() == Some(true)
}

fn pixels_of(area: &Area) -> Option<softbuffer::Rect> {
    Some(softbuffer::Rect {
        x: u32::try_from(area.left).ok()?,
        y: u32::try_from(area.top).ok()?,
        width: NonZeroU32::new(u32::try_from(area.width()).ok()?)?,
        height: NonZeroU32::new(u32::try_from(area.height()).ok()?)?,
    })
}
