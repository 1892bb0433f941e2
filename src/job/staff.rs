//! Staff: adding, changing, signing in by passphrase. Signing in opens the station's keys, which carrying in and out
//! need; the passphrase itself is kept nowhere.

use super::sign_in::{Effort, check_wait, entry, note_right, note_wrong};
use super::station_keys::{StationKeys, fresh_code, typed_code};
use crate::model::event::{Actor, AuthMethodSet, Body, Method, Role, StaffSet};
use crate::model::id::StaffId;
use crate::model::problem::{Code, Problem};
use crate::store::{Secret, SlotOwner, Staff, Store, Writer};
use zeroize::Zeroizing;

/// Shortest passphrase, in characters (NIST SP 800-63B-4 for one used alone).
pub const PASSPHRASE_CHARS_MIN: usize = 15;

/// A member of staff who is in, with the station's keys.
#[derive(Debug, Clone)]
pub struct SignedInStaff {
    /// Who.
    pub staff: Staff,
    /// The station's keys, wiped when they go out.
    pub keys: StationKeys,
}

impl SignedInStaff {
    /// As the one who does something.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.staff.id)
    }

    /// Refuses what only administrators may do.
    ///
    /// # Errors
    /// [`Code::StaffRole`].
    pub fn must_be_administrator(&self) -> Result<(), Problem> {
        match self.staff.role {
            Role::Administrator => Ok(()),
            Role::Educator => Err(Problem::new(Code::StaffRole)),
        }
    }
}

/// Refuses a passphrase that is too short.
///
/// # Errors
/// [`Code::PassphraseShort`].
pub fn check_passphrase(passphrase: &str) -> Result<(), Problem> {
    if passphrase.trim().chars().count() >= PASSPHRASE_CHARS_MIN {
        Ok(())
    } else {
        Err(Problem::new(Code::PassphraseShort))
    }
}

/// Adds a member of staff, who can sign in from now on.
///
/// # Errors
/// [`Code::StaffRole`], [`Code::EntryMissing`], [`Code::StaffNameTaken`], [`Code::PassphraseShort`].
pub fn add(
    store: &mut Store,
    by: &SignedInStaff,
    name: &str,
    role: Role,
    passphrase: &str,
) -> Result<StaffId, Problem> {
    by.must_be_administrator()?;
    let name = free_name(store, name)?;
    check_passphrase(passphrase)?;
    let staff = StaffId(store.random().uuid());
    let slot = by.keys.slot(SlotOwner::Staff(staff), passphrase, Effort::of(store)?.slot())?;
    store.write(|writer| {
        writer.append_by(by.actor(), Body::StaffAdded(StaffSet { staff, name, role, active: true }))?;
        writer.set_key_slot(&slot)?;
        set_method(writer, by.actor(), staff)
    })?;
    Ok(staff)
}

/// Notes that `staff` signs in by the passphrase of a slot; the slot itself is the verifier.
pub(super) fn set_method(writer: &mut Writer<'_>, by: Actor, staff: StaffId) -> Result<(), Problem> {
    let subject = Actor::Staff(staff);
    writer.set_auth(subject, Method::Passphrase, &Secret(String::new()))?;
    writer.append_by(by, Body::AuthMethodSet(AuthMethodSet { subject, method: Method::Passphrase }))?;
    Ok(())
}

fn free_name(store: &Store, name: &str) -> Result<String, Problem> {
    let name = entry("name", name)?;
    match find(store, &name)? {
        Some(_) => Err(Problem::new(Code::StaffNameTaken).with("name", name)),
        None => Ok(name),
    }
}

/// The active member of staff of this name, in any case.
fn find(store: &Store, name: &str) -> Result<Option<Staff>, Problem> {
    let wanted = name.trim().to_lowercase();
    Ok(store.staff()?.into_iter().find(|staff| staff.is_active && staff.name.to_lowercase() == wanted))
}

/// Signs in.
///
/// # Errors
/// [`Code::SignInRefused`] for a name or passphrase that does not fit, [`Code::SignInWait`] after too many.
pub fn sign_in(store: &mut Store, name: &str, passphrase: &str) -> Result<SignedInStaff, Problem> {
    let refused = || Problem::new(Code::SignInRefused);
    let staff = find(store, name)?.ok_or_else(refused)?;
    let subject = Actor::Staff(staff.id);
    let row = store.auth(subject)?.ok_or_else(refused)?;
    check_wait(store, subject, &row)?;
    let slot = store.key_slot(SlotOwner::Staff(staff.id))?.ok_or_else(refused)?;
    match StationKeys::open(store, &slot, passphrase)? {
        Some(keys) => {
            note_right(store, subject, &row)?;
            Ok(SignedInStaff { staff, keys })
        }
        None => {
            note_wrong(store, subject, &row)?;
            Err(refused())
        }
    }
}

