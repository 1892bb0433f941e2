//! What a search found: courses first, then the lessons and words, each with the line that fits.

use super::filters::Filters;
use super::{counted, live};
use crate::ui::loaded::Loaded;
use crate::ui::screen::course::{kind_icon, kind_key};
use crate::ui::screen::course_card::level_name;
use crate::ui::screen::glossary;
use crate::ui::screen::lesson as lesson_screen;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Card, Icon, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{CourseCard, HitWhat, LibraryView, MarkedLine, SearchHit, SearchView};
use egui::text::{LayoutJob, TextFormat};
use egui::{Response, Ui};
use std::time::Duration;

/// Courses shown before the lessons, unless all are asked for.
const COURSES_MAX: usize = 3;
/// Lessons shown at first.
const HITS_MAX: usize = 12;
/// While courses are still being read, so often is it searched again.
const AGAIN_MS: u64 = 2_000;

/// See the module.
#[derive(Debug, Default)]
pub struct Results {
    /// The keyboard goes to the first of them.
    pub goes_to_first: bool,
    /// The person wants to see all courses again.
    pub wants_all: bool,
    are_all_courses: bool,
    are_all_hits: bool,
    asked_at_ms: Option<u64>,
}

impl Results {
    /// Draws what was found for `search`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        search: &str,
        library: &LibraryView,
        filters: &Filters,
    ) -> Option<Action> {
        let action = cx.loaded(ui, &cx.state.found, |ui, found| self.found(ui, cx, found, library, filters));
        let is_told = match &cx.state.found {
            Loaded::Here(found) => found.words == search,
            Loaded::Failed(_) => true,
            Loaded::Nothing | Loaded::Loading => false,
        };
        let must_ask = matches!(action, Some(Action::Refresh)) // or as after the screen was covered
            || (action.is_none() && !is_told && !cx.state.is_searching());
        if must_ask { Some(Action::Ask(Request::Search { words: search.to_owned() })) } else { action }
    }

    fn found(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        found: &SearchView,
        library: &LibraryView,
        filters: &Filters,
    ) -> Option<Action> {
        let card = |id: &_| library.courses.iter().find(|card| card.course == *id);
        let courses: Vec<&CourseCard> =
            found.courses.iter().filter_map(card).filter(|card| filters.fit(card)).collect();
        let fits = |hit: &&SearchHit| {
            let is_of_kind = match &hit.what {
                HitWhat::Lesson { kind, .. } => filters.fit_kind(*kind),
                HitWhat::Term { .. } => true,
            };
            is_of_kind && card(&hit.course).is_some_and(|card| filters.fit(card))
        };
        let hits: Vec<&SearchHit> = found.hits.iter().filter(fits).collect();
        if courses.is_empty() && hits.is_empty() {
            self.nothing(ui, cx, found, filters);
            return self.again(ui, cx, found);
        }
        if let Some(instead) = &found.instead {
            let words = [("words", instead.as_str().into()), ("typed", found.words.as_str().into())];
            let said = say::lead(ui, &cx.with("results-instead", &words));
            live(ui, said);
            ui.add_space(space::XS);
        }
        if found.is_partial {
            say::muted(ui, &cx.say("results-partial"));
            ui.add_space(space::XS);
        }
        let mut first = FirstFocus { wanted: std::mem::take(&mut self.goes_to_first) };
        let mut action = self.courses(ui, cx, &courses, &mut first);
        action = action.or(self.hits(ui, cx, &hits, &mut first));
        action.or_else(|| self.again(ui, cx, found))
    }

    fn courses(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        courses: &[&CourseCard],
        first: &mut FirstFocus,
    ) -> Option<Action> {
        if courses.is_empty() {
            return None;
        }
        counted(ui, &cx.with("courses-found", &[("count", courses.len().into())]));
        let mut action = None;
        let most = if self.are_all_courses { courses.len() } else { COURSES_MAX };
        for card in courses.iter().take(most) {
            ui.add_space(space::XS);
            let response = course_row(ui, cx, card);
            first.take(&response);
            if response.clicked() {
                action = Some(Action::Go(Screen::Course(card.course.clone())));
            }
        }
        if courses.len() > most {
            ui.add_space(space::XS);
            let more = cx.with("results-more-courses", &[("count", (courses.len() - most).into())]);
            if ui.add(Button::quiet(&more).icon(Icon::Down)).clicked() {
                self.are_all_courses = true;
            }
        }
        ui.add_space(space::L);
        action
    }

    fn hits(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, hits: &[&SearchHit], first: &mut FirstFocus) -> Option<Action> {
        if hits.is_empty() {
            return None;
        }
        counted(ui, &cx.with("places-found", &[("count", hits.len().into())]));
        let mut action = None;
        let most = if self.are_all_hits { hits.len() } else { HITS_MAX };
        for hit in hits.iter().take(most) {
            ui.add_space(space::XS);
            let response = hit_card(ui, cx, hit);
            first.take(&response);
            if response.clicked() {
                action = Some(go_to(ui, hit));
            }
        }
        if hits.len() > most {
            ui.add_space(space::S);
            let more = cx.with("results-more", &[("count", (hits.len() - most).into())]);
            if ui.add(Button::secondary(&more).icon(Icon::Down)).clicked() {
                self.are_all_hits = true;
            }
        }
        action
    }

    fn nothing(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, found: &SearchView, filters: &Filters) {
        let has_any = !found.courses.is_empty() || !found.hits.is_empty();
        let is_narrowed = has_any && !filters.is_empty();
        counted(ui, &cx.with("nothing-found", &[("words", found.words.as_str().into())]));
        say::body(ui, &cx.say(if is_narrowed { "nothing-found-filters" } else { "nothing-found-mend" }));
        ui.add_space(space::S);
        if ui.add(Button::secondary(&cx.say("show-all-courses")).icon(Icon::Library)).clicked() {
            self.wants_all = true;
        }
    }

    /// Says that not everything can be found yet, and looks again in a while.
    fn again(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, found: &SearchView) -> Option<Action> {
        if !found.is_building {
            self.asked_at_ms = None;
            return None;
        }
        ui.add_space(space::L);
        progress::waiting(ui, &cx.say("results-building"));
        let since = *self.asked_at_ms.get_or_insert(cx.mono_ms);
        let waited = cx.mono_ms.saturating_sub(since);
        if waited >= AGAIN_MS {
            self.asked_at_ms = Some(cx.mono_ms);
            return Some(Action::Ask(Request::Search { words: found.words.clone() }));
        }
        ui.ctx().request_repaint_after(Duration::from_millis(AGAIN_MS - waited));
        None
    }
}

