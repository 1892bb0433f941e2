//! A person before the window, without a window: sees accessible names, presses, types; and workers that answer from
//! the samples and remember what they were asked.

use super::samples;
use egui::accesskit::Role;
use egui::{Color32, Key, Modifiers, Rect, Shape, TexturesDelta, Ui, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, TestRenderer};
use foothold::model::ports::Clock;
use foothold::model::problem::{Code, Problem};
use foothold::text::Language;
use foothold::ui::soft::painter::Painter;
use foothold::ui::stage::Stage;
use foothold::ui::tokens::Theme;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{CertificateState, StartView};
use foothold::worker::{Event, News, Request, Ticket};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
struct Hands(AtomicU64);

impl Clock for Hands {
    fn wall_ms(&self) -> u64 {
        samples::NOW_MS + self.mono_ms()
    }
    fn mono_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the made workers answer; a test changes it.
pub type Answer = fn(&Request) -> Option<News>;

/// Stage, workers and memory of what was asked.
pub struct Room {
    stage: Option<Stage>,
    clock: Arc<Hands>,
    answer: Answer,
    asked: Vec<Request>,
    last_ticket: u64,
    copied: Option<String>,
}

impl Room {
    fn ui(&mut self, ui: &mut Ui) {
        let Some(stage) = &mut self.stage else {
            // Fonts installed now are there from the next frame on.
            let mut stage = Stage::new(ui.ctx(), Arc::clone(&self.clock) as Arc<dyn Clock>);
            let first = stage.start();
            self.stage = Some(stage);
            self.send(first);
            ui.ctx().request_repaint();
            return;
        };
        let requests = stage.ui(ui);
        let copied = ui.ctx().output(|output| match output.commands.last() {
            Some(egui::OutputCommand::CopyText(text)) => Some(text.clone()),
            _ => None,
        });
        self.copied = copied.or(self.copied.take());
        self.send(requests);
    }

    fn send(&mut self, requests: Vec<Request>) {
        let mut waiting: std::collections::VecDeque<Request> = requests.into();
        while let Some(request) = waiting.pop_front() {
            let stage = self.stage.as_mut().expect("there is a stage before anything is asked");
            self.last_ticket += 1;
            let ticket = Ticket(self.last_ticket);
            stage.sent(ticket, &request);
            let news = (self.answer)(&request).or_else(|| usual(&request)).map(|news| of_lesson(&request, news));
            self.asked.push(request);
            if let Some(news) = news {
                waiting.extend(stage.take(Event { ticket, news }));
            }
        }
    }
}

/// The lesson that was asked for, whatever the sample is called.
fn of_lesson(request: &Request, mut news: News) -> News {
    if let (Request::OpenLesson { course, lesson }, News::Lesson(view)) = (request, &mut news) {
        (view.course.course, view.row.lesson) = (course.clone(), lesson.clone());
    }
    news
}

/// The answers of a station where all is well.
pub fn usual(request: &Request) -> Option<News> {
    Some(match request {
        Request::Open => News::Opened(StartView::Ready(samples::place())),
        Request::Tiles { .. } => News::Tiles(samples::tiles()),
        Request::SignIn { pin, .. } if pin.as_str() == "246813" => News::SignedIn(samples::signed_in()),
        Request::SignIn { .. } => News::Failed(Problem::new(Code::PinWrong)),
        Request::ChoosePin { .. } => News::SignedIn(samples::signed_in()),
        Request::SignOut { .. } => News::SignedOut,
        Request::Home => News::Home(samples::home()),
        Request::Library => News::Library(samples::library()),
        Request::Search { words } => News::Found(samples::found(words)),
        Request::Course { .. } => News::Course(samples::course()),
        Request::Programme { .. } => News::Programme(samples::programme()),
        Request::Record => News::Record(samples::record()),
        Request::Certificate { .. } => {
            News::Certificate(samples::certificate(CertificateState::Provisional { wall_ms: samples::NOW_MS }))
        }
        Request::OpenLesson { .. } => News::Lesson(Box::new(samples::lesson())),
        Request::ChangePin { old, .. } if old.as_str() == "246813" => News::PinChanged { has_pictures: false },
        Request::ChangePin { .. } => News::Failed(Problem::new(Code::PinWrong)),
        Request::SetLanguage { .. } | Request::SetPreference { .. } => News::PreferenceSaved,
        _ => return None,
    })
}

/// Keeps the textures that passes gave for whoever paints them.
#[derive(Default, Clone)]
struct Kept(Rc<RefCell<TexturesDelta>>);

impl TestRenderer for Kept {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().append(std::mem::take(delta));
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.0.borrow_mut().clear(); // egui wants each to be taken
    }
}

