//! Every screen with its drafts, and which of them is drawn.

use super::certificate::CertificateScreen;
use super::glossary::GlossaryScreen;
use super::journal::JournalScreen;
use super::kept::KeptScreen;
use super::lesson::LessonScreen;
use super::library::LibraryScreen;
use super::packet::PacketScreen;
use super::settings::SettingsScreen;
use super::setup::SetUpScreen;
use super::sign_in::SignInScreen;
use super::staff_word::StaffWord;
use super::{course, help, home, programme, record, welcome};
use crate::ui::desk::Desk;
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::{News, Request};
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct Screens {
    /// Sign-in and lock.
    pub sign_in: SignInScreen,
    /// The library's filters.
    pub library: LibraryScreen,
    /// The open lesson.
    pub lesson: LessonScreen,
    /// What the learner keeps.
    pub kept: KeptScreen,
    /// The journal's entry under the hands.
    pub journal: JournalScreen,
    /// The page that is about to go into the packet.
    pub packet: PacketScreen,
    /// What is sought among the words of a course.
    pub glossary: GlossaryScreen,
    /// The certificate's sheet, laid out.
    pub certificate: CertificateScreen,
    /// Set-up from a kit.
    pub set_up: SetUpScreen,
    /// The learner's settings.
    pub settings: SettingsScreen,
    /// Staff at somebody's screen.
    pub staff_word: StaffWord,
    /// The staff desk.
    pub desk: Desk,
}

impl Screens {
    /// Hears news that more than one screen may want.
    pub fn hear(&mut self, news: &News) {
        self.journal.hear(news);
        self.kept.hear(news);
    }

    /// What is to be saved now, whatever was pressed in the same frame.
    pub fn outgoing(&mut self) -> Vec<Request> {
        let mut requests = self.lesson.outgoing();
        requests.extend(self.journal.outgoing());
        requests
    }

    /// The place is left: what is still to be told and saved.
    pub fn leave(&mut self, screen: &Screen) -> Vec<Request> {
        match screen {
            Screen::Lesson(..) => self.lesson.close(),
            Screen::Journal => self.journal.close(),
            Screen::Packet => {
                self.packet.close();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws the present place.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        match &cx.state.screen {
            Screen::Welcome => welcome::show(ui, cx),
            Screen::SetUp => self.set_up.show(ui, cx),
            Screen::SignIn => self.sign_in.show(ui, cx),
            Screen::Home => home::show(ui, cx),
            Screen::Library => self.library.show(ui, cx),
            Screen::Course(_) => course::show(ui, cx),
            Screen::Programme(_) => programme::show(ui, cx),
            Screen::Lesson(..) => self.lesson.show(ui, cx),
            Screen::Certificate(..) => self.certificate.show(ui, cx),
            Screen::Record => record::show(ui, cx),
            Screen::Kept => self.kept.show(ui, cx),
            Screen::Journal => self.journal.show(ui, cx),
            Screen::Packet => self.packet.show(ui, cx),
            Screen::Glossary(_) => self.glossary.show(ui, cx),
            Screen::Help => help::show(ui, cx),
            Screen::Settings => self.settings.show(ui, cx),
            Screen::Desk => self.desk.show(ui, cx),
        }
    }
}
