//! Learners, staff, groups, enrolments and preferences: tables that follow from the events and can be made again.

use super::{Store, StoreError, Writer, row};
use crate::model::event::{
    Body, EnrolmentState, Event, GroupSet, LearnerChanged, LearnerField, LearnerStatus, Role, TargetKind,
};
use crate::model::id::{CourseId, Lang, LearnerId, Slug, StaffId};
use crate::model::text::plain;
use rusqlite::{Connection, Row, params};

/// Somebody who learns here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// Never the facility's number.
    pub id: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// The language they read.
    pub lang: Lang,
    /// Where they are.
    pub status: LearnerStatus,
    /// When they were added, ms.
    pub added_wall_ms: u64,
}

impl Learner {
    /// True if they may sign in here.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self.status, LearnerStatus::Active | LearnerStatus::Segregated | LearnerStatus::Returned)
    }
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// The name they sign in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// False once they have left.
    pub is_active: bool,
}

/// A group of learners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub members: Vec<LearnerId>,
}

/// A learner's enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The course or programme.
    pub target: CourseId,
    /// Which of the two.
    pub kind: TargetKind,
    /// Its edition.
    pub edition: u32,
    /// The day it should be done by, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Where it stands.
    pub state: EnrolmentState,
}

impl Writer<'_> {
    /// Brings the derived tables up to `event`.
    pub(super) fn derive(&self, event: &Event) -> Result<(), StoreError> {
        derive(self.db, event)
    }

    /// Makes the derived tables again from all events.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn derive_again(&mut self) -> Result<(), StoreError> {
        self.db.execute_batch(
            "DELETE FROM learners; DELETE FROM staff; DELETE FROM group_members; DELETE FROM groups;
             DELETE FROM enrolments; DELETE FROM preferences; DELETE FROM fold_cache;",
        )?;
        let mut query = self.db.prepare(&format!("SELECT {} FROM events ORDER BY id", row::EVENT_COLUMNS))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            derive(self.db, &row::event(row)?.1)?;
        }
        Ok(())
    }
}

fn derive(db: &Connection, event: &Event) -> Result<(), StoreError> {
    let Some(body) = event.body() else { return Ok(()) };
    if let Body::StaffAdded(staff) | Body::StaffChanged(staff) = body {
        db.prepare_cached(
            "INSERT INTO staff(staff, name, role, active) VALUES(?1, ?2, ?3, ?4)
             ON CONFLICT(staff) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active",
        )?
        .execute(params![staff.staff.0.as_bytes(), staff.name, row::word(&staff.role)?, staff.active])?;
    }
    if let Body::GroupSet(group) = body {
        derive_group(db, group)?;
    }
    match event.header.learner {
        Some(learner) => derive_learner(db, learner, event.header.wall, body),
        None => Ok(()),
    }
}

/// A group without a name is taken away.
fn derive_group(db: &Connection, group: &GroupSet) -> Result<(), StoreError> {
    let id = group.group.as_str();
    db.prepare_cached("DELETE FROM group_members WHERE id = ?1")?.execute([id])?;
    if group.name.is_empty() {
        db.prepare_cached("DELETE FROM groups WHERE id = ?1")?.execute([id])?;
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO groups(id, name) VALUES(?1, ?2) ON CONFLICT(id) DO UPDATE SET name = excluded.name",
    )?
    .execute([id, &group.name])?;
    for member in &group.members {
        db.prepare_cached("INSERT OR IGNORE INTO group_members(id, learner) VALUES(?1, ?2)")?
            .execute(params![id, member.0.as_bytes()])?;
    }
    Ok(())
}

