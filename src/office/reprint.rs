//! An official certificate's sheet again: from its signed file, the edition of the course it names, and the letterhead of
//! today. Words and facts are those that were signed; only the code on it is signed anew, over the same claims.

use super::home::OfficeHome;
use super::issue::PaperWords;
use super::known::Known;
use super::outside::{PaperCode, stamped};
use super::registry::IssuedRow;
use crate::crypto::sign::SecretKey;
use crate::format::certificate::code::PaperClaims;
use crate::format::certificate::{OFFICE_DATE, key_of_did};
use crate::model::certificate::{self as paper, Certificate, Standing};
use crate::model::course::{Credit, Shows};
use crate::model::id::Lang;
use crate::model::letterhead::Letterhead;
use crate::model::problem::{Code, Problem};
use crate::model::programme::Level;
use crate::model::sheet::Sheet;
use crate::model::text::Text;
use serde_json::Value;
use uuid::Uuid;

/// What a sheet is made from.
pub(super) struct Printer<'a> {
    pub home: &'a OfficeHome,
    pub known: &'a Known,
    pub key: &'a SecretKey,
    pub head: &'a Letterhead,
    pub lang: &'a Lang,
    pub words: &'a PaperWords,
}

impl Printer<'_> {
    /// The sheet of a certificate, with its code.
    pub(super) fn sheet(&self, row: &IssuedRow) -> Result<Sheet, Problem> {
        let damaged = || Problem::new(Code::CertificateAltered).with("file", &row.id);
        let file: Value = serde_json::from_slice(&row.file).map_err(|fault| damaged().because(fault))?;
        let text = |pointer: &str| file.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let subject = |what: &str| text(&format!("/credentialSubject/{what}"));
        let id = Uuid::parse_str(&row.id).map_err(|fault| damaged().because(fault))?;
        let narrative = subject("narrative").trim_end_matches(OFFICE_DATE).trim().to_owned();
        let issuer = Some(text("/issuer/name")).filter(|name| !name.is_empty());
        let claims = PaperClaims {
            id,
            name: subject("identifier/0/identityHash"),
            title: subject("achievement/name"),
            valid_from: row.dated / 1000,
            created: row.issued / 1000,
            narrative: Some(narrative.clone()).filter(|it| !it.is_empty()),
            issuer_name: issuer.clone(),
        };
        let shown = self.shown(row);
        let certificate = Certificate {
            standing: Standing::Official,
            name: claims.name.clone(),
            title: claims.title.clone(),
            course: subject("achievement/description"),
            criteria: subject("achievement/criteria/narrative"),
            hours: fact(&narrative, &self.words.words.hours),
            score: fact(&narrative, &self.words.words.score),
            outcomes: shown.0,
            credit: shown.1,
            day: (self.words.date)(row.dated),
            issuer,
            number: paper::paper_number(&id),
            language: self.lang.to_string(),
            head: self.head.clone(),
        };
        if key_of_did(&text("/issuer/id")).is_none() {
            return Err(damaged());
        }
        let code = PaperCode::of(&claims, self.key)?;
        stamped(self.home, paper::sheet(&certificate, &self.words.words), &code, self.words)
    }

    /// Outcomes and credit, if the certificate shows them.
    fn shown(&self, row: &IssuedRow) -> (Vec<String>, Vec<String>) {
        let courses = self.known.courses.get(&row.course).into_iter().flatten();
        if let Some(course) = courses.rev().find(|course| course.edition == row.edition) {
            let first = course.first_language();
            let shows = |what| course.certificate(&row.cert).is_some_and(|it| it.shows.contains(&what));
            let outcomes = course.outcomes.iter().filter(|_| shows(Shows::Outcomes));
            let credit = course.credit.iter().filter(|_| shows(Shows::Credit));
            return (
                outcomes.map(|it| self.say(&it.text, first)).collect(),
                credit.map(|it| self.credit(it)).collect(),
            );
        }
        let programmes = self.known.programmes.get(&row.course).into_iter().flatten();
        let Some(programme) = programmes.rev().find(|it| it.edition == row.edition) else { return Default::default() };
        let is_it = |given: &&Level| given.certificate.as_ref().is_some_and(|it| it.id == row.cert);
        let Some(level) = programme.levels.iter().find(is_it) else { return Default::default() };
        let shows = |what| level.certificate.as_ref().is_some_and(|it| it.shows.contains(&what));
        let title = |id| {
            let course = self.known.courses.get(id)?.last()?;
            Some(self.say(&course.title, course.first_language()))
        };
        let outcomes = level.steps.iter().filter(|_| shows(Shows::Outcomes)).filter_map(|step| title(&step.course));
        let credit = level.credit.iter().filter(|_| shows(Shows::Credit));
        (outcomes.collect(), credit.map(|it| self.credit(it)).collect())
    }

    fn say(&self, text: &Text, first: &Lang) -> String {
        text.get(self.lang, first).to_owned()
    }

    fn credit(&self, credit: &Credit) -> String {
        let kind = serde_json::to_value(&credit.kind).ok().and_then(|kind| kind.as_str().map(|k| k.replace('_', "-")));
        let key = format!("credit-{}", kind.unwrap_or_default());
        (self.words.text)(&key, &[("amount", &credit.amount.to_string())])
    }
}

/// The value behind a label in a sentence of ours: `Hours of study: 6.5. Score: 87%.`
fn fact(narrative: &str, label: &str) -> Option<String> {
    let rest = narrative.split_once(&format!("{label}: "))?.1;
    let end = rest.find(". ").unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_found_in_the_sentence_that_was_signed() {
        let said = "Hours of study: 6.5. Score: 87%.";
        assert_eq!(fact(said, "Hours of study").as_deref(), Some("6.5"));
        assert_eq!(fact(said, "Score").as_deref(), Some("87%"));
        assert_eq!(fact("Hours of study: 0.0.", "Hours of study").as_deref(), Some("0.0"));
        assert_eq!(fact(said, "Horas de estudio"), None);
    }
}
