//! The frame of a lesson: the course's outline in a drawer, the body in the middle, the bar below with the ways back
//! and on. "Next" lights up when the lesson's rule is met, and says what is missing while it is not.

use super::body::Body;
use super::keep::Keeper;
use super::keep_drawer;
use super::missing::missing_words;
use super::report::Reporter;
use crate::model::id::LessonId;
use crate::model::kept::Anchor;
use crate::model::progress::{LessonState, Missing};
use crate::ui::screen::course::{kind_icon, kind_key, state_mark};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Icon, focus, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CourseView, LessonKept, LessonRow, LessonView, TermView};
use crate::worker::{KeptNews, News, Request};
use egui::{CentralPanel, Frame, Margin, Panel, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};
use std::time::Duration;

/// What a body may know of the lesson it stands in.
#[derive(Debug, Clone)]
pub struct OpenLesson {
    /// Its course as it now stands.
    pub course: CourseView,
    /// Its row.
    pub row: LessonRow,
    /// Its module's name.
    pub module_title: String,
    /// The lesson before.
    pub before: Option<LessonId>,
    /// The lesson after.
    pub after: Option<LessonId>,
    /// What its rule still wants.
    pub missing: Vec<Missing>,
    /// The words the course explains.
    pub glossary: Vec<TermView>,
    /// What the learner keeps of it.
    pub kept: LessonKept,
}

struct Open {
    lesson: OpenLesson,
    body: Body,
    reporter: Option<Reporter>,
    keeper: Keeper,
}

/// See the module.
#[derive(Default)]
pub struct LessonScreen {
    open: Option<Open>,
    is_outline_hidden: bool,
    is_drawer_open: bool,
}

/// The drawer and the outline both have room beside a lesson from here on.
const DRAWER_BESIDE_OUTLINE_FROM: f32 = 1300.0;
/// While a lesson is attended, its time is counted at least this often.
const HEARTBEAT_MS: u64 = 5_000;

