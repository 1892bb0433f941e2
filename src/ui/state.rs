//! What the window knows: who is in, where they are, what came back from the workers. Changed only by
//! [`State::apply`] (a person did something) and [`State::take`] (a worker answered); screens see it read-only.

use super::action::{Action, Screen};
use super::faces::Face;
use super::loaded::Loaded;
use super::tokens::{Theme, Tokens};
use crate::model::event::SessionEnd;
use crate::model::id::{Lang, LearnerId, Slug};
use crate::model::problem::Problem;
use crate::text::Language;
use crate::worker::view::{
    CertificateView, CourseView, HomeView, LibraryView, PersonTile, PlaceView, RecordView, SearchView, SignedInView,
    StaffInView, StartView,
};
use crate::worker::{News, Request, Ticket};
use std::collections::BTreeMap;

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

/// What a ticket was for, to know where its failure belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Start,
    SignIn,
    Tiles,
    Page,
    Search,
    Lesson,
    Save,
    Desk,
    Other,
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
    /// The certificate looked at.
    pub certificate: Loaded<CertificateView>,
    /// The learner's record.
    pub record: Loaded<RecordView>,
    /// Whether the lesson is here; the lesson's screen owns what it is made of.
    pub lesson: Loaded<()>,
    /// When something was last saved, ms since 1970.
    pub saved_wall_ms: Option<u64>,
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
    /// The person asked to close the program.
    pub wants_to_close: bool,
    /// How often somebody left: drafts of an earlier sitting are nobody's.
    pub departures: u32,
    waiting: BTreeMap<Ticket, Wish>,
    newest_search: Option<Ticket>,
    cancelled: Vec<Ticket>,
}

