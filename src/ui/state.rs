//! What the window knows: who is in, where they are, what came back from the workers. Changed only by
//! [`State::apply`] (a person did something) and [`State::take`] (a worker answered); screens see it read-only.

use super::action::{Action, Screen};
use super::faces::Face;
use super::loaded::Loaded;
use super::tokens::{Theme, Tokens};
use crate::model::event::SessionEnd;
use crate::model::problem::Problem;
use crate::text::Language;
use crate::worker::view::{
    CertificateView, CourseView, HomeView, LibraryView, PersonTile, PlaceView, ProgrammeView, RecordView, SearchView,
    SignedInView, StaffInView,
};
use crate::worker::{Keep, Request, StaffWish, Ticket};
pub use kept::KeptPages;
use std::collections::{BTreeMap, BTreeSet};
use wish::{Wish, wish};

mod kept;
mod leave;
mod news;
mod settings;
mod wish;

/// How the program stands.
#[derive(Debug, Clone, Default)]
pub enum Start {
    /// The home folder is being opened.
    #[default]
    Opening,
    /// Nothing is set up.
    NotSetUp,
    /// The station is ready.
    Ready(PlaceView),
    /// The home folder cannot be used.
    Closed(Problem),
}

/// Who is in.
#[derive(Debug, Clone, Default)]
pub enum Who {
    /// Nobody.
    #[default]
    Nobody,
    /// Somebody who learns.
    Learner(SignedInView),
    /// The same, gone from the screen: it waits for their PIN.
    Locked(SignedInView),
    /// Staff.
    Staff(StaffInView),
}

/// News for the person, shown above the page until it is read.
#[derive(Debug, Clone)]
pub enum Notice {
    /// Something did not work.
    Problem(Problem),
    /// Something is done: the key of its sentence, and a value called `name`.
    Done(&'static str, String),
}

/// What is about to happen to whoever sits there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Countdown {
    /// The screen locks unless there is a sign of life.
    Lock {
        /// Until then.
        left_ms: u64,
    },
    /// The sitting ends.
    End {
        /// Until then.
        left_ms: u64,
        /// When that is.
        at_wall_ms: u64,
    },
}

/// Why somebody's sitting ended who did not end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parting {
    /// It is call time.
    Call,
    /// The longest sitting that policy allows.
    TimeIsUp,
    /// Staff ended it.
    Staff,
}

/// How far the change of a PIN is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PinChange {
    /// None was asked for, or it is under way.
    #[default]
    None,
    /// It was refused.
    Failed(Problem),
    /// The new one holds.
    Done,
}

/// See the module.
#[derive(Debug, Default)]
pub struct State {
    /// How the program stands.
    pub start: Start,
    /// Who is in.
    pub who: Who,
    /// Where they are.
    pub screen: Screen,
    /// Who may sign in.
    pub tiles: Loaded<Vec<PersonTile>>,
    /// Why the last try to sign in did not work.
    pub sign_in_problem: Option<Problem>,
    /// The next try may be made from then on, ms of the clock that never goes back.
    pub wait_until_mono_ms: u64,
    /// What was chosen on the way in, before it could be kept, by its name as a preference.
    pub(super) chosen: BTreeMap<&'static str, String>,
    /// How the change of a PIN stands.
    pub pin_change: PinChange,
    /// A try to sign in is under way.
    pub is_signing_in: bool,
    /// The home screen.
    pub home: Loaded<HomeView>,
    /// The library.
    pub library: Loaded<LibraryView>,
    /// What was last found in it.
    pub found: Loaded<SearchView>,
    /// The course looked at.
    pub course: Loaded<CourseView>,
    /// The programme looked at.
    pub programme: Loaded<ProgrammeView>,
    /// The certificate looked at.
    pub certificate: Loaded<CertificateView>,
    /// The learner's record.
    pub record: Loaded<RecordView>,
    /// What the learner keeps.
    pub kept: KeptPages,
    /// The name of the lesson's course, once the lesson is here; the lesson's screen owns what it is made of.
    pub lesson: Loaded<String>,
    /// When something was last saved, ms since 1970.
    pub saved_wall_ms: Option<u64>,
    /// Why work may not be kept, while that is so.
    pub cannot_save: Option<Problem>,
    /// News to be read.
    pub notice: Option<Notice>,
    /// The language of the words.
    pub language: Language,
    /// The language of the sign-in screen: what was last chosen while nobody was in.
    pub home_language: Language,
    /// The colours.
    pub theme: Theme,
    /// The size of text, in per cent; 0 is taken as 100.
    pub text_percent: u16,
    /// Whether nothing moves.
    pub is_still: bool,
    /// Which letters.
    pub face: Face,
    /// What is about to happen.
    pub countdown: Option<Countdown>,
    /// What ended the last sitting, until somebody comes.
    pub parting: Option<Parting>,
    /// What staff are asked to confirm with their passphrase.
    pub staff_wish: Option<StaffWish>,
    /// Why they could not.
    pub staff_problem: Option<Problem>,
    /// The program was started for a kiosk.
    pub is_kiosk_started: bool,
    /// Staff said that the program may be closed.
    pub may_close: bool,
    /// The person asked to close the program.
    pub wants_to_close: bool,
    /// How often somebody left: drafts of an earlier sitting are nobody's.
    pub departures: u32,
    waiting: BTreeMap<Ticket, Wish>,
    /// Tries to come in of somebody who left meanwhile.
    late: BTreeSet<Ticket>,
    /// One of them was let in, and sits there for the workers alone.
    is_late_in: bool,
    newest_search: Option<Ticket>,
    cancelled: Vec<Ticket>,
}