impl LessonScreen {
    /// Takes the news of lessons; gives back what is for others.
    pub fn take(&mut self, news: News) -> Option<News> {
        match news {
            News::Lesson(view) => {
                let mut open = opened(*view);
                open.keeper.is_open = self.is_drawer_open;
                self.open = Some(open);
                None
            }
            News::Finished(finish) => {
                if let Some(open) = &mut self.open {
                    open.lesson.missing = finish.missing.clone();
                    open.refresh(&finish.course);
                }
                self.pass_on(News::Finished(finish))
            }
            News::Saved(saved) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.lesson.row.lesson == saved.lesson) {
                    open.lesson.missing.clone_from(&saved.missing);
                    open.refresh(&saved.course);
                }
                Some(News::Saved(saved))
            }
            News::LessonLeft(course) => {
                if let Some(open) = &mut self.open {
                    open.refresh(&course);
                }
                Some(News::LessonLeft(course))
            }
            News::Kept(news) => self.take_kept(news),
            other => {
                if let (News::Failed(_), Some(open)) = (&other, &mut self.open) {
                    open.keeper.failed();
                }
                self.pass_on(other)
            }
        }
    }

    fn take_kept(&mut self, news: Box<KeptNews>) -> Option<News> {
        if let (KeptNews::Lesson(saved), Some(open)) = (&*news, &mut self.open)
            && (&saved.course, &saved.lesson) == (&open.lesson.course.course, &open.lesson.row.lesson)
        {
            open.keeper.saved(saved);
            open.lesson.kept = saved.kept.clone();
        }
        Some(News::Kept(news))
    }

    fn pass_on(&mut self, news: News) -> Option<News> {
        match &mut self.open {
            Some(open) => open.body.take(news),
            None => Some(news),
        }
    }

    /// Whether something plays that keeps the screen from locking.
    #[must_use]
    pub fn is_busy(&self, screen: &Screen) -> bool {
        matches!(screen, Screen::Lesson(..)) && self.open.as_ref().is_some_and(|open| open.body.is_busy())
    }

    /// Whether the lesson has the whole window, without anything round it.
    #[must_use]
    pub fn is_full(&self, screen: &Screen) -> bool {
        matches!(screen, Screen::Lesson(..)) && self.open.as_ref().is_some_and(|open| open.body.is_full())
    }

    /// Nobody sees it: what plays stands still, and no time counts until it is seen again.
    pub fn rest(&mut self) {
        if let Some(open) = &mut self.open {
            open.body.rest();
            if let Some(reporter) = &mut open.reporter {
                reporter.rest();
            }
        }
    }

    /// What is to be saved now.
    pub fn outgoing(&mut self) -> Vec<Request> {
        let Some(open) = &mut self.open else { return Vec::new() };
        let mut requests = open.keeper.outgoing();
        requests.extend(open.body.outgoing());
        requests
    }

    /// The lesson is left: gives what was not told yet, and forgets the rest.
    pub fn close(&mut self) -> Vec<Request> {
        let Some(mut open) = self.open.take() else { return Vec::new() };
        let left = open.keeper.left(&open.lesson);
        open.keeper.ask(left);
        let mut kept = open.keeper.outgoing();
        kept.extend(open.body.leave());
        let seen = open.body.seen().zip(open.reporter.as_mut());
        let seen = seen.map(|(seen, reporter)| Request::Watched(reporter.report(seen)));
        kept.into_iter().chain(seen).collect()
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let Some(open) = &mut self.open else {
            return crate::ui::screen::page(ui, "lesson-wait", |ui| cx.loaded(ui, &cx.state.lesson, |_, _| None));
        };
        let is_full = open.body.is_full();
        let mut action = None;
        let is_crowded = open.keeper.is_open && ui.available_width() < DRAWER_BESIDE_OUTLINE_FROM;
        let has_outline = !self.is_outline_hidden && !is_crowded;
        if !is_full && has_outline && ui.available_width() >= space::TWO_COLUMNS_FROM {
            action = action.or(outline(ui, cx, &open.lesson));
        }
        if !is_full {
            let here = (open.body.here(), open.body.number());
            let (bar_action, toggled) = bottom_bar(ui, cx, open, &here.0, self.is_outline_hidden);
            self.is_outline_hidden ^= toggled;
            action = action.or(bar_action);
            if open.keeper.is_open {
                keep_drawer::show(ui, cx, &open.lesson, &mut open.keeper, (&here.0, here.1));
            }
            self.is_drawer_open = open.keeper.is_open;
        }
        open.go_where_wanted();
        let fill = Tokens::of(ui).palette.paper;
        CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| {
            // Each lesson has its own place in the page: none begins where another was scrolled to.
            let id = open.lesson.row.lesson.clone();
            let told = ui.push_id(id, |ui| open.body.show(ui, cx, &open.lesson)).inner;
            action = action.take().or(told);
        });
        open.save_note(ui, cx);
        action.or_else(|| open.heartbeat(ui, cx))
    }
}

impl Open {
    fn refresh(&mut self, course: &CourseView) {
        let found =
            course.modules.iter().flat_map(|module| &module.lessons).find(|row| row.lesson == self.lesson.row.lesson);
        if let Some(row) = found {
            self.lesson.row = row.clone();
        }
        self.lesson.course = course.clone();
    }

    /// Goes to the place of a row that was pressed, as soon as the body can.
    fn go_where_wanted(&mut self) {
        if let Some(wanted) = self.keeper.wanted.take()
            && !self.body.go(&wanted)
        {
            self.keeper.wanted = Some(wanted);
        }
    }

    /// Saves the note under the hands when it is due.
    fn save_note(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        let due = self.keeper.due(&self.lesson, cx.mono_ms);
        self.keeper.ask(due);
        if let Some(wait_ms) = self.keeper.draft.written.wait_ms(cx.mono_ms) {
            ui.ctx().request_repaint_after(Duration::from_millis(wait_ms.max(50)));
        }
    }

