//! From a document as it was written to the typed document, or to all that is wrong with it.

use super::fault::Fault;
use super::shape::{Shape, check_shape};
use super::{check_course, check_programme, schema};
use crate::model::course::Course;
use crate::model::programme::Programme;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What the check of a document found.
#[derive(Debug)]
pub struct Report<T> {
    /// The document. Where there are faults, wrong parts of it are replaced: enough to look further, never to build.
    pub document: Option<T>,
    /// Its mistakes. None: it may be built.
    pub faults: Vec<Fault>,
    /// What is not wrong, but worth knowing.
    pub notes: Vec<Fault>,
    /// Where wrong parts were replaced, as JSON pointers.
    pub replaced: Vec<String>,
}

impl<T> Report<T> {
    /// True if what stands at the pointer `at` is not what was written.
    #[must_use]
    pub fn is_replaced(&self, at: &str) -> bool {
        self.replaced.iter().any(|above| is_inside(at, above))
    }
}

/// Checks a course as it was written.
#[must_use]
pub fn course(written: &Value) -> Report<Course> {
    report(written, &schema::course_schema(), check_course)
}

/// Checks a programme as it was written.
#[must_use]
pub fn programme(written: &Value) -> Report<Programme> {
    report(written, &schema::programme_schema(), check_programme)
}

/// Checks a document against the `schema` of its type, then by `check`.
pub fn report<T: DeserializeOwned>(
    written: &Value,
    schema: &Value,
    check: impl Fn(&T) -> (Vec<Fault>, Vec<Fault>),
) -> Report<T> {
    let Shape { mut faults, mended, replaced } = check_shape(schema, written);
    let document: T = match serde_json::from_value(mended) {
        Ok(document) => document,
        Err(error) => {
            if faults.is_empty() {
                let mend = "compare it with the schema of courses".to_owned();
                faults.push(Fault { at: String::new(), what: format!("it has not the right shape: {error}"), mend });
            }
            return Report { document: None, faults, notes: Vec::new(), replaced };
        }
    };
    let (more, mut notes) = check(&document);
    let concerns_replaced =
        |fault: &Fault| replaced.iter().any(|at| is_inside(&fault.at, at) || is_inside(at, &fault.at));
    faults.extend(more.into_iter().filter(|fault| !concerns_replaced(fault)));
    if !faults.is_empty() {
        notes.clear();
    }
    Report { document: Some(document), faults, notes, replaced }
}

/// True if the pointer `at` lies at or below `above`. Nothing but the top itself lies below the top here: a rule about
/// the whole document is still worth telling.
fn is_inside(at: &str, above: &str) -> bool {
    !above.is_empty() && at.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