impl State {
    /// The look the person chose.
    #[must_use]
    pub fn tokens(&self) -> Tokens {
        Tokens { face: self.face, ..Tokens::new(self.theme, self.text_percent, self.is_still) }
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

    /// Whether a language, theme or text size is the learner's own to keep.
    fn keeps_preferences(&self) -> bool {
        self.learner().is_some_and(|learner| !learner.must_choose_pin)
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
            Action::SignOut => self.sign_out(SessionEnd::Left),
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
        if wish(&request) == Wish::SignIn {
            self.sign_in_problem = None;
            self.is_signing_in = true;
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
        match &screen {
            Screen::Course(course) if self.course.here().is_some_and(|here| here.course != *course) => {
                self.course = Loaded::Nothing;
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
            Screen::Lesson(course, lesson) => {
                vec![Request::OpenLesson { course: course.clone(), lesson: lesson.clone() }]
            }
            Screen::Certificate(course, certificate) => {
                vec![Request::Certificate { course: course.clone(), certificate: certificate.clone() }]
            }
            Screen::Record => vec![Request::Record],
            Screen::Welcome | Screen::SetUp | Screen::Help | Screen::Desk => Vec::new(),
        }
    }

    fn speak(&mut self, language: Language) -> Vec<Request> {
        self.language = language;
        match Lang::parse(language.tag()) {
            Ok(lang) if matches!(self.who, Who::Nobody) => {
                self.home_language = language;
                let is_ready = matches!(self.start, Start::Ready(_));
                if is_ready { vec![Request::KeepLanguage { lang }] } else { Vec::new() }
            }
            Ok(lang) if self.keeps_preferences() => {
                let mut requests = vec![Request::SetLanguage { lang }];
                if !matches!(self.screen, Screen::SignIn) {
                    requests.extend(self.wants());
                }
                requests
            }
            _ => Vec::new(),
        }
    }

    fn keep(&self, key: &str, value: String) -> Vec<Request> {
        match Slug::parse(key) {
            Ok(key) if self.keeps_preferences() => vec![Request::SetPreference { key, value }],
            _ => Vec::new(),
        }
    }

    /// Covers the screen. The sitting ends, so that nothing is counted; the place is kept for the same person.
    pub fn lock(&mut self, cause: SessionEnd) -> Vec<Request> {
        match std::mem::take(&mut self.who) {
            Who::Learner(learner) if !learner.must_choose_pin => {
                self.who = Who::Locked(learner);
                self.forget_pages();
                vec![Request::SignOut { cause }]
            }
            Who::Locked(learner) => {
                self.who = Who::Locked(learner);
                Vec::new()
            }
            Who::Learner(_) | Who::Staff(_) | Who::Nobody => self.sign_out(cause),
        }
    }

    fn sign_out(&mut self, cause: SessionEnd) -> Vec<Request> {
        let was_locked = matches!(self.who, Who::Locked(_));
        self.who = Who::Nobody;
        self.departures = self.departures.wrapping_add(1);
        self.forget_pages();
        self.screen = Screen::SignIn;
        self.tiles = Loaded::Nothing;
        self.language = self.home_language;
        self.look_of(&BTreeMap::new());
        let mut requests = Vec::new();
        if !was_locked {
            requests.push(Request::SignOut { cause });
        }
        requests.extend(self.wants());
        requests
    }

    /// Nothing of one person may be on screen for the next.
    fn forget_pages(&mut self) {
        self.home = Loaded::Nothing;
        self.library = Loaded::Nothing;
        self.found = Loaded::Nothing;
        self.newest_search = None;
        self.course = Loaded::Nothing;
        self.certificate = Loaded::Nothing;
        self.record = Loaded::Nothing;
        self.lesson = Loaded::Nothing;
        self.saved_wall_ms = None;
        self.notice = None;
        self.sign_in_problem = None;
        self.is_signing_in = false;
    }

    fn look_of(&mut self, preferences: &BTreeMap<String, String>) {
        let get = |key: &str| preferences.get(key).map(String::as_str);
        self.theme = get("theme").map_or_else(Theme::default, Theme::from_name);
        self.text_percent = get("text").and_then(|text| text.parse().ok()).unwrap_or(100);
        self.is_still = get("still") == Some("true");
        self.face = get("face").map_or(Face::Plain, Face::from_name);
    }

    /// Notes that `request` was sent.
    pub fn sent(&mut self, ticket: Ticket, request: &Request) {
        let wish = wish(request);
        self.waiting.insert(ticket, wish);
        match request {
            Request::Tiles { .. } => self.tiles.ask(),
            Request::Home => self.home.ask(),
            Request::Library => self.library.ask(),
            Request::Search { .. } => {
                self.newest_search = Some(ticket);
                self.found.ask();
            }
            Request::Course { .. } => self.course.ask(),
            Request::Certificate { .. } => self.certificate.ask(),
            Request::Record => self.record.ask(),
            Request::OpenLesson { .. } => self.lesson.ask(),
            _ => {}
        }
    }

    /// Takes a worker's answer. News that a screen owns itself (lessons, the staff desk) only leave their mark here.
    pub fn take(&mut self, ticket: Ticket, news: &News) -> Vec<Request> {
        let wish = if news.is_last() { self.waiting.remove(&ticket) } else { None };
        match news {
            News::Failed(problem) if wish == Some(Wish::Search) && self.newest_search == Some(ticket) => {
                self.found = Loaded::Failed(problem.clone());
            }
            News::Failed(problem) => self.failed(wish.unwrap_or(Wish::Other), problem.clone()),
            News::Opened(start) => return self.opened(start.clone()),
            News::SetUp(done) => {
                self.start = Start::Ready(done.place.clone());
                let lang = Lang::parse(self.home_language.tag());
                return lang.map(|lang| Request::KeepLanguage { lang }).into_iter().collect();
            }
            News::Tiles(tiles) => self.tiles = Loaded::Here(tiles.clone()),
            News::SignedIn(learner) => return self.signed_in(learner.clone()),
            News::StaffIn(staff) => {
                self.who = Who::Staff(staff.clone());
                self.is_signing_in = false;
                return self.go(Screen::Desk);
            }
            News::Home(home) => self.home = Loaded::Here(home.clone()),
            News::Library(library) => self.library = Loaded::Here(library.clone()),
            News::Found(found) if self.newest_search == Some(ticket) => self.found = Loaded::Here(found.clone()),
            News::Course(course) => self.course = Loaded::Here(course.clone()),
            News::LessonLeft(course) if self.learner().is_some() => self.course = Loaded::Here(course.clone()),
            News::Record(record) => self.record = Loaded::Here(record.clone()),
            News::Certificate(certificate) => self.certificate = Loaded::Here(certificate.clone()),
            News::Lesson(_) => self.lesson = Loaded::Here(()),
            News::Saved(saved) => self.saved_wall_ms = Some(saved.wall_ms),
            News::Answered(answer) => self.saved_wall_ms = Some(answer.saved_wall_ms),
            News::FileWritten { path } if wish != Some(Wish::Desk) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                self.notice = Some(Notice::Done("file-written", name));
            }
            _ => {}
        }
        Vec::new()
    }

    fn opened(&mut self, start: StartView) -> Vec<Request> {
        match start {
            StartView::NotSetUp => {
                self.start = Start::NotSetUp;
                self.screen = Screen::Welcome;
                Vec::new()
            }
            StartView::Ready(place) => {
                if let Some(lang) = &place.language {
                    self.home_language = Language::from_tag(lang.as_str());
                    self.language = self.home_language;
                }
                self.start = Start::Ready(place);
                self.screen = Screen::SignIn;
                self.wants()
            }
        }
    }

    fn signed_in(&mut self, learner: SignedInView) -> Vec<Request> {
        self.is_signing_in = false;
        self.sign_in_problem = None;
        self.language = Language::from_tag(learner.lang.as_str());
        self.look_of(&learner.preferences);
        let is_back = matches!(&self.who, Who::Locked(before) if before.learner == learner.learner);
        let must_choose = learner.must_choose_pin;
        self.who = Who::Learner(learner);
        if must_choose {
            self.screen = Screen::SignIn;
            return Vec::new();
        }
        if is_back && !self.screen.is_open_to_all() { self.wants() } else { self.go(Screen::Home) }
    }

    fn failed(&mut self, wish: Wish, problem: Problem) {
        log::warn!("{problem}");
        match wish {
            Wish::Start => self.start = Start::Closed(problem),
            Wish::SignIn => {
                self.is_signing_in = false;
                self.sign_in_problem = Some(problem);
            }
            Wish::Tiles => self.tiles = Loaded::Failed(problem),
            Wish::Lesson => self.lesson = Loaded::Failed(problem),
            Wish::Page => match self.screen {
                Screen::Home => self.home = Loaded::Failed(problem),
                Screen::Library => self.library = Loaded::Failed(problem),
                Screen::Course(_) => self.course = Loaded::Failed(problem),
                Screen::Certificate(..) => self.certificate = Loaded::Failed(problem),
                Screen::Record => self.record = Loaded::Failed(problem),
                _ => self.notice = Some(Notice::Problem(problem)),
            },
            Wish::Search => {} // the answer to a search that nobody waits for any more
            Wish::Desk => {}   // the desk shows it where it belongs
            Wish::Save | Wish::Other => self.notice = Some(Notice::Problem(problem)),
        }
    }

    /// The jobs that the person asked to stop since this was last asked.
    pub fn take_cancelled(&mut self) -> Vec<Ticket> {
        std::mem::take(&mut self.cancelled)
    }

    /// Whose PIN the lock screen waits for.
    #[must_use]
    pub fn locked(&self) -> Option<(LearnerId, &str)> {
        match &self.who {
            Who::Locked(learner) => Some((learner.learner, &learner.name)),
            Who::Nobody | Who::Learner(_) | Who::Staff(_) => None,
        }
    }
}

fn wish(request: &Request) -> Wish {
    match request {
        Request::Open | Request::TryOut => Wish::Start,
        Request::SignIn { .. }
        | Request::SignInByNumber { .. }
        | Request::SignInStaff { .. }
        | Request::ChoosePin { .. } => Wish::SignIn,
        Request::Tiles { .. } => Wish::Tiles,
        Request::Home | Request::Library | Request::Course { .. } | Request::Record | Request::Certificate { .. } => {
            Wish::Page
        }
        Request::Search { .. } => Wish::Search,
        Request::OpenLesson { .. } => Wish::Lesson,
        Request::Watched(_) | Request::LeaveLesson | Request::Answer { .. } | Request::FinishAttempt { .. } => {
            Wish::Save
        }
        Request::Today
        | Request::People { .. }
        | Request::Person { .. }
        | Request::StaffList
        | Request::Packs
        | Request::Drives
        | Request::WatchDrives { .. }
        | Request::SavePaper { .. }
        | Request::SaveSlip { .. }
        | Request::SaveCertificateOf { .. }
        | Request::Backup { .. }
        | Request::ImportPack { .. }
        | Request::TakeDocument { .. }
        | Request::ExportPreview
        | Request::Export { .. }
        | Request::Station
        | Request::ReadKit { .. }
        | Request::SetUp { .. } => Wish::Desk,
        _ => Wish::Other,
    }
}