/// Brings the keyboard to the first result drawn, if it is wanted there.
struct FirstFocus {
    wanted: bool,
}

impl FirstFocus {
    fn take(&mut self, response: &Response) {
        if std::mem::take(&mut self.wanted) {
            response.request_focus();
        }
    }
}

fn course_row(ui: &mut Ui, cx: &ViewCtx<'_>, card: &CourseCard) -> Response {
    Card::new().padding(space::M).pressable(ui, &card.title, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        say::strong(ui, &card.title);
        let facts = [cx.words.minutes(card.minutes.into()), level_name(cx, card.level.as_str())];
        say::fact(ui, Icon::Book, &facts.join(" · "));
    })
}

fn hit_card(ui: &mut Ui, cx: &ViewCtx<'_>, hit: &SearchHit) -> Response {
    let (icon, kind) = match &hit.what {
        HitWhat::Lesson { kind, .. } => (kind_icon(*kind), cx.say(kind_key(*kind))),
        HitWhat::Term { .. } => (Icon::Idea, cx.say("hit-term")),
    };
    let mut place = vec![hit.course_title.clone(), kind];
    place.extend(place_words(cx, hit));
    let name = [hit.title.text.as_str(), hit.line.text.as_str(), &place.join(", ")];
    let name = name.map(|text| text.trim_end_matches('.')).into_iter().filter(|text| !text.is_empty());
    let name = name.collect::<Vec<_>>().join(". ");
    Card::new().padding(space::M).pressable(ui, &name, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let tokens = Tokens::of(ui);
        ui.label(marked(&tokens, &hit.title, true));
        if !hit.line.text.is_empty() {
            ui.label(marked(&tokens, &hit.line, false));
        }
        say::fact(ui, icon, &place.join(" · "));
    })
}

/// Where in the lesson the line stands, in words.
fn place_words(cx: &ViewCtx<'_>, hit: &SearchHit) -> Option<String> {
    if let Some(at_ms) = hit.at_ms {
        return Some(cx.with("hit-at", &[("time", cx.words.position(at_ms).into())]));
    }
    let page: u32 = hit.anchor.as_ref()?.strip_prefix("page-")?.parse().ok()?;
    Some(cx.with("hit-page", &[("page", page.into())]))
}

/// To the lesson, at the place; to a word, among the words of its course.
fn go_to(ui: &Ui, hit: &SearchHit) -> Action {
    match &hit.what {
        HitWhat::Lesson { lesson, .. } => {
            let place = hit.at_ms.map(lesson_screen::at).or_else(|| hit.anchor.clone());
            if let Some(place) = place {
                lesson_screen::leave_for(ui.ctx(), lesson, &place);
            }
            Action::Go(Screen::Lesson(hit.course.clone(), lesson.clone()))
        }
        HitWhat::Term { term } => {
            glossary::look_up(ui.ctx(), term);
            Action::Go(Screen::Glossary(hit.course.clone()))
        }
    }
}

/// The line with its found words in bold on a tint. Marks that do not fit the line are left out.
fn marked(tokens: &Tokens, line: &MarkedLine, is_title: bool) -> LayoutJob {
    let font = if is_title { tokens.bold(Size::Body) } else { tokens.font(Size::Body) };
    let plain = TextFormat::simple(font, tokens.palette.ink);
    let bold = TextFormat {
        background: tokens.palette.tint,
        ..TextFormat::simple(tokens.bold(Size::Body), tokens.palette.ink)
    };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for [from, to] in &line.marks {
        let (Some(before), Some(found)) = (line.text.get(at..*from), line.text.get(*from..*to)) else { continue };
        job.append(before, 0.0, plain.clone());
        job.append(found, 0.0, bold.clone());
        at = *to;
    }
    job.append(line.text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_do_not_fit_never_break_a_line() {
        let tokens = Tokens::default();
        let check = |text: &str, marks: &[[usize; 2]]| {
            let line = MarkedLine { text: text.into(), marks: marks.to_vec() };
            assert_eq!(marked(&tokens, &line, false).text, text);
        };
        check("looking for work", &[[0, 7], [12, 16]]);
        check("año nuevo", &[[1, 2], [0, 99], [4, 3]]);
        check("", &[[0, 1]]);
        check("back and forth", &[[5, 8], [0, 4]]);
    }
}