impl State {
    /// The look the person chose.
    #[must_use]
    pub fn tokens(&self) -> Tokens {
        let percent = if self.text_percent == 0 { 100 } else { self.text_percent };
        Tokens { face: self.face, ..Tokens::new(self.theme, percent, self.is_still) }
    }

    /// The place, once the station is ready.
    #[must_use]
    pub fn place(&self) -> Option<&PlaceView> {
        match &self.start {
            Start::Ready(place) => Some(place),
            Start::Opening | Start::NotSetUp | Start::Closed(_) => None,
        }
    }

    /// The learner who is in and not locked out.
    #[must_use]
    pub fn learner(&self) -> Option<&SignedInView> {
        match &self.who {
            Who::Learner(learner) => Some(learner),
            Who::Nobody | Who::Locked(_) | Who::Staff(_) => None,
        }
    }

    /// Whether there is no way out of the window but through staff.
    #[must_use]
    pub fn is_kiosk(&self) -> bool {
        self.is_kiosk_started || self.place().is_some_and(|place| place.is_kiosk)
    }

    /// Whether something is on its way to the disk.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.waiting.values().any(|wish| *wish == Wish::Save)
    }

    /// Whether the answer to the newest search is on its way.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.newest_search.is_some_and(|ticket| self.waiting.contains_key(&ticket))
    }

    /// Does what a person asked for; gives what the workers must be asked, in order.
    pub fn apply(&mut self, action: Action) -> Vec<Request> {
        match action {
            Action::Go(screen) => self.go(screen),
            Action::Ask(request) => self.ask(request),
            Action::Refresh => self.wants(),
            Action::SetLanguage(language) => self.speak(language),
            Action::SetTheme(theme) => {
                self.theme = theme;
                self.keep("theme", theme.name().to_owned())
            }
            Action::SetText(percent) => {
                self.text_percent = percent;
                self.keep("text", percent.to_string())
            }
            Action::SetFace(face) => {
                self.face = face;
                self.keep("face", face.name().to_owned())
            }
            Action::SetStill(is_still) => {
                self.is_still = is_still;
                self.keep("still", is_still.to_string())
            }
            Action::Lock => self.lock(SessionEnd::Left),
            Action::SignOut => {
                let is_unchosen = self.learner().is_some_and(|learner| learner.must_choose_pin);
                let mut requests: Vec<Request> = is_unchosen.then_some(Request::SpendPin).into_iter().collect();
                requests.extend(self.sign_out(SessionEnd::Left));
                requests
            }
            Action::AskStaff(wish) => {
                (self.staff_wish, self.staff_problem) = (wish, None);
                Vec::new()
            }
            Action::Dismiss => {
                self.notice = None;
                Vec::new()
            }
            Action::Quit => {
                self.wants_to_close = true;
                Vec::new()
            }
            Action::Cancel(ticket) => {
                self.cancelled.push(ticket);
                Vec::new()
            }
        }
    }

    fn ask(&mut self, request: Request) -> Vec<Request> {
        match wish(&request) {
            Wish::SignIn => (self.sign_in_problem, self.is_signing_in) = (None, true),
            Wish::PinChange => (self.pin_change, self.is_signing_in) = (PinChange::None, true),
            _ => {}
        }
        if let (Request::SetPreference { key, value }, Who::Learner(learner)) = (&request, &mut self.who) {
            learner.preferences.insert(key.to_string(), value.clone());
        }
        vec![request]
    }

    fn go(&mut self, screen: Screen) -> Vec<Request> {
        let mut requests = Vec::new();
        if matches!(self.screen, Screen::Lesson(..)) && self.screen != screen {
            requests.push(Request::LeaveLesson);
            self.lesson = Loaded::Nothing;
        }
        self.notice = None;
        self.pin_change = PinChange::None;
        match &screen {
            Screen::Course(course) if self.course.here().is_some_and(|here| here.course != *course) => {
                self.course = Loaded::Nothing;
            }
            Screen::Programme(programme)
                if self.programme.here().is_some_and(|here| here.card.programme != *programme) =>
            {
                self.programme = Loaded::Nothing;
            }
            Screen::Certificate(..) => self.certificate = Loaded::Nothing,
            Screen::Lesson(..) => self.lesson = Loaded::Nothing,
            _ => {}
        }
        self.screen = screen;
        requests.extend(self.wants());
        requests
    }

    /// What the present place must be given.
    fn wants(&mut self) -> Vec<Request> {
        if matches!(self.start, Start::Closed(_) | Start::Opening) {
            self.start = Start::Opening;
            return vec![Request::Open];
        }
        match &self.screen {
            Screen::SignIn => vec![Request::Tiles { search: String::new() }],
            Screen::Home => vec![Request::Home],
            Screen::Library => vec![Request::Library],
            Screen::Course(course) => vec![Request::Course { course: course.clone() }],
            Screen::Programme(programme) => vec![Request::Programme { programme: programme.clone() }],
            Screen::Lesson(course, lesson) => {
                vec![Request::OpenLesson { course: course.clone(), lesson: lesson.clone() }]
            }
            Screen::Certificate(course, certificate) => {
                vec![Request::Certificate { course: course.clone(), certificate: certificate.clone() }]
            }
            Screen::Record => vec![Request::Record],
            Screen::Kept => vec![Request::Keep(Keep::All)],
            Screen::Journal => vec![Request::Keep(Keep::Journal)],
            Screen::Packet => vec![Request::Keep(Keep::Packet)],
            Screen::Glossary(course) => vec![Request::Keep(Keep::Glossary { course: course.clone() })],
            Screen::Welcome | Screen::SetUp | Screen::Help | Screen::Settings | Screen::Desk => Vec::new(),
        }
    }

    /// The jobs that the person asked to stop since this was last asked.
    pub fn take_cancelled(&mut self) -> Vec<Ticket> {
        std::mem::take(&mut self.cancelled)
    }
}
