//! The certificates that a plan foresees are those that are issued after it.

use super::commands::path;
use super::*;
use foothold::model::problem::Code;
use foothold::office::open::Foreseen;

fn foreseen(issued: u64, not_borne_out: u64, waiting_for_fork: u64, unknown_course: u64) -> Foreseen {
    Foreseen { issued, not_borne_out, waiting_for_fork, unknown_course }
}

impl OfficeBed {
    /// What a plan of these files foresees: in sum, and file by file.
    fn foresee(&self, files: &[PathBuf]) -> (Plan, Foreseen, Vec<Foreseen>) {
        let before = self.registry.contents_hash().unwrap();
        let mut plan = self.plan(files);
        assert_eq!((plan.foreseen, plan.files[0].outcome.as_ref().unwrap().foreseen), (None, None), "only when asked");
        plan.foresee(&self.registry, |_, _| true).unwrap();
        assert_eq!(self.registry.contents_hash().unwrap(), before, "nothing is changed");
        let by_file = plan.files.iter().map(|file| file.outcome.as_ref().unwrap().foreseen.unwrap()).collect();
        let sum = plan.foreseen.unwrap();
        (plan, sum, by_file)
    }

    /// Merges them and issues; what came of it must be what was foreseen.
    fn comes_true(&mut self, files: &[PathBuf]) -> (Foreseen, Vec<Foreseen>) {
        let (plan, sum, by_file) = self.foresee(files);
        plan.apply(&mut self.registry, self.clock.wall_ms()).unwrap();
        let report = issue_all(self);
        let came = (report.issued.len() as u64, report.not_borne_out, report.waiting_for_fork);
        assert_eq!((sum.issued, sum.not_borne_out, sum.waiting_for_fork), came);
        assert_eq!(sum.unknown_course > 0, !report.unknown_courses.is_empty());
        (sum, by_file)
    }
}

/// An office with an approved course and a station of this name that it has confirmed and answered.
fn confirmed(name: &str, seed: u64) -> (OfficeBed, StationBed) {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let station = office.with_station(name, seed);
    (office, station)
}

impl OfficeBed {
    fn with_station(&mut self, name: &str, seed: u64) -> StationBed {
        let mut station = StationBed::new(self, name, seed);
        self.carry(&mut station);
        self.confirm(name);
        station.take_receipt(&self.receipt(name)).unwrap();
        station
    }
}

#[test]
fn what_is_new_counts_once_whichever_of_two_files_brings_it_and_not_again() {
    let (mut office, mut station) = confirmed("One", 10);
    let (ana, ben) = (station.add_learner("Ana", 1), station.add_learner("Ben", 2));
    station.finish_course(ana);
    let first = station.export();
    station.finish_course(ben);
    let second = station.export();
    let one = foreseen(1, 0, 0, 0);
    let (sum, by_file) = office.comes_true(&[first.clone(), second.clone()]);
    assert_eq!((sum, by_file), (foreseen(2, 0, 0, 0), vec![one, one]));
    // Carried again, and recorded again: issued already.
    station.record_certificate(ana);
    let third = station.export();
    assert_eq!(office.comes_true(&[first, second, third]).0, Foreseen::default());
}

#[test]
fn what_the_record_does_not_bear_out_waits_until_another_file_brings_the_rest() {
    let (mut office, mut station) = confirmed("One", 10);
    let (ana, bea) = (station.add_learner("Ana", 1), station.add_learner("Bea", 2));
    station.record_certificate(bea);
    station.finish_course(ana);
    let export = station.export();
    let both = foreseen(1, 1, 0, 0);
    assert_eq!(office.comes_true(&[export]), (both, vec![both]));
    station.finish_course(bea);
    let export = station.export();
    let (sum, by_file) = office.comes_true(&[export]);
    assert_eq!((sum.issued, by_file), (1, vec![Foreseen::default()]), "the word of it was there before the file");
}

#[test]
fn a_course_that_is_not_approved_is_said_so_and_issued_once_it_is() {
    let mut office = OfficeBed::new();
    let mut station = office.with_station("One", 10);
    let ana = station.add_learner("Ana", 1);
    station.finish_course(ana);
    let export = station.export();
    let unknown = foreseen(0, 0, 0, 1);
    assert_eq!(office.comes_true(std::slice::from_ref(&export)), (unknown, vec![unknown]));
    approve_course(&mut office);
    assert_eq!(office.comes_true(&[export]).0, foreseen(1, 0, 0, 0), "what waited in the registry is told too");
}

