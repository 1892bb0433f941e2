//! The check page: one HTML file that checks certificates in any browser, opened from disk, without a network. The
//! agency's root and the office's revocation list are written into it, so whoever trusts the page trusts them.

use super::documents;
use super::home::{OfficeHome, disk_problem};
use crate::format::certificate::context;
use crate::format::trust::{REVOCATIONS_FILE, root_file};
use crate::model::problem::{Code, Problem};
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::Path;

const PAGE: &str = include_str!("../../assets/verifier/page.html");
const CHECK: &str = include_str!("../../assets/verifier/check.js");
const CAMERA: &str = include_str!("../../assets/verifier/camera.js");
/// jsonld.js 9.0.0 of Digital Bazaar: canonical RDF.
const JSONLD: &str = include_str!("../../assets/verifier/jsonld.min.js");
/// noble-ed25519 3.2.0: for browsers without Ed25519 of their own.
const NOBLE: &str = include_str!("../../assets/verifier/noble-ed25519.js");
/// qr 0.7.0, two files as published: for browsers that read no codes of their own.
const QR: [&str; 2] =
    [include_str!("../../assets/verifier/qr-index.js"), include_str!("../../assets/verifier/qr-decode.js")];
const LICENCES: [&str; 3] = [
    include_str!("../../assets/verifier/LICENSE-jsonld"),
    include_str!("../../assets/verifier/LICENSE-noble-ed25519"),
    include_str!("../../assets/verifier/LICENSE-qr"),
];

/// The page of this office, with its newest root and, if there is one, its list.
///
/// # Errors
/// [`Code::OfficeDamaged`], the disk's.
pub fn page(home: &OfficeHome) -> Result<String, Problem> {
    let trust = documents::read(home)?;
    let root = read_text(&home.trust().join(root_file(trust.root.version)))?;
    let list = home.trust().join(REVOCATIONS_FILE);
    let list = match fs::exists(&list) {
        Ok(true) => Value::from(read_text(&list)?),
        Ok(false) => Value::Null,
        Err(fault) => return Err(disk_problem(&list, &fault)),
    };
    Ok(assemble(&json!({"root": root, "list": list})))
}

fn read_text(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|fault| match fault.kind() {
        io::ErrorKind::InvalidData => Problem::new(Code::OfficeDamaged).with("file", path.display()),
        _ => disk_problem(path, &fault),
    })
}

/// The page that knows this root and list; with [`Value::Null`] it asks for them.
#[must_use]
pub fn assemble(trust: &Value) -> String {
    let contexts: serde_json::Map<String, Value> =
        [context::CREDENTIALS, context::OPEN_BADGES, context::LEARNER_RECORD]
            .into_iter()
            .filter_map(|address| Some((address.to_owned(), serde_json::from_slice(context::held(address)?).ok()?)))
            .collect();
    // `<` cannot end a script early where it is written as an escape.
    let script = |value: &Value| value.to_string().replace('<', "\\u003c");
    let noble: String = NOBLE.lines().filter(|line| !line.starts_with("export ")).map(|l| format!("{l}\n")).collect();
    let licences = LICENCES.map(|text| text.replace("*/", "")).join("\n");
    let noble = format!("/*!\n{licences}\n*/\nconst noble = (() => {{\n{noble}\nreturn {{ verifyAsync }};\n}})();");
    let parts = [
        ("/*JSONLD*/", JSONLD.to_owned()),
        ("/*NOBLE*/", noble),
        ("/*QR*/", qr()),
        ("/*CHECK*/", CHECK.to_owned()),
        ("/*CAMERA*/", CAMERA.to_owned()),
        ("/*CONTEXTS*/null", script(&Value::Object(contexts))),
        ("/*TRUST*/null", script(trust)),
    ];
    let scripts = [PAGE, JSONLD, NOBLE, QR[0], QR[1], CHECK, CAMERA];
    let mut out = String::with_capacity(scripts.map(str::len).iter().sum::<usize>() + (64 << 10));
    let mut rest = PAGE;
    for (mark, part) in parts {
        if let Some((before, after)) = rest.split_once(mark) {
            out.push_str(before);
            out.push_str(&part);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The reader of codes as one script: its two modules in one scope each, the second with what it takes from the first.
fn qr() -> String {
    const TAKEN: &str = "ALPHANUMERIC, BYTES, ECC_BLOCKS, ECC_LEVELS, GF256, WORDS_PER_BLOCK, formatBits, maskBits, popcnt, \
                         versionBits";
    let bare = |module: &str| -> String {
        let is_code =
            |line: &&str| !["import ", "export default", "export {"].iter().any(|word| line.starts_with(word));
        let lines = module.lines().filter(is_code).map(|line| line.strip_prefix("export ").unwrap_or(line));
        lines.flat_map(|line| [line, "\n"]).collect()
    };
    let [index, decode] = QR.map(bare);
    format!(
        "const qr = (() => {{\nconst {{ {TAKEN} }} = (() => {{\n{index}\nreturn {{ {TAKEN} }};\n}})();\n{decode}\n\
         return {{ decodeQR }};\n}})();"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_page_is_whole_and_loads_nothing() {
        let page = assemble(&json!({"root": "</script><b>", "list": null}));
        for mark in ["/*JSONLD*/", "/*NOBLE*/", "/*QR*/", "/*CHECK*/", "/*CAMERA*/", "/*CONTEXTS*/", "/*TRUST*/"] {
            assert!(!page.contains(mark), "{mark}");
        }
        assert!(page.contains("default-src 'none'") && page.contains("\\u003c/script>\\u003cb>"));
        assert_eq!(page.matches("</script>").count(), 6);
        for loading in ["src=", "href=", "@import", "url("] {
            assert!(!PAGE.contains(loading), "{loading}");
        }
    }
    /// What the page says in a language, by key.
    fn texts(language: &str) -> BTreeMap<&'static str, &'static str> {
        let (_, block) = PAGE.split_once(&format!("\n  {language}: {{\n")).expect("the language is there");
        let (block, _) = block.split_once("\n  },\n").expect("it ends");
        let pieces: Vec<&str> = block.split('\'').collect(); // no text has a straight quote in it
        let of = |pair: &[&'static str]| (pair[0].trim_matches(|letter: char| !letter.is_alphanumeric()), pair[1]);
        pieces.chunks_exact(2).map(of).collect()
    }

    #[test]
    fn the_page_says_everything_in_both_languages() {
        let (english, spanish) = (texts("en"), texts("es"));
        assert!(english.len() > 40, "{english:?}");
        assert_eq!(english.keys().collect::<Vec<_>>(), spanish.keys().collect::<Vec<_>>());
        let values = |text: &str| -> Vec<String> {
            let mut names: Vec<_> =
                text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
            names.sort_unstable();
            names
        };
        for (key, text) in &english {
            assert!(!text.is_empty() && !spanish[key].is_empty(), "{key}");
            assert_eq!(values(text), values(spanish[key]), "{key}");
        }
        let used = |before: &str, after: char| -> Vec<&str> {
            PAGE.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect()
        };
        let (marked, said) = (used("data-text=\"", '"'), used("say('", '\''));
        assert!(marked.len() > 8 && said.len() > 5, "{marked:?} {said:?}");
        for key in marked.into_iter().chain(said) {
            assert!(english.contains_key(key), "{key} has no text");
        }
        for word in ["valid", "altered", "unknown", "revoked"] {
            assert!(english.contains_key(word) && english.contains_key(format!("{word}Means").as_str()), "{word}");
        }
    }
}
