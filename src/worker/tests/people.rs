//! People at the desk, through the threads: lists out of spreadsheets, groups, assignments, where people are.

use super::*;
use crate::model::event::{EnrolmentSet, EnrolmentState, LearnerStatus, TargetKind};
use crate::worker::view::{PeopleNews, PeopleView, PersonView, RosterPlan, Verdict};

impl Window {
    fn desk() -> Self {
        let window = Self::new();
        window.ask(Request::TryOut);
        window.sign_in_staff();
        window
    }

    fn people(&self) -> PeopleView {
        match self.ask(Request::People) {
            News::People(people) => people,
            other => panic!("{other:?}"),
        }
    }

    fn person(&self, learner: LearnerId) -> PersonView {
        match self.ask(Request::Person { learner }) {
            News::Person(person) => person,
            other => panic!("{other:?}"),
        }
    }

    fn change(&self, change: PeopleChange) -> PeopleNews {
        match self.ask(Request::ChangePeople(change)) {
            News::PeopleChanged(news) => news,
            other => panic!("{other:?}"),
        }
    }

    fn read(&self, text: &str) -> RosterPlan {
        let path = self.place.folder.path().join("list.csv");
        std::fs::write(&path, text).unwrap();
        match self.change(PeopleChange::ReadRoster { path }) {
            PeopleNews::Roster(plan) => *plan,
            other => panic!("{other:?}"),
        }
    }

    fn id(&self, number: &str) -> LearnerId {
        self.people().people.iter().find(|row| row.number == number).unwrap().learner
    }

    fn assign(&self, learners: Vec<LearnerId>, due: Option<&str>, state: EnrolmentState) -> usize {
        let set =
            EnrolmentSet { target: course_id(), kind: TargetKind::Course, edition: 1, due: due.map(Into::into), state };
        match self.change(PeopleChange::Assign { learners, set }) {
            PeopleNews::Assigned { changed } => changed,
            other => panic!("{other:?}"),
        }
    }

    fn group(&self, name: &str, members: Vec<LearnerId>) {
        let group = self.people().groups.iter().find(|group| group.name == name).map(|group| group.group.clone());
        let news = self.change(PeopleChange::Group { group, name: name.into(), members });
        assert!(matches!(news, PeopleNews::Grouped));
    }
}

const LIST: &str = "Name;Number;Birth year;Language;Group\n\
    Sam Rivera;1001;1990;;Mornings\n\
    Lucía Ortiz;1002;;es;\n\
    Ann Lee;2001;1988;en;Mornings\n\
    Ben Ode;2002;;;mornings\n\
    ;2003;;;\n\
    Cid Roe;2002;;;\n";

#[test]
fn a_list_is_shown_first_and_then_written_as_one() {
    let window = Window::desk();
    let plan = window.read(LIST);
    let verdicts: Vec<&Verdict> = plan.rows.iter().map(|row| &row.verdict).collect();
    assert!(matches!(verdicts[0], Verdict::Changed(fields) if fields.len() == 2), "{verdicts:?}");
    assert_eq!(verdicts[1], &Verdict::Here);
    assert_eq!((verdicts[2], verdicts[3], plan.new_count()), (&Verdict::New, &Verdict::New, 2));
    assert!(matches!(verdicts[4], Verdict::Fault(_)) && matches!(verdicts[5], Verdict::Fault(_)));
    assert_eq!((plan.new_groups.as_slice(), window.people().people.len()), (&["mornings".to_owned()][..], 2));

    let order = PeopleChange::AddRoster { plan: Arc::new(plan.clone()), with_changes: false };
    let PeopleNews::Added { pins, back, changed } = window.change(order.clone()) else { panic!("not added") };
    assert_eq!((pins.len(), back, changed, pins[0].number.as_str()), (2, 0, 0, "2001"));
    let people = window.people();
    assert_eq!((people.people.len(), people.groups.len(), people.groups[0].members.len()), (4, 1, 2));
    assert_eq!(window.refused(Request::ChangePeople(order)), Code::RosterOutdated, "what was shown holds no more");

    let again = window.read(LIST);
    assert_eq!(again.new_count(), 0);
    let order = PeopleChange::AddRoster { plan: Arc::new(again), with_changes: true };
    assert!(matches!(window.change(order), PeopleNews::Added { changed: 1, .. }));
    assert_eq!(window.people().groups[0].members.len(), 3);
    assert_eq!(window.person(window.id("1001")).birth_year, Some(1990));

    let pin = pins.into_iter().next().unwrap();
    let News::SignedIn(ann) = window.ask(Request::SignIn { learner: pin.learner, pin: pin.pin }) else {
        panic!("not in")
    };
    assert!(ann.must_choose_pin, "the PIN of the sheet is good for one use");
}