/// A window with made workers behind it.
pub trait Seat {
    /// One pass.
    fn ui(&mut self, ui: &mut Ui);
    /// Language, colours and size of text.
    fn look(&mut self, language: Language, theme: Theme, percent: u16);
}

impl Seat for Room {
    fn ui(&mut self, ui: &mut Ui) {
        Self::ui(self, ui);
    }

    fn look(&mut self, language: Language, theme: Theme, percent: u16) {
        let state = &mut self.stage.as_mut().expect("the first frame made it").state;
        (state.language, state.theme, state.text_percent) = (language, theme, percent);
    }
}

/// See the module.
pub struct Person<'a, R = Room> {
    harness: Harness<'a, R>,
    textures: Kept,
}

impl Person<'_> {
    /// Sits down before a window of this size.
    pub fn before(size: (f32, f32), answer: Answer) -> Self {
        let clock = Arc::default();
        let room = Room { stage: None, clock, answer, asked: Vec::new(), last_ticket: 0, copied: None };
        Self::seated(size, room)
    }

    /// The same, at 1366 × 768 where all is well.
    pub fn new() -> Self {
        Self::before((1366.0, 768.0), |_| None)
    }

    /// The same, signed in and at home.
    pub fn at_home() -> Self {
        let mut person = Self::new();
        person.sign_in();
        person
    }

    pub fn sign_in(&mut self) {
        self.press("Ana María Ruiz");
        self.type_pin("246813");
    }
}