fn derive_learner(db: &Connection, learner: LearnerId, wall: u64, body: &Body) -> Result<(), StoreError> {
    let id = learner.0.as_bytes();
    match body {
        Body::LearnerAdded(new) => {
            db.prepare_cached(
                "INSERT INTO learners(learner, name, number, birth_year, lang, status, added_wall)
                 VALUES(?1, ?2, ?3, ?4, ?5, 'active', ?6) ON CONFLICT(learner) DO NOTHING",
            )?
            .execute(params![
                id,
                new.name,
                new.number,
                new.birth_year,
                new.lang.as_str(),
                row::int(wall)
            ])?;
        }
        Body::LearnerChanged(change) => derive_change(db, learner, change)?,
        Body::LearnerStatusSet(set) => {
            db.prepare_cached("UPDATE learners SET status = ?2 WHERE learner = ?1")?
                .execute(params![id, row::word(&set.status)?])?;
        }
        Body::EnrolmentSet(set) => {
            db.prepare_cached(
                "INSERT INTO enrolments(learner, target, kind, edition, due, state) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(learner, target) DO UPDATE SET
                   kind = excluded.kind, edition = excluded.edition, due = excluded.due, state = excluded.state",
            )?
            .execute(params![
                id,
                set.target.as_str(),
                row::word(&set.kind)?,
                set.edition,
                set.due,
                row::word(&set.state)?
            ])?;
        }
        Body::EnrolmentMoved(moved) => {
            db.prepare_cached("UPDATE enrolments SET edition = ?3 WHERE learner = ?1 AND target = ?2")?
                .execute(params![id, moved.course.as_str(), moved.to_edition])?;
        }
        Body::PreferenceSet(set) => {
            db.prepare_cached(
                "INSERT INTO preferences(learner, key, value) VALUES(?1, ?2, ?3)
                 ON CONFLICT(learner, key) DO UPDATE SET value = excluded.value",
            )?
            .execute(params![id, set.key.as_str(), set.value])?;
        }
        _ => {}
    }
    Ok(())
}

fn derive_change(db: &Connection, learner: LearnerId, change: &LearnerChanged) -> Result<(), StoreError> {
    let id = learner.0.as_bytes();
    match change.field {
        LearnerField::Name => {
            db.prepare_cached("UPDATE learners SET name = ?2 WHERE learner = ?1")?.execute(params![id, change.new])?;
        }
        LearnerField::Number => {
            db.prepare_cached("UPDATE learners SET number = ?2 WHERE learner = ?1")?
                .execute(params![id, change.new])?;
        }
        LearnerField::BirthYear => {
            let year: Option<u32> = change.new.parse().ok();
            db.prepare_cached("UPDATE learners SET birth_year = ?2 WHERE learner = ?1")?.execute(params![id, year])?;
        }
        LearnerField::Lang => {
            if let Ok(lang) = Lang::parse(&change.new) {
                db.prepare_cached("UPDATE learners SET lang = ?2 WHERE learner = ?1")?
                    .execute(params![id, lang.as_str()])?;
            }
        }
    }
    Ok(())
}

impl Writer<'_> {
    /// What a learner is enrolled in, what this transaction wrote included.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn enrolments(&self, learner: LearnerId) -> Result<Vec<Enrolment>, StoreError> {
        enrolments(self.db, learner)
    }

    /// A learner's own settings, what this transaction wrote included.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn preferences(&self, learner: LearnerId) -> Result<Vec<(String, String)>, StoreError> {
        preferences(self.db, learner)
    }
}