#[test]
fn who_was_put_away_comes_back_and_a_number_of_somebody_else_is_a_question() {
    let window = Window::desk();
    let sam = window.id("1001");
    let away = PeopleChange::Status { set: vec![(sam, LearnerStatus::Released)], reason: Some("home".into()) };
    let PeopleNews::Status { before } = window.change(away) else { panic!("not away") };
    assert_eq!(before, [(sam, LearnerStatus::Active)]);
    let other = window.read("name,number\nSomebody Else,1001\n");
    assert_eq!(other.rows[0].verdict, Verdict::SomebodyElse("Sam Rivera".into()));
    let back = window.read("name,number\nsam  RIVERA,1001\n");
    assert_eq!(back.rows[0].verdict, Verdict::Back);
    window.change(PeopleChange::AddRoster { plan: Arc::new(back), with_changes: false });
    assert_eq!(window.person(sam).row.status, LearnerStatus::Returned);
}

#[test]
fn where_people_are_is_set_for_all_or_for_none() {
    let window = Window::desk();
    let (sam, lucia) = (window.id("1001"), window.id("1002"));
    let set = |status| PeopleChange::Status { set: vec![(sam, status), (lucia, status)], reason: None };
    let PeopleNews::Status { before } = window.change(set(LearnerStatus::Archived)) else { panic!("not away") };
    assert_eq!(before.len(), 2);
    let new = Request::AddLearner {
        name: "Ann".into(),
        number: "1002".into(),
        birth_year: None,
        lang: Lang::parse("en").unwrap(),
    };
    assert!(matches!(window.ask(new), News::PinGiven(_)));
    let refused = window.refused(Request::ChangePeople(set(LearnerStatus::Active)));
    assert_eq!(refused, Code::LearnerNumberTaken);
    assert_eq!(window.person(sam).row.status, LearnerStatus::Archived, "nobody came back");
    let one = PeopleChange::Status { set: vec![(sam, LearnerStatus::Segregated)], reason: None };
    window.change(one);
    assert_eq!(window.person(sam).row.status, LearnerStatus::Segregated);
}

#[test]
fn who_joins_a_group_gets_what_all_in_it_have() {
    let window = Window::desk();
    let (sam, lucia) = (window.id("1001"), window.id("1002"));
    window.group("Mornings", vec![sam]);
    assert_eq!(window.assign(vec![sam], Some("2026-12-01"), EnrolmentState::Active), 1);
    assert_eq!(window.assign(vec![sam], Some("2026-12-01"), EnrolmentState::Active), 0, "it is so already");
    window.group("Mornings", vec![sam, lucia]);
    let given = &window.person(lucia).assignments[0];
    assert_eq!(
        (given.due.as_deref(), given.state, given.lessons),
        (Some("2026-12-01"), EnrolmentState::Active, Some((0, 4)))
    );
    let change = PeopleChange::Group { group: None, name: "MORNINGS".into(), members: Vec::new() };
    assert_eq!(window.refused(Request::ChangePeople(change)), Code::GroupNameTaken);
    let group = window.people().groups[0].group.clone();
    window.change(PeopleChange::RemoveGroup { group });
    assert!(window.people().groups.is_empty());
    assert_eq!(window.person(lucia).assignments.len(), 1, "what was assigned stays");
}

#[test]
fn a_day_that_is_none_and_a_person_who_is_none_are_refused() {
    let window = Window::desk();
    let set = |due: &str| EnrolmentSet {
        target: course_id(),
        kind: TargetKind::Course,
        edition: 1,
        due: Some(due.into()),
        state: EnrolmentState::Active,
    };
    let ask = |learners, set| Request::ChangePeople(PeopleChange::Assign { learners, set });
    assert_eq!(window.refused(ask(vec![window.id("1001")], set("soon"))), Code::EntryMissing);
    let nobody = LearnerId(uuid::Uuid::from_u128(77));
    assert_eq!(window.refused(ask(vec![window.id("1001"), nobody], set("2026-12-01"))), Code::LearnerUnknown);
    assert!(window.person(window.id("1001")).assignments.is_empty(), "all or none");
}

#[test]
fn new_pins_for_several_and_none_for_learners() {
    let window = Window::desk();
    let learners = vec![window.id("1001"), window.id("1002")];
    let change = PeopleChange::GivePins { learners };
    let PeopleNews::Pins(pins) = window.change(change.clone()) else { panic!("no PINs") };
    assert_eq!(pins.iter().map(|pin| pin.number.as_str()).collect::<Vec<_>>(), ["1001", "1002"]);
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    for request in [Request::ChangePeople(change), Request::People, Request::PeopleProgress { learners: Vec::new() }] {
        assert_eq!(window.refused(request), Code::StaffRole);
    }
}

