//! Who may import whom, and which crates stand where (the rules stand in `lib.rs`).

use crate::sources::{self, Source};

/// Each module with what it may import of ours. Whatever is not named here does not exist.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("crypto", &[]),
    ("media", &[]),
    ("text", &[]),
    ("system", &["model"]),
    ("format", &["model", "crypto"]),
    ("store", &["model", "format", "crypto"]),
    ("library", &["model", "format", "crypto"]),
    ("job", &["model", "format", "crypto", "store", "library", "media", "text", "author", "office", "system"]),
    ("worker", &["job", "model", "office"]),
    ("ui", &["model", "text", "media", "worker"]),
    ("office", &["model", "crypto", "format", "library", "text"]),
    ("author", &["model", "crypto", "format", "library", "media"]),
];

/// What a layer may use beyond the table, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

/// Crates that may stand only in these places.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["src/store/", "src/office/", "src/library/search"]),
    ("postgres", &["src/office/registry/db"]),
    ("tokio_postgres_rustls", &["src/office/registry/db/postgres.rs"]),
    ("egui", &["src/ui/", "src/main.rs", "src/bin/foothold/", "src/bin/foothold_office/window.rs", "src/bin/window/"]),
    ("eframe", &["src/ui/", "src/main.rs", "src/bin/window/"]),
    ("cpal", &["src/media/"]),
    ("anyhow", &["src/main.rs", "src/bin/"]),
    ("getrandom", &["src/system.rs"]),
];

/// Crates that could reach a network, a browser or another program. None may be named at all.
const NEVER: &[&str] = &[
    "reqwest::",
    "ureq::",
    "hyper::",
    "tokio::",
    "rustls::",
    "webbrowser::",
    "std::net",
    "std::process::Command",
    "process::{Command",
];

/// The one place that may speak to a server: feature `postgres`, which no player can be built with.
const SPEAKS_TO_A_SERVER: &str = "src/office/registry/db/postgres.rs";

/// The one place that starts a program: this very one, again, without OpenGL.
const STARTS_ITSELF: &str = "src/bin/window/restart.rs";

/// The module of `src` that a file belongs to.
fn module(source: &Source) -> Option<&str> {
    let rest = source.path.strip_prefix("src/")?;
    let name = rest.split('/').next()?.trim_end_matches(".rs");
    (!matches!(name, "lib" | "main" | "bin")).then_some(name)
}

/// The modules of ours named in a line: `use crate::model::…`, `crate::{model, text}`, `crate::format::x()`.
fn named(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let list = rest.strip_prefix('{').map_or(rest, |inner| inner.split('}').next().unwrap_or_default());
        let items = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
        for item in items {
            let name: String = item.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !name.is_empty() {
                out.push(name);
            }
        }
    }
    out
}

#[test]
fn every_import_follows_an_arrow() {
    let mut faults = Vec::new();
    for source in sources::shipped() {
        let Some(own) = module(&source) else { continue };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == own) else {
            faults.push(format!("{}: no rule for the module {own}", source.path));
            continue;
        };
        for (number, line) in source.code() {
            for other in named(line) {
                let is_ours = LAYERS.iter().any(|(name, _)| *name == other);
                let is_excepted = EXCEPTIONS.iter().any(|(a, b, _)| *a == own && *b == other);
                if is_ours && other != own && !allowed.contains(&other.as_str()) && !is_excepted {
                    faults.push(format!("{}:{number}: {own} may not import {other}", source.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn crates_stand_where_they_belong() {
    let mut faults = Vec::new();
    for source in sources::shipped() {
        for (number, line) in source.code() {
            for (name, places) in CRATES {
                let is_named = line.contains(&format!("{name}::")) || line.contains(&format!("use {name};"));
                if is_named && !places.iter().any(|place| source.path.starts_with(place)) {
                    faults.push(format!("{}:{number}: {name} stands only in {places:?}", source.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn nothing_can_reach_a_network_or_start_a_program() {
    let mut faults = Vec::new();
    for source in sources::shipped() {
        for (number, line) in source.code() {
            for name in NEVER {
                let is_allowed = (source.path == STARTS_ITSELF && line.starts_with("use "))
                    || (source.path == SPEAKS_TO_A_SERVER && *name == "rustls::");
                if line.contains(name) && !is_allowed {
                    faults.push(format!("{}:{number}: {name}", source.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_one_program_that_is_started_is_this_one() {
    let sources = sources::shipped();
    let restart = sources.iter().find(|source| source.path == STARTS_ITSELF).expect("the file is there");
    let started: Vec<&str> =
        restart.code().map(|(_, line)| line).filter(|line| line.contains("Command::new")).collect();
    assert_eq!(started.len(), 1, "{started:?}");
    assert!(started[0].contains("Command::new(std::env::current_exe()?)"), "{started:?}");
}

#[test]
fn imports_are_read_in_every_form() {
    assert_eq!(named("use crate::model::id::Hash;"), ["model"]);
    assert_eq!(named("use crate::{model::id, text};"), ["model", "text"]);
    assert_eq!(named("    crate::format::json::parse(x)"), ["format"]);
    assert!(named("use super::model;").is_empty());
}

#[test]
fn no_player_can_be_built_with_a_client_of_a_server() {
    let sources = sources::all();
    let text = |path: &str| &sources.iter().find(|source| source.path == path).expect("the file is there").text;
    let main = text("src/main.rs");
    assert!(main.contains("#[cfg(feature = \"postgres\")]\ncompile_error!("), "the player says so itself");
    let db = text("src/office/registry/db.rs");
    assert!(db.contains("#[cfg(feature = \"postgres\")]\nmod postgres;"), "and only the feature brings the client");
}
