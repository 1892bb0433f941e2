//! The house style, as far as a test can see it.

use crate::sources::{self, Source};

/// Longer files tell more than one story. Tests and tables may be longer.
const LINES_MAX: usize = 600;

/// Files that are tables, with the reason they may be longer.
const TABLES: &[&str] = &["src/model/sheet.rs"];

/// Words for something that is not finished.
const UNFINISHED: &[&str] =
    &["TO\x44O", "FIX\x4dE", "XX\x58", "todo!(", "unimplemented!(", "placeholder text", "stub "];

/// Names that gather what belongs nowhere.
const GATHERERS: &[&str] = &["util", "utils", "common", "helper", "helpers", "manager", "misc"];

fn check(name: &str, find: impl Fn(&Source) -> Vec<String>, sources: Vec<Source>) {
    let faults: Vec<String> = sources.iter().flat_map(find).collect();
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
}

fn lines(source: &Source, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let wrong = source.code().filter(|(_, line)| is_wrong(line));
    wrong.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())).collect()
}

#[test]
fn a_file_tells_one_story() {
    let long = |source: &Source| {
        let lines = source.code().count();
        let is_table = TABLES.contains(&source.path.as_str());
        if lines > LINES_MAX && !is_table { vec![format!("{}: {lines} lines", source.path)] } else { Vec::new() }
    };
    check("longer than 600 lines", long, sources::shipped());
}

#[test]
fn every_module_says_what_it_owns() {
    let silent = |source: &Source| {
        let is_silent = !source.text.starts_with("//!") && !source.text.starts_with("#!") && !source.is_test();
        if is_silent { vec![source.path.clone()] } else { Vec::new() }
    };
    check("without //! at the top", silent, sources::all());
}

#[test]
fn nothing_is_left_unfinished() {
    let unfinished = |source: &Source| lines(source, |line| UNFINISHED.iter().any(|word| line.contains(word)));
    check("unfinished", unfinished, sources::shipped());
}

#[test]
fn no_result_is_thrown_away() {
    let thrown = |source: &Source| lines(source, |line| line.contains("let _ ="));
    check("`let _ =`", thrown, sources::shipped());
}

#[test]
fn no_module_gathers_what_belongs_nowhere() {
    let gathers = |source: &Source| {
        let mut parts = source.path.trim_end_matches(".rs").split('/');
        if parts.any(|part| GATHERERS.contains(&part)) { vec![source.path.clone()] } else { Vec::new() }
    };
    check("gatherers", gathers, sources::shipped());
}

#[test]
fn mod_files_only_declare_and_re_export() {
    let does = |source: &Source| {
        // A program's mod.rs is its list of commands.
        if !source.path.ends_with("/mod.rs") || source.path.starts_with("src/bin/") {
            return Vec::new();
        }
        lines(source, |line| line.starts_with("fn ") || line.starts_with("pub fn ") || line.starts_with("impl"))
    };
    check("logic in mod.rs", does, sources::shipped());
}

#[test]
fn colours_and_sizes_of_type_stand_only_in_the_tokens() {
    const NAMED: &[&str] = &[
        "Color32::from_",
        "Color32::WHITE",
        "Color32::BLACK",
        "Color32::RED",
        "Color32::GRAY",
        "hex_color!",
        "Rgba::from",
        "FontId::proportional",
        "FontId::monospace",
        ".size(1",
        ".size(2",
    ];
    let coloured = |source: &Source| {
        if !source.path.starts_with("src/ui/") || source.path == "src/ui/tokens.rs" {
            return Vec::new();
        }
        lines(source, |line| NAMED.iter().any(|name| line.contains(name)))
    };
    check("colours outside tokens.rs", coloured, sources::shipped());
}

