//! A programme: its goals are ticked where they stand, its courses opened.

use super::person::Person;
use super::samples;
use foothold::model::progress::GoalState;
use foothold::ui::{Action, Screen};
use foothold::worker::view::ProgrammeView;
use foothold::worker::{News, Request};

fn screen() -> Screen {
    Screen::Programme(samples::programme().card.programme)
}

/// The programme with its last goal ticked.
fn ticked() -> ProgrammeView {
    let mut view = samples::programme();
    for week in view.weeks.iter_mut().chain(&mut view.card.week) {
        for goal in week.goals.iter_mut().filter(|goal| goal.goal == samples::slug("say-it")) {
            goal.state = GoalState::Waiting;
        }
    }
    view
}

fn answer(request: &Request) -> Option<News> {
    match request {
        Request::SetGoal { .. } => Some(News::GoalKept(ticked(), samples::NOW_MS)),
        _ => None,
    }
}

#[test]
fn the_library_and_home_lead_to_a_programme() {
    let mut person = Person::at_home();
    person.press("Four weeks to release");
    assert_eq!(person.screen(), screen());
    person.act(Action::Go(Screen::Library));
    person.press("Four weeks to release");
    assert_eq!(person.screen(), screen());
    person.must_see("3 courses · 1 of 3 levels done · 2 weeks");
    person.must_see("Week 2: Work");
    person.must_see("A course that is not here yet");
    person.press("Looking for work with a record");
    assert_eq!(person.screen(), Screen::Course(samples::course_id("work")));
}

#[test]
fn a_goal_is_ticked_and_a_mentors_goal_then_waits() {
    let mut person = Person::before((1366.0, 768.0), answer);
    person.sign_in();
    person.act(Action::Go(screen()));
    person.asked();
    person.press("Say your answer aloud to your mentor");
    let asked = person.asked();
    let is_set = |request: &Request| matches!(request, Request::SetGoal { goal, is_reached: true, .. } if *goal == samples::slug("say-it"));
    assert!(asked.iter().any(is_set), "{asked:?}");
    assert!(!person.sees_part("Your mentor signs this off"), "now it waits");
    person.must_see("Ask your mentor to sign this off");
    assert!(person.sees_part("Saved"), "{}", person.screen_text());
    person.press("Ask how to order the papers you do not have");
    let is_unset = |request: &Request| matches!(request, Request::SetGoal { is_reached: false, .. });
    assert!(!person.asked().iter().any(is_unset), "what a mentor signed off stays");
}

#[test]
fn a_goal_is_ticked_at_home_too() {
    let mut person = Person::before((1366.0, 768.0), answer);
    person.sign_in();
    person.must_see("0 of 3 goals reached");
    person.must_see("Due Friday, December 18");
    person.press("Finish the course on looking for work");
    assert!(person.asked().iter().any(|request| matches!(request, Request::SetGoal { is_reached: true, .. })));
    assert_eq!(person.screen(), Screen::Home);
}
