//! What a certificate is worth, in one word, the same wherever it is asked: is it whole, is its issuer an office of
//! this agency, and was it taken back. The check page says the same four words.

use super::certificate::{CertificateFault, Checked};
use super::trust::verify_key;
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Office, Revocations, Root};
use uuid::Uuid;

/// The word for a certificate that is good.
pub const VALID: &str = "valid";

/// Why a certificate is not good.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not a certificate, or not as it was signed.
    #[error("altered: {0}")]
    Altered(#[from] CertificateFault),
    /// Whole, but signed by nobody whom this agency names.
    #[error("unknown issuer: it is whole, but its issuer is no office of this agency")]
    UnknownIssuer,
    /// Taken back, or signed by a key that was stolen or out of use.
    #[error("revoked")]
    Revoked {
        /// Since when, ms since 1970.
        at: u64,
    },
}

impl Refusal {
    /// The word: `altered`, `unknown issuer` or `revoked`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Altered(_) => "altered",
            Self::UnknownIssuer => "unknown issuer",
            Self::Revoked { .. } => "revoked",
        }
    }

    /// What a person hears of it.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Altered(_) => Code::CertificateAltered,
            Self::UnknownIssuer => Code::CertificateUnknownIssuer,
            Self::Revoked { .. } => Code::CertificateRevoked,
        }
    }

    /// The same with the word and the reason.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem::new(self.code()).with("word", self.word()).because(self)
    }
}

/// The office that issued a certificate whose proofs hold; of a record, also every certificate in it.
///
/// # Errors
/// [`Refusal::UnknownIssuer`] if the root names none with this key.
pub fn issuer<'a>(checked: &Checked, root: Option<&'a Root>) -> Result<&'a Office, Refusal> {
    let mut offices = root.into_iter().flat_map(|root| &root.offices);
    let all = || std::iter::once(checked).chain(&checked.members);
    let signed_all = |office: &&Office| all().all(|one| office.issuers.contains(&verify_key(&one.key)));
    offices.find(signed_all).ok_or(Refusal::UnknownIssuer)
}

/// Whether a list leaves a certificate standing. A list of another office says nothing of it.
///
/// # Errors
/// [`Refusal::Revoked`].
pub fn standing(checked: &Checked, issuer: &Office, list: Option<&Revocations>) -> Result<(), Refusal> {
    let Some(list) = list.filter(|list| list.office == issuer.id) else { return Ok(()) };
    match is_revoked(checked, list) {
        Some(at) => Err(Refusal::Revoked { at }),
        None => Ok(()),
    }
}

/// Since when a list takes a certificate back, ms since 1970; none if it does not. A record stands only while all in it do.
#[must_use]
pub fn is_revoked(checked: &Checked, list: &Revocations) -> Option<u64> {
    let key = verify_key(&checked.key);
    // The list writes ids in lower case with hyphens; a file of ours cannot write them in another way and be signed.
    let id = Uuid::parse_str(checked.short_id()).map_or_else(|_| checked.short_id().to_owned(), |id| id.to_string());
    let own = list.revoked_at(&id, &key).or_else(|| list.ended_before(&key, signed_at(&checked.created)));
    own.or_else(|| checked.members.iter().filter_map(|member| is_revoked(member, list)).min())
}

/// When it says it was signed, ms since 1970, if that is written as we write it, `2026-11-30T16:00:00Z`; else as late as
/// can be, so that no key is held to be in use for a date that nobody can read.
fn signed_at(created: &str) -> u64 {
    let at = created.parse::<jiff::Timestamp>().ok().filter(|at| at.to_string() == created);
    at.filter(|at| at.subsec_nanosecond() == 0)
        .and_then(|at| u64::try_from(at.as_millisecond()).ok())
        .unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_not_written_as_ours_is_as_late_as_can_be() {
        assert_eq!(signed_at("2026-11-30T16:00:00Z"), 1_796_054_400_000);
        for odd in [
            "",
            "soon",
            "2026-11-30",
            "2026-11-30T16:00:00",
            "2026-11-30t16:00:00z",
            "2026-11-30T16:00:00.5Z",
            "2026-11-30T17:00:00+01:00",
            "2026-02-30T16:00:00Z",
            "2016-12-31T23:59:60Z",
            "1969-12-31T23:59:59Z",
        ] {
            assert_eq!(signed_at(odd), u64::MAX, "{odd}");
        }
    }
}
