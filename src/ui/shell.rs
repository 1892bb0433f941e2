//! What stands round every screen: the bar on top, the rail of four places, the try-out band, notices, the lock.

use super::faces::Face;
use super::screen::{Screens, lock};
use super::state::{Notice as News, Start, Who};
use super::tokens::{Size, TEXT_PERCENTS, Theme, Tokens, space};
use super::widget::{Button, Icon, Notice, Tone, focus, say};
use super::{Action, Screen, ViewCtx, countdown};
use crate::text::LANGUAGES;
use crate::worker::StaffWish;
use egui::accesskit::Live;
use egui::{
    Align, Align2, CentralPanel, Color32, Frame, Key, KeyboardShortcut, Layout, Margin, Modifiers, Panel, Popup, Role,
    Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Locks the screen at once. Films have no key with Ctrl and a letter.
pub const LOCK_KEY: KeyboardShortcut = KeyboardShortcut::new(Modifiers::CTRL, Key::L);
/// How it is written, in every language.
const LOCK_KEY_NAME: &str = "Ctrl+L";

/// Draws the whole window.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, screens: &mut Screens) -> Option<Action> {
    let asked = screens.staff_word.show(ui, cx);
    countdown::show(ui, cx);
    asked.or(around(ui, cx, screens))
}

fn around(ui: &mut Ui, cx: &ViewCtx<'_>, screens: &mut Screens) -> Option<Action> {
    let mut action = None;
    let is_locked = matches!(cx.state.who, Who::Locked(_));
    let is_full = !is_locked && screens.lesson.is_full(&cx.state.screen);
    if !is_full && cx.state.place().is_some_and(|place| place.is_try_out) {
        band(ui, cx);
    }
    if is_locked {
        return centre(ui, |ui| lock::show(ui, cx, &mut screens.sign_in));
    }
    match &cx.state.start {
        Start::Opening => return centre(ui, |ui| cx.loaded(ui, &super::loaded::Loaded::<()>::Loading, |_, ()| None)),
        Start::Closed(problem) => {
            let loaded = super::loaded::Loaded::<()>::Failed(problem.clone());
            return centre(ui, |ui| super::screen::page(ui, "closed", |ui| cx.loaded(ui, &loaded, |_, ()| None)));
        }
        Start::NotSetUp | Start::Ready(_) => {}
    }
    if !is_full && cx.state.learner().is_some() && !cx.state.screen.is_open_to_all() {
        action = action.or(top_bar(ui, cx));
        // A lesson has its own outline; one that cannot be shown has none, and a way on all the same.
        let is_lesson = matches!(cx.state.screen, Screen::Lesson(..));
        if !is_lesson || matches!(cx.state.lesson, super::loaded::Loaded::Failed(_)) {
            action = action.or(rail(ui, cx));
        }
    }
    let inner = centre(ui, |ui| {
        cannot_save(ui, cx);
        let noticed = notice(ui, cx);
        let asked = screens.show(ui, cx);
        noticed.or(asked)
    });
    action.or(inner)
}

fn centre<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let fill = Tokens::of(ui).palette.paper;
    CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, add).inner
}

fn band(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let tokens = Tokens::of(ui);
    let (ground, ink) = tokens.palette.soft[3];
    let frame = Frame::new().fill(ground).inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
    Panel::top("try-out").resizable(false).show_separator_line(tokens.is_high_contrast()).frame(frame).show(ui, |ui| {
        ui.vertical_centered(|ui| say::coloured(ui, &cx.say("try-out-band"), Size::Small, ink));
    });
}

fn bar_frame(tokens: &Tokens) -> Frame {
    Frame::new().fill(tokens.palette.surface).inner_margin(Margin::symmetric(space::L as i8, 0))
}

fn top_bar(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let height = space::TOP_BAR.max(tokens.points(Size::Body) * 1.3 + 2.0 * space::L);
    Panel::top("top-bar")
        .exact_size(height)
        .resizable(false)
        .show_separator_line(true)
        .frame(bar_frame(&tokens))
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let right = person(ui, cx);
                saved(ui, cx);
                let left = ui.with_layout(Layout::left_to_right(Align::Center), |ui| breadcrumb(ui, cx)).inner;
                right.or(left)
            })
            .inner
        })
        .inner
}

