//! What narrows the library: subjects in sight, the rest behind a button. All kinds of filters must fit; of one kind, any.

use crate::ui::ViewCtx;
use crate::ui::screen::course::kind_key;
use crate::ui::screen::course_card::{level_name, subject_name};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, choice, say};
use crate::worker::view::{CourseCard, LessonKind};
use egui::{Align, Layout, Ui, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// A course this short fits between two calls.
const SHORT_MINUTES: u32 = 60;
/// A longer one takes weeks.
const MEDIUM_MINUTES: u32 = 300;
/// Subjects offered at once, those with most courses first.
const SUBJECTS_MAX: usize = 12;

/// The levels that schemes of their own stand behind.
const LEVELS: [&str; 3] = ["beginner", "intermediate", "advanced"];
/// A group's name stands beside its chips where there is room, so wide.
const NAME_WIDTH: f32 = 140.0;

/// What a chip asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Filter {
    Subject(String),
    Level(String),
    Length(Length),
    Kind(LessonKind),
    Language(String),
    Mine(Mine),
    HasCaptions,
    HasCertificate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Length {
    Short,
    Medium,
    Long,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mine {
    NotBegun,
    Begun,
    Done,
}

/// The groups in the order shown, each with the key of its name.
const GROUPS: [(&str, &str); 6] = [
    ("level", "filters-level"),
    ("length", "filters-length"),
    ("kind", "filters-kind"),
    ("language", "filters-language"),
    ("mine", "filters-mine"),
    ("has", "filters-has"),
];

/// See the module.
#[derive(Debug, Default)]
pub struct Filters {
    chosen: BTreeSet<Filter>,
    is_open: bool,
}

impl Filter {
    /// Filters of one group widen each other, those of different groups narrow. Captions and certificate are groups of
    /// their own, though they stand in one row.
    fn group(&self) -> &'static str {
        match self {
            Self::Subject(_) => "subject",
            Self::Level(_) => "level",
            Self::Length(_) => "length",
            Self::Kind(_) => "kind",
            Self::Language(_) => "language",
            Self::Mine(_) => "mine",
            Self::HasCaptions => "captions",
            Self::HasCertificate => "certificate",
        }
    }

    fn row(&self) -> &'static str {
        match self {
            Self::HasCaptions | Self::HasCertificate => "has",
            other => other.group(),
        }
    }

    fn fits(&self, card: &CourseCard) -> bool {
        match self {
            Self::Subject(subject) => card.subjects.iter().any(|s| s.as_str() == subject),
            Self::Level(level) => card.level.as_str() == level,
            Self::Length(length) => length_of(card.minutes) == *length,
            Self::Kind(kind) => card.kinds.contains(kind),
            Self::Language(language) => card.languages.iter().any(|l| l.as_str() == language),
            Self::Mine(Mine::NotBegun) => card.done_permille.is_none(),
            Self::Mine(Mine::Begun) => card.done_permille.is_some() && !card.is_done,
            Self::Mine(Mine::Done) => card.is_done,
            Self::HasCaptions => card.has_captions,
            Self::HasCertificate => card.has_certificate,
        }
    }

    /// The easier level comes first.
    fn rank(&self) -> usize {
        let Self::Level(level) = self else { return 0 };
        LEVELS.iter().position(|known| known == level).unwrap_or(LEVELS.len())
    }

    fn name(&self, cx: &ViewCtx<'_>) -> String {
        match self {
            Self::Subject(subject) => subject_name(cx, subject),
            Self::Level(level) => level_name(cx, level),
            Self::Length(Length::Short) => cx.say("filter-short"),
            Self::Length(Length::Medium) => cx.say("filter-medium"),
            Self::Length(Length::Long) => cx.say("filter-long"),
            Self::Kind(kind) => cx.say(kind_key(*kind)),
            Self::Language(language) => cx.language_name(language),
            Self::Mine(Mine::NotBegun) => cx.say("filter-new"),
            Self::Mine(Mine::Begun) => cx.say("filter-begun"),
            Self::Mine(Mine::Done) => cx.say("filter-done"),
            Self::HasCaptions => cx.say("filter-captions"),
            Self::HasCertificate => cx.say("filter-certificate"),
        }
    }
}

fn length_of(minutes: u32) -> Length {
    if minutes <= SHORT_MINUTES {
        Length::Short
    } else if minutes <= MEDIUM_MINUTES {
        Length::Medium
    } else {
        Length::Long
    }
}

impl Filters {
    /// Whether a course fits them all.
    #[must_use]
    pub fn fit(&self, card: &CourseCard) -> bool {
        self.fit_but(card, "")
    }

    /// Whether it fits those of every other group.
    fn fit_but(&self, card: &CourseCard, group: &str) -> bool {
        let mut rest = self.chosen.iter().filter(|filter| filter.group() != group).peekable();
        while let Some(filter) = rest.next() {
            let mut is_fitting = filter.fits(card);
            while let Some(other) = rest.next_if(|other| other.group() == filter.group()) {
                is_fitting |= other.fits(card);
            }
            if !is_fitting {
                return false;
            }
        }
        true
    }

