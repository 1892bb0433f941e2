//! What a server answers is what a file answers, question by question; and analysts can ask it themselves.

use crate::office::reports::studied_at_two_places;
use crate::place;
use foothold::model::ports::Clock as _;
use foothold::model::report::{Asked, By, Question};
use foothold::office::registry::Registry;
use foothold::office::{backup, reports};

#[test]
fn every_question_has_one_answer_on_a_server_and_in_a_file() {
    let (mut office, ana) = studied_at_two_places();
    let folder = office.folder.path().join("backup");
    backup::backup(&office.home, &office.registry, &folder).unwrap();
    let mut file = Registry::open(&folder.join("registry.sqlite")).unwrap();
    let person = Asked { person: Some(ana), ..Asked::default() };
    let all = Question::ALL.into_iter().flat_map(|question| [(question, Asked::default()), (question, person.clone())]);
    let by = [Question::Participation, Question::Outcomes]
        .into_iter()
        .flat_map(|question| By::ALL.into_iter().map(move |by| (question, Asked { by: Some(by), ..Asked::default() })));
    let now = office.clock.wall_ms();
    let mut rows = 0;
    for (question, asked) in all.chain(by) {
        let ask =
            |registry: &mut Registry| reports::ask(&office.home, registry, question, &asked, now, |_, _| true).unwrap();
        let (here, there) = (ask(&mut file), ask(&mut office.registry));
        assert_eq!(here, there, "{question:?} {asked:?}");
        rows += here.table.rows.len();
    }
    assert!(rows > 50, "there is something to be told: {rows}");
    every_view_and_query_of_the_page_can_be_asked(&place::database(&office.home.registry()));
}

/// What stands on the analysts' page is there on a server too.
fn every_view_and_query_of_the_page_can_be_asked(database: &str) {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/installer/registry.md")).unwrap();
    let views = page.lines().filter_map(|line| line.strip_prefix("| `v_")?.split('`').next());
    let mut count = 0;
    for view in views {
        let rows: u64 = place::psql(database, &format!("SELECT count(*) FROM v_{view}")).parse().unwrap();
        assert!(rows > 0 || view == "hints", "v_{view} is empty");
        count += 1;
    }
    assert!(count > 10, "{count}");
    for query in page.split("```sql").skip(1) {
        assert_ne!(place::psql(database, query.split("```").next().unwrap()), "", "{query}");
    }
}