/// From so many points of a bar on, at the usual size of text, the way out has its word beside its sign.
const LEAVE_WORD_WIDTH: f32 = 1_000.0;

fn person(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let mut action = None;
    let has_word = ui.available_width() >= Tokens::of(ui).scaled(LEAVE_WORD_WIDTH);
    let label = cx.say("action-leave");
    let leave = Button::quiet(&label);
    let leave = if has_word { leave.icon(Icon::SignOut) } else { leave.icon_only(Icon::SignOut) };
    if ui.add(leave).clicked() {
        action = Some(Action::SignOut);
    }
    let lock = ui.add(Button::secondary(&cx.say("action-lock")).icon(Icon::Lock));
    ui.ctx().accesskit_node_builder(lock.id, |node| node.set_keyboard_shortcut(LOCK_KEY_NAME));
    if lock.on_hover_text(cx.with("lock-key", &[("key", LOCK_KEY_NAME.into())])).clicked() {
        action = Some(Action::Lock);
    }
    if let Some(learner) = cx.state.learner() {
        let first = learner.name.split_whitespace().next().unwrap_or_default();
        let button = ui.add(
            Button::quiet(first)
                .icon(Icon::Person)
                .named(&cx.with("person-menu", &[("name", learner.name.as_str().into())])),
        );
        let asked = Popup::menu(&button)
            .id(egui::Id::unique("person-menu"))
            .show(|ui| menu(ui, cx))
            .and_then(|menu| menu.inner);
        action = action.or(asked);
    }
    action.or(text_size(ui, cx))
}

fn menu(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let mut action = None;
    ui.set_width(Tokens::of(ui).scaled(260.0));
    say::small(ui, &cx.say("language"));
    action = action.or(languages(ui, cx));
    say::small(ui, &cx.say("theme"));
    action = action.or(themes(ui, cx, true));
    ui.separator();
    if ui.add(Button::quiet(&cx.say("place-settings")).icon(Icon::Settings).row()).clicked() {
        action = Some(Action::Go(Screen::Settings));
    }
    if ui.add(Button::quiet(&cx.say("staff-end-session-menu")).icon(Icon::Key).row()).clicked() {
        action = Some(Action::AskStaff(Some(StaffWish::EndSession)));
    }
    action
}

/// One button for each language, in its own name.
pub fn languages(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        for language in LANGUAGES {
            let is_on = cx.state.language == *language;
            if ui.add(Button::quiet(language.own_name()).selected(is_on)).clicked() && !is_on {
                action = Some(Action::SetLanguage(*language));
            }
        }
    });
    action
}

/// One button for each set of colours, as rows of a menu or side by side.
pub fn themes(ui: &mut Ui, cx: &ViewCtx<'_>, are_rows: bool) -> Option<Action> {
    let mut action = None;
    for theme in Theme::ALL {
        let (key, icon) = match theme {
            Theme::Light => ("theme-light", Icon::Sun),
            Theme::Dark => ("theme-dark", Icon::Moon),
            Theme::HighContrast => ("theme-contrast", Icon::Contrast),
        };
        let is_on = cx.state.theme == *theme;
        let label = cx.say(key);
        let button = Button::quiet(&label).icon(icon).selected(is_on);
        if ui.add(if are_rows { button.row() } else { button }).clicked() && !is_on {
            action = Some(Action::SetTheme(*theme));
        }
    }
    if are_rows {
        action = action.or_else(|| letters(ui, cx));
    }
    action
}

/// The letters that some people with dyslexia read more easily, on or off.
fn letters(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let is_on = cx.state.face == Face::Dyslexic;
    let label = cx.say("face-dyslexic");
    let other = if is_on { Face::Plain } else { Face::Dyslexic };
    let button = Button::quiet(&label).icon(Icon::TextSize).selected(is_on).row();
    ui.add(button).clicked().then_some(Action::SetFace(other))
}

