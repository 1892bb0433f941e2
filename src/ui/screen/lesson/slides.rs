//! The body of a lesson of the kind "slides": one picture at a time, as large as it fits, with its words below and the
//! ways back and on. A slide that was shown is seen. The page keys move a slide that is higher than the window, and turn
//! it where it ends.

use super::arrive;
use super::frame::OpenLesson;
use super::paper::callout_name;
use super::quiz::lost_ui;
use super::report::Seen;
use super::term::Term;
use crate::model::event::SpanUnit;
use crate::model::kept::Anchor;
use crate::model::markdown::{Link, Reading as Parsed};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::reading::Around;
use crate::ui::widget::{Button, Icon, focus, reading, say, scroll_keys};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{SlideView, SlidesView};
use egui::{Align, Frame, Image, Key, Layout, Margin, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

/// See the module.
pub struct Slides {
    view: SlidesView,
    notes: Vec<Option<Parsed>>,
    at: usize,
    /// Slides shown since it was last told.
    shown: Vec<usize>,
    last_shown: Option<usize>,
    /// Whether there is more of the slide on screen above and below the window.
    has_more: [bool; 2],
    term: Term,
}

impl Slides {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: SlidesView) -> Self {
        let notes = view.slides.iter().map(|slide| slide.notes.as_deref().map(Parsed::parse)).collect();
        let at = (view.position as usize).min(view.slides.len().saturating_sub(1));
        Self { view, notes, at, shown: Vec::new(), last_shown: None, has_more: [false; 2], term: Term::default() }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        if self.last_shown.is_none()
            && let Some(place) = arrive::take(ui.ctx(), &lesson.row.lesson)
        {
            let id = place.strip_prefix("slide:").unwrap_or(&place);
            self.at = self.view.slides.iter().position(|slide| slide.id.as_str() == id).unwrap_or(self.at);
        }
        if self.last_shown != Some(self.at) {
            self.last_shown = Some(self.at);
            self.shown.push(self.at);
        }
        self.keys(ui);
        let mut followed = None;
        let out = ScrollArea::vertical().id_salt(("slide", self.at)).auto_shrink([false, false]).show(ui, |ui| {
            let width = (ui.available_width() - 2.0 * space::XL).min(space::CONTENT_WIDTH_MAX);
            ui.vertical_centered(|ui| {
                ui.add_space(space::L);
                ui.set_width(ui.available_width());
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    if let Some(slide) = self.view.slides.get(self.at) {
                        picture_ui(ui, cx, slide);
                    }
                    self.steps_ui(ui, cx);
                    followed = self.notes_ui(ui, cx).cloned();
                });
            });
            let moved = scroll_keys::moved_to_ends(ui, ui.clip_rect().height(), space::PAGE);
            if moved != 0.0 && self.last_shown == Some(self.at) {
                ui.scroll_with_delta(vec2(0.0, -moved));
            }
        });
        let (above, height) = (out.state.clamped_offset().y, out.inner_rect.height());
        self.has_more = [above > 1.0, above + height + 1.0 < out.content_size.y];
        let action = followed.and_then(|link| self.follow(ui, lesson, &link));
        self.term.show(ui, cx);
        action
    }

    /// Words of the glossary open over the slide; other lessons are gone to.
    fn follow(&mut self, ui: &Ui, lesson: &OpenLesson, link: &Link) -> Option<Action> {
        match link {
            Link::Glossary(id) => {
                self.term.open(ui, lesson, id);
                None
            }
            Link::Lesson(id, anchor) => {
                if let Some(anchor) = anchor {
                    arrive::leave_for(ui.ctx(), id, anchor);
                }
                Some(Action::Go(Screen::Lesson(lesson.course.course.clone(), id.clone())))
            }
            Link::Here(_) | Link::Page(..) | Link::Directory(..) => None, // a slide's notes are too short for places
        }
    }

    /// The place on screen.
    #[must_use]
    pub fn here(&self) -> Anchor {
        self.view.slides.get(self.at).map_or(Anchor::Start, |slide| Anchor::Slide(slide.id.to_string()))
    }

    /// The number of the slide, from 1.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        u32::try_from(self.at + 1).ok()
    }

    /// Goes to a place.
    pub fn go(&mut self, to: &Anchor) {
        if let Anchor::Slide(id) = to {
            self.at = self.view.slides.iter().position(|slide| slide.id.as_str() == id).unwrap_or(self.at);
        }
    }

    /// Whether a slide was shown that was not told yet.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        !self.shown.is_empty()
    }

    /// What was shown since this was last asked.
    pub fn seen(&mut self) -> Option<Seen> {
        let ranges = self.shown.drain(..).map(|at| [at as u64, at as u64 + 1]).collect();
        Some(Seen { unit: SpanUnit::Slide, ranges, position: self.at as u64, rate_permille: 1000 })
    }

    fn keys(&mut self, ui: &Ui) {
        if !focus::hears_keys(ui) {
            return; // they belong to a text, or to what lies above the slide
        }
        let [above, below] = self.has_more;
        let (on, back) = ui.input(|input| {
            let on = input.key_pressed(Key::ArrowRight) || input.key_pressed(Key::PageDown) && !below;
            (on, input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::PageUp) && !above)
        });
        if on {
            self.at = (self.at + 1).min(self.view.slides.len().saturating_sub(1));
        } else if back {
            self.at = self.at.saturating_sub(1);
        }
    }

    fn steps_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let last = self.view.slides.len().saturating_sub(1);
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            let back = cx.say("slides-previous");
            if ui.add(Button::secondary(&back).icon(Icon::Left).enabled(self.at > 0)).clicked() {
                self.at -= 1;
            }
            let number = (self.at as u32 + 1).into();
            say::body(ui, &cx.with("slides-place", &[("number", number), ("of", (last as u32 + 1).into())]));
            let on = cx.say("slides-next");
            if ui.add(Button::secondary(&on).icon_last(Icon::Right).enabled(self.at < last)).clicked() {
                self.at += 1;
            }
        });
    }

    fn notes_ui(&self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<&Link> {
        let notes = self.notes.get(self.at)?.as_ref()?;
        ui.add_space(space::S);
        let width = ui.available_width().min(reading::column_width(&Tokens::of(ui)));
        let shown = ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            let around = Around { callout: &|kind| callout_name(cx, kind), ..Around::NOTHING };
            reading::show(ui, &notes.blocks, around).link
        });
        ui.add_space(space::XL);
        shown.inner
    }
}

