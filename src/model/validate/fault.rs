//! What is wrong with a document, where, and how to mend it; collected on a walk, all at once.

use std::fmt;

/// One mistake in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole document.
    pub at: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} — {}", if self.at.is_empty() { "/" } else { &self.at }, self.what, self.mend)
    }
}

/// A walk through a document: knows where it is and gathers what is found.
#[derive(Debug, Default)]
pub struct Trail {
    at: String,
    faults: Vec<Fault>,
    notes: Vec<Fault>,
}

impl Trail {
    /// A walk that starts at the top.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the walk is, as a JSON pointer.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Walks into the key or index `step`, does `inside` there, and comes back.
    pub fn within<T>(&mut self, step: impl fmt::Display, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.step_into(&step.to_string());
        let result = inside(self);
        self.back();
        result
    }

    /// Walks into the key or index `step`; [`Self::back`] comes back.
    pub(super) fn step_into(&mut self, step: &str) {
        self.at.push('/');
        self.at.push_str(&escape(step));
    }

    /// Comes back from the last step.
    pub(super) fn back(&mut self) {
        self.at.truncate(self.at.rfind('/').unwrap_or(0));
    }

    /// Walks into each item of the list under `key`.
    pub fn each<'a, T>(&mut self, key: &str, items: &'a [T], mut inside: impl FnMut(&mut Self, &'a T)) {
        self.within(key, |trail| {
            for (index, item) in items.iter().enumerate() {
                trail.within(index, |trail| inside(trail, item));
            }
        });
    }

    /// Records a mistake here.
    pub fn fault(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.faults.push(Fault { at: self.at.clone(), what: what.into(), mend: mend.into() });
    }

    /// Records a mistake here unless `is_right`.
    pub fn check(&mut self, is_right: bool, what: impl Into<String>, mend: impl Into<String>) {
        if !is_right {
            self.fault(what, mend);
        }
    }

    /// Records a mistake at the key `key` unless `is_right`.
    pub fn check_key(&mut self, key: &str, is_right: bool, what: impl Into<String>, mend: impl Into<String>) {
        self.within(key, |trail| trail.check(is_right, what, mend));
    }

    /// Records a mistake at `key` unless `number` is from `least` to `most`.
    pub fn range(&mut self, key: &str, number: u64, least: u64, most: u64) {
        let is_right = (least..=most).contains(&number);
        self.check_key(key, is_right, format!("`{key}` is {number}"), format!("give a number from {least} to {most}"));
    }

    /// Records a remark here: not wrong, but worth knowing.
    pub fn note(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.notes.push(Fault { at: self.at.clone(), what: what.into(), mend: mend.into() });
    }

    /// Records each id of `items` under `key` that stands there twice.
    pub fn unique<'a, T, I: fmt::Display + Ord>(&mut self, key: &str, items: &'a [T], id: impl Fn(&'a T) -> I) {
        let mut seen = std::collections::BTreeSet::new();
        self.each(key, items, |trail, item| {
            let id = id(item);
            let text = id.to_string();
            if !seen.insert(id) {
                trail.within("id", |trail| {
                    trail.fault(format!("the id `{text}` is used twice"), "give each its own id");
                });
            }
        });
    }

    /// What was found: mistakes and remarks, each in document order of the walk.
    #[must_use]
    pub fn finish(self) -> (Vec<Fault>, Vec<Fault>) {
        (self.faults, self.notes)
    }
}

/// One step of a JSON pointer.
#[must_use]
pub fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

/// The known name that `wrong` was probably meant to be.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wrong.len() > 64 {
        return None;
    }
    let far = wrong.chars().count() / 3 + 1;
    known.into_iter().map(|name| (distance(wrong, name), name)).filter(|(d, _)| *d <= far).min().map(|(_, name)| name)
}

/// Edits from `a` to `b`: a letter more, less, or other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
