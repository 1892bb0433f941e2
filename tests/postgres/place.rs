//! Where the registries of the office's tests live here: each in a database of its own on the server that
//! `tests/postgres.sh` started. The same file is the same database, as long as the test's folder is there.

use foothold::office::registry::{Place, Secrets};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The server's socket, and which port its name has.
pub fn server() -> (String, String) {
    (given("FOOTHOLD_TEST_PG_SOCKET"), given("FOOTHOLD_TEST_PG_PORT"))
}

static MADE: Mutex<Option<HashSet<String>>> = Mutex::new(None);

/// Files whose registries live on another server: its port, and their databases there.
static ELSEWHERE: Mutex<Option<HashMap<PathBuf, (String, String)>>> = Mutex::new(None);

/// Runs SQL on the server, as `psql` does.
pub fn psql(database: &str, sql: &str) -> String {
    try_psql(&server().1, database, sql).unwrap_or_else(|said| panic!("{sql}: {said}"))
}

/// Runs SQL on the server of this port; what it says, if it refuses.
pub fn try_psql(port: &str, database: &str, sql: &str) -> Result<String, String> {
    let output = std::process::Command::new("psql")
        .args(["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-h", &server().0, "-p", port])
        .args(["-d", database, "-c", sql])
        .output()
        .unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// The database in the place of a file.
pub fn database(file: &Path) -> String {
    let hash = foothold::crypto::hash::sha256(file.to_string_lossy().as_bytes());
    format!("test_{}", hex::encode(&hash[..8]))
}

/// The address of a database, made if it is new.
pub fn address(file: &Path) -> String {
    let elsewhere = ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner);
    let (port, name) = elsewhere.iter().find_map(|all| all.get(file)).cloned().unwrap_or((server().1, database(file)));
    drop(elsewhere);
    {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if made.get_or_insert_default().insert(format!("{port}/{name}")) {
            try_psql(&port, "postgres", &format!("CREATE DATABASE {name} LOCALE 'C' TEMPLATE template0")).unwrap();
        }
    }
    format!("postgres://postgres@/{name}?host={}&port={port}", server().0)
}

fn put_elsewhere(file: &Path, port: String, name: String) {
    let mut elsewhere = ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner);
    elsewhere.get_or_insert_default().insert(file.to_owned(), (port, name));
}

fn given(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name}: run tests/postgres.sh"))
}

fn control(what: &str) {
    let mut control = std::process::Command::new("bash");
    assert!(control.arg(given("FOOTHOLD_TEST_PG_CONTROL")).arg(what).status().unwrap().success(), "{what}");
}

/// The registry that a test would keep in this file, where it can be backed up by itself: on a server of its own.
pub fn apart(file: &Path) -> Place {
    put_elsewhere(file, given("FOOTHOLD_TEST_PG_DRILL_PORT"), database(file));
    of(file)
}

/// Makes a backup of what is kept [`apart`], as the operator's page says.
pub fn back_up() {
    control("back_up");
}

/// Brings that backup back, as a server of its own: the registry of the file `from` is then, as it was, in the place of
/// the file `to`.
pub fn bring_back(from: &Path, to: &Path) {
    control("bring_back");
    let port = given("FOOTHOLD_TEST_PG_BACK_PORT");
    let name = database(from);
    MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().insert(format!("{port}/{name}"));
    put_elsewhere(to, port, name);
}

/// The registry that a test would keep in this file.
pub fn of(file: &Path) -> Place {
    Place::parse(&address(file), &Secrets::default()).unwrap()
}

/// What a program that is to open it must find in its environment.
pub fn environment(file: &Path) -> Vec<(&'static str, String)> {
    vec![("FOOTHOLD_REGISTRY", address(file))]
}

/// Every row of every table of the registry that a test keeps in the place of this file, as text.
pub fn rows(file: &Path) -> String {
    let table = "tablename || ' ' || query_to_xml(format('SELECT * FROM %I', tablename), false, false, '')::text";
    let all = format!("SELECT string_agg({table}, '' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'");
    psql(&database(file), &all)
}
