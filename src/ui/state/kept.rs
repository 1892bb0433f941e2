//! What a learner keeps, as its own pages show it.

use super::{Loaded, State};
use crate::model::id::Slug;
use crate::model::problem::Problem;
use crate::ui::action::Screen;
use crate::worker::view::{AllKept, GlossaryView, JournalRow, JournalView, KeptLesson, KeptSaved, PacketView};
use crate::worker::{Keep, KeptNews};

/// See the module.
#[derive(Debug, Default)]
pub struct KeptPages {
    /// Notes, places and marked words of every course.
    pub all: Loaded<AllKept>,
    /// The journal.
    pub journal: Loaded<JournalView>,
    /// What the learner takes along by their own choice.
    pub packet: Loaded<PacketView>,
    /// The words of the course that was last looked at.
    pub glossary: Loaded<GlossaryView>,
}

impl KeptPages {
    /// Something of it was asked for.
    pub(super) fn ask(&mut self, keep: &Keep) {
        match keep {
            Keep::All => self.all.ask(),
            Keep::Journal => self.journal.ask(),
            Keep::Packet => self.packet.ask(),
            Keep::Glossary { course } => {
                if self.glossary.here().is_some_and(|here| here.course != *course) {
                    self.glossary = Loaded::Nothing;
                }
                self.glossary.ask();
            }
            Keep::Note { .. } | Keep::Place { .. } | Keep::Marks { .. } => {}
            Keep::JournalEntry { .. } | Keep::IntoPacket { .. } => {}
        }
    }

    /// What is kept of a lesson changed.
    fn change(&mut self, saved: &KeptSaved) {
        let Loaded::Here(all) = &mut self.all else { return };
        let is_it = |one: &&mut KeptLesson| one.course == saved.course && one.lesson == saved.lesson;
        if let Some(lesson) = all.lessons.iter_mut().find(is_it) {
            lesson.rows.clone_from(&saved.kept.rows);
        }
    }

    /// An entry of the journal changed.
    fn write(&mut self, entry: &Slug, text: &str) {
        let Loaded::Here(journal) = &mut self.journal else { return };
        match journal.entries.iter_mut().find(|row| row.entry == *entry) {
            Some(row) => text.clone_into(&mut row.text),
            None => journal.entries.push(JournalRow::new(entry.clone(), text.to_owned())),
        }
        journal.entries.retain(|row| !row.text.is_empty());
        journal.entries.sort_by(|a, b| b.entry.cmp(&a.entry));
    }

    /// A page could not be had; says whether it was one of these.
    pub(super) fn failed(&mut self, screen: &Screen, problem: &Problem) -> bool {
        match screen {
            Screen::Kept => self.all = Loaded::Failed(problem.clone()),
            Screen::Journal => self.journal = Loaded::Failed(problem.clone()),
            Screen::Packet => self.packet = Loaded::Failed(problem.clone()),
            Screen::Glossary(_) => self.glossary = Loaded::Failed(problem.clone()),
            _ => return false,
        }
        true
    }
}

/// Whether the answer to it is a page.
pub(super) fn is_page(keep: &Keep) -> bool {
    matches!(keep, Keep::All | Keep::Journal | Keep::Packet | Keep::Glossary { .. })
}

impl State {
    pub(super) fn take_kept(&mut self, news: &KeptNews) {
        match news {
            KeptNews::Lesson(saved) => {
                self.saved_wall_ms = Some(saved.wall_ms);
                self.kept.change(saved);
            }
            KeptNews::JournalSaved { entry, text, wall_ms } => {
                self.saved_wall_ms = Some(*wall_ms);
                self.kept.write(entry, text);
            }
            KeptNews::All(all) => self.kept.all = Loaded::Here(all.clone()),
            KeptNews::Journal(journal) => self.kept.journal = Loaded::Here(journal.clone()),
            KeptNews::Packet(packet) => self.kept.packet = Loaded::Here(packet.clone()),
            KeptNews::PacketChanged { packet, wall_ms } => {
                self.saved_wall_ms = Some(*wall_ms);
                self.kept.packet = Loaded::Here(packet.clone());
            }
            KeptNews::Glossary(glossary) => self.kept.glossary = Loaded::Here(glossary.clone()),
        }
    }
}