#[test]
fn what_is_recorded_after_a_fork_waits_and_what_came_before_it_does_not() {
    let (mut office, mut station) = confirmed("One", 10);
    let (ana, ben) = (station.add_learner("Ana", 1), station.add_learner("Ben", 2));
    station.finish_course(ana);
    let before = station.export();
    let mut clone = station.cloned(11);
    station.finish_course(ben);
    clone.write_journal(ana, 1);
    let files = [before, station.export(), clone.export()];
    let (sum, by_file) = office.comes_true(&files);
    assert_eq!(sum.waiting_for_fork, 2, "they are of one epoch, and it divides");
    assert_eq!(by_file.iter().map(|file| file.waiting_for_fork).sum::<u64>(), 2);
    stations::accept_forks(&mut office.registry, "One", 1).unwrap();
    let again = clone.export();
    assert_eq!(office.comes_true(&[again]).0, foreseen(2, 0, 0, 0));
}

#[test]
fn a_fork_that_only_the_other_half_shows_holds_what_is_there() {
    let (mut office, mut station) = confirmed("One", 10);
    let ben = station.add_learner("Ben", 2);
    let mut clone = station.cloned(11);
    station.finish_course(ben);
    let half = station.export();
    office.merge(&[half]);
    clone.write_journal(ben, 1);
    let other = clone.export();
    assert_eq!(office.comes_true(&[other]).0, foreseen(0, 0, 1, 0));
    // What goes on from there waits as well.
    let mut later = station.cloned(12);
    let cleo = later.add_learner("Cleo", 3);
    later.finish_course(cleo);
    let export = later.export();
    assert_eq!(office.comes_true(&[export]).0.waiting_for_fork, 2);
}

#[test]
fn a_branch_that_comes_after_the_decision_waits_for_another_one() {
    let (mut office, mut station) = confirmed("One", 10);
    let (ana, ben) = (station.add_learner("Ana", 1), station.add_learner("Ben", 2));
    let (mut second, mut third) = (station.cloned(11), station.cloned(12));
    station.finish_course(ana);
    second.write_journal(ana, 1);
    let files = [station.export(), second.export()];
    office.merge(&files);
    stations::accept_forks(&mut office.registry, "One", 1).unwrap();
    assert_eq!(issue_all(&mut office).issued.len(), 1, "Ana's counts: both branches do");
    third.finish_course(ben);
    let export = third.export();
    let plan = office.plan(std::slice::from_ref(&export));
    assert!(plan.files[0].outcome.as_ref().unwrap().notes.iter().any(|note| note.code == Code::StationFork));
    assert_eq!(office.comes_true(std::slice::from_ref(&export)).0, foreseen(0, 0, 1, 0), "nobody spoke of a third");
    let forks = office.registry.forks().unwrap();
    assert_eq!((forks.len(), forks[0].decided), (1, None));
    // Old sticks show nothing new, so they open nothing again.
    stations::accept_forks(&mut office.registry, "One", 2).unwrap();
    assert_eq!(issue_all(&mut office).issued.len(), 1);
    office.merge(&[files[1].clone(), export, files[0].clone()]);
    assert!(office.registry.held_epochs().unwrap().is_empty());
}

#[test]
fn a_station_that_the_merge_confirms_brings_what_was_kept_apart() {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let mut station = StationBed::new(&office, "One", 10);
    let (ana, ben) = (station.add_learner("Ana", 1), station.add_learner("Ben", 2));
    station.finish_course(ana);
    let asking = station.export();
    assert_eq!(office.comes_true(std::slice::from_ref(&asking)).0, Foreseen::default(), "unconfirmed, nothing counts");
    office.confirm("One");
    station.take_receipt(&office.receipt("One")).unwrap();
    // A registry from before that knows the station only as one that asks.
    office.registry = office.empty_registry("restored");
    approve_course(&mut office);
    office.merge(&[asking]);
    station.finish_course(ben);
    let certified = station.export();
    let (sum, by_file) = office.comes_true(&[certified]);
    assert_eq!((sum, by_file), (foreseen(2, 0, 0, 0), vec![foreseen(1, 0, 0, 0)]));
}

#[test]
fn a_retired_station_brings_none() {
    let (mut office, mut station) = confirmed("One", 10);
    let ana = station.add_learner("Ana", 1);
    office.retire("One");
    station.finish_course(ana);
    let export = station.export();
    assert_eq!(office.comes_true(&[export]).0, Foreseen::default());
}

#[test]
fn somebody_with_two_ids_is_counted_as_one_person() {
    let (mut office, mut one) = confirmed("One", 10);
    let mut two = office.with_station("Two", 20);
    let (ana, anna) = (one.add_learner("Ana", 1), two.add_learner("Ana Ruiz", 7));
    one.record_certificate(ana);
    let files = [one.export(), two.export()];
    assert_eq!(office.comes_true(&files).0, foreseen(0, 1, 0, 0));
    let OfficeBed { home, registry, keys, clock, .. } = &mut office;
    let random = TestRandom::seeded(97);
    let asked = ("Ana", "Ana Ruiz");
    foothold::office::aliases::decide(home, registry, keys, asked, (true, "One person"), (&**clock, &random)).unwrap();
    // What she read under her other id bears out what was recorded under this one, and it is issued once.
    two.finish_course(anna);
    let export = two.export();
    assert_eq!(office.comes_true(&[export]).0, foreseen(1, 0, 0, 0));
}

