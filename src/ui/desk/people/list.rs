//! The list: search, filters, the rows that fit, several chosen. What each did is asked for only where it is seen.

use crate::model::id::{LearnerId, Slug};
use crate::model::text::plain;
use crate::ui::desk::person;
use crate::ui::screen::due::days_past;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::table::{Column, Pressed, Table};
use crate::ui::widget::{choice, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{PeopleRow, PeopleView, RowProgress};
use egui::Ui;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// The least and the greatest height of the table.
const TABLE_HEIGHTS: (f32, f32) = (280.0, 900.0);
/// What stands above the table.
const ABOVE_TABLE: f32 = 400.0;
/// What is there beside it while several are chosen.
const ABOVE_WHILE_CHOOSING: f32 = 90.0;
/// People asked for at a time.
const ASK_MAX: usize = 60;

/// Who is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Whom {
    /// Those who may sign in.
    #[default]
    Here,
    /// Those put away, moved or released.
    Away,
    /// Everybody.
    All,
}

/// The filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Filter {
    words: String,
    whom: Whom,
    group: Option<Slug>,
    is_due: bool,
}

/// See the module.
#[derive(Default)]
pub(super) struct List {
    filter: Filter,
    shown: Vec<usize>,
    shown_for: Option<(Filter, u64)>,
    turn: u64,
    progress: HashMap<LearnerId, (RowProgress, u64)>,
    is_asked: bool,
    wanted: Vec<LearnerId>,
    /// Several are being chosen: these.
    pub(super) ticks: Option<BTreeSet<LearnerId>>,
}

impl List {
    /// The people changed: what each did is asked for again where it is seen.
    pub(super) fn changed(&mut self, view: &PeopleView) {
        self.turn += 1;
        if let Some(ticks) = &mut self.ticks {
            ticks.retain(|one| view.people.iter().any(|row| row.learner == *one));
        }
        if let Some(group) = &self.filter.group
            && !view.groups.iter().any(|one| one.group == *group)
        {
            self.filter.group = None;
        }
    }

    /// What some of them did.
    pub(super) fn take(&mut self, rows: Vec<(LearnerId, RowProgress)>) {
        self.is_asked = false;
        let turn = self.turn;
        self.progress.extend(rows.into_iter().map(|(learner, did)| (learner, (did, turn))));
        self.shown_for = None;
    }

    /// It could not be told; the list does without.
    pub(super) fn failed(&mut self) {
        self.is_asked = true;
    }

    /// Shows a group alone.
    pub(super) fn show_group(&mut self, group: Slug) {
        self.filter = Filter { group: Some(group), ..Filter::default() };
    }

    /// The group that is shown alone.
    pub(super) fn group(&self) -> Option<&Slug> {
        self.filter.group.as_ref()
    }