fn preferences(db: &Connection, learner: LearnerId) -> Result<Vec<(String, String)>, StoreError> {
    let mut query = db.prepare_cached("SELECT key, value FROM preferences WHERE learner = ?1 ORDER BY key")?;
    let rows = query.query_map([learner.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

fn enrolments(db: &Connection, learner: LearnerId) -> Result<Vec<Enrolment>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT target, kind, edition, due, state FROM enrolments WHERE learner = ?1 ORDER BY due IS NULL, due, target",
    )?;
    let rows = query.query_and_then([learner.0.as_bytes()], enrolment)?;
    rows.collect()
}

fn enrolment(row: &Row<'_>) -> Result<Enrolment, StoreError> {
    Ok(Enrolment {
        target: row::course_id(&row.get::<_, String>(0)?)?,
        kind: row::from_word(row.get(1)?)?,
        edition: row.get(2)?,
        due: row.get(3)?,
        state: row::from_word(row.get(4)?)?,
    })
}

const LEARNER_COLUMNS: &str = "learner, name, number, birth_year, lang, status, added_wall";

fn learner(row: &Row<'_>) -> Result<Learner, StoreError> {
    Ok(Learner {
        id: row::learner_id(&row.get::<_, Vec<u8>>(0)?)?,
        name: row.get(1)?,
        number: row.get(2)?,
        birth_year: row.get(3)?,
        lang: Lang::parse(&row.get::<_, String>(4)?).map_err(|_| row::damaged("language"))?,
        status: row::from_word(row.get(5)?)?,
        added_wall_ms: row::uint(row.get(6)?),
    })
}

impl Store {
    /// Everybody who learns or learned here, by name: É stands with E.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn learners(&self) -> Result<Vec<Learner>, StoreError> {
        let mut query = self.db.prepare_cached(&format!("SELECT {LEARNER_COLUMNS} FROM learners"))?;
        let mut learners: Vec<Learner> = query.query_and_then([], learner)?.collect::<Result<_, _>>()?;
        learners.sort_by_cached_key(|one| (plain(&one.name), one.number.clone()));
        Ok(learners)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn learner(&self, id: LearnerId) -> Result<Option<Learner>, StoreError> {
        let sql = format!("SELECT {LEARNER_COLUMNS} FROM learners WHERE learner = ?1");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query_and_then([id.0.as_bytes()], learner)?;
        rows.next().transpose()
    }

    /// Whoever has this number and is not archived, released or transferred; else whoever had it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn learner_by_number(&self, number: &str) -> Result<Option<Learner>, StoreError> {
        let sql = format!("SELECT {LEARNER_COLUMNS} FROM learners WHERE number = ?1");
        let mut query = self.db.prepare_cached(&sql)?;
        let found: Vec<Learner> = query.query_and_then([number], learner)?.collect::<Result<_, _>>()?;
        Ok(found.iter().find(|learner| learner.is_here()).or(found.first()).cloned())
    }

    /// All staff, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn staff(&self) -> Result<Vec<Staff>, StoreError> {
        let mut query =
            self.db.prepare_cached("SELECT staff, name, role, active FROM staff ORDER BY name COLLATE NOCASE")?;
        let rows = query.query_and_then([], |row| -> Result<Staff, StoreError> {
            Ok(Staff {
                id: StaffId(row::uuid(&row.get::<_, Vec<u8>>(0)?)?),
                name: row.get(1)?,
                role: row::from_word(row.get(2)?)?,
                is_active: row.get(3)?,
            })
        })?;
        rows.collect()
    }

    /// All groups, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let mut members = self.db.prepare_cached("SELECT learner FROM group_members WHERE id = ?1 ORDER BY learner")?;
        let mut query = self.db.prepare_cached("SELECT id, name FROM groups ORDER BY name COLLATE NOCASE")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut groups = Vec::new();
        for row in rows {
            let (id, name) = row?;
            let ids = members.query_map([&id], |row| row.get::<_, Vec<u8>>(0))?;
            let members = ids.map(|id| row::learner_id(&id?)).collect::<Result<_, StoreError>>()?;
            groups.push(Group { id: Slug::parse(&id).map_err(|_| row::damaged("group"))?, name, members });
        }
        Ok(groups)
    }

    /// What a learner is enrolled in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn enrolments(&self, learner: LearnerId) -> Result<Vec<Enrolment>, StoreError> {
        enrolments(&self.db, learner)
    }

    /// What everybody is enrolled in, person by person.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn all_enrolments(&self) -> Result<Vec<(LearnerId, Enrolment)>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT target, kind, edition, due, state, learner FROM enrolments ORDER BY learner, due IS NULL, due, target")?;
        let rows =
            query.query_and_then([], |row| Ok((row::learner_id(&row.get::<_, Vec<u8>>(5)?)?, enrolment(row)?)))?;
        rows.collect()
    }

    /// A learner's own settings, by key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn preferences(&self, learner: LearnerId) -> Result<Vec<(String, String)>, StoreError> {
        preferences(&self.db, learner)
    }
}
