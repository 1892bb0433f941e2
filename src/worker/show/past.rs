//! The part of a record that is of courses not in use here: what was earned stays in sight.

use super::certificate::Paper;
use super::course::{earned_wall_ms, state_of};
use super::home::{local_day, record_row};
use super::programme::{Owner, Plans};
use crate::job::follow::held;
use crate::job::past::Past;
use crate::model::course::Course;
use crate::model::id::{CourseId, Lang};
use crate::model::progress::{CertificateProgress, CourseProgress, Elsewhere, LearnerFold};
use crate::worker::view::{CertificateRow, CertificateView, RecordRow};

/// The courses whose words are known, as rows of a record.
pub(in crate::worker) fn rows(past: &Past, fold: &LearnerFold, lang: &Lang) -> Vec<RecordRow> {
    let known = past.opened.iter().filter_map(|id| past.course(id));
    known.map(|course| RecordRow { is_here: false, ..record_row(course, &progress(course, fold), lang) }).collect()
}

/// How far somebody came in a course that can no longer be gone on with.
fn progress(course: &Course, fold: &LearnerFold) -> CourseProgress {
    CourseProgress::of(course, fold, &Elsewhere::default(), &held())
}

/// The certificates of one person.
pub(in crate::worker) struct PastWork<'a> {
    pub past: &'a Past,
    pub plans: Plans<'a>,
    pub owner: Owner<'a>,
}

