//! What is asked of a report: the question out of a list, how its rows are grouped, and what it is narrowed to.

use super::action::Action;
use super::choose::{self, Chosen};
use super::context::Cx;
use crate::model::id::{CourseId, LearnerId};
use crate::model::report::{Asked, By, Cell, Filter, Month, Question, SILENT_DAYS};
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::choice::{self, Mark};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Icon, card, say};
use crate::worker::office::view::{ChoicesView, PeopleRow};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// Rows that the window shows; files have them all.
const ROWS_SHOWN: u32 = 1_000;
/// The longest silence that can be asked for, days.
const DAYS_MAX: u32 = 3_650;
/// The filters that are chosen out of a list, and the key of each.
const CHOSEN: [(Filter, &str); 4] = [
    (Filter::Facility, "office-narrow-facility"),
    (Filter::Course, "office-narrow-course"),
    (Filter::Programme, "office-narrow-programme"),
    (Filter::Person, "office-narrow-person"),
];

/// A question as it was before another one was reached from it.
type Before = (Question, Asked, Option<String>, [String; 2]);

/// See the module.
pub(super) struct Asking {
    pub question: Question,
    asked: Asked,
    /// The first and the last month, as typed.
    months: [String; 2],
    days: String,
    /// What the chosen person is called.
    person: Option<String>,
    is_listing: bool,
    choosing: Option<Filter>,
    words: String,
    found: Vec<PeopleRow>,
    /// What was last searched for, and whether the answer is still to come.
    searched: Option<(String, bool)>,
    before: Option<Box<Before>>,
}

impl Default for Asking {
    fn default() -> Self {
        Self {
            question: Question::Participation,
            asked: Asked::default(),
            months: Default::default(),
            days: SILENT_DAYS.to_string(),
            person: None,
            is_listing: false,
            choosing: None,
            words: String::new(),
            found: Vec::new(),
            searched: None,
            before: None,
        }
    }
}

impl Asking {
    /// What the window asks: not more rows than it shows.
    pub(super) fn asked(&self) -> Box<Asked> {
        Box::new(Asked { rows_max: Some(ROWS_SHOWN), ..self.asked.of(self.question) })
    }

    /// Whether a question about one person has none yet.
    pub(super) fn lacks_person(&self) -> bool {
        self.question == Question::Evidence && self.asked.person.is_none()
    }

    /// The hours of one person are asked for.
    pub(super) fn hours_of(&mut self, learner: LearnerId, name: String) {
        *self = Self { question: Question::SeatTime, person: Some(name), ..Self::default() };
        self.asked.person = Some(learner);
    }

    /// What one person's hours are made of is asked for; those of `month` where a row is of one.
    pub(super) fn evidence_of(&mut self, learner: LearnerId, name: String, month: Option<&Cell>) {
        let months = self.months.clone();
        self.before = Some(Box::new((self.question, self.asked.clone(), self.person.clone(), months)));
        self.question = Question::Evidence;
        (self.asked.person, self.person) = (Some(learner), Some(name));
        if let Some(Cell::Month(month)) = month {
            (self.asked.from, self.asked.to) = (Some(*month), Some(*month));
            self.months = [month.to_string(), month.to_string()];
        }
    }

    /// Takes people that were searched for.
    pub(super) fn found(&mut self, told: Told) {
        match told {
            Told::PeopleFound(rows) => self.found = rows,
            Told::Step(_) => return,
            _ => self.found.clear(),
        }
        if let Some((_, is_coming)) = &mut self.searched {
            *is_coming = false;
        }
    }

