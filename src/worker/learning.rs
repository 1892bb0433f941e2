//! What a learner asks for: pages, lessons, watching.

use super::event::News;
use super::request::Request;
use super::room::{OnStation, Sitting};
use super::show::course::is_told;
use super::show::past::{self, PastWork};
use super::show::programme::{Owner, Plans};
use super::show::{self, certificate::Paper, home::All, lesson::Opened, quiz::Places};
use super::store_thread::Outcome;
use super::view::{CertificateState, CertificateView, CourseView, HomeView, ProgrammeView, SavedView};
use crate::job::courses::{Courses, StationCourse};
use crate::job::follow::held;
use crate::job::past::Past;
use crate::job::study::Study;
use crate::model::id::{CourseId, Lang, LessonId, ProgrammeId, Slug};
use crate::model::problem::{Code, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the home screen's bars need of the time somebody learned.
const WEEK_AND_A_DAY_MS: u64 = 8 * 86_400_000;

/// Answers a learner's request.
pub(super) fn answer(station: &mut OnStation, request: Request) -> Result<News, Problem> {
    let mut sitting = station.sitting()?;
    match request {
        Request::Home => Ok(News::Home(sitting.home()?)),
        Request::Library => Ok(sitting.library()),
        Request::Course { course } => Ok(News::Course(sitting.course(&course)?)),
        Request::Record => sitting.record(),
        Request::Programme { programme } => Ok(News::Programme(sitting.programme(&programme)?)),
        Request::SetGoal { programme, goal, is_reached } => sitting.set_goal(&programme, &goal, is_reached),
        Request::Certificate { course, certificate } => sitting.certificate(&course, &certificate),
        Request::SetLanguage { lang } => {
            sitting.study.save(&mut sitting.open.store, |study, writer| study.set_language(writer, &lang))?;
            Ok(News::PreferenceSaved)
        }
        Request::SetPreference { key, value } => {
            sitting.study.save(&mut sitting.open.store, |study, writer| study.set_preference(writer, key, value))?;
            Ok(News::PreferenceSaved)
        }
        Request::OpenLesson { course, lesson } => sitting.open_lesson(&course, &lesson),
        Request::Watched(report) => {
            let courses = sitting.courses;
            let saved =
                sitting.study.save(&mut sitting.open.store, |study, writer| study.watched(writer, courses, &report));
            sitting.saved(saved?, &report.course, report.lesson)
        }
        Request::LeaveLesson => {
            let course = sitting.study.open_course().map(|course| course.course.id.clone());
            sitting.study.save(&mut sitting.open.store, |study, writer| study.flush(writer))?;
            match course {
                Some(course) => Ok(News::LessonLeft(sitting.course(&course)?)),
                None => Ok(News::Done),
            }
        }
        other => Err(Problem::new(Code::Internal).because(format!("{other:?} is no matter of learning"))),
    }
}

/// A search, for the thread that has the index.
pub(super) fn search(station: &mut OnStation, words: String) -> Result<Outcome, Problem> {
    let lang = station.sitting()?.lang();
    Ok(Outcome::Search { words, lang })
}

impl Sitting<'_> {
    /// The language they read.
    pub(super) fn lang(&self) -> Lang {
        self.study.learner().lang.clone()
    }

    pub(super) fn wall_ms(&self) -> u64 {
        self.open.store.clock().wall_ms()
    }

    fn all(&self) -> All {
        show::home::all(self.courses, |on| self.study.progress(self.courses, on))
    }

    fn home(&mut self) -> Result<HomeView, Problem> {
        let places = self.open.store.places()?;
        let (all, lang, now) = (self.all(), self.lang(), self.wall_ms());
        let fold = self.study.followed().fold();
        let week = fold.time_since(&held(), now.saturating_sub(WEEK_AND_A_DAY_MS));
        let open: BTreeSet<_> = all.keys().filter(|course| self.may_open(course)).collect();
        let may_open = |course: &CourseId| open.contains(course);
        let mut home =
            show::home::home(&all, (fold, &places), &week, &lang, (&self.zone, now), self.pictures, may_open);
        home.programmes = self.plans(&lang).under_way();
        Ok(home)
    }

    fn library(&mut self) -> News {
        let (all, lang) = (self.all(), self.lang());
        let mut library = show::library::library(&all, &lang, self.pictures);
        library.programmes = self.plans(&lang).cards();
        self.narrow_library(&mut library);
        News::Library(library)
    }

    /// A course page.
    pub(super) fn course(&mut self, course: &CourseId) -> Result<CourseView, Problem> {
        let on = Arc::clone(self.courses.get(course)?);
        let progress = self.study.progress(self.courses, &on);
        let terms = self.terms(&on, &progress);
        Ok(CourseView { terms, ..show::course::course(&on, &progress, &self.lang(), self.pictures) })
    }

    /// How the lesson stands now that what was watched is on the disk.
    fn saved(&mut self, wall_ms: u64, course: &CourseId, lesson: LessonId) -> Result<News, Problem> {
        let on = Arc::clone(self.courses.get(course)?);
        let progress = self.study.progress(self.courses, &on);
        let missing = progress.lessons.get(&lesson).map(|known| known.missing.clone()).unwrap_or_default();
        let course = show::course::course(&on, &progress, &self.lang(), self.pictures);
        Ok(News::Saved(Box::new(SavedView { wall_ms, lesson, missing, course })))
    }

    fn record(&self) -> Result<News, Problem> {
        let (all, lang, now) = (self.all(), self.lang(), self.wall_ms());
        let fold = self.study.followed().fold();
        let time = fold.time(&held());
        let may = (self.settings.print, self.settings.save_pdf);
        let mut record = show::home::record(&all, fold, &time, &lang, (&self.zone, now), may);
        let plans = self.plans(&lang);
        record.programmes = plans.cards().into_iter().filter(|card| card.done_permille.is_some()).collect();
        record.standing.credits.extend(plans.credits());
        record.certificates.extend(plans.certificates().into_iter().filter(|row| is_told(&row.state)));
        let (gone, issuer) = (self.past()?, self.open.station()?.office_name);
        let work = PastWork { past: &gone, plans, owner: self.owner(&issuer) };
        record.certificates.extend(work.certificates().into_iter().map(|view| view.row));
        record.certificates.sort_by_key(|row| matches!(row.state, CertificateState::Revoked));
        record.certificates_away = work.certificates_untold();
        record.courses.extend(past::rows(&gone, fold, &lang));
        Ok(News::Record(record))
    }

    /// What they did in courses that are not in use here.
    fn past(&self) -> Result<Past, Problem> {
        Past::of(&self.open.store, self.courses, self.study.followed())
    }

    fn owner<'a>(&'a self, issuer: &'a str) -> Owner<'a> {
        let (name, may) = (&self.study.learner().name, (self.settings.print, self.settings.save_pdf));
        Owner { name, issuer, zone: &self.zone, now_ms: self.wall_ms(), may }
    }

    fn plans<'a>(&'a self, lang: &'a Lang) -> Plans<'a> {
        Plans { courses: self.courses, followed: self.study.followed(), lang }
    }

    fn programme(&self, programme: &ProgrammeId) -> Result<ProgrammeView, Problem> {
        let page = self.plans(&self.lang()).page(programme);
        page.ok_or_else(|| Problem::new(Code::LessonGone).because(programme))
    }

    fn set_goal(&mut self, programme: &ProgrammeId, goal: &Slug, is_reached: bool) -> Result<News, Problem> {
        let courses = self.courses;
        self.study
            .save(&mut self.open.store, |study, writer| study.set_goal(writer, courses, programme, goal, is_reached))?;
        Ok(News::GoalKept(self.programme(programme)?, self.wall_ms()))
    }

    fn certificate(&self, course: &CourseId, certificate: &Slug) -> Result<News, Problem> {
        let (lang, issuer) = (self.lang(), self.open.station()?.office_name);
        let owner = self.owner(&issuer);
        if let Some(view) = self.plans(&lang).paper(course.as_str(), certificate, &owner) {
            return Ok(News::Certificate(view));
        }
        if let Ok(on) = self.courses.get(course) {
            let progress = self.study.progress(self.courses, on);
            let paper = Paper { course: &on.course, progress: &progress, lang: &lang, owner: &owner };
            if let Some(view) = paper.view(certificate) {
                return Ok(News::Certificate(view));
            }
        }
        let past = self.past()?;
        let work = PastWork { past: &past, plans: self.plans(&lang), owner };
        let is_it = |view: &CertificateView| view.row.course == *course && view.row.certificate == *certificate;
        let view = work.certificates().into_iter().find(is_it);
        view.map(News::Certificate).ok_or_else(|| Problem::new(Code::CertificateNotEarned).because(certificate))
    }

    fn open_lesson(&mut self, course: &CourseId, lesson: &LessonId) -> Result<News, Problem> {
        self.check_open(course)?;
        let (courses, on) = (self.courses, Arc::clone(self.courses.get(course)?));
        self.study.save(&mut self.open.store, |study, writer| study.open(writer, courses, &on, lesson))?;
        let places = self.open.store.places()?;
        let view = with_opened(self.study, courses, &on, lesson, (&places, self.wall_ms()), |opened| {
            show::lesson::lesson(opened, self.settings.free_text, self.pictures)
        })??;
        Ok(News::Lesson(Box::new(view)))
    }
}

/// Does `work` with all that a lesson's views need.
pub(super) fn with_opened<T>(
    study: &Study,
    courses: &Courses,
    on: &StationCourse,
    lesson: &LessonId,
    (places, wall_ms): (&Places, u64),
    work: impl FnOnce(&Opened<'_>) -> T,
) -> Result<T, Problem> {
    let found = on.course.lesson(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
    let (progress, lang) = (study.progress(courses, on), study.learner().lang.clone());
    Ok(work(&Opened { on, lesson: found, progress: &progress, study, lang: &lang, places, wall_ms }))
}