impl<'a, R: Seat + 'a> Person<'a, R> {
    /// Sits down before a window of this size with these workers behind it.
    pub fn seated(size: (f32, f32), room: R) -> Self {
        let textures = Kept::default();
        let mut harness = Harness::builder()
            .with_size(Vec2::from(size))
            .with_max_steps(12)
            .renderer(textures.clone())
            .build_ui_state(|ui, room: &mut R| room.ui(ui), room);
        harness.run_ok();
        Self { harness, textures }
    }

    /// The workers.
    pub fn room(&mut self) -> &mut R {
        self.harness.state_mut()
    }

    pub fn look(&mut self, language: Language, theme: Theme, percent: u16) {
        self.harness.state_mut().look(language, theme, percent);
        self.settle();
    }

    /// Gives what is on screen to a painter, with the textures that came since the last time.
    pub fn painted_by(&self, painter: &mut Painter, size: (u32, u32), ground: Color32) {
        let mut output = self.harness.output().clone();
        output.textures_delta.append(std::mem::take(&mut *self.textures.0.borrow_mut()));
        painter.take(&self.harness.ctx, &mut output, size, ground);
    }

    /// Moves the mouse there.
    pub fn point_at(&mut self, x: f32, y: f32) {
        self.harness.hover_at(egui::pos2(x, y));
        self.settle();
    }

    pub fn settle(&mut self) {
        self.harness.run_ok();
    }

    /// Presses the one thing of this name that can be pressed, scrolling to it first where it is out of view.
    #[track_caller]
    pub fn press(&mut self, name: &str) {
        const PRESSABLE: &[Role] = &[Role::Button, Role::Tab, Role::RadioButton, Role::CheckBox, Role::Row];
        let window = self.harness.ctx.content_rect();
        let mut is_in_view = true;
        for turn in 0..2 {
            let all = self.harness.get_all_by_label(name);
            let found: Vec<_> = all.filter(|node| PRESSABLE.contains(&node.accesskit_node().role())).collect();
            assert_eq!(found.len(), 1, "things called {name:?} that can be pressed");
            if turn == 0 {
                is_in_view = window.contains_rect(found[0].rect());
                if !is_in_view {
                    found[0].scroll_to_me();
                }
            } else {
                found[0].click();
            }
            drop(found);
            if turn == 1 || !is_in_view {
                self.settle();
            }
        }
    }

    pub fn type_pin(&mut self, pin: &str) {
        for digit in pin.chars() {
            self.press(&digit.to_string());
        }
    }

    /// Types into the field of this name.
    #[track_caller]
    pub fn write(&mut self, field: &str, text: &str) {
        let found: Vec<_> = self
            .harness
            .get_all_by_label(field)
            .filter(|node| {
                let role = node.accesskit_node().role();
                matches!(role, Role::TextInput | Role::PasswordInput | Role::MultilineTextInput | Role::SearchInput)
            })
            .collect();
        assert_eq!(found.len(), 1, "fields called {field:?}");
        found[0].focus();
        drop(found);
        self.settle();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    /// Presses a key with the command key.
    pub fn command(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    /// Pastes into what has the keyboard.
    pub fn paste(&mut self, text: &str) {
        self.harness.event(egui::Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Goes by Tab alone until the keyboard is on what is called this.
    #[track_caller]
    pub fn tab_to(&mut self, name: &str) {
        for _ in 0..120 {
            let is_there = self.harness.query_all_by_label(name).any(|node| node.accesskit_node().is_focused());
            if is_there {
                return;
            }
            self.key(Key::Tab);
        }
        panic!("Tab does not come to {name:?}\n{}", self.screen_text());
    }

    /// What is typed in a field of many lines.
    #[track_caller]
    pub fn typed_lines(&self, field: &str) -> String {
        let mut fields = self.harness.query_all_by_label(field);
        let found = fields.find(|node| node.accesskit_node().role() == Role::MultilineTextInput);
        found.unwrap_or_else(|| panic!("no field {field:?}\n{}", self.screen_text())).value().unwrap_or_default()
    }

    /// Types digits at the keyboard.
    pub fn keys(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(egui::Event::Text(c.to_string()));
            self.settle();
        }
    }

    /// What is typed in a field.
    pub fn typed(&self, field: &str) -> String {
        let fields = self.harness.get_all_by_label(field);
        let is_field = |role| matches!(role, Role::TextInput | Role::PasswordInput);
        let mut found = fields.filter(|node| is_field(node.accesskit_node().role()));
        found.next().expect("a field of that name").value().unwrap_or_default()
    }

    /// Whether something on screen is called exactly this.
    pub fn sees(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// How many pictures the window holds, that of all letters included.
    pub fn textures(&self) -> usize {
        self.harness.ctx.tex_manager().read().num_allocated()
    }

    /// Whether something on screen has this in its name.
    pub fn sees_part(&self, name: &str) -> bool {
        self.harness.query_all_by_label_contains(name).next().is_some()
    }

    #[track_caller]
    pub fn must_see(&self, name: &str) {
        assert!(self.sees(name), "not on screen: {name}\n{}", self.screen_text());
    }

    /// Everything on screen that has a name.
    pub fn screen_text(&self) -> String {
        let names = self.harness.root().children_recursive().filter_map(|node| node.accesskit_node().label());
        names.collect::<Vec<_>>().join("\n")
    }
}

impl Person<'_> {
    /// Minutes pass.
    pub fn wait_minutes(&mut self, minutes: u64) {
        self.harness.state().clock.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
        self.settle();
        self.settle();
    }

    /// Some time passes.
    pub fn wait_ms(&mut self, ms: u64) {
        self.harness.state().clock.0.fetch_add(ms, Ordering::Relaxed);
        self.settle();
        self.settle();
    }
}

impl<'a, R: Seat + 'a> Person<'a, R> {
    /// Presses a key with others.
    pub fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// How much larger the window draws everything: 1.0, whatever size of text a person chose.
    pub fn zoom(&self) -> f32 {
        self.harness.ctx.zoom_factor()
    }

    /// How many things egui remembers from pass to pass.
    pub fn window_memory(&self) -> usize {
        self.harness.ctx.data(egui::util::IdTypeMap::len)
    }

    /// Signs that no font has may be drawn as boxes, as in the program.
    pub fn allow_boxes(&mut self) {
        self.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    }

    pub fn has_no_focus(&self) -> bool {
        self.harness.ctx.memory(|memory| memory.focused().is_none())
    }

    /// The control that has the keyboard: its name and kind.
    pub fn focused(&self) -> Option<String> {
        let all = self.harness.root().children_recursive();
        let here = all.into_iter().find(|node| node.is_focused() && is_control(node.accesskit_node().role()));
        here.map(|node| called(&node))
    }

    /// The name of what the keyboard is on.
    pub fn focused_name(&self) -> Option<String> {
        let mut all = self.harness.root().children_recursive();
        all.find(|node| node.accesskit_node().is_focused()).and_then(|node| node.accesskit_node().label())
    }

    /// Everything on screen that can be used.
    pub fn controls(&self) -> Vec<String> {
        let all = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| is_control(node.accesskit_node().role()) && !node.accesskit_node().is_disabled());
        all.map(|node| called(&node)).collect()
    }

    /// Goes with Tab to the control of this name.
    #[track_caller]
    pub fn reach(&mut self, name: &str) {
        for _ in 0..100 {
            self.key(Key::Tab);
            let all = self.harness.root().children_recursive();
            let mut here = all.into_iter().filter(|node| node.is_focused());
            if here.any(|node| node.accesskit_node().label().as_deref() == Some(name)) {
                return;
            }
        }
        panic!("Tab does not reach {name:?}");
    }

    /// Whether a screen reader says this when it comes.
    pub fn is_live(&self, name: &str) -> bool {
        let mut all = self.harness.query_all_by_label(name);
        all.any(|node| node.accesskit_node().live() != egui::accesskit::Live::Off)
    }

    /// Whether egui itself moves nothing.
    pub fn is_still_style(&self) -> bool {
        let style = self.harness.ctx.global_style();
        style.animation_time == 0.0
    }
}