/// Sets a new passphrase: one's own, or, as administrator, another's who forgot it.
///
/// # Errors
/// [`Code::StaffRole`], [`Code::PassphraseShort`], [`Code::SignInRefused`] for somebody who is not active staff.
pub fn set_passphrase(store: &mut Store, by: &SignedInStaff, staff: StaffId, passphrase: &str) -> Result<(), Problem> {
    if staff != by.staff.id {
        by.must_be_administrator()?;
    }
    check_passphrase(passphrase)?;
    if !store.staff()?.iter().any(|one| one.id == staff && one.is_active) {
        return Err(Problem::new(Code::SignInRefused));
    }
    let slot = by.keys.slot(SlotOwner::Staff(staff), passphrase, Effort::of(store)?.slot())?;
    store.write(|writer| {
        writer.set_key_slot(&slot)?;
        set_method(writer, by.actor(), staff)
    })
}

/// Changes what somebody may do, or that they have left; who has left cannot sign in. One active administrator stays.
///
/// # Errors
/// [`Code::StaffRole`], [`Code::StaffLastAdministrator`], [`Code::SignInRefused`] for somebody who is not staff.
pub fn change(
    store: &mut Store,
    by: &SignedInStaff,
    staff: StaffId,
    role: Role,
    is_active: bool,
) -> Result<(), Problem> {
    by.must_be_administrator()?;
    let all = store.staff()?;
    let one = all.iter().find(|one| one.id == staff).ok_or_else(|| Problem::new(Code::SignInRefused))?;
    let stays = is_active && role == Role::Administrator;
    if !stays && !all.iter().any(|other| other.id != staff && other.is_active && other.role == Role::Administrator) {
        return Err(Problem::new(Code::StaffLastAdministrator));
    }
    let name = one.name.clone();
    store.write(|writer| {
        writer.append_by(by.actor(), Body::StaffChanged(StaffSet { staff, name, role, active: is_active }))?;
        if !is_active {
            writer.remove_key_slot(SlotOwner::Staff(staff))?;
        }
        Ok(())
    })
}

/// Signs in with the code printed at set-up, as the first active administrator, to set a new passphrase.
///
/// # Errors
/// [`Code::SignInRefused`], [`Code::SignInWait`].
pub fn sign_in_by_code(store: &mut Store, code: &str) -> Result<SignedInStaff, Problem> {
    let refused = || Problem::new(Code::SignInRefused);
    let all = store.staff()?;
    let is_administrator = |staff: &&Staff| staff.is_active && staff.role == Role::Administrator;
    let staff = all.iter().find(is_administrator).ok_or_else(refused)?.clone();
    let row = store.auth(Actor::Station)?.ok_or_else(refused)?;
    check_wait(store, Actor::Station, &row)?;
    let slot = store.key_slot(SlotOwner::Recovery)?.ok_or_else(refused)?;
    match StationKeys::open(store, &slot, &typed_code(code))? {
        Some(keys) => {
            note_right(store, Actor::Station, &row)?;
            Ok(SignedInStaff { staff, keys })
        }
        None => {
            note_wrong(store, Actor::Station, &row)?;
            Err(refused())
        }
    }
}

/// Makes a new recovery code in the old one's place. It is shown once and kept nowhere.
///
/// # Errors
/// [`Code::StaffRole`].
pub fn new_recovery_code(store: &mut Store, by: &SignedInStaff) -> Result<Zeroizing<String>, Problem> {
    by.must_be_administrator()?;
    let code = fresh_code(store.random());
    let slot = by.keys.slot(SlotOwner::Recovery, &typed_code(&code), Effort::of(store)?.slot())?;
    store.write(|writer| {
        writer.set_key_slot(&slot)?;
        set_recovery_method(writer, by.actor())
    })?;
    Ok(code)
}

/// Notes that there is a recovery code; its wrong tries are counted as the station's own.
pub(super) fn set_recovery_method(writer: &mut Writer<'_>, by: Actor) -> Result<(), Problem> {
    writer.set_auth(Actor::Station, Method::RecoveryCode, &Secret(String::new()))?;
    let body = AuthMethodSet { subject: Actor::Station, method: Method::RecoveryCode };
    writer.append_by(by, Body::AuthMethodSet(body))?;
    Ok(())
}
