use super::locale::FILES;
use super::*;
use crate::model::problem::Code;
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};

/// Each message of a file with the variables it uses, taken from the source text.
fn messages(source: &str) -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| !key.starts_with([' ', '[', '*', '.'])) {
            current = key.trim().to_owned();
            assert!(out.insert(current.clone(), Vec::new()).is_none(), "{current} is there twice");
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect::<String>()
        });
        if let Some(list) = out.get_mut(&current) {
            list.extend(variables);
            list.sort_unstable();
            list.dedup();
        }
    }
    out
}

#[test]
fn every_file_parses_and_both_languages_carry_the_same_keys_and_values() {
    for (name, english, spanish) in FILES {
        for source in [english, spanish] {
            if let Err((_, faults)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{name}.ftl: {faults:?}");
            }
        }
        let (english, spanish) = (messages(english), messages(spanish));
        let keys = |map: &BTreeMap<String, Vec<String>>| map.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&english), keys(&spanish), "{name}.ftl");
        assert_eq!(english, spanish, "{name}.ftl: the values differ");
    }
}

#[test]
fn no_key_stands_in_two_files() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (name, english, _) in FILES {
        for key in messages(english).into_keys() {
            if let Some(other) = seen.insert(key.clone(), name) {
                panic!("{key} is in {other}.ftl and in {name}.ftl");
            }
        }
    }
}

#[test]
fn every_file_in_the_folder_is_compiled_in() {
    for language in ["en", "es"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales").join(language);
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().trim_end_matches(".ftl").to_owned())
            .collect();
        let mut known: Vec<String> = FILES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        there.sort_unstable();
        known.sort_unstable();
        assert_eq!(there, known, "{language}");
    }
}

#[test]
fn every_problem_says_what_happened_and_what_to_do() {
    let texts =
        FILES.iter().filter(|(name, ..)| *name == "problems").flat_map(|(_, english, spanish)| [english, spanish]);
    let values: BTreeSet<&str> =
        texts.flat_map(|text| text.split('$').skip(1)).filter_map(|rest| rest.split([' ', '}', '-']).next()).collect();
    for language in LANGUAGES {
        let words = Words::new(*language);
        for code in Code::ALL {
            let sentence = words.problem(code.as_str(), values.iter().map(|name| (*name, "3")));
            for text in [sentence.what, sentence.mend] {
                assert!(!text.starts_with("err-") && !text.starts_with("mend-"), "{language:?}: {text}");
                assert!(!text.contains('{'), "{language:?}: {text}");
            }
        }
    }
}

#[test]
fn no_sentence_scolds() {
    for (name, english, _) in FILES {
        for (number, line) in english.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let said = line.split_once('=').map_or(line, |(_, said)| said).to_lowercase();
            for word in ["error", "invalid", "failed", "failure", "offender", "inmate"] {
                assert!(!said.contains(word), "{name}.ftl:{}: {word}", number + 1);
            }
        }
    }
}

#[test]
fn plurals_follow_the_language() {
    let check = |language, minutes: u64, expected: &str| {
        assert_eq!(Words::new(language).minutes(minutes), expected);
    };
    check(Language::English, 1, "1 minute");
    check(Language::English, 12, "12 minutes");
    check(Language::English, 60, "1 hour");
    check(Language::English, 125, "2 h 5 min");
    check(Language::Spanish, 1, "1 minuto");
    check(Language::Spanish, 0, "0 minutos");
}

#[test]
fn instants_are_said_in_the_stations_zone() {
    let chicago = zone("America/Chicago");
    let at = 1_795_378_440_000; // 2026-11-22T20:14:00Z
    let (english, spanish) = (Words::new(Language::English), Words::new(Language::Spanish));
    assert_eq!(english.date_time(at, &chicago), "November 22, 2026, 2:14 PM");
    assert_eq!(spanish.date(at, &chicago), "22 de noviembre de 2026");
    assert_eq!(english.time(0, &zone("no such place")), "12:00 AM");
    assert_eq!(english.ago(at, at + 59_000, &chicago), "just now");
    assert_eq!(english.ago(at, at + 120_000, &chicago), "2 minutes ago");
    assert_eq!(english.ago(at, at + 3_600_000, &chicago), "2:14 PM");
    assert_eq!(english.ago(at, 0, &chicago), "just now", "a clock set back");
    assert_eq!(english.day_text("2026-11-01"), "November 1, 2026");
    assert_eq!(english.day_text("soon"), "soon");
}

