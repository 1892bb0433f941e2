//! Official certificates.

use crate::model::problem::Problem;
use std::path::PathBuf;
use std::sync::Arc;

pub use crate::office::registry::CertificateQuery;

/// A certificate in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRow {
    /// Its id.
    pub id: String,
    /// Whose.
    pub name: String,
    /// Their number.
    pub number: String,
    /// What it is of.
    pub title: String,
    /// Its date, ms.
    pub dated_ms: u64,
    /// The date is the office's: the station's clock was doubtful.
    pub is_office_date: bool,
    /// When it was issued, ms.
    pub issued_ms: u64,
    /// When and why it was taken back.
    pub revoked: Option<(u64, String)>,
}

/// A page of certificates, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificatesView {
    /// Of this page.
    pub rows: Vec<CertificateRow>,
    /// How many come before them.
    pub from: u64,
    /// How many fit what was asked.
    pub count: u64,
    /// How many there are.
    pub all: u64,
    /// Some were taken back.
    pub has_revoked: bool,
}

/// A certificate with its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateView {
    /// As in the table.
    pub row: CertificateRow,
    /// The paper, as PDF; none if its file is not there.
    pub paper: Option<Arc<Vec<u8>>>,
    /// Where its files are.
    pub folder: PathBuf,
}

/// What issuing came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IssuedView {
    /// Name and title of each.
    pub issued: Vec<(String, String)>,
    /// Recorded after a fork that nobody has decided.
    pub waiting_for_fork: u64,
    /// Recorded, but the office's own count does not bear it out.
    pub not_borne_out: u64,
    /// Courses that this office has not approved.
    pub unknown_courses: Vec<String>,
    /// Why the receipts could not be written.
    pub trouble: Option<Problem>,
}
