//! Credit and credentials at the staff desk.

use super::everywhere::{SIZES, Tour};
use super::person::Person;
use super::{desk, kept_samples, samples};
use foothold::model::event::{CreditKind, OutsideKind};
use foothold::model::problem::{Code, Problem};
use foothold::ui::Action;
use foothold::worker::view::PersonView;
use foothold::worker::{Credential, News, Request, Secret};

fn answer(request: &Request) -> Option<News> {
    match request {
        Request::Person { .. } => match desk::answer(request) {
            Some(News::Person(person)) => {
                Some(News::Person(PersonView { standing: kept_samples::standing(), ..person }))
            }
            other => other,
        },
        Request::Credential(Credential::Outside { typed, .. }) if typed.day == "soon" => {
            Some(News::Failed(Problem::new(Code::EntryDay)))
        }
        Request::Credential(_) => Some(News::Done),
        other => desk::answer(other),
    }
}

fn at_a_person(size: (f32, f32)) -> Person<'static> {
    let mut person = Person::before(size, answer);
    let passphrase = Secret::new("try foothold today".into());
    person.act(Action::Ask(Request::SignInStaff { name: "Alex Morgan".into(), passphrase }));
    person.press("People");
    person.act(Action::Ask(Request::GivePin { learner: samples::learner_id(1) }));
    person.press("I have copied it");
    person
}

fn last(person: &Person<'_>) -> Option<Credential> {
    let all = person.asked().iter().rev();
    all.filter_map(|asked| if let Request::Credential(one) = asked { Some(one.clone()) } else { None }).next()
}

#[test]
fn a_credential_is_looked_at_twice_before_it_is_written_down() {
    let mut person = at_a_person(SIZES[0]);
    person.must_see("Welding, level 1");
    person.press("Add a credential");
    person.write("What was earned", "Forklift licence");
    person.write("Who gave it", "State board");
    person.write("Day, year first", "2025-03-01");
    person.press("Write it down");
    assert!(last(&person).is_none(), "not while something is missing");
    person.write("What you have seen", "The card");
    person.press("Write it down");
    person.must_see("Is this right?");
    assert!(last(&person).is_none());
    person.press("Write it down");
    let Some(Credential::Outside { typed, .. }) = last(&person) else { panic!("nothing was asked") };
    assert_eq!((typed.name.as_str(), typed.day.as_str()), ("Forklift licence", "2025-03-01"));
    assert!(!person.sees("Is this right?"), "the form is gone");
}

#[test]
fn an_instructors_word_has_its_own_questions_and_who_vouches_stands_in_the_record() {
    let mut person = at_a_person(SIZES[0]);
    person.press("Add a credential");
    person.press("An instructor’s word");
    assert!(!person.sees("What you have seen"), "no paper is asked for");
    for (field, text) in [
        ("What the person can do", "Weld pipes"),
        ("Who vouches for it", "J. Ortiz, welding"),
        ("Day, year first", "2025-03-01"),
        ("How they know it", "A year in the shop"),
    ] {
        person.write(field, text);
    }
    person.press("Write it down");
    assert!(person.sees_part("Weld pipes, On the word of J. Ortiz, welding, 2025-03-01"));
    person.press("Write it down");
    let Some(Credential::Outside { typed, .. }) = last(&person) else { panic!("nothing was asked") };
    assert_eq!((typed.kind, typed.issuer.as_str()), (OutsideKind::Instructor, "J. Ortiz, welding"));
}

#[test]
fn what_is_wrong_is_said_in_the_form_and_what_was_typed_stays() {
    let mut person = at_a_person(SIZES[0]);
    person.press("Add a credential");
    for (field, text) in
        [("What was earned", "A"), ("Who gave it", "B"), ("Day, year first", "soon"), ("What you have seen", "C")]
    {
        person.write(field, text);
    }
    person.press("Write it down");
    person.press("Write it down");
    person.must_see("This is not a day up to today.");
    assert_eq!(person.typed("Day, year first"), "soon");
}

#[test]
fn credit_has_a_kind_and_a_mistake_is_taken_back_with_a_reason() {
    let mut person = at_a_person(SIZES[0]);
    person.press("Give credit");
    person.press("Earned time");
    person.write("How much", "3");
    person.write("On what ground", "Finished the course");
    person.press("Write it down");
    person.press("Write it down");
    let Some(Credential::Grant { kind, amount, .. }) = last(&person) else { panic!("nothing was asked") };
    assert_eq!((kind, amount.as_str()), (CreditKind::EarnedTime, "3"));
    person.press("Take back: Welding, level 1");
    person.write("Why is it taken back?", "Another person’s");
    person.press("Take it back");
    let Some(Credential::TakeBack { reason, .. }) = last(&person) else { panic!("nothing was asked") };
    assert_eq!(reason, "Another person’s");
}

#[test]
fn the_forms_of_credit_fit() {
    for size in SIZES {
        let (mut person, mut tour) = (at_a_person(size), Tour::new(size));
        tour.look(&mut person, "person-credit");
        person.press("Add a credential");
        tour.look(&mut person, "credential");
        person.press("An instructor’s word");
        tour.look(&mut person, "credential-word");
        person.press("Cancel");
        person.press("Give credit");
        tour.look(&mut person, "credit");
    }
}