    /// Counts time, and tells what was seen when it is due.
    fn heartbeat(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let OpenLesson { course, row, .. } = &self.lesson;
        let reporter =
            self.reporter.get_or_insert_with(|| Reporter::new(course.course.clone(), row.lesson.clone(), cx.mono_ms));
        let is_active = is_in_front(ui) && cx.is_attended() && self.body.is_active();
        reporter.tick(cx.mono_ms, is_active);
        if is_active {
            ui.ctx().request_repaint_after(Duration::from_millis(HEARTBEAT_MS));
        }
        if !reporter.is_due(self.body.is_busy()) && !self.body.is_urgent() {
            return None;
        }
        let seen = self.body.seen()?;
        Some(Action::Ask(Request::Watched(reporter.report(seen))))
    }
}

/// Whether the window is the one in front. Where no window manager ever says so, it is the only one.
fn is_in_front(ui: &Ui) -> bool {
    let key = egui::Id::unique("was-in-front");
    let (is_focused, is_hidden) =
        ui.input(|input| (input.viewport().focused.unwrap_or(true), input.viewport().minimized.unwrap_or(false)));
    if is_focused {
        ui.data_mut(|data| data.insert_temp(key, true));
    }
    let was_ever = ui.data(|data| data.get_temp::<bool>(key).unwrap_or(false));
    !is_hidden && (is_focused || !was_ever)
}

fn opened(view: LessonView) -> Open {
    let LessonView { course, row, module_title, before, after, missing, glossary, kept, content, .. } = view;
    let lesson = OpenLesson { course, row, module_title, before, after, missing, glossary, kept };
    Open { lesson, body: Body::open(content), reporter: None, keeper: Keeper::default() }
}

fn outline(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::M as i8));
    let width = tokens.scaled(space::DRAWER).min(ui.available_width() * 0.4);
    Panel::left("outline")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(true)
        .frame(frame)
        .show(ui, |ui| ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| rows(ui, cx, lesson)).inner)
        .inner
}

fn rows(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
    let course = &lesson.course;
    let mut action = None;
    say::strong(ui, &course.title);
    let done = course.done_permille.min(1000) as u16;
    let words = cx.with("lessons-done", &[("done", course.lessons_done.into()), ("all", course.lessons.into())]);
    progress::bar(ui, done, &words);
    say::small(ui, &words);
    for module in &course.modules {
        ui.add_space(space::M);
        say::small(ui, &module.title);
        for row in &module.lessons {
            let is_here = row.lesson == lesson.row.lesson;
            if outline_row(ui, cx, row, is_here).clicked() && !is_here {
                action = Some(Action::Go(Screen::Lesson(course.course.clone(), row.lesson.clone())));
            }
        }
    }
    action
}

fn outline_row(ui: &mut Ui, cx: &ViewCtx<'_>, row: &LessonRow, is_here: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (p, is_open) = (&tokens.palette, row.state != LessonState::Locked);
    let side = tokens.scaled(22.0);
    let font = if is_here { tokens.bold(Size::Body) } else { tokens.font(Size::Body) };
    let ink = if is_open { p.ink } else { p.muted };
    let room = ui.available_width() - side - 3.0 * space::S;
    let galley = ui.painter().layout(row.title.clone(), font, ink, room);
    let size = vec2(ui.available_width(), (galley.size().y + 2.0 * space::S).max(space::TARGET));
    let (rect, response) = ui.allocate_exact_size(size, if is_open { Sense::click() } else { Sense::hover() });
    if is_here || (is_open && response.hovered()) {
        ui.painter().rect_filled(rect, space::CORNER_SMALL, p.tint);
    }
    if is_here {
        let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, 2, p.primary);
    }
    let (icon, colour) = match row.state {
        LessonState::Done => (Icon::Done, p.ok),
        LessonState::Locked => (Icon::Lock, p.muted),
        LessonState::New | LessonState::Begun => (kind_icon(row.kind), if is_here { p.primary } else { p.muted }),
    };
    let at = rect.left_center() + vec2(space::S + side / 2.0, 0.0);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, icon.char(), tokens.icons(20.0), colour);
    let at = rect.left_center() + vec2(2.0 * space::S + side, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    focus::ring(ui, &response, rect.shrink(2.0), space::CORNER_SMALL);
    focus::follow(&response);
    let name = format!("{}: {}, {}", cx.say(kind_key(row.kind)), row.title, state_mark(cx, row.state));
    response.widget_info(|| WidgetInfo::selected(Role::Button, is_open, is_here, &name));
    response
}