/// The literal a call is given, when there is one: `say::title(ui, "Hello")` → `Hello`.
fn shown_literal(line: &str) -> Option<&str> {
    const SHOWING: &[&str] = &[
        "say::",
        "Button::primary(",
        "Button::secondary(",
        "Button::quiet(",
        "Field::new(",
        "Notice::new(",
        ".label(",
        ".heading(",
        "RichText::new(",
        ".hint(",
        ".mend(",
        "Field::search(",
    ];
    SHOWING.iter().find_map(|call| {
        let rest = &line[line.find(call)? + call.len()..];
        let literal = rest.split_once('"')?.1.split('"').next()?;
        let before = rest.split('"').next()?;
        // `cx.say("key")` and `cx.with("key", …)` give keys, not words.
        let is_key = ["cx.say(", "cx.with(", "words.get(", "words.with("].iter().any(|key| before.contains(key));
        let is_key = is_key || foothold::text::Words::default().has(literal);
        (!is_key && literal.chars().any(char::is_alphabetic)).then_some(literal)
    })
}

#[test]
fn no_screen_carries_its_own_words() {
    // Commands are typed as they are in every language.
    const SAME_IN_EVERY_LANGUAGE: &[&str] = &["foothold setup"];
    let wordy = |source: &Source| {
        if !source.path.starts_with("src/ui/") {
            return Vec::new();
        }
        lines(source, |line| shown_literal(line).is_some_and(|words| !SAME_IN_EVERY_LANGUAGE.contains(&words)))
    };
    check("words outside the locales", wordy, sources::shipped());
}

#[test]
fn every_text_key_that_is_asked_for_exists() {
    let words = foothold::text::Words::default();
    let missing = |source: &Source| {
        let mut out = Vec::new();
        if !source.path.starts_with("src/ui/") {
            return out;
        }
        for (number, line) in source.code() {
            for call in ["cx.say(\"", "cx.with(\"", "words.get(\"", "words.with(\""] {
                for rest in line.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    if !words.has(key) {
                        out.push(format!("{}:{number}: {key}", source.path));
                    }
                }
            }
        }
        out
    };
    check("keys that no locale has", missing, sources::shipped());
}

#[test]
fn no_test_file_is_forgotten() {
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let all = std::fs::read_to_string(top.join("all.rs")).unwrap();
    for entry in std::fs::read_dir(&top).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_module = path.extension().is_some_and(|e| e == "rs") || path.join("mod.rs").exists();
        if is_module && name != "all" {
            assert!(all.contains(&format!("mod {name};")), "tests/all.rs does not name {name}");
        }
    }
}

#[test]
fn literals_on_screen_are_told_from_keys() {
    assert_eq!(shown_literal(r#"say::title(ui, "Hello there");"#), Some("Hello there"));
    assert_eq!(shown_literal(r#"say::title(ui, &cx.say("place-home"));"#), None);
    assert_eq!(shown_literal(r#"ui.add(Button::quiet("Go"))"#), Some("Go"));
    assert_eq!(shown_literal(r#"say::title(ui, " · ");"#), None);
}

/// Texts whose key is put together from a code or from the word a course gives.
const KEYS_BY_RULE: &[&str] = &["err-", "mend-", "subject-", "level-"];

/// Whether the code asks for a key: whole, or as `"a-{…}"` or `"{…}-b"` with the other half given elsewhere.
fn is_asked_for(key: &str, code: &str) -> bool {
    let is_put_together = |(at, _): (usize, &str)| {
        let (first, rest) = (&key[..at], &key[at + 1..]);
        code.contains(&format!("\"{first}-{{"))
            || (code.contains(&format!("\"{first}\"")) && code.contains(&format!("}}-{rest}\"")))
    };
    code.contains(&format!("\"{key}\""))
        || KEYS_BY_RULE.iter().any(|rule| key.starts_with(rule))
        || key.match_indices('-').any(is_put_together)
}

#[test]
fn every_text_is_asked_for_somewhere() {
    let code: String = sources::shipped().into_iter().map(|source| source.text).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales/en");
    let mut idle = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let keys = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let keys = keys.filter_map(|line| line.split_once(" ="));
        idle.extend(keys.filter(|(key, _)| !is_asked_for(key, &code)).map(|(key, _)| key.to_owned()));
    }
    assert!(idle.is_empty(), "texts that nothing says: {idle:?}");
}