    /// The kinds of lessons wanted, if any were chosen.
    #[must_use]
    pub fn fit_kind(&self, kind: LessonKind) -> bool {
        let mut kinds = self.chosen.iter().filter(|filter| matches!(filter, Filter::Kind(_))).peekable();
        kinds.peek().is_none() || kinds.any(|filter| *filter == Filter::Kind(kind))
    }

    /// Whether any is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Hides what is behind the button, to give room to what is found.
    pub fn fold(&mut self) {
        self.is_open = false;
    }

    /// None is chosen any more.
    pub fn clear(&mut self) {
        self.chosen.clear();
    }

    /// Draws them.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, courses: &[CourseCard]) {
        let offered = self.offered(courses);
        ui.horizontal_wrapped(|ui| {
            for (filter, count) in offered.iter().filter(|(filter, _)| filter.group() == "subject") {
                self.chip(ui, cx, filter, *count);
            }
            let hidden = self.chosen.iter().filter(|filter| filter.group() != "subject").count();
            let words = if hidden == 0 || self.is_open {
                cx.say(if self.is_open { "filters-close" } else { "filters-open" })
            } else {
                cx.with("filters-open-count", &[("count", hidden.into())])
            };
            let icon = if self.is_open { Icon::Up } else { Icon::Filter };
            if ui.add(Button::secondary(&words).icon(icon)).clicked() {
                self.is_open = !self.is_open;
            }
            if !self.chosen.is_empty() && ui.add(Button::quiet(&cx.say("filters-clear")).icon(Icon::Close)).clicked() {
                self.chosen.clear();
            }
        });
        if self.is_open {
            self.rows(ui, cx, &offered);
        }
    }

    fn rows(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, offered: &[(Filter, usize)]) {
        for (row, key) in GROUPS {
            let mut filters: Vec<_> = offered.iter().filter(|(filter, _)| filter.row() == row).collect();
            filters.sort_by_key(|(filter, _)| filter.rank());
            let is_choice = filters.len() > 1 || (row == "has" && !filters.is_empty());
            if !is_choice {
                continue;
            }
            ui.add_space(space::S);
            let name = cx.say(key);
            let mut chips = |ui: &mut Ui| {
                ui.horizontal_wrapped(|ui| {
                    for (filter, count) in &filters {
                        self.chip(ui, cx, filter, *count);
                    }
                });
            };
            let beside = Tokens::of(ui).scaled(NAME_WIDTH);
            if ui.available_width() < 4.0 * beside {
                say::strong(ui, &name);
                chips(ui);
                continue;
            }
            ui.horizontal_top(|ui| {
                let place = vec2(beside, space::TARGET);
                ui.allocate_ui_with_layout(place, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_size(place);
                    say::strong(ui, &name);
                });
                ui.vertical(chips);
            });
        }
    }

    fn chip(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, filter: &Filter, count: usize) {
        let name = filter.name(cx);
        let label = cx.with("filter-count", &[("name", name.as_str().into()), ("count", count.into())]);
        let is_on = self.chosen.contains(filter);
        if choice::chip(ui, &label, is_on).clicked() && !self.chosen.remove(filter) {
            self.chosen.insert(filter.clone());
        }
    }

    /// What can be chosen, with how many courses would fit it beside what is chosen already.
    fn offered(&self, courses: &[CourseCard]) -> Vec<(Filter, usize)> {
        let all = options(courses);
        let mut subjects: Vec<&Filter> = all.keys().filter(|filter| filter.group() == "subject").collect();
        subjects.sort_by_key(|filter| std::cmp::Reverse(all[*filter]));
        let is_left_out: BTreeSet<&Filter> =
            subjects.into_iter().skip(SUBJECTS_MAX).filter(|subject| !self.chosen.contains(subject)).collect();
        let mut groups: BTreeMap<&str, Vec<&CourseCard>> = BTreeMap::new();
        let mut count = |filter: &Filter| {
            let group = filter.group();
            let fitting = || courses.iter().filter(|card| self.fit_but(card, group)).collect();
            groups.entry(group).or_insert_with(fitting).iter().filter(|card| filter.fits(card)).count()
        };
        let offered = all.keys().filter(|filter| !is_left_out.contains(filter));
        offered.map(|filter| (filter.clone(), count(filter))).collect()
    }
}

/// Everything that tells courses apart, with how many fit it.
fn options(courses: &[CourseCard]) -> BTreeMap<Filter, usize> {
    let mut all = BTreeMap::new();
    for card in courses {
        let mut add = |filter| *all.entry(filter).or_insert(0) += 1;
        card.subjects.iter().for_each(|subject| add(Filter::Subject(subject.to_string())));
        card.languages.iter().for_each(|language| add(Filter::Language(language.to_string())));
        card.kinds.iter().for_each(|kind| add(Filter::Kind(*kind)));
        add(Filter::Level(card.level.to_string()));
        add(Filter::Length(length_of(card.minutes)));
        let mine = match card.done_permille {
            None => Mine::NotBegun,
            Some(_) if card.is_done => Mine::Done,
            Some(_) => Mine::Begun,
        };
        add(Filter::Mine(mine));
        if card.has_captions {
            add(Filter::HasCaptions);
        }
        if card.has_certificate {
            add(Filter::HasCertificate);
        }
    }
    all
}
