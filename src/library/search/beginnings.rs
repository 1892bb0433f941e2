//! What fits a beginning that very many entries have, ranked beforehand: "pro" fits most of a big library, and to rank
//! that takes longer than the next letter. What is kept is what the ranking says, so nothing else is found by it.

use super::index::{IndexFault, SearchIndex};
use super::schema::{LANG_OTHER, score};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeMap;

/// A beginning of which more entries have words is ranked beforehand.
pub(super) const ENTRIES_MIN: u64 = 500;
/// So many are kept in each language.
pub(super) const BEST_MAX: usize = 48;
/// Of matches beyond these, the first are ranked.
const RANKED_MAX: i64 = 10_000;
/// A step ends with so many ranked.
const RANKED_STEP: usize = 3_000;
/// The longest beginning, in letters.
const CHARS_MAX: usize = 24;

/// Counts how many entries have words with a beginning, or more: an entry counts for each of its words.
#[derive(Debug)]
pub(super) struct Tally {
    table: &'static str,
    chars_min: usize,
    last: String,
    /// Where the beginnings of the last word end, in bytes, and what each counts so far.
    open: Vec<(usize, u64)>,
    frequent: Vec<Frequent>,
}

/// A beginning to rank.
#[derive(Debug)]
struct Frequent {
    table: &'static str,
    word: String,
    count: u64,
}

impl Tally {
    /// Of a table's beginnings with at least so many letters.
    pub(super) fn new(table: &'static str, chars_min: usize) -> Self {
        Self { table, chars_min, last: String::new(), open: Vec::new(), frequent: Vec::new() }
    }

    /// Counts a word; they come in order.
    pub(super) fn take(&mut self, term: &str, entries: i64) {
        self.close(self.last.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count());
        let open = self.open.last().map_or(0, |(end, _)| *end);
        let ends = term.char_indices().map(|(at, c)| at + c.len_utf8()).take(CHARS_MAX).skip(self.chars_min - 1);
        self.open.extend(ends.filter(|end| *end > open).map(|end| (end, 0)));
        let entries = u64::try_from(entries).unwrap_or(0); // never below
        self.open.iter_mut().for_each(|(_, count)| *count += entries);
        term.clone_into(&mut self.last);
    }

    /// No word comes any more that begins as the last one does beyond these bytes.
    fn close(&mut self, bytes: usize) {
        while let Some((end, count)) = self.open.pop_if(|(end, _)| *end > bytes) {
            if count > ENTRIES_MIN {
                let word = self.last[..end].to_owned();
                self.frequent.push(Frequent { table: self.table, word, count });
            }
        }
    }

    /// Adds what is to be ranked, a longer beginning before a shorter one.
    pub(super) fn end(mut self, ranking: &mut Ranking) {
        self.close(0);
        ranking.waiting.extend(self.frequent.into_iter().rev());
    }
}

/// Beginnings still to rank, the last one first.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    waiting: Vec<Frequent>,
    last: Option<(Frequent, Vec<u8>)>,
}

impl Ranking {
    /// Ranks some; whether there are more.
    pub(super) fn step(&mut self, db: &Connection) -> Result<bool, IndexFault> {
        let mut ranked = 0;
        while ranked < RANKED_STEP
            && let Some(next) = self.waiting.pop()
        {
            let best = match self.last.take() {
                Some((last, best)) if last.is_all_of(&next) => best,
                _ => {
                    let (best, count) = best(db, &next)?;
                    ranked += count;
                    best
                }
            };
            db.prepare_cached("INSERT OR REPLACE INTO beginning(word, is_text, best) VALUES(?1, ?2, ?3)")?
                .execute(params![next.word, next.table == "texts", best])?;
            ranked += 1;
            self.last = Some((next, best));
        }
        Ok(!self.waiting.is_empty())
    }
}

impl Frequent {
    /// Whether the words of a shorter beginning are the words of this one.
    fn is_all_of(&self, shorter: &Self) -> bool {
        self.table == shorter.table && self.count == shorter.count && self.word.starts_with(&shorter.word)
    }
}

/// The best that fit, as they are kept, and how many were ranked.
fn best(db: &Connection, frequent: &Frequent) -> Result<(Vec<u8>, usize), IndexFault> {
    let Frequent { table, word, .. } = frequent;
    let score = score(table);
    let mut find = db.prepare_cached(&format!("SELECT {score}, rowid FROM {table} WHERE {table} MATCH ?1 LIMIT ?2"))?;
    let rows = find.query_map(params![format!("\"{word}\"*"), RANKED_MAX], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut rows = rows.collect::<Result<Vec<(f64, i64)>, _>>()?;
    rows.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut of_lang: BTreeMap<i64, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (_, id) in &rows {
        let held = of_lang.entry(id & LANG_OTHER).or_default();
        *held += 1;
        if *held <= BEST_MAX {
            kept.extend(id.to_le_bytes());
        }
    }
    Ok((kept, rows.len()))
}

impl SearchIndex {
    /// What fits a beginning, the best first, if it was ranked beforehand: at most [`BEST_MAX`] in each language.
    pub(super) fn ranked_before(&self, table: &str, word: &str) -> Result<Option<Vec<i64>>, IndexFault> {
        let mut get = self.db.prepare_cached("SELECT best FROM beginning WHERE word = ?1 AND is_text = ?2")?;
        let best = get.query_row(params![word, table == "texts"], |row| {
            let (ids, _) = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?.as_chunks::<8>();
            Ok(ids.iter().map(|id| i64::from_le_bytes(*id)).collect())
        });
        Ok(best.optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginnings to rank, and what each counts.
    fn frequent(chars_min: usize, terms: &[(&str, i64)]) -> Vec<(String, u64)> {
        let (mut tally, mut ranking) = (Tally::new("texts", chars_min), Ranking::default());
        terms.iter().for_each(|(term, entries)| tally.take(term, *entries));
        tally.end(&mut ranking);
        ranking.waiting.into_iter().rev().map(|next| (next.word, next.count)).collect()
    }

    #[test]
    fn what_begins_very_many_words_is_ranked_and_a_longer_beginning_before_a_shorter() {
        let terms = [("win", 9), ("work", 300), ("worker", 200), ("world", 1), ("wort", 0), ("zebra", 501)];
        let told =
            |all: &[(&str, u64)]| all.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect::<Vec<_>>();
        assert_eq!(frequent(3, &terms), told(&[("wor", 501), ("zebra", 501), ("zebr", 501), ("zeb", 501)]));
        assert_eq!(frequent(1, &terms)[..3], told(&[("wor", 501), ("wo", 501), ("w", 510)]));
        assert!(frequent(3, &[("zebra", 500)]).is_empty() && frequent(3, &[]).is_empty());
    }

    #[test]
    fn letters_of_several_bytes_are_never_cut() {
        let terms = [("работа", 400), ("рабочий", 400), ("한국어", 600), ("한국어를", 1)];
        let words: Vec<String> = frequent(3, &terms).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["рабо", "раб", "한국어"]);
    }

    #[test]
    fn a_shorter_beginning_of_the_same_words_is_not_ranked_again() {
        let frequent = |table, word: &str, count| Frequent { table, word: word.into(), count };
        let work = frequent("texts", "work", 600);
        assert!(work.is_all_of(&frequent("texts", "wor", 600)));
        for other in [("texts", "wor", 601), ("texts", "let", 600), ("titles", "wor", 600)] {
            assert!(!work.is_all_of(&frequent(other.0, other.1, other.2)), "{other:?}");
        }
    }
}
