//! What the workers answered, and where it goes.

use super::wish::{Wish, wish};
use super::{Loaded, Notice, PinChange, Start, State, Who};
use crate::model::event::SessionEnd;
use crate::model::id::Lang;
use crate::model::problem::{Code, Problem};
use crate::text::Language;
use crate::ui::action::Screen;
use crate::worker::view::{ProgrammeView, SignedInView, StartView};
use crate::worker::{News, Request, StaffWish, Ticket};

impl State {
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
            Request::Programme { .. } => self.programme.ask(),
            Request::Certificate { .. } => self.certificate.ask(),
            Request::Record => self.record.ask(),
            Request::Keep(keep) => self.kept.ask(keep),
            Request::OpenLesson { .. } => self.lesson.ask(),
            _ => {}
        }
    }

    /// Takes a worker's answer. News that a screen owns itself (lessons, the staff desk) only leave their mark here.
    pub fn take(&mut self, ticket: Ticket, news: &News) -> Vec<Request> {
        let wish = if news.is_last() { self.waiting.remove(&ticket) } else { None };
        if news.is_last() && self.late.remove(&ticket) {
            return self.came_too_late(news);
        }
        match news {
            News::Failed(problem) if wish == Some(Wish::Search) && self.newest_search == Some(ticket) => {
                self.found = Loaded::Failed(problem.clone());
            }
            News::Failed(problem) => {
                self.failed(wish.unwrap_or(Wish::Other), problem.clone());
                return self.end_late();
            }
            News::Opened(start) => return self.opened(start.clone()),
            News::SetUp(done) => {
                self.start = Start::Ready(done.place.clone());
                let lang = Lang::parse(self.home_language.tag());
                return lang.map(|lang| Request::KeepLanguage { lang }).into_iter().collect();
            }
            News::Tiles(tiles) => self.tiles = Loaded::Here(tiles.clone()),
            News::SignedIn(learner) => return self.signed_in(learner.clone()),
            News::Station(view) => self.start = Start::Ready(view.place.clone()),
            News::Taken(_) => return vec![Request::Station], // policy may have changed
            News::StaffAgreed(wish) => {
                (self.staff_wish, self.staff_problem) = (None, None);
                self.wants_to_close |= *wish == StaffWish::Close;
                self.may_close |= *wish == StaffWish::Close;
            }
            News::PinChanged { has_pictures } => {
                (self.pin_change, self.is_signing_in) = (PinChange::Done, false);
                if let Who::Learner(learner) = &mut self.who {
                    learner.has_pictures = *has_pictures;
                }
            }
            News::StaffIn(staff) => {
                self.is_late_in = false;
                self.who = Who::Staff(staff.clone());
                self.is_signing_in = false;
                return self.go(Screen::Desk);
            }
            News::Home(home) => self.home = Loaded::Here(home.clone()),
            News::Library(library) => self.library = Loaded::Here(library.clone()),
            News::Found(found) if self.newest_search == Some(ticket) => self.found = Loaded::Here(found.clone()),
            News::Course(course) => self.course = Loaded::Here(course.clone()),
            News::Programme(programme) => self.programme = Loaded::Here(programme.clone()),
            News::GoalKept(programme, wall_ms) => self.goal_kept(programme, *wall_ms),
            News::LessonLeft(course) if self.learner().is_some() => self.course = Loaded::Here(course.clone()),
            News::Kept(news) => self.take_kept(news),
            News::Record(record) => self.record = Loaded::Here(record.clone()),
            News::Certificate(certificate) => self.certificate = Loaded::Here(certificate.clone()),
            News::Lesson(lesson) => self.lesson = Loaded::Here(lesson.course.title.clone()),
            News::Saved(saved) => self.saved(saved.wall_ms),
            News::Drafted(draft) => self.saved(draft.saved_wall_ms),
            News::Answered(answer) => self.saved(answer.saved_wall_ms),
            News::FileWritten { path } if wish != Some(Wish::Desk) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                self.notice = Some(Notice::Done("file-written", name));
            }
            _ => {}
        }
        Vec::new()
    }

    /// Whoever left while their PIN was looked at stays out.
    fn came_too_late(&mut self, news: &News) -> Vec<Request> {
        self.is_late_in |= matches!(news, News::SignedIn(_) | News::StaffIn(_));
        self.end_late()
    }

    /// Ends the sitting of whoever was let in after they left. Not while the next one's try is on its way: that ends it by
    /// itself, and a sign-out that comes after it would end theirs.
    fn end_late(&mut self) -> Vec<Request> {
        let is_next_coming = self.waiting.values().any(|wish| *wish == Wish::SignIn);
        if is_next_coming || !std::mem::take(&mut self.is_late_in) {
            return Vec::new();
        }
        vec![Request::SignOut { cause: SessionEnd::Left }]
    }

    /// A goal is on the disk: every page that shows its programme shows it as it now stands.
    fn goal_kept(&mut self, programme: &ProgrammeView, wall_ms: u64) {
        self.saved_wall_ms = Some(wall_ms);
        if self.programme.here().is_some_and(|here| here.card.programme == programme.card.programme) {
            self.programme = Loaded::Here(programme.clone());
        }
        let mut cards = Vec::new();
        if let Loaded::Here(home) = &mut self.home {
            cards.extend(&mut home.programmes);
        }
        if let Loaded::Here(library) = &mut self.library {
            cards.extend(&mut library.programmes);
        }
        for card in cards.into_iter().filter(|card| card.programme == programme.card.programme) {
            *card = programme.card.clone();
        }
    }

    pub(super) fn opened(&mut self, start: StartView) -> Vec<Request> {
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

    pub(super) fn signed_in(&mut self, learner: SignedInView) -> Vec<Request> {
        (self.is_signing_in, self.is_late_in) = (false, false);
        self.cannot_save.clone_from(&learner.cannot_save);
        (self.sign_in_problem, self.parting) = (None, None);
        self.language = Language::from_tag(learner.lang.as_str());
        self.look_of(&learner.preferences);
        let is_back = matches!(&self.who, Who::Locked(before) if before.learner == learner.learner);
        let must_choose = learner.must_choose_pin;
        let has_chosen =
            matches!(&self.who, Who::Learner(before) if before.must_choose_pin && before.learner == learner.learner);
        self.who = Who::Learner(learner);
        let mut requests = Vec::new();
        if must_choose || has_chosen {
            requests = self.take_chosen(!must_choose);
        }
        if must_choose {
            self.screen = Screen::SignIn;
            return requests;
        }
        self.chosen.clear();
        let screen = if is_back && !self.screen.is_open_to_all() { self.wants() } else { self.go(Screen::Home) };
        requests.extend(screen);
        requests
    }

    /// Something is on the disk: so what comes can be kept, unless room is short.
    fn saved(&mut self, wall_ms: u64) {
        self.saved_wall_ms = Some(wall_ms);
        self.cannot_save = self.learner().and_then(|learner| learner.cannot_save.clone());
    }

    pub(super) fn failed(&mut self, wish: Wish, problem: Problem) {
        log::warn!("{problem}");
        let is_disk = matches!(problem.code, Code::DiskFull | Code::DiskTrouble | Code::DiskNearlyFull);
        if is_disk && self.learner().is_some() {
            self.cannot_save = Some(Problem::new(Code::DiskNearlyFull));
        }
        match wish {
            Wish::Start => self.start = Start::Closed(problem),
            Wish::SignIn => {
                self.is_signing_in = false;
                self.sign_in_problem = Some(problem);
            }
            Wish::PinChange => (self.pin_change, self.is_signing_in) = (PinChange::Failed(problem), false),
            Wish::StaffWord => self.staff_problem = Some(problem),
            Wish::Tiles => self.tiles = Loaded::Failed(problem),
            Wish::Lesson => self.lesson = Loaded::Failed(problem),
            Wish::Page if self.kept.failed(&self.screen, &problem) => {}
            Wish::Page => match self.screen {
                Screen::Home => self.home = Loaded::Failed(problem),
                Screen::Library => self.library = Loaded::Failed(problem),
                Screen::Course(_) => self.course = Loaded::Failed(problem),
                Screen::Programme(_) => self.programme = Loaded::Failed(problem),
                Screen::Certificate(..) => self.certificate = Loaded::Failed(problem),
                Screen::Record => self.record = Loaded::Failed(problem),
                _ => self.notice = Some(Notice::Problem(problem)),
            },
            Wish::Search => {} // the answer to a search that nobody waits for any more
            Wish::Desk => {}   // the desk shows it where it belongs
            Wish::Save | Wish::Other => self.notice = Some(Notice::Problem(problem)),
        }
    }
}
