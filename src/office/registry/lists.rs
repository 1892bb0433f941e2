//! People and certificates as a clerk's lists show them: a page at a time, found and put in order by the database, out
//! of the summaries, which are brought up to date first.

use super::answers::{Wanted, Where};
use super::db::{Row, values};
use super::{Registry, RegistryError, damaged};
use crate::model::event::LearnerStatus;
use crate::model::id::{CourseId, LearnerId, Slug};
use crate::model::text::plain;
use crate::office::reports::lists::status_word;

/// Rows of a page.
pub const PAGE_ROWS: u64 = 200;
/// Words of a search that are looked for; more say nothing more.
const WORDS_MAX: usize = 8;

/// Whom a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whom {
    /// Everybody.
    #[default]
    All,
    /// Those who may learn where they are.
    Here,
    /// Those who may not.
    Away,
}

/// What people are in order of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleOrder {
    /// Their name.
    #[default]
    Name,
    /// The facility's number.
    Number,
    /// Where they are.
    Facility,
    /// Their status.
    Status,
    /// How many certificates they have.
    Certificates,
}

/// A page of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleQuery {
    /// Words that names and numbers, now and once, have in them; as typed.
    pub words: String,
    /// Whom.
    pub whom: Whom,
    /// Only of this place.
    pub facility: Option<Slug>,
    /// In order of.
    pub order: PeopleOrder,
    /// The last first.
    pub is_descending: bool,
    /// How many come before the page.
    pub from: u64,
}

/// A person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPerson {
    /// Who; of several ids the one in front.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// Where they last learned, or who told of them.
    pub facility: Option<Slug>,
    /// Where they are.
    pub status: LearnerStatus,
    /// Official certificates that hold.
    pub certificates: u64,
    /// How many ids they have.
    pub ids: u64,
}

/// A page of certificates, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateQuery {
    /// Words that name, number, title or id have in them; as typed.
    pub words: String,
    /// Only those taken back.
    pub only_revoked: bool,
    /// How many come before the page.
    pub from: u64,
}

/// A certificate in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCertificate {
    /// Its id.
    pub id: String,
    /// Whose.
    pub name: String,
    /// Their number.
    pub number: String,
    /// What it is of.
    pub title: String,
    /// Its date, ms.
    pub dated: u64,
    /// The date is the office's.
    pub date_from_office: bool,
    /// When it was issued, ms.
    pub issued: u64,
    /// When and why it was taken back.
    pub revoked: Option<(u64, String)>,
}

/// Some rows of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Of this page.
    pub rows: Vec<T>,
    /// How many fit what was asked.
    pub count: u64,
    /// How many there are.
    pub all: u64,
}

const PERSON: &str = "SELECT p.learner, p.name, p.number, p.birth_year, p.facility, p.status,
      (SELECT count(*) FROM summary_certificate c WHERE c.person = p.person AND c.is_revoked = 0) AS certificates,
      (SELECT count(*) FROM summary_id i WHERE i.person = p.person) FROM summary_person p";

fn person(row: &Row<'_>) -> Result<ListedPerson, RegistryError> {
    let word: &str = row.get(5)?;
    let status = LearnerStatus::ALL.into_iter().find(|status| status_word(Some(*status)) == word);
    Ok(ListedPerson {
        learner: row.get(0)?,
        name: row.get(1)?,
        number: row.get(2)?,
        birth_year: row.get(3)?,
        facility: row.get(4)?,
        status: status.ok_or_else(|| damaged("summary"))?,
        certificates: row.get(6)?,
        ids: row.get(7)?,
    })
}

impl PeopleQuery {
    fn wanted(&self) -> Where {
        let mut wanted = Where::default();
        for word in words(&self.words) {
            wanted.and(r"p.plain LIKE ? ESCAPE '\'", Wanted::Text(pattern(&word)));
        }
        match self.whom {
            Whom::All => {}
            Whom::Here => wanted.text.push_str(" AND p.status IN ('active', 'segregated', 'returned')"),
            Whom::Away => wanted.text.push_str(" AND p.status NOT IN ('active', 'segregated', 'returned')"),
        }
        if let Some(facility) = &self.facility {
            wanted.and("p.facility = ?", Wanted::Text(facility.to_string()));
        }
        wanted
    }

    fn column(&self) -> &'static str {
        match self.order {
            PeopleOrder::Name => "p.plain",
            PeopleOrder::Number => "p.number",
            PeopleOrder::Facility => "coalesce(p.facility, '')",
            PeopleOrder::Status => "p.status",
            PeopleOrder::Certificates => "certificates",
        }
    }
}

/// What is searched for, as names and numbers are kept to be searched.
fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().take(WORDS_MAX).map(plain).collect()
}