/// "A A": smaller and larger text.
pub fn text_size(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let now = Tokens::of(ui).text_percent;
    let at = TEXT_PERCENTS.iter().position(|percent| *percent >= now).unwrap_or(0);
    let smaller = at.checked_sub(1).map(|at| TEXT_PERCENTS[at]);
    let larger = TEXT_PERCENTS.get(at + 1).copied();
    let mut action = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        // Drawn from the right in the bar, so the larger one comes first there.
        let is_from_right = ui.layout().prefer_right_to_left();
        let mut pair = [("text-smaller", Size::Small, smaller), ("text-larger", Size::Lead, larger)];
        if is_from_right {
            pair.reverse();
        }
        for (key, size, to) in pair {
            let name = cx.say(key);
            let letter = cx.say("text-letter");
            let button = Button::quiet(&letter).size(size).named(&name).enabled(to.is_some());
            if let (true, Some(percent)) = (ui.add(button).clicked(), to) {
                action = Some(Action::SetText(percent));
            }
        }
    });
    action
}

/// The way back keeps this much of the bar, in points at the usual size of text; the word "Saved" gives way to it.
const WAY_BACK_WIDTH: f32 = 160.0;

fn saved(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let Some(at) = cx.state.saved_wall_ms else { return };
    ui.add_space(space::M);
    let words = if cx.state.is_saving() {
        cx.say("saving")
    } else {
        let key = match crate::text::Ago::between(at, cx.now_ms) {
            crate::text::Ago::JustNow => "saved-now",
            crate::text::Ago::Minutes(_) => "saved-ago",
            crate::text::Ago::At => "saved-at",
        };
        cx.with(key, &[("time", cx.words.ago(at, cx.now_ms, cx.tz).into())])
    };
    let tokens = Tokens::of(ui);
    let font = tokens.font(Size::Small);
    let width = ui.painter().layout_no_wrap(words.clone(), font, Color32::PLACEHOLDER).size().x;
    if ui.available_width() - width >= tokens.scaled(WAY_BACK_WIDTH) {
        let said = say::small(ui, &words); // from the right: the words, then the icon before them
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        Icon::Check.show(ui, 17.0, tokens.palette.muted);
    } else {
        let check = Icon::Check.show(ui, 17.0, tokens.palette.muted).on_hover_text(&words);
        check.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        ui.ctx().accesskit_node_builder(check.id, |node| node.set_live(Live::Polite));
    }
}

fn breadcrumb(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let mut action = None;
    let (key, up) = match &cx.state.screen {
        Screen::Home => ("place-home", None),
        Screen::Library => ("place-library", None),
        Screen::Record => ("place-record", None),
        Screen::Kept => ("place-kept", Some(Screen::Library)),
        Screen::Journal => ("place-journal", Some(Screen::Record)),
        Screen::Packet => ("place-packet", Some(Screen::Record)),
        Screen::Glossary(course) => ("", Some(Screen::Course(course.clone()))),
        Screen::Help => ("place-help", None),
        Screen::Settings => ("place-settings", None),
        Screen::Course(_) | Screen::Programme(_) => ("", Some(Screen::Library)),
        Screen::Lesson(course, _) => ("", Some(Screen::Course(course.clone()))),
        Screen::Certificate(..) => ("place-certificate", Some(Screen::Record)),
        Screen::Welcome | Screen::SetUp | Screen::SignIn | Screen::Desk => ("", None),
    };
    if let Some(up) = up {
        let label = match &cx.state.screen {
            Screen::Lesson(..) => cx.state.lesson.here().cloned().unwrap_or_else(|| cx.say("place-course")),
            Screen::Glossary(course) => {
                let here = cx.state.kept.glossary.here().filter(|here| here.course == *course);
                here.map_or_else(|| cx.say("place-course"), |here| here.title.clone())
            }
            Screen::Certificate(..) | Screen::Journal | Screen::Packet => cx.say("place-record"),
            _ => cx.say("place-library"),
        };
        if ui.add(Button::quiet(&label).icon(Icon::Back).one_line()).clicked() {
            action = Some(Action::Go(up));
        }
    }
    if !key.is_empty() {
        let name = cx.say(key);
        let font = Tokens::of(ui).bold(Size::Lead);
        let width = ui.painter().layout_no_wrap(name.clone(), font, Color32::PLACEHOLDER).size().x;
        if width <= ui.available_width() {
            say::subheading(ui, &name); // the rail says it too
        }
    }
    action
}

