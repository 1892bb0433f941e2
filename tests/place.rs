//! Where the registries of the office's tests live: in files. `postgres/place.rs` puts them on a server.

use foothold::office::registry::Place;
use std::path::Path;

/// The registry that a test would keep in this file.
pub fn of(file: &Path) -> Place {
    Place::File(file.to_owned())
}

/// What a program that is to open it must find in its environment.
pub fn environment(_file: &Path) -> Vec<(&'static str, String)> {
    Vec::new()
}

/// The registry that a test would keep in this file, where it can be backed up by itself: in the file.
pub fn apart(file: &Path) -> Place {
    of(file)
}

/// Makes a backup of what is kept [`apart`], once the office's folder was copied: the file went along.
pub fn back_up() {}

/// Brings that backup back in the place of the file `to`, where the copy of the folder has it already.
pub fn bring_back(_from: &Path, to: &Path) {
    assert!(to.exists());
}

/// Every row of every table of the registry that a test keeps in this file, as text.
pub fn rows(file: &Path) -> String {
    let db = rusqlite::Connection::open(file).unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let mut tables = db.prepare(names).unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut out = String::new();
    for table in tables.map(Result::unwrap) {
        let mut query = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..columns).map(|n| format!("{:?}", row.get_ref(n).unwrap()));
            out.push_str(&format!("{table} {}\n", cells.collect::<Vec<_>>().join(" ")));
        }
    }
    out
}