    /// Those that are shown, of whom none is left out by a filter.
    pub(super) fn shown<'v>(&self, view: &'v PeopleView) -> impl Iterator<Item = &'v PeopleRow> {
        self.shown.iter().filter_map(|at| view.people.get(*at))
    }

    /// Search and filters.
    pub(super) fn filters(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, view: &PeopleView) {
        let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
        Field::search(&cx.say("people-search")).width(width).chars_max(100).show(ui, &mut self.filter.words);
        ui.horizontal_wrapped(|ui| {
            for (whom, key) in [(Whom::Here, "filter-here"), (Whom::Away, "filter-away"), (Whom::All, "filter-all")] {
                if choice::chip(ui, &cx.say(key), self.filter.whom == whom).clicked() {
                    self.filter.whom = whom;
                }
            }
            if choice::chip(ui, &cx.say("filter-due"), self.filter.is_due).clicked() {
                self.filter.is_due = !self.filter.is_due;
            }
            for group in &view.groups {
                let is_on = self.filter.group.as_ref() == Some(&group.group);
                if choice::chip(ui, &group.name, is_on).clicked() {
                    self.filter.group = (!is_on).then(|| group.group.clone());
                }
            }
        });
        self.find(view);
    }

    /// Works the shown rows out, when something changed.
    fn find(&mut self, view: &PeopleView) {
        if self.shown_for.as_ref().is_some_and(|(filter, turn)| *filter == self.filter && *turn == self.turn) {
            return;
        }
        let words: Vec<String> = self.filter.words.split_whitespace().map(plain).collect();
        let group = view.groups.iter().find(|group| Some(&group.group) == self.filter.group.as_ref());
        let members: Option<BTreeSet<LearnerId>> = group.map(|group| group.members.iter().copied().collect());
        let fits = |row: &PeopleRow| {
            let is_here = person::is_here(row.status);
            let whom = match self.filter.whom {
                Whom::Here => is_here,
                Whom::Away => !is_here,
                Whom::All => true,
            };
            whom && members.as_ref().is_none_or(|members| members.contains(&row.learner))
                && (!self.filter.is_due || self.due(row).is_some())
                && words.iter().all(|word| row.plain.contains(word.as_str()))
        };
        self.shown = (0..view.people.len()).filter(|at| fits(&view.people[*at])).collect();
        self.shown_for = Some((self.filter.clone(), self.turn));
    }

    /// The soonest day of what somebody still has to do, as far as it is known.
    fn due<'r>(&'r self, row: &'r PeopleRow) -> Option<&'r str> {
        let due = row.due.as_deref()?;
        match self.progress.get(&row.learner) {
            Some((did, _)) => did.due.as_deref(),
            None => Some(due),
        }
    }

    /// The table; gives who was pressed. While several are chosen, a press chooses.
    pub(super) fn table(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        view: &PeopleView,
        open: Option<LearnerId>,
    ) -> Option<LearnerId> {
        if self.shown.is_empty() {
            say::body(ui, &cx.say("filter-nobody"));
            say::muted(ui, &cx.say("filter-nobody-mend"));
            return None;
        }
        let is_wide = open.is_none() && ui.available_width() >= Tokens::of(ui).scaled(space::SEVEN_COLUMNS_FROM);
        let columns = columns(cx, is_wide);
        let bar = if self.ticks.is_some() { ABOVE_WHILE_CHOOSING } else { 0.0 };
        let height = (ui.ctx().content_rect().height() - Tokens::of(ui).scaled(ABOVE_TABLE + bar))
            .clamp(TABLE_HEIGHTS.0, TABLE_HEIGHTS.1);
        let row_at = |at: usize| self.shown.get(at).and_then(|at| view.people.get(*at));
        let is_ticked = |at: usize| {
            row_at(at).is_some_and(|row| self.ticks.as_ref().is_some_and(|ticks| ticks.contains(&row.learner)))
        };
        let selected =
            open.and_then(|open| (0..self.shown.len()).find(|at| row_at(*at).is_some_and(|row| row.learner == open)));
        let missing = RefCell::new(Vec::new());
        let mut table = Table::new("people", &columns).selected(selected).height(height);
        if self.ticks.is_some() {
            table = table.ticked(&is_ticked);
        }
        let pressed = table.show(ui, self.shown.len(), |at, column| {
            let Some(row) = row_at(at) else { return String::new() };
            let known = self.progress.get(&row.learner);
            if column == 0 && known.is_none_or(|(_, turn)| *turn != self.turn) {
                missing.borrow_mut().push(row.learner);
            }
            self.cell(cx, row, known.map(|(did, _)| did), column)
        });
        let pressed = match pressed {
            Some(Pressed::Row(at)) => row_at(at).map(|row| row.learner),
            Some(Pressed::Order(_)) | None => None,
        };
        self.wanted = missing.into_inner();
        pressed
    }

    /// Asks for what is seen and not known, then for what a filter needs to know.
    pub(super) fn ask(&mut self, view: &PeopleView) -> Option<Action> {
        if self.is_asked {
            return None;
        }
        let mut learners = std::mem::take(&mut self.wanted);
        if learners.is_empty() && self.filter.is_due {
            let rows = self.shown(view).filter(|row| !self.progress.contains_key(&row.learner));
            learners = rows.take(ASK_MAX).map(|row| row.learner).collect();
        }
        learners.truncate(ASK_MAX);
        if learners.is_empty() {
            return None;
        }
        self.is_asked = true;
        Some(Action::Ask(Request::PeopleProgress { learners }))
    }

    fn cell(&self, cx: &ViewCtx<'_>, row: &PeopleRow, did: Option<&RowProgress>, column: usize) -> String {
        match column {
            0 if person::is_here(row.status) => row.name.clone(),
            0 => cx.with("people-archived", &[("name", row.name.as_str().into())]),
            1 => row.number.clone(),
            2 => self.due(row).map(|due| due_cell(cx, due)).unwrap_or_default(),
            _ => {
                let Some(did) = did else { return "…".to_owned() };
                match column {
                    3 => did.last_wall_ms.map_or_else(|| cx.say("people-never"), |at| cx.words.date(at, cx.tz)),
                    4 => cx.words.minutes(did.week_ms.div_ceil(60_000)),
                    5 => did.courses_done.to_string(),
                    _ => did.certificates.to_string(),
                }
            }
        }
    }
}

fn due_cell(cx: &ViewCtx<'_>, due: &str) -> String {
    let day = cx.words.day_short(due);
    if days_past(cx, due).is_some() { cx.with("cell-late", &[("day", day.into())]) } else { day }
}

fn columns(cx: &ViewCtx<'_>, is_wide: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new(&cx.say("column-name"), 3.0),
        Column::new(&cx.say("column-number"), 1.5),
        Column::new(&cx.say("column-due"), 1.9),
    ];
    if is_wide {
        columns.push(Column::new(&cx.say("column-last"), 2.2));
        columns.push(Column::number(&cx.say("column-week"), 1.5));
        columns.push(Column::number(&cx.say("column-done"), 1.2));
        columns.push(Column::number(&cx.say("column-certificates"), 1.4));
    }
    columns
}
