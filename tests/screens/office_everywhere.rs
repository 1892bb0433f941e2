//! Every page of the office's window, at both sizes of window, in both languages, three sets of colours and two sizes of
//! text: everything to press is large enough, nothing runs out of the window.

use super::everywhere::{SIZES, Tour};
use super::office_samples::{self as samples, before, inside};
use foothold::worker::office::{Ask, Told};

#[test]
fn every_page_of_the_office_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut clerk = inside(size, |_| None);
        tour.look(&mut clerk, "office files");
        for page in ["People", "Certificates", "Stations", "Keys and packs", "Records"] {
            clerk.press(page);
            tour.look(&mut clerk, &format!("office {page}"));
        }
    }
}

#[test]
fn every_step_of_opening_files_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut clerk = inside(size, |_| None);
        clerk.press("Open STICK, 4 sealed files on it");
        tour.look(&mut clerk, "office plan");
        clerk.press("Merge");
        tour.look(&mut clerk, "office merged");
        clerk.press("Confirm Room 4");
        clerk.press("Copy the notice to STICK, 8 GB free");
        tour.look(&mut clerk, "office answered");
    }
}

#[test]
fn details_and_dialogs_of_the_office_fit() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut clerk = inside(size, |_| None);
        clerk.press("People");
        clerk.press("Look at them");
        tour.look(&mut clerk, "office alike");
        clerk.press("They are one person");
        tour.look(&mut clerk, "office reason");
        clerk.key(egui::Key::Escape);
        clerk.press("Back to everybody");
        clerk.room().act(foothold::ui::office::Action::Ask(Ask::Person { learner: super::samples::learner_id(1) }));
        clerk.settle();
        tour.look(&mut clerk, "office person");
        clerk.press("Send to another station");
        tour.look(&mut clerk, "office destinations");
        clerk.press("Room 1 · South Facility");
        tour.look(&mut clerk, "office transfer");
        clerk.key(egui::Key::Escape);
        clerk.press("Release packet");
        tour.look(&mut clerk, "office packet");
        clerk.key(egui::Key::Escape);
        clerk.press("Records");
        clerk.press("Make a copy");
        tour.look(&mut clerk, "office picker");
        clerk.key(egui::Key::Escape);
        clerk.press("Bring documents back");
        clerk.press("Use this folder");
        tour.look(&mut clerk, "office brought back");
        clerk.press("Keys and packs");
        clerk.press("Make the kit for North Facility");
        tour.look(&mut clerk, "office kit");
        clerk.press("Change the rules");
        tour.look(&mut clerk, "office rules");
        clerk.press("Learners may print");
        clerk.press("Look at what changes");
        tour.look(&mut clerk, "office rules signing");
        clerk.key(egui::Key::Escape);
        clerk.press("Add a place");
        tour.look(&mut clerk, "office places");
    }
}

#[test]
fn coming_in_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        tour.look(&mut before(size, |_| None), "office unlock");
        let mut new = before(size, |ask| matches!(ask, Ask::Start).then(|| Told::Start(samples::start(false))));
        tour.look(&mut new, "office new");
    }
}