impl PastWork<'_> {
    /// The certificates whose words are known.
    pub(in crate::worker) fn certificates(&self) -> Vec<CertificateView> {
        let standing = self.standing();
        standing.filter_map(|(target, known)| self.view(target, known)).collect()
    }

    /// How many others there are.
    pub(in crate::worker) fn certificates_untold(&self) -> u32 {
        let untold = self.standing().filter(|(target, known)| self.view(target, known).is_none()).count();
        u32::try_from(untold).unwrap_or(u32::MAX)
    }

    /// Those that were earned. Of one that was taken back the words may be gone, and nobody misses them.
    fn standing(&self) -> impl Iterator<Item = (&CourseId, &CertificateProgress)> {
        let earned = self.past.earned.iter().map(|(target, known)| (target, known));
        earned.filter(|(_, known)| earned_wall_ms(&state_of(known, 1000)).is_some())
    }

    fn view(&self, target: &CourseId, known: &CertificateProgress) -> Option<CertificateView> {
        if let Some(course) = self.past.course_giving(target, &known.id) {
            let progress = progress(course, self.plans.followed.fold());
            let paper = Paper { course, progress: &progress, lang: self.lang(), owner: &self.owner };
            return paper.view(&known.id);
        }
        if let Some(programme) = self.past.programme_giving(target, &known.id) {
            return self.plans.paper_of(programme, &known.id, &self.owner);
        }
        let official = known.official.as_ref()?;
        let said = self.past.said(&official.id)?;
        let day = local_day(official.wall_ms, self.owner.zone);
        Some(CertificateView {
            learner_name: said.name,
            day: day.map(|day| day.to_string()).unwrap_or_default(),
            issuer: said.issuer,
            active_ms: None,
            score_permille: None,
            outcomes: Vec::new(),
            credit: Vec::new(),
            lang: self.lang().clone(),
            may_print: self.owner.may.0,
            may_save: self.owner.may.1,
            row: CertificateRow {
                course: target.clone(),
                certificate: known.id.clone(),
                title: said.title,
                criteria: said.criteria,
                course_title: said.course_title,
                state: state_of(known, 1000),
            },
        })
    }

    fn lang(&self) -> &Lang {
        self.plans.lang
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::follow::Followed;
    use crate::job::tests_pack::{Place, course, course_id, lesson_id, sam};
    use crate::model::event::{Actor, Body, CertificateNamed, CertificateProvisional, Draft, LessonOpened, LessonRef};
    use crate::model::id::{Hash, LearnerId, Slug};
    use crate::store::{OfficialCertificate, Store};
    use jiff::tz::TimeZone;
    use serde_json::json;

    fn target(id: &str) -> CourseId {
        CourseId::parse(id).unwrap()
    }

    fn slug(id: &str) -> Slug {
        Slug::parse(id).unwrap()
    }

    fn append(store: &mut Store, learner: LearnerId, body: Body) {
        store.append(Draft::by(Actor::Station, body).about(learner)).unwrap();
    }

    fn recorded(of: &str, cert: &str) -> Body {
        let (cert, target) = (slug(cert), target(of));
        let rule_id = cert.to_string();
        Body::CertificateProvisional(CertificateProvisional {
            cert,
            target,
            edition: 1,
            rule_id,
            active_ms: 1,
            score: 1,
        })
    }

    fn named(of: &str, cert: &str, id: &str) -> CertificateNamed {
        CertificateNamed { cert: slug(cert), target: target(of), id: id.into(), sha256: Hash([3; 32]), reason: None }
    }

    #[test]
    fn what_was_earned_stays_in_the_record_when_its_course_has_gone() {
        let place = Place::with_programme(&course("end", None));
        let (mut open, mut courses) = place.open();
        let sam = sam(&open);
        let document = json!({"issuer": {"name": "The office"}, "credentialSubject": {
            "identifier": [{"identityHash": "Sam Rivera"}], "narrative": "Score: 87%.",
            "achievement": {"name": "Welder", "description": "Welding", "criteria": {"narrative": "All welds."}}}});
        let official = OfficialCertificate {
            id: "urn:uuid:1".into(),
            learner: sam,
            target: target("org.example.weld"),
            cert: slug("welder"),
            document: serde_json::to_vec(&document).unwrap(),
            revoked: None,
        };
        open.store.write(|writer| writer.set_official(&official)).unwrap();
        let at = LessonRef { course: course_id(), edition: 1, lesson: lesson_id("read") };
        let lang = Lang::parse("es").unwrap();
        for body in [
            Body::LessonOpened(LessonOpened { at, lang: lang.clone() }),
            recorded(course_id().as_str(), "done"),
            recorded("org.example.plan", "level"),
            Body::CertificateOfficial(named("org.example.weld", "welder", "urn:uuid:1")),
            recorded("org.example.elsewhere", "unknown"),
            recorded("org.example.elsewhere", "taken"),
            Body::CertificateOfficial(named("org.example.elsewhere", "taken", "urn:uuid:2")),
            Body::CertificateRevoked(named("org.example.elsewhere", "taken", "urn:uuid:2")),
        ] {
            append(&mut open.store, sam, body);
        }
        let told = |store: &Store, courses: &crate::job::courses::Courses| {
            let followed = Followed::of(store, sam).unwrap();
            let past = Past::of(store, courses, &followed).unwrap();
            let owner = Owner { name: "Sam", issuer: "Here", zone: &TimeZone::UTC, now_ms: 0, may: (true, false) };
            let rows = rows(&past, followed.fold(), &lang);
            let work = PastWork { past: &past, plans: Plans { courses, followed: &followed, lang: &lang }, owner };
            (work.certificates(), work.certificates_untold(), rows)
        };
        let (views, untold, rows) = told(&open.store, &courses);
        let titles = |views: &[CertificateView]| views.iter().map(|view| view.row.title.clone()).collect::<Vec<_>>();
        assert_eq!((titles(&views), untold, rows.len()), (vec!["Welder".to_owned()], 1, 0));
        let signed = &views[0];
        assert_eq!((signed.learner_name.as_str(), signed.issuer.as_str()), ("Sam Rivera", "The office"));
        assert_eq!(signed.row.criteria, "All welds. Score: 87%.");
        assert_eq!((signed.row.course_title.as_str(), signed.may_print, signed.may_save), ("Welding", true, false));

        let manifest = open.store.packs().unwrap()[0].manifest;
        open.store.write(|writer| writer.withdraw_pack(&manifest)).unwrap();
        courses.refresh(&open.store).unwrap();
        let (views, untold, rows) = told(&open.store, &courses);
        assert_eq!((titles(&views), untold), (vec!["Done".to_owned(), "Level".into(), "Welder".into()], 1));
        assert!(views[0].active_ms.is_some() && views[0].row.course_title == "Un curso", "{views:?}");
        let [row] = &rows[..] else { panic!("one course: {rows:?}") };
        assert_eq!((row.title.as_str(), row.is_here), ("Un curso", false));

        open.store.write(|writer| writer.remove_pack(&manifest)).unwrap();
        courses.refresh(&open.store).unwrap();
        let (views, untold, rows) = told(&open.store, &courses);
        assert_eq!((titles(&views), untold, rows.len()), (vec!["Welder".to_owned()], 3, 0));
    }
}
