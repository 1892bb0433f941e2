//! Official certificates, as receipts bring them.

use super::{Store, StoreError, Writer, row};
use crate::model::id::{CourseId, LearnerId, Slug};
use rusqlite::{ToSql, params};

/// A certificate the office issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialCertificate {
    /// Its own id.
    pub id: String,
    /// Whose.
    pub learner: LearnerId,
    /// The course or programme.
    pub target: CourseId,
    /// Which certificate of it.
    pub cert: Slug,
    /// The whole file.
    pub document: Vec<u8>,
    /// Why it was revoked, if it was.
    pub revoked: Option<String>,
}

impl Writer<'_> {
    /// Keeps a certificate; a later one of the same id takes its place. One that was taken back stays so.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_official(&mut self, certificate: &OfficialCertificate) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO official(id, learner, target, cert, document, revoked) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(id) DO UPDATE SET document = excluded.document,
                   revoked = coalesce(revoked, excluded.revoked)",
            )?
            .execute(params![
                certificate.id,
                certificate.learner.0.as_bytes(),
                certificate.target.as_str(),
                certificate.cert.as_str(),
                certificate.document,
                certificate.revoked
            ])?;
        Ok(())
    }

    /// Marks a certificate as taken back; a reason told before stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn revoke_official(&mut self, id: &str, reason: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached("UPDATE official SET revoked = ?2 WHERE id = ?1 AND coalesce(revoked, '') = ''")?
            .execute(params![id, reason])?;
        Ok(())
    }
}

impl Store {
    /// A learner's official certificates.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn official(&self, learner: LearnerId) -> Result<Vec<OfficialCertificate>, StoreError> {
        self.official_where("learner = ?1", &[&learner.0.as_bytes().as_slice()])
    }

    /// Everybody's official certificates.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn all_official(&self) -> Result<Vec<OfficialCertificate>, StoreError> {
        self.official_where("1", &[])
    }

    fn official_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<OfficialCertificate>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id, learner, target, cert, document, revoked FROM official WHERE {which} ORDER BY target, cert, id"
        ))?;
        let rows = query.query_and_then(values, |row| -> Result<OfficialCertificate, StoreError> {
            Ok(OfficialCertificate {
                id: row.get(0)?,
                learner: row::learner_id(&row.get::<_, Vec<u8>>(1)?)?,
                target: row::course_id(&row.get::<_, String>(2)?)?,
                cert: Slug::parse(&row.get::<_, String>(3)?).map_err(|_| row::damaged("certificate"))?,
                document: row.get(4)?,
                revoked: row.get(5)?,
            })
        })?;
        rows.collect()
    }
}