fn rail(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let frame =
        Frame::new().fill(tokens.palette.surface).inner_margin(Margin::symmetric(space::XS as i8, space::S as i8));
    let width = space::RAIL.max(tokens.points(Size::Small) * 5.9);
    let places = [
        (Icon::Home, "place-home", Screen::Home),
        (Icon::Library, "place-library", Screen::Library),
        (Icon::Record, "place-record", Screen::Record),
        (Icon::Help, "place-help", Screen::Help),
    ];
    Panel::left("rail")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(true)
        .frame(frame)
        .show(ui, |ui| {
            let mut action = None;
            for (icon, key, screen) in places {
                let is_here = is_under(&cx.state.screen, &screen);
                if place(ui, icon, &cx.say(key), is_here) {
                    action = Some(Action::Go(screen));
                }
            }
            action
        })
        .inner
}

fn is_under(screen: &Screen, place: &Screen) -> bool {
    match screen {
        Screen::Course(_) | Screen::Programme(_) | Screen::Lesson(..) => *place == Screen::Library,
        Screen::Glossary(_) | Screen::Kept => *place == Screen::Library,
        Screen::Certificate(..) | Screen::Journal | Screen::Packet => *place == Screen::Record,
        Screen::Settings => *place == Screen::Help,
        other => other == place,
    }
}

fn place(ui: &mut Ui, icon: Icon, label: &str, is_here: bool) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let font = if is_here { tokens.bold(Size::Small) } else { tokens.font(Size::Small) };
    let ink = if is_here { p.primary } else { p.ink };
    let mut job = egui::text::LayoutJob::simple(label.to_owned(), font, ink, ui.available_width() - 4.0);
    job.halign = Align::Center;
    let galley = ui.painter().layout_job(job);
    let height = tokens.scaled(28.0) + galley.size().y + 2.0 * space::M + space::XS;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if is_here || response.hovered() {
        let edge = if is_here && tokens.is_high_contrast() { Stroke::new(2.0, p.primary) } else { Stroke::NONE };
        ui.painter().rect(rect, space::CORNER_SMALL, p.tint, edge, egui::StrokeKind::Inside);
    }
    let top = rect.top() + space::M;
    let at = pos2(rect.center().x, top + tokens.scaled(14.0));
    ui.painter().text(at, Align2::CENTER_CENTER, icon.char(), tokens.icons(28.0), ink);
    ui.painter().galley(pos2(rect.center().x, top + tokens.scaled(28.0) + space::XS), galley, Color32::PLACEHOLDER);
    focus::ring(ui, &response, rect.shrink(2.0), space::CORNER_SMALL);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_here, label));
    response.clicked()
}

/// That work may not be kept: there as long as that is so.
fn cannot_save(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let Some(problem) = &cx.state.cannot_save else { return };
    let sentence = cx.problem(problem);
    let frame = Frame::new().inner_margin(Margin::same(space::L as i8));
    frame.show(ui, |ui| Notice::new(Tone::Warn, &sentence.what).mend(&sentence.mend).show(ui));
}

fn notice(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let news = cx.state.notice.as_ref()?;
    let close = cx.say("action-close");
    let frame = Frame::new().inner_margin(Margin::same(space::L as i8));
    let clicked = frame
        .show(ui, |ui| match news {
            News::Problem(problem) => {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).action(&close).show(ui)
            }
            News::Done(key, name) => {
                let words = cx.with(key, &[("name", name.as_str().into())]);
                Notice::new(Tone::Ok, &words).action(&close).show(ui)
            }
        })
        .inner
        .is_some_and(|button| button.clicked());
    clicked.then_some(Action::Dismiss)
}
