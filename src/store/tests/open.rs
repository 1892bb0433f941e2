use super::*;
use rusqlite::Connection;

#[test]
fn the_pragmas_hold() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder, 1);
    let value = |name: &str| -> i64 { store.db.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap() };
    assert_eq!(value("synchronous"), 2);
    assert_eq!(value("trusted_schema"), 0);
    assert_eq!(value("foreign_keys"), 1);
    assert_eq!(value("application_id"), 0x466F_6F74);
    assert_eq!(value("user_version"), 5);
    let mode: String = store.db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    let loose: i64 = store
        .db
        .query_row("SELECT count(*) FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(loose, 0, "every table is STRICT");
}

#[test]
fn opening_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(fresh(&folder, 1));
    let store = open(&folder.path().join("station.sqlite"), 2).unwrap();
    assert_eq!(store.station().unwrap(), Some(station()));
    assert_eq!(store.event_count().unwrap(), 0, "an opening with no event is not in the log");
}

#[test]
fn newer_foreign_and_damaged_files_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str, sql: &str| {
        let path = folder.path().join(name);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        path
    };
    let newer = make("newer", "CREATE TABLE later(a); PRAGMA application_id=1181708148; PRAGMA user_version=99;");
    let foreign = make("foreign", "CREATE TABLE other(a);");
    let other_id = make("other-id", "CREATE TABLE other(a); PRAGMA application_id=7; PRAGMA user_version=1;");
    let garbage = folder.path().join("garbage");
    std::fs::write(&garbage, b"not a database at all, but long enough to be looked at by anybody".repeat(40)).unwrap();
    for path in [newer, foreign, other_id, garbage] {
        let before = std::fs::read(&path).unwrap();
        let error = open(&path, 1).unwrap_err();
        let problem = crate::model::problem::Problem::from(error);
        assert!(
            matches!(problem.code.as_str(), "station.newer_data" | "station.damaged"),
            "{}: {problem}",
            path.display()
        );
        assert_eq!(std::fs::read(&path).unwrap(), before, "{}", path.display());
    }
}

#[test]
fn a_last_event_that_does_not_hash_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    store.append(opened("org.example.work")).unwrap();
    store.db.execute("UPDATE events SET body = CAST('{}' AS BLOB) WHERE seq = 1", []).unwrap();
    drop(store);
    assert!(matches!(open(&folder.path().join("station.sqlite"), 2), Err(StoreError::Damaged(_))));
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_the_database() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder, 1);
    for name in ["station.sqlite", "station.sqlite-wal"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
    drop(store);
}

#[test]
fn nothing_is_appended_before_set_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder.path().join("s"), 1).unwrap();
    assert!(matches!(store.append(opened("org.example.work")), Err(StoreError::NotSetUp)));
}

#[test]
fn a_copy_is_whole_and_opens() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    store.append(opened("org.example.work")).unwrap();
    let to = folder.path().join("copy.sqlite");
    let go_on = &mut |_, _| std::ops::ControlFlow::Continue(());
    let snapshot = store.snapshot().unwrap();
    let before = store.last_event().unwrap();
    store.append(opened("org.example.later")).unwrap();
    assert_eq!(snapshot.store().last_event().unwrap(), before, "a snapshot stands still");
    assert!(snapshot.copy_to(&to, go_on).unwrap());
    assert_eq!(open(&to, 2).unwrap().last_event().unwrap(), before);
    std::fs::remove_file(&to).unwrap();
    drop(snapshot);
    let snapshot = store.snapshot().unwrap();
    assert!(!snapshot.copy_to(&to, &mut |_, _| std::ops::ControlFlow::Break(())).unwrap(), "stopped");
    std::fs::remove_file(&to).unwrap();
    assert!(snapshot.copy_to(&to, go_on).unwrap());
    assert!(snapshot.copy_to(&to, go_on).is_err(), "never over a file that is there");
    let copy = open(&to, 2).unwrap();
    assert_eq!(copy.last_event().unwrap(), store.last_event().unwrap());
}

#[test]
fn a_database_of_the_fourth_version_keeps_its_drafts_and_learns_where_somebody_was() {
    let folder = tempfile::tempdir().unwrap();
    let (attempt, question) = (AttemptId(Uuid::from_u128(5)), QuestionId::parse("second").unwrap());
    let answer = crate::model::answer::Answer::Truth { value: true };
    let mut store = fresh(&folder, 1);
    store.write(|writer| writer.set_draft(attempt, &question, Some(&answer))).unwrap();
    store.db.execute_batch("DROP TABLE attempt_places; PRAGMA user_version=4").unwrap();
    drop(store);
    let mut store = open(&folder.path().join("station.sqlite"), 2).unwrap();
    assert_eq!(store.drafts(attempt).unwrap().into_values().collect::<Vec<_>>(), [answer]);
    assert!(store.places().unwrap().is_empty());
    store.write(|writer| writer.set_place(attempt, Some(&question))).unwrap();
    assert_eq!(store.places().unwrap(), [(attempt, question)].into());
    store.write(|writer| writer.clear_drafts(attempt)).unwrap();
    assert!(store.places().unwrap().is_empty(), "it is handed in");
}

#[test]
fn a_database_of_the_first_version_is_brought_up_to_date_and_finds_notable_events_by_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    store.append(opened("org.example.work")).unwrap();
    let made = Body::BackupMade(BackupMade { sha256: Hash([4; 32]) });
    store.append(Draft::station(made)).unwrap();
    let before = "DROP INDEX events_notable; DROP TABLE foreign_events; DROP TABLE records; DROP TABLE same_person;
                  DROP TABLE drafts; DROP TABLE attempt_places; PRAGMA user_version=1";
    store.db.execute_batch(before).unwrap();
    drop(store);
    let store = open(&folder.path().join("station.sqlite"), 2).unwrap();
    assert_eq!(store.notable_events("backup.made").unwrap().len(), 1);
    assert!(store.last_notable_wall_ms("backup.made").unwrap().is_some());
    assert!(store.notable_events("lesson.opened").unwrap().is_empty(), "only what the index holds");
    assert_eq!(store.foreign_position().unwrap(), 0, "and there is room for what comes from other stations");
    let plan: String = store
        .db
        .query_row(
            "EXPLAIN QUERY PLAN SELECT wall FROM events WHERE kind = 'backup.made' AND kind IN
             ('backup.made', 'pack.imported', 'receipt.taken', 'station.damage') ORDER BY id DESC LIMIT 1",
            [],
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("events_notable"), "{plan}");
}
