//! The registry on a real PostgreSQL server, which `tests/postgres.sh` starts and stops: all of the office's tests
//! once more, the same answers as from a file, clerks who merge at once, and a server that dies.
#![allow(clippy::unwrap_used)] // a test that cannot go on says so by ending; helpers of tests are tests

mod answers;
#[path = "../course_folder.rs"]
mod course_folder;
#[allow(dead_code)] // other tests use the rest of it
#[path = "../../benches/made_up.rs"]
mod made_up;
#[allow(unused_imports)]
#[path = "../office/mod.rs"]
mod office;
mod place;
mod server;
