//! The registry on a real PostgreSQL server, which `tests/postgres.sh` starts and stops: all of the office's tests
//! once more, the same answers as from a file, clerks who merge at once, and a server that dies.
#![allow(clippy::unwrap_used)] // a test that cannot go on says so by ending; helpers of tests are tests

#[path = "../course_folder.rs"]
mod course_folder;
#[path = "../../benches/made_up.rs"]
mod made_up;
#[path = "../office/mod.rs"]
mod office;
mod place;
mod server;