#[test]
fn hostile_instants_and_numbers_do_not_break_a_screen() {
    let words = Words::default();
    for ms in [0, 1, u64::MAX, i64::MAX as u64, 253_402_300_800_000] {
        assert!(!words.date_time(ms, &zone("UTC")).is_empty());
        assert!(!words.position(ms).is_empty());
        assert!(!size_of_bytes(&words, ms).is_empty());
    }
    assert_eq!(words.get("no-such-key"), "no-such-key");
    assert_eq!(words.get(""), "");
}

#[test]
fn numbers_have_their_groups() {
    let words = Words::default();
    assert_eq!(whole(1_234_567), "1,234,567");
    assert_eq!(whole(7), "7");
    assert_eq!(decimal(15), "1.5");
    assert_eq!(decimal(20), "2");
    assert_eq!(size_of_bytes(&words, 1), "1 KB");
    assert_eq!(size_of_bytes(&words, 1_234_000_000), "1.3 GB");
    assert_eq!(size_of_bytes(&words, 734_003_200), "735 MB");
    assert_eq!(words.with("span-minutes", &[("minutes", 12_000.into())]), "12,000 minutes");
}

#[test]
fn what_a_text_quotes_from_the_screen_stands_there() {
    // Words of a course, of other programs and of commands, names of folders, and what somebody types.
    const NOT_OURS: &[&str] = &[
        "try foothold today",
        "Save as",
        "Guardar como",
        "CSV",
        "CSV UTF-8",
        "en",
        "es",
        "init",
        "explain",
        "birth year",
        "Name; Title",
        "Nombre; Cargo",
        "notice",
    ];
    let mut wrong = Vec::new();
    for (is_spanish, [open, close]) in [(false, ['“', '”']), (true, ['«', '»'])] {
        let source = |(name, english, spanish): &(&'static str, &'static str, &'static str)| {
            (*name, if is_spanish { *spanish } else { *english })
        };
        let lines = || FILES.iter().map(source).flat_map(|(name, text)| text.lines().map(move |line| (name, line)));
        let values: Vec<String> =
            lines().filter_map(|(_, line)| line.split_once(" = ")).map(|(_, said)| said.to_lowercase()).collect();
        for (name, line) in lines().filter(|(_, line)| !line.starts_with('#')) {
            for quoted in line.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(quoted, _)| quoted) {
                let is_there = || values.iter().any(|value| value.starts_with(&quoted.to_lowercase()));
                if !quoted.contains('{') && !NOT_OURS.contains(&quoted) && !is_there() {
                    wrong.push(format!("{name}.ftl: {quoted}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn spanish_calls_everybody_usted() {
    // Forms that only somebody called "tú" is told; those in the second list mean "he or she" within a sentence.
    const ANYWHERE: &[&str] = &[
        "tú",
        "tu",
        "tus",
        "ti",
        "contigo",
        "puedes",
        "tienes",
        "quieres",
        "debes",
        "eres",
        "estás",
        "haz",
        "ponla",
        "ponlo",
        "hazlo",
        "divídela",
        "agrégalas",
        "acórtalo",
        "escríbelo",
        "miraste",
        "guardas",
        "asignas",
    ];
    const FIRST: &[&str] = &[
        "elige", "escribe", "busca", "revisa", "pon", "mira", "guarda", "pulsa", "toca", "intenta", "usa", "vuelve",
        "termina", "quita", "llama",
    ];
    let mut wrong = Vec::new();
    for (name, _, spanish) in FILES {
        for said in spanish.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = ")) {
            for sentence in said.1.split(['.', '?', '!']) {
                let words = sentence.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
                let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
                let first = words.iter().find(|word| *word != "primero");
                let is_told = first.is_some_and(|word| FIRST.contains(&word.as_str()));
                if is_told || words.iter().any(|word| ANYWHERE.contains(&word.as_str())) {
                    wrong.push(format!("{name}.ftl: {}: {sentence}", said.0));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pseudo_locale_is_at_least_two_fifths_longer_in_sum() {
    let (english, pseudo) = (Words::new(Language::English), Words::new(Language::Pseudo));
    let (mut plain, mut long) = (0, 0);
    for (_, source, _) in FILES {
        for key in messages(source).into_keys() {
            plain += english.get(&key).chars().count();
            long += pseudo.get(&key).chars().count();
        }
    }
    assert!(long * 100 >= plain * 138, "{long} to {plain}");
}
