use super::*;

#[test]
fn a_cloned_database_shows_as_two_children_of_one_event() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    store.append(opened("org.example.work")).unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    store.copy_to(&one).unwrap();
    store.copy_to(&two).unwrap();
    let mut links = Vec::new();
    for (path, seed) in [(one, 2), (two, 3)] {
        let mut clone = open(&path, seed).unwrap();
        clone.append(opened("org.example.work")).unwrap();
        links.extend(clone.events_after(0, u64::MAX).unwrap().events.iter().map(|event| (event.prev_hash, event.hash)));
    }
    let last = store.last_event().unwrap().unwrap();
    let found = forks(links);
    assert_eq!(found.keys().collect::<Vec<_>>(), [&last.hash]);
    assert_eq!(found[&last.hash].len(), 2);
}

#[test]
fn a_restored_backup_shows_as_a_fork_of_the_log_that_went_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    store.append(opened("org.example.work")).unwrap();
    let backup = folder.path().join("backup");
    store.copy_to(&backup).unwrap();
    let at = store.last_event().unwrap().unwrap().hash;
    store.append(opened("org.example.work")).unwrap();
    let mut restored = open(&backup, 2).unwrap();
    restored.append(opened("org.example.work")).unwrap();
    let links = [&store, &restored].map(|store| store.events_after(0, u64::MAX).unwrap().events).concat();
    let found = forks(links.iter().map(|event| (event.prev_hash, event.hash)));
    assert_eq!(found.keys().collect::<Vec<_>>(), [&at]);
}

#[test]
fn one_log_opened_many_times_is_no_fork() {
    let folder = tempfile::tempdir().unwrap();
    drop(fresh(&folder, 1));
    for seed in 2..6 {
        open(&folder.path().join("station.sqlite"), seed).unwrap().append(opened("org.example.work")).unwrap();
    }
    let store = open(&folder.path().join("station.sqlite"), 9).unwrap();
    let events = store.events_after(0, u64::MAX).unwrap().events;
    assert_eq!((events.len(), forks(events.iter().map(|event| (event.prev_hash, event.hash))).len()), (8, 0));
}
