//! Names in the pack: paths of `[a-z0-9._-]`, made from whatever the author's files are called.

use crate::format::manifest::path_fault;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// Gives each source path (relative, with `/`) its path in the pack: the same where it can be, else a slug of it, with
/// a number where two would be the same. The order of `sources` does not matter.
///
/// # Errors
/// The source paths for which there is no name (too long), with the reason.
pub fn pack_paths<'a>(
    sources: impl IntoIterator<Item = &'a str>,
    taken: &[String],
) -> Result<BTreeMap<String, String>, Vec<(String, &'static str)>> {
    let sorted: BTreeSet<&str> = sources.into_iter().collect();
    let mut used: BTreeSet<String> = taken.iter().cloned().collect();
    let (mut paths, mut faults) = (BTreeMap::new(), Vec::new());
    let (plain, others): (Vec<&str>, Vec<&str>) = sorted.into_iter().partition(|source| slug_path(source) == **source);
    for source in plain.into_iter().chain(others) {
        let wanted = slug_path(source);
        let path = (1..).map(|n| candidate(&wanted, n, &used)).find(|path| is_free(path, &used)).unwrap_or_default();
        match path_fault(&path) {
            Some(fault) => faults.push((source.to_owned(), fault)),
            None => {
                used.insert(path.clone());
                paths.insert(source.to_owned(), path);
            }
        }
    }
    if faults.is_empty() { Ok(paths) } else { Err(faults) }
}

fn is_free(path: &str, used: &BTreeSet<String>) -> bool {
    let folders = || path.match_indices('/').map(|(at, _)| &path[..at]);
    let below = format!("{path}/");
    let is_folder = used.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below));
    !used.contains(path) && !is_folder && !folders().any(|folder| used.contains(folder))
}

/// The name to try in round `n`: the number goes to the folder where a file has the folder's name.
fn candidate(path: &str, n: usize, used: &BTreeSet<String>) -> String {
    let taken = path.match_indices('/').map(|(at, _)| at).find(|at| used.contains(&path[..*at]));
    match taken {
        Some(at) => format!("{}{}", numbered(&path[..at], n), &path[at..]),
        None => numbered(path, n),
    }
}

fn numbered(path: &str, n: usize) -> String {
    if n == 1 {
        return path.to_owned();
    }
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    match name.split_once('.') {
        Some((stem, ending)) => format!("{folder}{slash}{stem}-{n}.{ending}"),
        None => format!("{folder}{slash}{name}-{n}"),
    }
}

fn slug_path(path: &str) -> String {
    path.split('/').map(slug_part).collect::<Vec<_>>().join("/")
}

fn slug_part(part: &str) -> String {
    let mut slug = String::new();
    for c in part.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '.' | '_' => slug.push(c),
            _ if !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_matches(|c| c == '.' || c == '-').replace("-.", ".");
    let slug = if slug.is_empty() { "file".to_owned() } else { slug };
    if path_fault(&slug).is_some() { format!("file-{slug}") } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_names_stay_and_others_become_slugs() {
        let table = [
            ("course/readings/start.en.md", "course/readings/start.en.md"),
            ("My Course/Día 1 (final).PNG", "my-course/dia-1-final.png"),
            ("a/--x--.md", "a/x.md"),
            ("日本.png", "png"),
            ("con.md", "file-con.md"),
            ("...", "file"),
            ("pack.dsse", "file-pack.dsse"),
        ];
        for (source, wanted) in table {
            assert_eq!(pack_paths([source], &[]).unwrap()[source], wanted);
        }
    }

    #[test]
    fn names_never_meet_and_do_not_depend_on_the_order() {
        let sources = ["a b.png", "a-b.png", "A B.PNG", "x", "X/y", "search.jsonl"];
        let taken = ["search.jsonl".to_owned()];
        let paths = pack_paths(sources, &taken).unwrap();
        assert_eq!(paths, pack_paths(sources.into_iter().rev(), &taken).unwrap());
        assert_eq!(paths["a-b.png"], "a-b.png", "a name that is right keeps it");
        assert_eq!(paths["search.jsonl"], "search-2.jsonl");
        let all: BTreeSet<&String> = paths.values().collect();
        assert_eq!(all.len(), sources.len());
        assert_eq!(paths["X/y"], "x-2/y", "no file is another's folder");
    }

    #[test]
    fn names_too_long_are_refused() {
        let long = "a".repeat(201);
        assert!(pack_paths([long.as_str()], &[]).is_err());
    }
}
