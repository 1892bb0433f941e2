//! Finding: names first, then texts; the person's language first; the best by bm25, a word in a name counting more.

use super::beginnings::BEST_MAX;
use super::entry::{Kind, Place};
use super::index::{IndexFault, SearchIndex};
use super::line::{Line, line_of};
use super::schema::{LANG_OTHER, score};
use super::typed::Asked;
use crate::model::id::{CourseId, Hash, Lang};
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeSet;

/// Of matches beyond these, the first are ranked: a beginning of three letters may fit nearly everything.
const RANKED_MAX: i64 = 3_000;

/// What fits a search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// The best first; a course, lesson or term once.
    pub found: Vec<Found>,
    /// What was looked for.
    pub asked: Asked,
    /// It is not what was typed, which nothing fits.
    pub is_mended: bool,
    /// Nothing holds all the words: these hold some.
    pub is_partial: bool,
}

/// Something that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// In which pack version.
    pub manifest: Hash,
    /// In which course.
    pub course: CourseId,
    /// The lesson's or the term's id; empty for a course.
    pub named: String,
    /// The line that fits; empty if only the name does.
    pub line: Line,
    /// Where in the lesson the line stands.
    pub place: Place,
}

impl SearchIndex {
    /// What fits what was typed, at most `most`. Words that fit nothing are mended, if the index has others near them.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn find(&mut self, typed: &str, lang: &Lang, most: usize) -> Result<Finding, IndexFault> {
        let asked = Asked::of(typed);
        if asked.is_empty() {
            return Ok(Finding::default());
        }
        let found = self.found(&asked, &asked.all(), lang, most)?;
        if !found.is_empty() || asked.is_short() {
            return Ok(Finding { found, asked, ..Finding::default() });
        }
        let mended = self.mended(&asked)?;
        let is_mended = mended.is_some();
        let meant = mended.unwrap_or(asked);
        let found = if is_mended { self.found(&meant, &meant.all(), lang, most)? } else { Vec::new() };
        if !found.is_empty() || meant.words().len() < 2 {
            return Ok(Finding { is_mended: is_mended && !found.is_empty(), found, asked: meant, is_partial: false });
        }
        let found = self.found(&meant, &meant.any(), lang, most)?;
        let is_partial = !found.is_empty();
        Ok(Finding { found, asked: meant, is_mended: is_mended && is_partial, is_partial })
    }

    /// What was most likely meant, if a word that was typed is none of the index.
    fn mended(&mut self, asked: &Asked) -> Result<Option<Asked>, IndexFault> {
        let Some(words) = self.vocabulary()? else { return Ok(None) };
        let others: Vec<Option<String>> = asked
            .words()
            .iter()
            .map(|word| {
                let is_known = words.has_beginning(&word.plain);
                if is_known { None } else { words.nearest(&word.plain, word.is_whole).map(str::to_owned) }
            })
            .collect();
        Ok(others.iter().any(Option::is_some).then(|| asked.with(&others)))
    }

    fn found(&self, asked: &Asked, query: &str, lang: &Lang, most: usize) -> Result<Vec<Found>, IndexFault> {
        let number = self.langs.get(lang).copied().unwrap_or(LANG_OTHER);
        let is_one_language = self.langs.values().all(|held| *held == number);
        let beginning = asked.beginning().filter(|_| most <= BEST_MAX);
        let beginning = if self.is_tidy()? { beginning } else { None };
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for is_own in [true, false] {
            for table in ["titles", "texts"] {
                if found.len() >= most || (table == "texts" && asked.is_short()) || (is_one_language && !is_own) {
                    continue;
                }
                let before = beginning.map(|word| self.ranked_before(table, word)).transpose()?.flatten();
                let is_meant = |id: &i64| (id & LANG_OTHER == number) == is_own;
                let ids = match before {
                    Some(ids) => ids.into_iter().filter(is_meant).take(most).collect(),
                    None => self.ranked(table, query, (number, is_own), most)?,
                };
                for id in ids {
                    if found.len() < most
                        && let Some(one) = self.entry(id)?
                        && seen.insert((one.course.clone(), is_term(one.kind), one.named.clone()))
                    {
                        found.push(self.with_line(id, one, asked)?);
                    }
                }
            }
        }
        Ok(found)
    }

    /// The best entries of a table that fit, in one language or in all others.
    fn ranked(
        &self,
        table: &str,
        query: &str,
        (lang, is_own): (i64, bool),
        most: usize,
    ) -> Result<Vec<i64>, IndexFault> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT id FROM (SELECT rowid AS id, {} AS score FROM {table} WHERE {table} MATCH ?1
                AND ((rowid & {LANG_OTHER}) = ?2) = ?3 LIMIT ?4) ORDER BY score, id LIMIT ?5",
            score(table)
        ))?;
        let rows = find.query_map(params![query, lang, is_own, RANKED_MAX, most as i64], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// An entry, without its line. None if it was taken out since, or is of no shape of ours.
    fn entry(&self, id: i64) -> Result<Option<Found>, IndexFault> {
        let mut get = self.db.prepare_cached(
            "SELECT kind, manifest, course, named FROM entry JOIN pack ON number = pack WHERE id = ?1",
        )?;
        let row = get.query_row([id], |row| {
            Ok((row.get(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        });
        let Some((kind, manifest, course, named)) = row.optional()? else { return Ok(None) };
        let (Some(kind), Ok(course)) = (Kind::of(kind), CourseId::parse(&course)) else { return Ok(None) };
        let (line, place) = Default::default();
        Ok(Some(Found { kind, manifest: Hash(manifest), course, named, line, place }))
    }

    /// The same with its line, if it has any: a name has none.
    fn with_line(&self, id: i64, found: Found, asked: &Asked) -> Result<Found, IndexFault> {
        if let Kind::Course | Kind::Lesson = found.kind {
            return Ok(found);
        }
        let mut get = self.db.prepare_cached("SELECT body, places FROM entry WHERE id = ?1")?;
        let (line, places) = get.query_row([id], |row| {
            let body = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let line = line_of(body, asked);
            // What a word means is shown whether or not the word asked for is in it.
            let line = line.or_else(|| (found.kind == Kind::Term).then(|| first_line(body)));
            Ok((line.unwrap_or_default(), row.get::<_, String>(1)?))
        })?;
        let places: Vec<Place> = serde_json::from_str(&places).unwrap_or_default(); // none: the lesson's beginning
        let place = places.into_iter().rev().find(|place| place.from <= line.at).unwrap_or_default();
        Ok(Found { line, place, ..found })
    }
}

fn is_term(kind: Kind) -> bool {
    kind == Kind::Term
}

fn first_line(body: &str) -> Line {
    Line { text: body.chars().take(160).collect(), ..Line::default() }
}