/// The bar at the foot has room for every word from here on, at the usual size of text.
const BAR_WIDE: f32 = 400.0;

fn bottom_bar(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    open: &mut Open,
    here: &Anchor,
    is_hidden: bool,
) -> (Option<Action>, bool) {
    let Open { lesson, keeper, .. } = open;
    let lesson = &*lesson;
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.palette.surface)
        .stroke(Stroke::new(1.0, tokens.palette.line))
        .inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
    let course = &lesson.course.course;
    let go = |id: &LessonId| Action::Go(Screen::Lesson(course.clone(), id.clone()));
    Panel::bottom("lesson-bar")
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            let mut action = None;
            let mut toggled = false;
            ui.horizontal(|ui| {
                let outline = cx.say(if is_hidden { "lesson-show-outline" } else { "lesson-hide-outline" });
                toggled = ui.add(Button::quiet(&outline).icon_only(Icon::Outline)).clicked();
                if let Some(before) = &lesson.before {
                    let label = cx.say("action-back");
                    let back = Button::quiet(&label);
                    // Room for what is missing, in one line.
                    let is_narrow = ui.available_width() < tokens.scaled(BAR_WIDE);
                    let back = if is_narrow { back.icon_only(Icon::Back) } else { back.icon(Icon::Back) };
                    if ui.add(back).clicked() {
                        action = Some(go(before));
                    }
                }
                keep_drawer::buttons(ui, cx, lesson, keeper, here);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    action = action.take().or(next(ui, cx, lesson, &go));
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add_space(space::M);
                        if ui.available_width() >= tokens.scaled(120.0) {
                            let title = egui::RichText::new(&lesson.row.title).font(tokens.font(Size::Body));
                            ui.add(egui::Label::new(title).truncate());
                        }
                    });
                });
            });
            (action, toggled)
        })
        .inner
}

fn next(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, go: &dyn Fn(&LessonId) -> Action) -> Option<Action> {
    let is_met = lesson.missing.is_empty();
    let (label, action) = match &lesson.after {
        Some(after) => (cx.say("action-next"), go(after)),
        None => (cx.say("lesson-to-course"), Action::Go(Screen::Course(lesson.course.course.clone()))),
    };
    let button = if is_met { Button::primary(&label) } else { Button::secondary(&label) };
    let mut button = ui.add(button.icon_last(Icon::Next));
    if let Some(missing) = lesson.missing.first() {
        let words = missing_words(cx, missing);
        if !one_line(ui, &words) {
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(words.as_str()));
            button = button.on_hover_text(words);
        }
    }
    button.clicked().then_some(action)
}

/// The words where a line of them fits; else a sign that says them to the mouse and to a screen reader. False where there
/// is no room for that either.
fn one_line(ui: &mut Ui, words: &str) -> bool {
    let tokens = Tokens::of(ui);
    let width = ui.painter().layout_no_wrap(words.to_owned(), tokens.font(Size::Small), tokens.palette.muted).size().x;
    if width <= ui.available_width() {
        say::small(ui, words);
        return true;
    }
    let has_room = tokens.scaled(20.0) <= ui.available_width();
    if has_room {
        let sign = Icon::Info.show(ui, 20.0, tokens.palette.muted).on_hover_text(words);
        sign.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    }
    has_room
}
