//! The place, the station for staff, packs and drives.

use crate::job::courses::Courses;
use crate::job::drives::{Drive, Find, FindKind as Found, look_at_pack};
use crate::job::export_progress::STATION_CERTIFICATE;
use crate::job::import_pack::Known;
use crate::job::pack_head::PackStanding;
use crate::job::slip::station_fingerprint;
use crate::job::start::OpenHome;
use crate::job::trust::held_trust;
use crate::model::course::first_of;
use crate::model::id::{Hash, Lang};
use crate::model::problem::{Code, Problem};
use crate::model::schedule;
use crate::model::text::Text;
use crate::model::trust::Settings;
use crate::worker::view::{DriveView, FindKind, FindView, PackRow, PlaceView, StationView};
use std::collections::BTreeSet;

/// The setting that keeps the language of the sign-in screen.
pub(in crate::worker) const LANGUAGE: &str = "language";

/// The setting that keeps the times of day when sittings end.
pub(in crate::worker) const CALL_TIMES: &str = "call_times";

/// The place, for the sign-in screen.
pub(in crate::worker) fn place(open: &OpenHome, settings: &Settings, courses: &Courses) -> Result<PlaceView, Problem> {
    let station = open.station()?;
    let languages: BTreeSet<Lang> = courses.all().flat_map(|on| on.course.languages.iter().cloned()).collect();
    let minutes = |minutes: u64| u32::try_from(minutes).unwrap_or(u32::MAX);
    Ok(PlaceView {
        station: station.name,
        facility: station.facility_name,
        office: station.office_name,
        tz: settings.tz.clone(),
        is_try_out: station.is_try_out,
        has_name_tiles: settings.name_tiles,
        idle_lock_min: minutes(settings.idle_lock_min),
        idle_seat_min: minutes(settings.idle_seat_min),
        session_max_min: minutes(settings.session_max_min),
        call_times: open.store.setting(CALL_TIMES)?.and_then(|text| schedule::parse(&text)).unwrap_or_default(),
        is_kiosk: settings.kiosk,
        free_text: settings.free_text,
        may_print: settings.print,
        may_save: settings.save_pdf,
        languages: languages.into_iter().collect(),
        language: open.store.setting(LANGUAGE)?.and_then(|tag| Lang::parse(&tag).ok()),
    })
}

/// The station, for staff.
pub(in crate::worker) fn station(
    open: &OpenHome,
    settings: &Settings,
    courses: &Courses,
) -> Result<StationView, Problem> {
    let (row, trust) = (open.station()?, held_trust(&open.store)?);
    let mut warnings: Vec<Problem> =
        open.store.packs()?.iter().filter_map(|pack| courses.problem(&pack.manifest).cloned()).collect();
    if row.is_try_out {
        warnings.push(Problem::new(Code::StationTryOut));
    }
    Ok(StationView {
        id: row.id.to_hex(),
        fingerprint: station_fingerprint(&row).to_string(),
        is_confirmed: open.store.document(STATION_CERTIFICATE)?.is_some(),
        versions: [trust.root.version, trust.catalogue.version, trust.policy.version],
        signed_time_ms: open.store.signed_time()?,
        events: open.store.event_count()?,
        events_unsent: open.store.unacknowledged()?.events,
        free_bytes: crate::job::drives::free_bytes(open.home.root()),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        warnings,
        place: place(open, settings, courses)?,
    })
}

/// Installed packs.
pub(in crate::worker) fn packs(open: &OpenHome, courses: &Courses, lang: &Lang) -> Result<Vec<PackRow>, Problem> {
    let rows = open.store.packs()?.into_iter().map(|pack| {
        let held = courses.all().find(|on| on.manifest == pack.manifest);
        let manifest = courses.shelf().pack(&pack.manifest).ok(); // its problem is told below
        let first = manifest.as_ref().map(|reader| first_of(&reader.manifest().languages).clone());
        let say = |text: &Text| text.get(lang, first.as_ref().unwrap_or(lang)).to_owned();
        let withdrawn = pack.is_withdrawn.then(|| Problem::new(Code::PackWithdrawn).with("pack", &pack.pack));
        let unreadable = || {
            let is_missing = pack.is_active && held.is_none();
            courses.problem(&pack.manifest).cloned().or_else(|| is_missing.then(|| Problem::new(Code::LessonDamaged)))
        };
        PackRow {
            manifest: pack.manifest,
            title: say(&pack.title),
            publisher: manifest.as_ref().map(|reader| reader.manifest().publisher.clone()).unwrap_or_default(),
            version: pack.version,
            size_bytes: pack.bytes,
            courses: pack.courses.iter().map(|course| say(&course.title)).collect(),
            imported_wall_ms: pack.added_wall_ms,
            is_current: pack.is_active,
            problem: withdrawn.or_else(unreadable),
            pack: pack.pack,
        }
    });
    Ok(rows.collect())
}

/// A drive and what lies on it.
pub(in crate::worker) fn drive(
    drive: Drive,
    finds: Vec<Find>,
    known: Option<&Known>,
    lang: &Lang,
    damaged: &BTreeSet<Hash>,
) -> DriveView {
    DriveView {
        finds: finds.into_iter().filter_map(|find| self::find(find, known, lang, damaged)).collect(),
        folder: drive.folder,
        label: drive.label,
        free_bytes: drive.free_bytes,
        size_bytes: drive.size_bytes,
    }
}

/// Before set-up only kits are of use.
fn find(find: Find, known: Option<&Known>, lang: &Lang, damaged: &BTreeSet<Hash>) -> Option<FindView> {
    let name = find.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (kind, problem) = match (find.kind, known) {
        (Found::Kit, _) => (FindKind::Kit, None),
        (Found::Notice, Some(_)) => (FindKind::Notice, None),
        (Found::Receipt, Some(_)) => (FindKind::Receipt, None),
        (Found::Record, Some(_)) => (FindKind::Record, None),
        (Found::Pack, Some(known)) => {
            let look = look_at_pack(&find.path, &[], known);
            match look.manifest {
                Some((manifest, hash)) => {
                    let kind = FindKind::Pack {
                        title: manifest.title.get(lang, first_of(&manifest.languages)).to_owned(),
                        courses: manifest.documents.iter().map(|document| document.id.clone()).collect(),
                        publisher: manifest.publisher,
                        pack: manifest.pack_id,
                        version: manifest.version,
                        mends: look.standing == PackStanding::Here && damaged.contains(&hash),
                        standing: look.standing,
                    };
                    (kind, look.problem)
                }
                None => (FindKind::Unreadable, look.problem),
            }
        }
        (Found::Roster, Some(_)) => (FindKind::Roster, None),
        (Found::Notice | Found::Receipt | Found::Record | Found::Pack | Found::Roster, None) => return None,
    };
    Some(FindView { path: find.path, name, kind, size_bytes: find.size_bytes, problem })
}