impl Person<'_> {
    /// What was last copied.
    pub fn copied(&self) -> Option<String> {
        self.harness.state().copied.clone()
    }

    /// Everything the window knows, as text.
    pub fn state_text(&mut self) -> String {
        format!("{:?}", self.stage().state)
    }

    /// An answer comes to what was asked last.
    pub fn late(&mut self, news: News) {
        let ticket = Ticket(self.harness.state().last_ticket);
        let requests = self.stage().take(Event { ticket, news });
        self.harness.state_mut().send(requests);
        self.settle();
    }

    /// The answer to the last of these requests comes only now.
    pub fn late_to(&mut self, is_it: impl Fn(&Request) -> bool, news: News) {
        let at = self.asked().iter().rposition(is_it).expect("it was asked");
        let ticket = Ticket(at as u64 + 1);
        let requests = self.stage().take(Event { ticket, news });
        self.harness.state_mut().send(requests);
        self.settle();
    }

    pub fn asked(&self) -> &[Request] {
        &self.harness.state().asked
    }

    /// What was asked, by the names of the requests, since the last time.
    pub fn asked_names(&mut self) -> Vec<String> {
        let asked = std::mem::take(&mut self.harness.state_mut().asked);
        let name = |request: &Request| {
            let text = format!("{request:?}");
            text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
        };
        asked.iter().map(name).collect()
    }

    fn stage(&mut self) -> &mut Stage {
        self.harness.state_mut().stage.as_mut().expect("the first frame made it")
    }

    pub fn screen(&mut self) -> Screen {
        self.stage().state.screen.clone()
    }

    pub fn act(&mut self, action: Action) {
        let requests = self.stage().act(action);
        self.harness.state_mut().send(requests);
        self.settle();
    }

    /// How many jobs were asked to stop since the last time.
    pub fn cancelled(&mut self) -> usize {
        self.stage().state.take_cancelled().len()
    }
}

