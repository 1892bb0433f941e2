//! Several clerks sign documents at once: nothing that one of them decided is undone by another.

use super::commands::path;
use super::packs::{PACK, run};
use super::*;
use crate::course_folder;
use foothold::model::problem::Code;
use foothold::office::keys::KeyName;
use foothold::office::{approve, issue, revocations};
use std::thread;
use std::time::Duration;

impl OfficeBed {
    /// A pack of the course of the tests, under this name.
    pub(super) fn build_pack(&self, name: &str) -> PathBuf {
        let source = self.folder.path().join("src");
        course_folder::write(&source);
        let about = source.join("pack.toml");
        let text = std::fs::read_to_string(&about).unwrap();
        std::fs::write(&about, text.replace("org.example.garden\"\nversion", &format!("{name}\"\nversion"))).unwrap();
        let pack = self.folder.path().join(format!("{name}.fpack"));
        let key = self.keys.file(KeyName::Publisher);
        run(PACK, self.folder.path(), &["build", "src", "-o", path(&pack), "--key", path(&key)], 0);
        pack
    }

    /// The registry, as another clerk's program has it open.
    fn another(&self) -> Registry {
        Registry::open_at(&crate::place::of(&self.home.registry())).unwrap()
    }

    fn approved(&self) -> Vec<String> {
        self.trust().catalogue.packs().map(|pack| pack.id.to_string()).collect()
    }
}

#[test]
fn a_pack_withdrawn_while_a_long_one_is_checked_stays_withdrawn() {
    let mut office = OfficeBed::new();
    let [bad, good] = ["org.example.bad", "org.example.garden"].map(|name| office.build_pack(name));
    office.command(&["approve", path(&bad)], 0);
    assert_eq!(office.approved(), ["org.example.bad"]);
    let another = office.another();
    let OfficeBed { home, keys, registry, .. } = &mut office;
    let mut withdrawn = None;
    let withdraw = || approve::withdraw(home, &another, keys, &["org.example.bad".to_owned()], 2).unwrap();
    let mut on_bytes = |_| {
        withdrawn.get_or_insert_with(withdraw);
    };
    let (version, _) = approve::approve(home, registry, keys, &[good], 2, &mut on_bytes).unwrap();
    assert_eq!((withdrawn.unwrap().0, version), (3, 4), "no number is given twice");
    assert_eq!(
        (office.approved(), office.trust().catalogue.withdrawn.len()),
        (vec!["org.example.garden".to_owned()], 1)
    );
}

#[test]
fn without_the_approvers_key_nothing_of_a_pack_counts() {
    let mut office = OfficeBed::new();
    let pack = office.build_pack("org.example.garden");
    let (key, away) = (office.keys.file(KeyName::Approver), office.folder.path().join("away.key"));
    std::fs::rename(&key, &away).unwrap();
    let OfficeBed { home, keys, registry, .. } = &mut office;
    let mut approve = || approve::approve(home, registry, keys, std::slice::from_ref(&pack), 2, &mut |_| ());
    assert_eq!(approve().unwrap_err().code, Code::KeyMissing);
    let courses = || Registry::open_at(&crate::place::of(&home.registry())).unwrap().courses().unwrap().len();
    assert_eq!(courses(), 0);
    std::fs::rename(&away, &key).unwrap();
    assert_eq!(approve().unwrap().0, 2);
    assert_eq!((courses(), office.approved().len()), (1, 1));
}

#[test]
fn the_list_of_what_was_taken_back_has_what_another_clerk_took_back_meanwhile() {
    let (mut office, mut station, ana) = finished_and_carried();
    let ben = station.add_learner("Ben", 2);
    station.finish_course(ben);
    office.carry(&mut station);
    assert_eq!(issue_all(&mut office).issued.len(), 2);
    let [first, second] = [ana, ben].map(|learner| office.registry.certificates_of(learner).unwrap().remove(0).id);
    let take_back = |office: &mut OfficeBed, id: &str| {
        let (home, keys, random) = (&office.home, &office.keys, TestRandom::seeded(71));
        issue::revoke(home, &mut office.registry, keys, id, "By mistake", &*office.clock, &random).unwrap();
    };
    take_back(&mut office, &first);
    // One clerk's program is about to sign the list. Another has the documents, and takes a certificate back first.
    let alone = office.home.hold_trust().unwrap();
    let (registry, home) = (office.another(), office.home.clone());
    let signed = thread::scope(|scope| {
        let home = &home;
        let signing = scope.spawn(move || revocations::bring_up_to_date(home, &registry, &Keys::new(home, None), 5));
        thread::sleep(Duration::from_millis(500));
        take_back(&mut office, &second);
        drop(alone);
        signing.join().unwrap()
    });
    let listed: Vec<String> = signed.unwrap().unwrap().revoked.into_iter().map(|revoked| revoked.id).collect();
    assert!(listed.contains(&first) && listed.contains(&second), "{listed:?}");
}