#[test]
fn what_a_command_foresees_is_what_the_next_one_issues() {
    let (mut office, mut station) = confirmed("One", 10);
    let (ana, bea) = (station.add_learner("Ana", 1), station.add_learner("Bea", 2));
    station.finish_course(ana);
    station.record_certificate(bea);
    let export = station.export();
    office.registry = office.empty_registry("none");
    let told = office.command(&["open", path(&export)], 0)["data"].clone();
    let wanted = serde_json::json!({"issued": 1, "not_borne_out": 1, "unknown_course": 0, "waiting_for_fork": 0});
    assert_eq!((&told["certificates"], &told["files"][0]["plan"]["certificates"]), (&wanted, &wanted));
    let done = office.command(&["open", "--apply", path(&export)], 0)["data"].clone();
    assert_eq!(done["merged"]["certificates"].as_array().unwrap().len(), 1);
    assert!(done.get("certificates").is_none(), "counted once, by issuing");
}

#[test]
fn a_no_ends_it_and_a_file_that_is_gone_is_a_plain_problem() {
    let (office, mut station) = confirmed("One", 10);
    let ana = station.add_learner("Ana", 1);
    station.finish_course(ana);
    let export = station.export();
    let mut plan = office.plan(std::slice::from_ref(&export));
    assert_eq!(plan.foresee(&office.registry, |_, _| false).unwrap_err().code, Code::JobCancelled);
    std::fs::remove_file(&export).unwrap();
    let problem = plan.foresee(&office.registry, |_, _| true).unwrap_err();
    assert!(problem.code == Code::DiskTrouble, "{problem}");
    assert_eq!(plan.foreseen, None);
}

/// Sticks of two stations, one of them cloned: who finishes at one station what was recorded at another, who is recorded
/// and finishes nothing until later, and what comes before and after the stations were confirmed.
fn sticks(office: &mut OfficeBed) -> (Vec<PathBuf>, Vec<StationBed>) {
    let (mut one, mut two) = (StationBed::new(office, "One", 20), StationBed::new(office, "Two", 21));
    let mut files = Vec::new();
    let ana = one.add_learner("Ana", 1);
    one.record_certificate(ana);
    let ben = one.add_learner("Ben", 2);
    one.finish_course(ben);
    files.push(one.export());
    two.add_learner("Ana", 1);
    two.finish_course(ana);
    let cleo = two.add_learner("Cleo", 3);
    two.record_certificate(cleo);
    files.push(two.export());
    let mut clone = one.cloned(22);
    for (station, id) in [(&mut one, 4), (&mut clone, 5)] {
        let somebody = station.add_learner("Somebody", id);
        station.finish_course(somebody);
        files.push(station.export());
    }
    clone.finish_course(cleo);
    files.push(clone.export());
    office.merge(&files);
    for (station, name, id) in [(&mut one, "One", 6), (&mut two, "Two", 7)] {
        office.confirm(name);
        station.take_receipt(&office.receipt(name)).unwrap();
        let somebody = station.add_learner("Somebody else", id);
        station.finish_course(somebody);
        files.push(station.export());
    }
    (files, vec![one, two, clone])
}

#[test]
fn whatever_comes_in_whichever_order_what_is_foreseen_is_issued() {
    let mut office = OfficeBed::new();
    let (files, _beds) = sticks(&mut office);
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % sides
    };
    let (mut foreseen, mut waited) = (0, 0);
    for round in 0..10 {
        office.registry = office.empty_registry(&format!("round-{round}"));
        approve_course(&mut office);
        let mut order: Vec<usize> = (0..files.len()).chain([below(files.len())]).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, below(at + 1));
        }
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let (group, later) = rest.split_at((1 + below(3)).min(rest.len()));
            let group: Vec<PathBuf> = group.iter().map(|n| files[*n].clone()).collect();
            let (sum, by_file) = office.comes_true(&group);
            assert!(by_file.iter().map(|file| file.issued).sum::<u64>() <= sum.issued);
            (foreseen, waited, rest) = (foreseen + sum.issued, waited + sum.waiting_for_fork, later);
        }
        for name in ["One", "Two"] {
            office.confirm(name);
        }
        stations::accept_forks(&mut office.registry, "One", 1).unwrap();
        issue_all(&mut office);
        assert_eq!(office.registry.certificates().unwrap().len(), 7, "round {round}: in the end everybody has theirs");
    }
    assert!(foreseen > 10 && waited > 10, "{foreseen} were foreseen, {waited} waited");
}