/// The slide as large as leaves room for the steps and two lines of words below it.
fn picture_ui(ui: &mut Ui, cx: &ViewCtx<'_>, slide: &SlideView) {
    let tokens = Tokens::of(ui);
    let picture = slide.picture.as_ref();
    let unreadable = picture.filter(|picture| cx.pictures.is_unreadable(picture)).map(|picture| &picture.alt);
    if let Some(alt) = slide.lost.as_ref().or(unreadable) {
        return lost_ui(ui, cx, alt);
    }
    let texture = picture.and_then(|picture| cx.pictures.texture(picture));
    let words_room = tokens.scaled(150.0) + space::TARGET;
    let height_max = (ui.ctx().content_rect().height() - space::TOP_BAR - 2.0 * space::TARGET - words_room).max(240.0);
    let Some(texture) = texture else {
        let frame = Frame::new().fill(tokens.palette.tint).corner_radius(space::CORNER).inner_margin(Margin::same(24));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            say::muted(ui, picture.map_or("", |picture| picture.alt.as_str()));
        });
        return;
    };
    let scale = (ui.available_width() / texture.size.x).min(height_max / texture.size.y);
    let size = texture.size * scale;
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), size.y), Sense::hover());
    let rect = egui::Rect::from_center_size(place.center(), size);
    Image::from_texture(texture).corner_radius(space::CORNER_SMALL).paint_at(ui, rect);
    let line = Stroke::new(1.0, tokens.palette.line);
    ui.painter().rect_stroke(rect, space::CORNER_SMALL, line, egui::StrokeKind::Inside);
    let alt = picture.map_or(String::new(), |picture| picture.alt.clone());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &alt));
}
