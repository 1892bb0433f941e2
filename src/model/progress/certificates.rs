//! Certificates as their events tell them: recorded here, issued by the office, taken back by it.

use super::fold::{Order, keep_first};
use super::stamp::Stamp;
use super::{CertificateProgress, Missing, Official};
use crate::model::event::CertificateNamed;
use crate::model::id::Slug;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One certificate of one course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CertificateFold {
    provisional: Option<(Order, u64)>,
    official: BTreeMap<String, (Order, u64)>,
    revoked: BTreeSet<String>,
}

impl CertificateFold {
    pub(super) fn record(&mut self, stamp: &Stamp) {
        keep_first(&mut self.provisional, stamp.order, stamp.wall_ms);
    }

    pub(super) fn issue(&mut self, stamp: &Stamp, body: &CertificateNamed) {
        // The same certificate may come again with a later receipt: the first telling of it counts.
        let held = self.official.entry(body.id.clone()).or_insert((stamp.order, stamp.wall_ms));
        *held = (*held).min((stamp.order, stamp.wall_ms));
    }

    pub(super) fn revoke(&mut self, body: &CertificateNamed) {
        self.revoked.insert(body.id.clone());
    }

    /// How it stands, while its rule still wants `missing`.
    pub(super) fn progress(&self, id: &Slug, missing: Vec<Missing>) -> CertificateProgress {
        CertificateProgress {
            id: id.clone(),
            is_due: missing.is_empty(),
            missing,
            provisional_wall_ms: self.provisional_wall_ms(),
            official: self.official(),
            is_revoked: self.is_revoked(),
        }
    }

    pub(super) fn provisional_wall_ms(&self) -> Option<u64> {
        self.provisional.map(|(_, wall_ms)| wall_ms)
    }

    pub(super) fn official(&self) -> Option<Official> {
        let good = self.official.iter().filter(|(id, _)| !self.revoked.contains(*id));
        good.max_by_key(|(_, (order, _))| *order)
            .map(|(id, (_, wall_ms))| Official { id: id.clone(), wall_ms: *wall_ms })
    }

    pub(super) fn is_revoked(&self) -> bool {
        !self.revoked.is_empty() && self.official().is_none()
    }
}
