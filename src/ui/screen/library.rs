//! All courses: a search with results as it is typed, chips to narrow it, cards.

use super::course_card::{course_card, level_name, subject_name};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Card, Icon, choice, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{CourseCard, LibraryView, SearchHit};
use egui::Ui;
use egui::text::{LayoutJob, TextFormat};
use std::collections::BTreeSet;

/// What a chip asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Filter {
    Begun,
    WithCertificate,
    Short,
    Subject(String),
    Level(String),
    Language(String),
}

/// A course this short fits between two calls.
const SHORT_MINUTES: u32 = 60;
/// Below this many courses, chips would only be in the way.
const CHIPS_FROM: usize = 4;

/// See the module.
#[derive(Default)]
pub struct LibraryScreen {
    search: String,
    filters: BTreeSet<Filter>,
}

impl LibraryScreen {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        super::page(ui, "library", |ui| {
            let typed = Field::search(&cx.say("search-the-library")).chars_max(80).show(ui, &mut self.search).changed();
            ui.add_space(space::M);
            let library = cx.loaded(ui, &cx.state.library, |ui, library| self.content(ui, cx, library));
            typed.then(|| Action::Ask(Request::Library { search: self.search.trim().to_owned() })).or(library)
        })
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, library: &LibraryView) -> Option<Action> {
        if library.courses.is_empty() && library.hits.is_empty() {
            return self.nothing(ui, cx, library);
        }
        if library.courses.len() >= CHIPS_FROM || !self.filters.is_empty() {
            self.chips(ui, cx, &library.courses);
            ui.add_space(space::M);
        }
        let found: Vec<&CourseCard> = library.courses.iter().filter(|card| self.fits(card)).collect();
        let words = cx.with("courses-found", &[("count", found.len().into())]);
        say::heading(ui, &words);
        ui.add_space(space::S);
        let least = Tokens::of(ui).scaled(300.0);
        let cards = super::grid(ui, found.len(), least, |ui, at, width| course_card(ui, cx, found[at], width));
        cards.or(hits(ui, cx, &library.hits))
    }

    fn nothing(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, library: &LibraryView) -> Option<Action> {
        if library.search.is_empty() {
            say::heading(ui, &cx.say("library-is-empty"));
            say::body(ui, &cx.say("library-is-empty-mend"));
            return None;
        }
        say::heading(ui, &cx.with("nothing-found", &[("words", library.search.as_str().into())]));
        say::body(ui, &cx.say("nothing-found-mend"));
        ui.add_space(space::S);
        if ui.add(Button::secondary(&cx.say("show-all-courses"))).clicked() {
            self.search.clear();
            self.filters.clear();
            return Some(Action::Ask(Request::Library { search: String::new() }));
        }
        None
    }

    fn chips(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, courses: &[CourseCard]) {
        let mut offered = vec![
            (Filter::Begun, cx.say("filter-begun")),
            (Filter::WithCertificate, cx.say("filter-certificate")),
            (Filter::Short, cx.say("filter-short")),
        ];
        let subjects: BTreeSet<&str> = courses.iter().flat_map(|card| &card.subjects).map(|s| s.as_str()).collect();
        let levels: BTreeSet<&str> = courses.iter().map(|card| card.level.as_str()).collect();
        let languages: BTreeSet<&str> = courses.iter().flat_map(|card| &card.languages).map(|l| l.as_str()).collect();
        offered.extend(subjects.iter().take(8).map(|s| (Filter::Subject((*s).into()), subject_name(cx, s))));
        if levels.len() > 1 {
            offered.extend(levels.iter().take(4).map(|l| (Filter::Level((*l).into()), level_name(cx, l))));
        }
        if languages.len() > 1 {
            offered.extend(languages.iter().take(4).map(|l| (Filter::Language((*l).into()), cx.language_name(l))));
        }
        ui.horizontal_wrapped(|ui| {
            for (filter, label) in offered {
                let is_on = self.filters.contains(&filter);
                if choice::chip(ui, &label, is_on).clicked() && !self.filters.remove(&filter) {
                    self.filters.insert(filter);
                }
            }
        });
    }

    /// All kinds of filters must fit; of one kind, any.
    fn fits(&self, card: &CourseCard) -> bool {
        let any = |wanted: Vec<bool>| wanted.is_empty() || wanted.contains(&true);
        let of = |pick: &dyn Fn(&Filter) -> Option<bool>| any(self.filters.iter().filter_map(pick).collect());
        of(&|f| (*f == Filter::Begun).then(|| card.done_permille.is_some() && !card.is_done))
            && of(&|f| (*f == Filter::WithCertificate).then_some(card.has_certificate))
            && of(&|f| (*f == Filter::Short).then_some(card.minutes <= SHORT_MINUTES))
            && of(&|f| match f {
                Filter::Subject(subject) => Some(card.subjects.iter().any(|s| s.as_str() == subject)),
                _ => None,
            })
            && of(&|f| match f {
                Filter::Level(level) => Some(card.level.as_str() == level),
                _ => None,
            })
            && of(&|f| match f {
                Filter::Language(language) => Some(card.languages.iter().any(|l| l.as_str() == language)),
                _ => None,
            })
    }
}

fn hits(ui: &mut Ui, cx: &ViewCtx<'_>, hits: &[SearchHit]) -> Option<Action> {
    if hits.is_empty() {
        return None;
    }
    ui.add_space(space::L);
    say::heading(ui, &cx.say("in-the-lessons"));
    let mut action = None;
    for hit in hits {
        ui.add_space(space::XS);
        let name = format!("{}: {}", hit.lesson_title, hit.line);
        let response = Card::new().padding(space::M).pressable(ui, &name, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            say::strong(ui, &hit.lesson_title);
            let line = marked(&Tokens::of(ui), &hit.line, &hit.marks);
            ui.label(line);
            say::fact(ui, Icon::Book, &hit.course_title);
        });
        if response.clicked() {
            if let Some(anchor) = &hit.anchor {
                super::lesson::leave_for(ui.ctx(), &hit.lesson, anchor);
            }
            action = Some(Action::Go(Screen::Lesson(hit.course.clone(), hit.lesson.clone())));
        }
    }
    action
}

/// The line with its found words in bold. Marks that do not fit the line are left out.
fn marked(tokens: &Tokens, line: &str, marks: &[[usize; 2]]) -> LayoutJob {
    let plain = TextFormat::simple(tokens.font(Size::Body), tokens.palette.ink);
    let bold = TextFormat {
        background: tokens.palette.tint,
        ..TextFormat::simple(tokens.bold(Size::Body), tokens.palette.ink)
    };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for [from, to] in marks {
        let (Some(before), Some(found)) = (line.get(at..*from), line.get(*from..*to)) else { continue };
        job.append(before, 0.0, plain.clone());
        job.append(found, 0.0, bold.clone());
        at = *to;
    }
    job.append(line.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_do_not_fit_never_break_a_line() {
        let tokens = Tokens::default();
        let check = |line: &str, marks: &[[usize; 2]]| assert_eq!(marked(&tokens, line, marks).text, line);
        check("looking for work", &[[0, 7], [12, 16]]);
        check("año nuevo", &[[1, 2], [0, 99], [4, 3]]);
        check("", &[[0, 1]]);
        check("back and forth", &[[5, 8], [0, 4]]);
    }
}
