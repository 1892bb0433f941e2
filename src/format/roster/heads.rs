//! The heads of a list's columns, in English and Spanish, as offices write them.

use super::RosterFault;
use csv::StringRecord;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

const NAME: &[&str] = &[
    "name",
    "fullname",
    "learner",
    "learnername",
    "person",
    "resident",
    "residentname",
    "student",
    "studentname",
    "nombre",
    "nombrecompleto",
    "nombreyapellidos",
    "persona",
    "alumno",
    "estudiante",
];
const FIRST: &[&str] = &["firstname", "givenname", "first", "nombre", "nombres", "primernombre"];
const LAST: &[&str] = &["lastname", "surname", "familyname", "last", "apellido", "apellidos"];
const NUMBER: &[&str] = &[
    "residentnumber",
    "residentid",
    "docnumber",
    "docid",
    "inmateid",
    "inmatenumber",
    "offenderid",
    "studentid",
    "numeroderesidente",
    "expediente",
    "matricula",
    "number",
    "numero",
    "num",
    "identificador",
    "id",
    "doc",
    "nr",
    "no",
];
const BIRTH: &[&str] = &[
    "birthyear",
    "yearofbirth",
    "yob",
    "birth",
    "born",
    "dateofbirth",
    "dob",
    "birthdate",
    "anodenacimiento",
    "nacimiento",
    "fechadenacimiento",
];
const LANGUAGE: &[&str] = &["language", "lang", "reads", "readsin", "idioma", "lengua", "leeen"];
const GROUP: &[&str] = &["group", "groups", "class", "unit", "cohort", "grupo", "clase", "unidad", "modulo"];
/// Heads shown of those passed over, and letters of each.
const SHOWN_MAX: (usize, usize) = (8, 30);

/// Which column is what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heads {
    name: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    number: Option<usize>,
    birth_year: Option<usize>,
    language: Option<usize>,
    group: Option<usize>,
    /// The others.
    pub(super) passed_over: Vec<String>,
}

impl Heads {
    pub(super) fn of(row: &StringRecord) -> Result<Self, RosterFault> {
        let titles: Vec<String> = row.iter().map(plain).collect();
        // The plainest head counts where two would do: a column "No." often only counts the rows.
        let find = |known: &[&str]| known.iter().find_map(|known| titles.iter().position(|title| title == known));
        let last = find(LAST);
        // "Nombre" beside "Apellidos" is a first name.
        let first = last.and_then(|_| find(FIRST));
        let name = find(NAME).filter(|name| first != Some(*name));
        let mut heads = Self {
            name,
            first,
            last,
            number: find(NUMBER),
            birth_year: find(BIRTH),
            language: find(LANGUAGE),
            group: find(GROUP),
            passed_over: Vec::new(),
        };
        if heads.name.is_none() && heads.last.is_none() {
            return Err(RosterFault::NoColumn("name"));
        }
        if heads.number.is_none() {
            return Err(RosterFault::NoColumn("number"));
        }
        let used = [heads.name, heads.first, heads.last, heads.number, heads.birth_year, heads.language, heads.group];
        let others =
            row.iter().enumerate().filter(|(at, title)| !used.contains(&Some(*at)) && !title.trim().is_empty());
        heads.passed_over = others
            .take(SHOWN_MAX.0)
            .map(|(_, title)| title.chars().filter(|letter| !letter.is_control()).take(SHOWN_MAX.1).collect())
            .collect();
        Ok(heads)
    }

    pub(super) fn name(&self, record: &StringRecord) -> String {
        match self.name {
            Some(_) => get(record, self.name).to_owned(),
            None => format!("{} {}", get(record, self.first), get(record, self.last)),
        }
    }

    pub(super) fn number<'r>(&self, record: &'r StringRecord) -> &'r str {
        get(record, self.number)
    }

    pub(super) fn birth_year<'r>(&self, record: &'r StringRecord) -> &'r str {
        get(record, self.birth_year)
    }

    pub(super) fn language<'r>(&self, record: &'r StringRecord) -> &'r str {
        get(record, self.language)
    }

    pub(super) fn group<'r>(&self, record: &'r StringRecord) -> &'r str {
        get(record, self.group)
    }
}

fn get(record: &StringRecord, at: Option<usize>) -> &str {
    at.and_then(|at| record.get(at)).unwrap_or_default()
}

/// Letters and digits alone, without case and accents: what two names are compared by.
#[must_use]
pub fn plain(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric());
    letters.take(80).flat_map(char::to_lowercase).collect()
}