    /// Draws it; true where something else is asked than before.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, choices: &Loaded<ChoicesView>) -> (bool, Option<Action>) {
        let before = (self.question, self.asked());
        let search = self.dialog(ui, cx, choices);
        card(ui, |ui| {
            self.list(ui, cx);
            let groupings = self.question.groupings();
            if !groupings.is_empty() {
                ui.add_space(space::S);
                say::strong(ui, &cx.say("office-report-group"));
                self.groupings(ui, cx, groupings);
            }
            ui.add_space(space::S);
            say::strong(ui, &cx.say("office-report-narrow"));
            self.filters(ui, cx, choices);
        });
        (before != (self.question, self.asked()), search)
    }

    /// The question, and all of them while another is chosen.
    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(before) = &self.before {
            let back = cx.with("office-report-back", &[("title", cx.say(&before.0.title()).into())]);
            if ui.add(Button::quiet(&back).icon(Icon::Back)).clicked() {
                self.go_back();
            }
        }
        say::strong(ui, &cx.say("office-report-question"));
        let title = cx.say(&self.question.title());
        let named = cx.with("office-report-question-named", &[("title", title.as_str().into())]);
        let icon = if self.is_listing { Icon::Up } else { Icon::Down };
        if ui.add(Button::secondary(&title).named(&named).icon_last(icon)).clicked() {
            self.is_listing = !self.is_listing;
        }
        if !self.is_listing {
            say::small(ui, &cx.say(&self.question.about()));
            return;
        }
        for question in Question::ALL {
            if choice::row(ui, Mark::Radio, &cx.say(&question.title()), self.question == question).clicked() {
                (self.question, self.is_listing, self.before) = (question, false, None);
            }
        }
    }

    fn go_back(&mut self) {
        if let Some(before) = self.before.take() {
            (self.question, self.asked, self.person, self.months) = *before;
        }
    }

    fn groupings(&mut self, ui: &mut Ui, cx: &Cx<'_>, groupings: &[By]) {
        let now = self.asked.of(self.question).by;
        ui.horizontal_wrapped(|ui| {
            for by in groupings {
                if choice::chip(ui, &cx.say(by_key(*by)), now == Some(*by)).clicked() {
                    self.asked.by = Some(*by);
                }
            }
        });
    }

    fn filters(&mut self, ui: &mut Ui, cx: &Cx<'_>, choices: &Loaded<ChoicesView>) {
        let filters = self.question.filters();
        ui.horizontal_wrapped(|ui| {
            for (filter, key) in CHOSEN.iter().filter(|(filter, _)| filters.contains(filter)) {
                let value = self.value(cx, choices, *filter);
                let is_set = value.is_some();
                let all = if *filter == Filter::Person { "office-narrow-everybody" } else { "office-narrow-all" };
                let value = value.unwrap_or_else(|| cx.say(all));
                let label = cx.with(key, &[("value", value.into())]);
                if ui.add(Button::secondary(&label).icon_last(Icon::Down).selected(is_set)).clicked() {
                    self.choosing = Some(*filter);
                }
            }
        });
        if filters.contains(&Filter::Period) {
            self.period(ui, cx);
        }
        if filters.contains(&Filter::Days) {
            self.silence(ui, cx);
        }
        if self.asked.of(self.question).is_narrowed()
            && ui.add(Button::quiet(&cx.say("office-narrow-clear")).icon(Icon::Close)).clicked()
        {
            let Asked { by, days, .. } = self.asked;
            (self.asked, self.person, self.months) = (Asked { by, days, ..Asked::default() }, None, Default::default());
        }
    }

    /// What is chosen for a filter, in words.
    fn value(&self, cx: &Cx<'_>, choices: &Loaded<ChoicesView>, filter: Filter) -> Option<String> {
        let facilities = cx.state.entered.as_ref().map(|entered| entered.facilities.as_slice()).unwrap_or_default();
        let titled = |id: &CourseId, all: fn(&ChoicesView) -> &[(CourseId, String)]| {
            let known = choices.here().and_then(|choices| all(choices).iter().find(|(known, _)| known == id));
            known.map_or_else(|| id.to_string(), |(_, title)| title.clone())
        };
        match filter {
            Filter::Facility => {
                let id = self.asked.facility.as_ref()?;
                let place = facilities.iter().find(|place| place.id == *id);
                Some(place.map_or_else(|| id.to_string(), |place| place.name.clone()))
            }
            Filter::Course => Some(titled(self.asked.course.as_ref()?, |choices| &choices.courses)),
            Filter::Programme => Some(titled(self.asked.programme.as_ref()?, |choices| &choices.programmes)),
            Filter::Person => self.asked.person.and(self.person.clone()),
            Filter::Period | Filter::Grouping | Filter::Days => None,
        }
    }

    fn period(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let width = Tokens::of(ui).scaled(180.0);
        ui.horizontal_wrapped(|ui| {
            let bounds = [&mut self.asked.from, &mut self.asked.to];
            let keys = ["office-report-from", "office-report-to"];
            for ((key, typed), month) in keys.into_iter().zip(&mut self.months).zip(bounds) {
                let label = cx.say(key);
                let field = Field::new(&label).hint("2026-01").width(width).chars_max(7).show(ui, typed);
                if submitted(ui, &field) || field.lost_focus() {
                    *month = Month::parse(typed.trim()).ok(); // not a month: no bound, and it is told
                }
            }
        });
        let is_wrong = |(typed, month): (&String, Option<Month>)| !typed.trim().is_empty() && month.is_none();
        let bounds = [self.asked.from, self.asked.to];
        if self.months.iter().zip(bounds).any(is_wrong) && self.months.iter().any(|typed| is_whole(typed)) {
            say::small(ui, &cx.say("office-report-month-wrong"));
        } else if let (Some(from), Some(to)) = (self.asked.from, self.asked.to)
            && from > to
        {
            say::small(ui, &cx.say("office-report-month-order"));
        }
    }

    fn silence(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let width = Tokens::of(ui).scaled(180.0);
        let field = Field::new(&cx.say("office-report-days")).width(width).chars_max(4).show(ui, &mut self.days);
        if submitted(ui, &field) || field.lost_focus() {
            let days = self.days.trim().parse().ok().filter(|days| (1..=DAYS_MAX).contains(days));
            self.asked.days = Some(days.unwrap_or(SILENT_DAYS));
            self.days = self.asked.days.unwrap_or(SILENT_DAYS).to_string();
        }
    }

    /// The list out of which a filter is chosen; gives what must be searched for.
    fn dialog(&mut self, ui: &Ui, cx: &Cx<'_>, choices: &Loaded<ChoicesView>) -> Option<Action> {
        let filter = self.choosing?;
        if filter == Filter::Person {
            return self.person_dialog(ui, cx);
        }
        let facilities = cx.state.entered.as_ref().map(|entered| entered.facilities.as_slice()).unwrap_or_default();
        let nothing = ChoicesView::default();
        let choices = choices.here().unwrap_or(&nothing);
        let titled = if filter == Filter::Course { &choices.courses } else { &choices.programmes };
        let (options, chosen): (Vec<&str>, _) = if filter == Filter::Facility {
            let is_it = |at: &crate::model::trust::Facility| Some(&at.id) == self.asked.facility.as_ref();
            (facilities.iter().map(|place| place.name.as_str()).collect(), facilities.iter().position(is_it))
        } else {
            let now = if filter == Filter::Course { &self.asked.course } else { &self.asked.programme };
            let is_it = |(id, _): &(_, String)| Some(id) == now.as_ref();
            (titled.iter().map(|(_, title)| title.as_str()).collect(), titled.iter().position(is_it))
        };
        let title = cx.say(title_key(filter));
        let any = Some(cx.say("office-narrow-any"));
        let question = choose::Question { title, any, options, chosen, is_found: false };
        let answer = choose::show(ui, cx, &question, &mut self.words)?;
        self.choosing = None;
        let at = match answer {
            Chosen::Close => return None,
            Chosen::Any => None,
            Chosen::One(at) => Some(at),
        };
        let title = at.and_then(|at| titled.get(at)).map(|(id, _)| id.clone());
        match filter {
            Filter::Facility => {
                self.asked.facility = at.and_then(|at| facilities.get(at)).map(|place| place.id.clone());
            }
            Filter::Course => self.asked.course = title,
            _ => self.asked.programme = title,
        }
        None
    }

    fn person_dialog(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let names: Vec<String> = self.found.iter().map(named).collect();
        let question = choose::Question {
            title: cx.say(title_key(Filter::Person)),
            any: (self.question != Question::Evidence).then(|| cx.say("office-narrow-anybody")),
            options: names.iter().map(String::as_str).collect(),
            chosen: self.found.iter().position(|row| Some(row.learner) == self.asked.person),
            is_found: true,
        };
        let answer = choose::show(ui, cx, &question, &mut self.words);
        match answer {
            Some(Chosen::One(at)) => {
                (self.asked.person, self.person) = (self.found.get(at).map(|row| row.learner), names.get(at).cloned());
            }
            Some(Chosen::Any) => (self.asked.person, self.person) = (None, None),
            Some(Chosen::Close) => {}
            None => {
                let is_asked =
                    self.searched.as_ref().is_some_and(|(words, is_coming)| *is_coming || *words == self.words);
                return (!is_asked).then(|| {
                    self.searched = Some((self.words.clone(), true));
                    Action::Ask(Ask::FindPeople { words: self.words.clone() })
                });
            }
        }
        (self.choosing, self.searched, self.found) = (None, None, Vec::new());
        None
    }

    /// Asks which person.
    pub(super) fn choose_person(&mut self) {
        self.choosing = Some(Filter::Person);
    }
}

/// A person as they stand in a list.
fn named(row: &PeopleRow) -> String {
    [row.name.as_str(), &row.number, &row.facility]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// As many characters as a month has.
fn is_whole(typed: &str) -> bool {
    typed.trim().chars().count() == 7
}

fn title_key(filter: Filter) -> &'static str {
    match filter {
        Filter::Course => "office-choose-course",
        Filter::Programme => "office-choose-programme",
        Filter::Person => "office-choose-person",
        _ => "office-choose-facility",
    }
}

fn by_key(by: By) -> &'static str {
    match by {
        By::Facility => "office-by-facility",
        By::Course => "office-by-course",
        By::Programme => "office-by-programme",
        By::Partner => "office-by-partner",
        By::Month => "office-by-month",
    }
}
