//! What a person can ask for by touching the window, and the places they can be.

use super::faces::Face;
use super::tokens::Theme;
use crate::model::id::{CourseId, LessonId, ProgrammeId, Slug};
use crate::text::Language;
use crate::worker::{Request, StaffWish, Ticket};

/// A place in the program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Nothing is set up: a kit, or a try-out.
    Welcome,
    /// Setting up from a kit.
    SetUp,
    /// Who is learning?
    #[default]
    SignIn,
    /// The learner's first page.
    Home,
    /// All courses.
    Library,
    /// One programme.
    Programme(ProgrammeId),
    /// One course.
    Course(CourseId),
    /// One lesson.
    Lesson(CourseId, LessonId),
    /// A certificate as it will print.
    Certificate(CourseId, Slug),
    /// What the learner has done.
    Record,
    /// The learner's notes, places and marked words.
    Kept,
    /// The learner's journal.
    Journal,
    /// What the learner takes along when they leave.
    Packet,
    /// The words that a course explains.
    Glossary(CourseId),
    /// How things work, and who sees what.
    Help,
    /// What the learner sets for themselves.
    Settings,
    /// The staff desk.
    Desk,
}

impl Screen {
    /// Whether it is seen before anybody has signed in.
    #[must_use]
    pub fn is_open_to_all(&self) -> bool {
        matches!(self, Self::Welcome | Self::SetUp | Self::SignIn)
    }
}

/// What a screen asks of its parent. The `match` in [`super::state::State::apply`] is the whole map of the program.
#[derive(Debug, Clone)]
pub enum Action {
    /// Show another place.
    Go(Screen),
    /// Ask the workers for something that changes no place by itself.
    Ask(Request),
    /// Stop a long job.
    Cancel(Ticket),
    /// Ask again for what the present place shows.
    Refresh,
    /// Speak this language.
    SetLanguage(Language),
    /// Use these colours.
    SetTheme(Theme),
    /// Text of this size, in per cent.
    SetText(u16),
    /// Set words in these letters.
    SetFace(Face),
    /// Without motion, or with it.
    SetStill(bool),
    /// Cover the screen until the same person's PIN.
    Lock,
    /// Leave: the next person signs in.
    SignOut,
    /// Ask staff for their passphrase, to do this; none to let it be.
    AskStaff(Option<StaffWish>),
    /// Close the program. In a kiosk only staff can.
    Quit,
    /// The notice was read.
    Dismiss,
}