impl<'a, R: Seat + 'a> Person<'a, R> {
    /// Everything that can be pressed and is too small for a finger: its name and height.
    pub fn too_small(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive().filter(|node| {
            let role = node.accesskit_node().role();
            matches!(role, Role::Button | Role::Tab | Role::RadioButton | Role::CheckBox | Role::TextInput)
        });
        nodes
            .filter(|node| node.rect().height() < 43.5)
            .map(|node| format!("{:?} {:?}", node.accesskit_node().label(), node.rect()))
            .collect()
    }

    /// How far down the band of the reading ruler lies, in points.
    pub fn ruler_at(&self) -> Option<i32> {
        let mut shapes = self.harness.output().shapes.iter();
        shapes.find_map(|drawn| match &drawn.shape {
            Shape::Rect(band) if band.stroke.width == 1.5 && band.rect.width() > 300.0 => Some(band.rect.top() as i32),
            _ => None,
        })
    }

    /// How far down something of this name lies, in points.
    #[track_caller]
    pub fn top_of(&self, name: &str) -> i32 {
        self.harness.get_by_label(name).rect().top() as i32
    }

    /// Whether a dialog lies above the page.
    pub fn is_asked_something(&self) -> bool {
        self.harness.ctx.memory(|memory| memory.top_modal_layer().is_some())
    }

    /// Whether something of this name lies in the window as a whole.
    pub fn is_in_sight(&self, name: &str) -> bool {
        let window = self.harness.ctx.content_rect();
        self.harness.query_all_by_label(name).any(|node| window.contains_rect(node.rect()))
    }

    /// Whether there is a button of this name: columns and states may be called like one.
    pub fn has_button(&self, name: &str) -> bool {
        self.harness.query_all_by_role_and_label(Role::Button, name).next().is_some()
    }

    /// Words on screen that are cut at a side of their place, that are broken into letters or spread over a line, and
    /// that lie over others.
    pub fn unreadable(&self) -> Vec<String> {
        let (mut texts, mut ill_set) = (Vec::new(), Vec::new());
        for drawn in &self.harness.output().shapes {
            gather(&drawn.shape, drawn.clip_rect, &mut texts);
            gather_ill_set(&drawn.shape, &mut ill_set);
        }
        let is_cut = |(rect, place, _): &&(Rect, Rect, String)| {
            rect.right() > place.right() + 1.0 || rect.left() < place.left() - 1.0
        };
        let mut bad: Vec<String> = texts
            .iter()
            .filter(is_cut)
            .map(|(rect, place, text)| format!("cut: {text:?} {rect:?} in {place:?}"))
            .collect();
        bad.extend(ill_set);
        if self.is_asked_something() {
            return bad; // what lies behind a dialog is no longer read
        }
        let seen: Vec<(Rect, &str)> =
            texts.iter().map(|(rect, place, text)| (rect.intersect(*place), text.as_str())).collect();
        for (at, (one, words)) in seen.iter().enumerate() {
            for (other, others) in &seen[at + 1..] {
                let both = one.intersect(*other);
                if both.width() > OVER && both.height() > OVER {
                    bad.push(format!("over each other: {words:?} {one:?} and {others:?} {other:?}"));
                }
            }
        }
        bad
    }

    /// Everything that reaches beyond the right edge of the window.
    pub fn cut_off(&self, width: f32) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        nodes
            .filter(|node| node.accesskit_node().label().is_some())
            .filter(|node| node.accesskit_node().bounding_box().is_some() && node.rect().right() > width + 1.0)
            .map(|node| format!("{:?} {:?}", node.accesskit_node().label(), node.rect()))
            .collect()
    }
}

/// Letters may touch by so much, in points.
const OVER: f32 = 3.0;

/// A word of so few letters has room in any line.
const SHORT_WORD: usize = 12;

/// The lines of a shape that can be seen: where each is, and the place it must not leave.
fn gather(shape: &Shape, place: Rect, texts: &mut Vec<(Rect, Rect, String)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, place, texts)),
        Shape::Text(text) => {
            for line in &text.galley.rows {
                let rect = line.visuals.mesh_bounds.translate(text.pos.to_vec2() + line.pos.to_vec2());
                if rect.is_positive() && place.intersects(rect) {
                    texts.push((rect, place, line.text()));
                }
            }
        }
        _ => {}
    }
}

/// Short words that stand in more than one line, since there was room for some of their letters only; lines that are
/// spread to the whole width of their place.
fn gather_ill_set(shape: &Shape, bad: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather_ill_set(shape, bad)),
        Shape::Text(text) if text.galley.rows.len() > 1 => {
            let said = text.galley.text().trim();
            let is_short = said.chars().count() <= SHORT_WORD && !said.contains(char::is_whitespace);
            if is_short && !text.galley.text().contains('\n') {
                bad.push(format!("broken: {said:?}"));
            }
            if text.galley.job.justify {
                bad.push(format!("spread: {said:?}"));
            }
        }
        _ => {}
    }
}

fn is_control(role: Role) -> bool {
    use Role::{
        Button, CheckBox, Link, MultilineTextInput, PasswordInput, RadioButton, SearchInput, Slider, Tab, TextInput,
    };
    matches!(
        role,
        Button
            | CheckBox
            | Link
            | MultilineTextInput
            | PasswordInput
            | RadioButton
            | SearchInput
            | Slider
            | Tab
            | TextInput
    )
}

/// A name alone does not tell two controls apart.
fn called(node: &egui_kittest::Node<'_>) -> String {
    let node = node.accesskit_node();
    format!("{:?} {:?} {:?}", node.label().unwrap_or_default(), node.role(), node.id())
}
