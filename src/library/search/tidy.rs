//! What is done once all packs are in, in small steps: the index's pieces joined, its vocabulary listed, what fits the
//! commonest beginnings ranked.

use super::beginnings::{Ranking, Tally};
use super::index::{IndexFault, SearchIndex};
use super::spelling::Vocabulary;
use super::typed::BEGINNING_CHARS_MIN;
use rusqlite::{Connection, params};

/// Words listed in one step.
const TERMS_STEP: usize = 4_000;
/// Pages of the index joined in one step.
const PAGES_STEP: i64 = 64;
/// Only words of so many letters are mended, and of so many at most listed.
const TERM_CHARS: [usize; 2] = [4, 24];
/// With more words than these, those that stand in one entry only are left out.
const TERMS_MAX: i64 = 300_000;

/// How far the tidying is.
#[derive(Debug, Default)]
pub struct Tidying(Step, Ranking);

#[derive(Debug, Default)]
enum Step {
    #[default]
    Begin,
    Join(&'static str, bool),
    List(&'static str, String, Tally),
    Rank,
    End,
}

impl SearchIndex {
    /// Whether the vocabulary and the beginnings are those of the words here.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn is_tidy(&self) -> Result<bool, IndexFault> {
        let mut count = self.db.prepare_cached("SELECT count(*) FROM done WHERE what='terms'")?;
        Ok(count.query_row([], |row| row.get::<_, i64>(0))? > 0)
    }

    /// Does some of the tidying; whether there is more.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn tidy_some(&mut self, at: &mut Tidying) -> Result<bool, IndexFault> {
        let next = match std::mem::take(&mut at.0) {
            Step::Begin => {
                self.begin()?;
                self.db.execute_batch("DELETE FROM term; DELETE FROM beginning; DELETE FROM done;")?;
                self.words = None;
                Step::Join("titles", true)
            }
            Step::Join(table, is_first) => {
                self.begin()?;
                let before = self.db.total_changes();
                let pages = if is_first { -PAGES_STEP } else { PAGES_STEP };
                self.db
                    .prepare_cached(&format!("INSERT INTO {table}({table}, rank) VALUES('merge', ?1)"))?
                    .execute([pages])?;
                let is_joined = !is_first && self.db.total_changes() < before + 2;
                match (is_joined, table) {
                    (false, _) => Step::Join(table, false),
                    (true, "titles") => Step::Join("texts", true),
                    (true, _) => Step::List("titles", String::new(), Tally::new("titles", 1)),
                }
            }
            Step::List(table, after, mut tally) => {
                self.begin()?;
                match (list(&self.db, table, &after, &mut tally)?, table) {
                    (Some(last), _) => Step::List(table, last, tally),
                    (None, "titles") => {
                        tally.end(&mut at.1);
                        Step::List("texts", String::new(), Tally::new("texts", BEGINNING_CHARS_MIN))
                    }
                    (None, _) => {
                        tally.end(&mut at.1);
                        Step::Rank
                    }
                }
            }
            Step::Rank => {
                self.begin()?;
                if at.1.step(&self.db)? { Step::Rank } else { Step::End }
            }
            Step::End => {
                self.begin()?;
                let terms: i64 = self.db.query_row("SELECT count(*) FROM term", [], |row| row.get(0))?;
                if terms > TERMS_MAX {
                    self.db.execute("DELETE FROM term WHERE docs < 2", [])?;
                }
                self.db.execute("INSERT OR IGNORE INTO done(what) VALUES('terms')", [])?;
                self.commit()?;
                return Ok(false);
            }
        };
        at.0 = next;
        Ok(true)
    }

    /// The words of the index, read when first asked for; none while they are not listed.
    pub(super) fn vocabulary(&mut self) -> Result<Option<&Vocabulary>, IndexFault> {
        if self.words.is_none() && self.is_tidy()? {
            let mut words = Vocabulary::default();
            let mut query = self.db.prepare("SELECT term, docs FROM term ORDER BY term")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                words.push(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?, row.get(1)?);
            }
            self.words = Some(words);
        }
        Ok(self.words.as_ref())
    }
}

/// Lists and counts some words of a table after `after`; the last one looked at, none at the end.
fn list(db: &Connection, table: &str, after: &str, tally: &mut Tally) -> Result<Option<String>, IndexFault> {
    let mut query = db.prepare_cached(&format!("SELECT term, doc FROM {table}_terms WHERE term > ?1 LIMIT ?2"))?;
    let rows = query.query_map(params![after, TERMS_STEP as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows = rows.collect::<Result<Vec<(String, i64)>, _>>()?;
    let mut insert = db.prepare_cached(
        "INSERT INTO term(term, docs) VALUES(?1, ?2) ON CONFLICT(term) DO UPDATE SET docs = docs + excluded.docs",
    )?;
    for (term, docs) in &rows {
        tally.take(term, *docs);
        let chars = term.chars().count();
        if (TERM_CHARS[0]..=TERM_CHARS[1]).contains(&chars) && !term.contains(|c: char| c.is_ascii_digit()) {
            insert.execute(params![term, docs])?;
        }
    }
    Ok(if rows.len() < TERMS_STEP { None } else { rows.into_iter().next_back().map(|(term, _)| term) })
}