/// What has `word` in it.
fn pattern(word: &str) -> String {
    let plain = word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{plain}%")
}

impl Registry {
    /// A page of people.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn people_page(&self, query: &PeopleQuery) -> Result<Page<ListedPerson>, RegistryError> {
        let (wanted, way) = (query.wanted(), if query.is_descending { "DESC" } else { "ASC" });
        let sql = format!(
            "{PERSON} WHERE 1 = 1{} ORDER BY {} {way}, p.plain {way}, p.learner {way} LIMIT {PAGE_ROWS} OFFSET {}",
            wanted.text,
            query.column(),
            query.from
        );
        let rows = self.db.all(&sql, &wanted.values(), person)?;
        let count = format!("SELECT count(*) FROM summary_person p WHERE 1 = 1{}", wanted.text);
        let count = self.db.first(&count, &wanted.values(), |row| row.get(0))?.unwrap_or(0);
        let all = self.db.first("SELECT count(*) FROM summary_person", &[], |row| row.get(0))?.unwrap_or(0);
        Ok(Page { rows, count, all })
    }

    /// The person that one of whose ids this is, as in the list; nothing if they are not summarised.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn listed_person(&self, id: LearnerId) -> Result<Option<ListedPerson>, RegistryError> {
        let sql = format!("{PERSON} WHERE p.person = (SELECT person FROM summary_id WHERE learner = ?1)");
        self.db.first(&sql, values![id], person)
    }

    /// A page of certificates.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificates_page(&self, query: &CertificateQuery) -> Result<Page<ListedCertificate>, RegistryError> {
        const FROM: &str = "FROM certificate t LEFT JOIN summary_id i ON i.learner = t.learner
              LEFT JOIN summary_person p ON p.person = i.person";
        let wanted = self.wanted_certificates(query)?;
        let sql = format!(
            "SELECT t.id, p.name, p.number,
               coalesce((SELECT k.title FROM summary_catalogue k WHERE k.id = t.course ORDER BY k.kind LIMIT 1), t.course),
               t.dated, t.date_from_office, t.issued, t.revoked, t.reason
             {FROM} WHERE 1 = 1{} ORDER BY t.number DESC LIMIT {PAGE_ROWS} OFFSET {}",
            wanted.text, query.from
        );
        let rows = self.db.all(&sql, &wanted.values(), |row| {
            let reason: Option<String> = row.get(8)?;
            Ok(ListedCertificate {
                id: row.get(0)?,
                name: row.get::<Option<String>>(1)?.unwrap_or_default(),
                number: row.get::<Option<String>>(2)?.unwrap_or_default(),
                title: row.get(3)?,
                dated: row.get(4)?,
                date_from_office: row.get(5)?,
                issued: row.get(6)?,
                revoked: row.get::<Option<u64>>(7)?.map(|at| (at, reason.unwrap_or_default())),
            })
        })?;
        let count = format!("SELECT count(*) {FROM} WHERE 1 = 1{}", wanted.text);
        let count = self.db.first(&count, &wanted.values(), |row| row.get(0))?.unwrap_or(0);
        let all = self.db.first("SELECT count(*) FROM certificate", &[], |row| row.get(0))?.unwrap_or(0);
        Ok(Page { rows, count, all })
    }

    fn wanted_certificates(&self, query: &CertificateQuery) -> Result<Where, RegistryError> {
        let mut wanted = Where::default();
        let titles = self.db.all("SELECT id, title FROM summary_catalogue", &[], |row| {
            Ok((row.get::<CourseId>(0)?, plain(row.get(1)?)))
        })?;
        for word in words(&query.words) {
            let named: Vec<String> =
                titles.iter().filter(|(_, title)| title.contains(&word)).map(|(id, _)| format!("'{id}'")).collect();
            let of_them =
                if named.is_empty() { String::new() } else { format!(" OR t.course IN ({})", named.join(", ")) };
            let condition = format!(r"(p.plain LIKE ? ESCAPE '\' OR t.id LIKE ? ESCAPE '\'{of_them})");
            wanted.and(&condition, Wanted::Text(pattern(&word)));
        }
        if query.only_revoked {
            wanted.text.push_str(" AND t.revoked IS NOT NULL");
        }
        Ok(wanted)
    }

    /// True if any certificate was taken back.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn has_revoked(&self) -> Result<bool, RegistryError> {
        self.db.has("SELECT 1 FROM certificate WHERE revoked IS NOT NULL LIMIT 1", &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_looked_for_as_it_stands() {
        assert_eq!(words("  Díaz 50%_ "), ["diaz", "50%_"]);
        assert_eq!(pattern(r"50%_\"), r"%50\%\_\\%");
    }
}
