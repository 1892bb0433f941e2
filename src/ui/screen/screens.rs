//! Every screen with its drafts, and which of them is drawn.

use super::certificate::CertificateScreen;
use super::lesson::LessonScreen;
use super::library::LibraryScreen;
use super::settings::SettingsScreen;
use super::setup::SetUpScreen;
use super::sign_in::SignInScreen;
use super::staff_word::StaffWord;
use super::{course, help, home, programme, record, welcome};
use crate::ui::desk::Desk;
use crate::ui::{Action, Screen, ViewCtx};
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
            Screen::Help => help::show(ui, cx),
            Screen::Settings => self.settings.show(ui, cx),
            Screen::Desk => self.desk.show(ui, cx),
        }
    }
}
