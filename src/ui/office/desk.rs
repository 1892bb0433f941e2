//! The places of the window, the list of them at the left, and whose answer is whose.

use super::action::{Action, Place};
use super::certificates::CertificatesPage;
use super::context::Cx;
use super::files::FilesPage;
use super::keys::KeysPage;
use super::list;
use super::look::DeskPage;
use super::part::Part;
use super::people::PeoplePage;
use super::reports::ReportsPage;
use super::stations::StationsPage;
use super::sticks::Sticks;
use crate::model::id::LearnerId;
use crate::ui::screen::page;
use crate::worker::Ticket;
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// See the module.
#[derive(Default)]
pub(super) struct Desk {
    sticks: Sticks,
    files: FilesPage,
    people: PeoplePage,
    certificates: CertificatesPage,
    reports: ReportsPage,
    stations: StationsPage,
    keys: KeysPage,
    records: DeskPage,
}

impl Desk {
    /// Notes that something was sent for `part`.
    pub(super) fn sent(&mut self, ticket: Ticket, part: Part, ask: &Ask) {
        match part {
            Part::Sticks => self.sticks.sent(ticket, ask),
            Part::Plan | Part::Merge | Part::Notice => self.files.began(ticket, ask),
            Part::People | Part::Alike | Part::Person | Part::Decide | Part::Leaving => {
                self.people.began(ticket, ask);
            }
            Part::Certificates | Part::Certificate => self.certificates.asked(ticket, ask),
            Part::CertificateChange => self.certificates.began(),
            Part::Reports => self.reports.began(ticket, ask),
            Part::Stations => self.stations.view.ask(),
            Part::StationChange => {
                self.stations.began(ask);
                self.files.confirming(ask);
            }
            Part::Keys => self.keys.view.ask(),
            Part::KeysChange => self.keys.began(),
            Part::Records => self.records.began(),
            Part::Back => self.records.back.began(),
            Part::Start | Part::Restore | Part::Enter | Part::Look | Part::Folder | Part::Found => {}
        }
    }

    /// Whether a long job is under way that must be let end.
    pub(super) fn is_busy(&self) -> bool {
        self.files.is_busy()
    }

    /// Takes an answer; gives what follows.
    pub(super) fn take(&mut self, ticket: Ticket, part: Part, told: Told) -> Vec<Ask> {
        match part {
            Part::Sticks => return self.sticks.take(ticket, told),
            Part::Plan | Part::Merge | Part::Notice => {
                if matches!(told, Told::Merged(_)) {
                    self.changed();
                }
                self.files.take(told);
            }
            Part::People | Part::Alike | Part::Person => self.people.take(part, told),
            Part::Decide => {
                if matches!(told, Told::Decided(_)) {
                    self.certificates = CertificatesPage::default(); // some may be taken back, others issued
                }
                return self.people.decided(told);
            }
            Part::Leaving => return self.people.left(told),
            Part::Certificates | Part::Certificate => self.certificates.take(part == Part::Certificate, told),
            Part::CertificateChange => {
                if matches!(told, Told::Issued(_) | Told::Revoked) {
                    self.people = PeoplePage::default();
                }
                return self.certificates.changed(told);
            }
            Part::Reports => self.reports.take(ticket, told),
            Part::Found => self.reports.found(told),
            Part::Stations => self.stations.take(told),
            Part::StationChange => {
                self.files.confirmed(&told);
                if matches!(told, Told::Confirmed(_)) {
                    self.changed();
                }
                return self.stations.changed(told);
            }
            Part::Keys => self.keys.take(told),
            Part::KeysChange => return self.keys.changed(told),
            Part::Records => self.records.take(told),
            Part::Back => {
                self.changed();
                self.keys.view = crate::ui::loaded::Loaded::Nothing;
                self.records.back.take(told);
            }
            Part::Start | Part::Restore | Part::Enter | Part::Look | Part::Folder => {}
        }
        Vec::new()
    }

    /// The registry or the documents are others: what pages hold of it is asked for again when they are seen.
    fn changed(&mut self) {
        self.people = PeoplePage::default();
        self.certificates = CertificatesPage::default();
        self.reports.view = crate::ui::loaded::Loaded::Nothing;
        self.stations.view = crate::ui::loaded::Loaded::Nothing;
    }

    /// A place is gone to: what is here is shown at once, and asked for again.
    pub(super) fn go(&mut self, place: Place, lang: &str) -> Vec<Ask> {
        self.files.left(place);
        self.again(place, lang)
    }

    /// The hours of one person are gone to.
    pub(super) fn hours_of(&mut self, learner: LearnerId, name: String, lang: &str) -> Vec<Ask> {
        self.reports.hours_of(learner, name);
        self.go(Place::Reports, lang)
    }

    /// What a place shows, asked for again; titles in the language of the tag `lang`.
    pub(super) fn again(&mut self, place: Place, lang: &str) -> Vec<Ask> {
        match place {
            Place::Files => vec![Ask::Sticks],
            Place::People => self.people.again(),
            Place::Certificates => vec![self.certificates.again()],
            Place::Reports => self.reports.again(lang),
            Place::Stations => vec![Ask::Stations],
            Place::Keys => vec![Ask::Keys],
            Place::Desk => Vec::new(),
        }
    }

    /// Whether a place still has to be given what it shows.
    fn is_missing(&self, place: Place) -> bool {
        match place {
            Place::Files | Place::Desk => false, // watching the sticks brings them
            Place::People => self.people.view.is_nothing(),
            Place::Certificates => self.certificates.view.is_nothing(),
            Place::Reports => self.reports.view.is_nothing(),
            Place::Stations => self.stations.view.is_nothing(),
            Place::Keys => self.keys.view.is_nothing(),
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let place = cx.state.place;
        let asked = list::show(ui, cx, self.is_busy());
        let inner = match place {
            Place::Files => page(ui, "office-files", |ui| self.files.show(ui, cx, &self.sticks)),
            Place::People => page(ui, "office-people", |ui| self.people.show(ui, cx)),
            Place::Certificates => page(ui, "office-certificates", |ui| self.certificates.show(ui, cx)),
            Place::Reports => page(ui, "office-reports", |ui| self.reports.show(ui, cx)),
            Place::Stations => page(ui, "office-stations", |ui| self.stations.show(ui, cx)),
            Place::Keys => page(ui, "office-keys", |ui| self.keys.show(ui, cx)),
            Place::Desk => page(ui, "office-desk", |ui| self.records.show(ui, cx)),
        };
        let needs_sticks = place == Place::Files && self.files.needs_sticks();
        asked
            .or(inner)
            .or_else(|| self.is_missing(place).then_some(Action::Again))
            .or_else(|| self.sticks.keep_up(needs_sticks))
    }
}