#[test]
fn what_staff_assign_stands_on_the_home_screen_until_it_is_taken_back() {
    let window = Window::desk();
    let sam = window.id("1001");
    let week = |state: EnrolmentState, due: Option<&str>| {
        window.ask(Request::SignOut { cause: SessionEnd::Left });
        window.sign_in_staff();
        window.assign(vec![sam], due, state);
        window.ask(Request::SignOut { cause: SessionEnd::Left });
        window.sign_in();
        match window.ask(Request::Home) {
            News::Home(home) => home.week,
            other => panic!("{other:?}"),
        }
    };
    let asked = week(EnrolmentState::Active, Some("2026-12-01"));
    assert_eq!((asked.len(), asked[0].due.as_deref(), asked[0].lessons), (1, Some("2026-12-01"), (0, 4)));
    assert!(!asked[0].is_begun && !asked[0].is_paused && asked[0].is_here);
    let News::Course(page) = window.ask(Request::Course { course: course_id() }) else { panic!("no course") };
    assert!(page.terms.is_assigned && page.terms.minutes_left > 0);
    window.lesson("read");
    assert!(week(EnrolmentState::Paused, Some("2026-12-01"))[0].is_paused);
    assert!(week(EnrolmentState::Withdrawn, None).is_empty());
}

#[test]
fn a_course_that_goes_while_it_is_open_leaves_plain_words_and_a_home() {
    let window = Window::desk();
    let sam = window.id("1001");
    window.assign(vec![sam], Some("2026-12-01"), EnrolmentState::Active);
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    window.sign_in();
    window.lesson("read");
    window.ask(Request::SignOut { cause: SessionEnd::Idle }); // locked: the lesson's place is kept for them
    window.sign_in_staff();
    let News::Packs(packs) = window.ask(Request::Packs) else { panic!("no packs") };
    assert!(matches!(window.ask(Request::RemovePack { manifest: packs[0].manifest }), News::Done));
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    window.sign_in();
    let again = Request::OpenLesson { course: course_id(), lesson: lesson_id("read") };
    assert_eq!(window.refused(again), Code::LessonGone);
    assert_eq!(window.refused(Request::Course { course: course_id() }), Code::LessonGone);
    let News::Home(home) = window.ask(Request::Home) else { panic!("no home") };
    assert!(home.go_on.is_none() && !home.week[0].is_here && home.week[0].title.is_empty());
    assert_eq!(home.courses_away, 1);
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    assert_eq!((record.courses.len(), record.courses_away), (0, 1));
}

#[test]
fn who_goes_away_without_a_pin_of_their_own_has_used_the_one_from_staff() {
    let window = Window::desk();
    let sam = window.id("1001");
    let give = || match window.ask(Request::GivePin { learner: sam }) {
        News::PinGiven(given) => given.pin,
        other => panic!("{other:?}"),
    };
    let come_in = |pin: &Secret| window.ask(Request::SignIn { learner: sam, pin: pin.clone() });
    let pin = give();
    for cause in [SessionEnd::Call, SessionEnd::Idle, SessionEnd::Staff] {
        let News::SignedIn(view) = come_in(&pin) else { panic!("not in") };
        assert!(view.must_choose_pin);
        window.ask(Request::SignOut { cause });
    }
    assert!(matches!(come_in(&pin), News::SignedIn(_)), "who was cut off comes in again");
    assert!(matches!(window.ask(Request::SpendPin), News::Done));
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    let News::Failed(problem) = come_in(&pin) else { panic!("it is used") };
    assert_eq!(problem.code, Code::PinUsed);
    window.sign_in_staff();
    let pin = give();
    assert!(matches!(come_in(&pin), News::SignedIn(_)));
    assert!(matches!(window.ask(Request::ChoosePin { pin: Secret::new("739154".into()) }), News::SignedIn(_)));
    assert_eq!(window.refused(Request::SpendPin), Code::SessionOver, "their own PIN is theirs");
}

#[test]
fn people_of_one_name_are_told_apart_by_the_end_of_their_number() {
    let window = Window::desk();
    for (name, number) in [("José Ruiz", "A-1009"), ("Jose RUIZ", "B-2009"), ("José Ruiz", "C-77"), ("Ana Paz", "D-09")]
    {
        let (name, number) = (name.to_owned(), number.to_owned());
        let added = Request::AddLearner { name, number, birth_year: None, lang: Lang::parse("es").unwrap() };
        assert!(matches!(window.ask(added), News::PinGiven(_)));
    }
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    let ends = |search: &str| match window.ask(Request::Tiles { search: search.into() }) {
        News::Tiles(tiles) => {
            let mut ends: Vec<_> = tiles.into_iter().map(|tile| tile.number_end).collect();
            ends.sort();
            ends
        }
        other => panic!("{other:?}"),
    };
    let some = |end: &str| Some(end.to_owned());
    assert_eq!(ends("ruiz"), [some("1009"), some("2009"), some("77")]);
    assert_eq!(ends("C-77"), [some("77")], "the others need not be in sight");
    assert_eq!(ends("ana"), [None]);
}
