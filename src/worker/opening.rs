//! Opening the home, setting it up, trying it out; who comes in and goes out.

use super::event::News;
use super::request::{Request, Secret, Ticket};
use super::room::{OnStation, Room, Who};
use super::show;
use super::store_thread::Post;
use super::view::{KitView, PersonTile, SetUpDone, SignedInView, StaffInView, StartView};
use crate::job::follow::Followed;
use crate::job::import_pack::{self, ImportRequest};
use crate::job::setup::{SetUpAnswers, set_up as do_set_up};
use crate::job::slip::station_fingerprint;
use crate::job::study::Study;
use crate::job::trust::read_kit as do_read_kit;
use crate::job::watch::{Stage, Step, Watch};
use crate::job::{Home, Learner, NoFaults, people, room_to_save, staff, start, sweep_library, try_out as job};
use crate::model::event::{Actor, Method, SessionEnd};
use crate::model::id::{Lang, LearnerId};
use crate::model::picture_code;
use crate::model::problem::{Code, Problem};
use crate::model::schedule;
use crate::model::text::plain;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Opens the home folder.
pub(super) fn open(room: &mut Room) -> Result<News, Problem> {
    if room.station.is_none() {
        let home = Home::new(&room.outside.options.home);
        let open = start::open(&home, Arc::clone(&room.outside.clock), Arc::clone(&room.outside.random))?;
        if open.store.station()?.is_none() {
            return Ok(News::Opened(StartView::NotSetUp));
        }
        let swept = sweep_library::sweep_library(&open.home, &open.store)?;
        log::info!("swept {swept:?}; {} sittings ended by a crash", open.recovered);
        room.station = Some(OnStation::of(open)?);
    }
    ready(room.station()?)
}

fn ready(station: &OnStation) -> Result<News, Problem> {
    let place = show::station::place(&station.open, &station.settings, &station.courses)?;
    Ok(News::Opened(StartView::Ready(place)))
}

/// Looks at a kit before anything is decided.
pub(super) fn read_kit(path: &Path) -> Result<News, Problem> {
    let seen = do_read_kit(path)?;
    let kit = seen.kit();
    let office =
        seen.trust().root.office(&kit.office).map_or_else(|| kit.office.to_string(), |office| office.name.clone());
    Ok(News::Kit(KitView { path: path.to_owned(), office, facility: kit.facility.name.clone() }))
}

/// Sets the station up.
pub(super) fn set_up(
    room: &mut Room,
    kit: &Path,
    fingerprint: String,
    name: String,
    administrator: String,
    passphrase: &Secret,
) -> Result<News, Problem> {
    if room.station.is_some() {
        return Err(Problem::new(Code::StationAlreadySetUp));
    }
    let home = Home::new(&room.outside.options.home);
    let mut open = start::open(&home, Arc::clone(&room.outside.clock), Arc::clone(&room.outside.random))?;
    let passphrase = passphrase.as_str().to_owned().into();
    let answers = SetUpAnswers { fingerprint, station: name, administrator, passphrase, effort: None };
    let done = do_set_up(&mut open.store, do_read_kit(kit)?, &answers)?;
    let station = room.station.insert(OnStation::of(open)?);
    Ok(News::SetUp(SetUpDone {
        place: show::station::place(&station.open, &station.settings, &station.courses)?,
        recovery_code: Secret::new(done.recovery_code.to_string()),
        fingerprint: station_fingerprint(&done.station).to_string(),
    }))
}

/// Opens the try-out, making it and carrying its packs in where they are not yet.
pub(super) fn try_out(room: &mut Room, ticket: Ticket, post: &Post) -> Result<News, Problem> {
    room.close()?;
    let (mut steps, cancel) = (post.steps(ticket), post.cancel_of(ticket));
    steps(Step { stage: Stage::Preparing, done: 0, total: 0 });
    let home = Home::new(&room.outside.options.home);
    let (clock, random) = (Arc::clone(&room.outside.clock), Arc::clone(&room.outside.random));
    let job::TryOut { mut open, to_import } = job::prepare(&home, &room.outside.options.starter, clock, random)?;
    sweep_library::sweep_library(&open.home, &open.store)?;
    for pack in to_import {
        let request = ImportRequest { make_current: true, allow_older: true, ..ImportRequest::of(pack) };
        let mut watch = Watch::new(&mut steps, &cancel);
        import_pack::run(&open.home, &mut open.store, &request, Actor::Station, &NoFaults, &mut watch)?;
    }
    ready(room.station.insert(OnStation::of(open)?))
}

/// What the sign-in screen speaks.
pub(super) fn keep_language(station: &mut OnStation, lang: &Lang) -> Result<News, Problem> {
    match station.who {
        Who::Nobody => {
            station.open.store.write(|writer| writer.set_setting(show::station::LANGUAGE, lang.as_str()))?;
            Ok(News::PreferenceSaved)
        }
        Who::Learner { .. } | Who::Staff(_) => Err(Problem::new(Code::StaffRole)),
    }
}

/// Who comes in and who goes out.
pub(super) fn sign(station: &mut OnStation, request: Request) -> Result<News, Problem> {
    match request {
        Request::Tiles { search } => tiles(station, &search),
        Request::SignIn { learner, pin } => sign_in(station, learner, &pin),
        Request::SignInByNumber { number, pin } => {
            let found = station.open.store.learner_by_number(number.trim())?;
            sign_in(station, found.ok_or_else(|| Problem::new(Code::LearnerUnknown))?.id, &pin)
        }
        Request::ChoosePin { pin } => choose_pin(station, &pin),
        Request::SpendPin => spend_pin(station),
        Request::ChangePin { old, new } => change_pin(station, &old, &new),
        Request::StaffWord { name, passphrase, wish } => {
            staff::sign_in(&mut station.open.store, &name, passphrase.as_str())?;
            Ok(News::StaffAgreed(wish))
        }
        Request::SetCallTimes { times } => set_call_times(station, &times),
        Request::SignInStaff { name, passphrase } => {
            let staff = staff::sign_in(&mut station.open.store, &name, passphrase.as_str())?;
            station.sign_out(SessionEnd::Staff)?;
            let view = StaffInView { staff: staff.staff.id, name: staff.staff.name.clone(), role: staff.staff.role };
            station.who = Who::Staff(Box::new(staff));
            Ok(News::StaffIn(view))
        }
        Request::SignOut { cause } => {
            station.sign_out(cause)?;
            Ok(News::SignedOut)
        }
        other => Err(Problem::new(Code::Internal).because(format!("{other:?} is no matter of signing in"))),
    }
}

/// Keeps the times of day when sittings end.
fn set_call_times(station: &mut OnStation, times: &[u16]) -> Result<News, Problem> {
    station.staff()?;
    let text = schedule::text(times);
    if schedule::parse(&text).as_deref() != Some(times) {
        return Err(Problem::new(Code::EntryMissing).with("field", "call times"));
    }
    station.open.store.write(|writer| writer.set_setting(show::station::CALL_TIMES, &text))?;
    show::station::station(&station.open, &station.settings, &station.courses).map(News::Station)
}

fn tiles(station: &OnStation, search: &str) -> Result<News, Problem> {
    let words: Vec<String> = search.split_whitespace().map(plain).collect();
    let here: Vec<_> = station.open.store.learners()?.into_iter().filter(|learner| learner.is_here()).collect();
    let mut numbers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in &here {
        numbers.entry(plain(&one.name)).or_default().push(one.number.clone());
    }
    let fits = here.into_iter().filter(|learner| {
        let (name, number) = (plain(&learner.name), plain(&learner.number));
        words.iter().all(|word| name.contains(word) || number.starts_with(word.as_str()))
    });
    let by_pictures = station.open.store.subjects_by(Method::Pictures)?;
    let tile = |one: Learner| PersonTile {
        has_pictures: by_pictures.contains(&Actor::Learner(one.id).to_string()),
        learner: one.id,
        number_end: numbers.get(&plain(&one.name)).and_then(|all| end_that_tells(&one.number, all)),
        name: one.name,
        lang: one.lang,
    };
    Ok(News::Tiles(fits.map(tile).collect()))
}

/// The shortest end of a number, of two characters or more, that no other of `all` ends in; none if it is the only one.
fn end_that_tells(number: &str, all: &[String]) -> Option<String> {
    if all.len() < 2 {
        return None;
    }
    let ends = number.char_indices().rev().skip(1).map(|(at, _)| &number[at..]);
    let is_own = |end: &&str| all.iter().filter(|other| other.ends_with(*end)).count() == 1;
    Some(ends.into_iter().find(is_own).unwrap_or(number).to_owned())
}

/// Lets a learner in. The one whose sitting is only covered goes on with it. Whoever comes has all their courses counted
/// while the PIN is checked: their first page waits for nothing.
fn sign_in(station: &mut OnStation, learner: LearnerId, pin: &Secret) -> Result<News, Problem> {
    if matches!(&station.who, Who::Learner { study, .. } if study.learner().id == learner) {
        people::sign_in(&mut station.open.store, learner, pin.as_str())?;
        return signed_in_view(station);
    }
    let courses = &station.courses;
    let (signed_in, read) = people::sign_in_meanwhile(&mut station.open.store, learner, pin.as_str(), |store| {
        let followed = Followed::of(store, learner)?;
        followed.count(courses);
        Ok::<_, Problem>(followed)
    })?;
    let followed = read?;
    station.sign_out(SessionEnd::Left)?;
    let must_choose_pin = signed_in.method == Method::OneTimePin;
    let study = Study::begin_with(&mut station.open.store, signed_in.learner, signed_in.method, followed)?;
    station.who = Who::Learner { study: Box::new(study), must_choose_pin };
    signed_in_view(station)
}

fn choose_pin(station: &mut OnStation, pin: &Secret) -> Result<News, Problem> {
    let Who::Learner { study, must_choose_pin } = &mut station.who else {
        return Err(Problem::new(Code::SessionOver));
    };
    people::choose_pin(&mut station.open.store, study.learner().id, pin.as_str())?;
    *must_choose_pin = false;
    signed_in_view(station)
}

fn spend_pin(station: &mut OnStation) -> Result<News, Problem> {
    let Who::Learner { study, must_choose_pin: true } = &station.who else {
        return Err(Problem::new(Code::SessionOver));
    };
    people::spend_one_time_pin(&mut station.open.store, study.learner().id)?;
    Ok(News::Done)
}

fn change_pin(station: &mut OnStation, old: &Secret, new: &Secret) -> Result<News, Problem> {
    let Who::Learner { study, must_choose_pin: false } = &station.who else {
        return Err(Problem::new(Code::SessionOver));
    };
    people::change_pin(&mut station.open.store, study.learner().id, old.as_str(), new.as_str())?;
    Ok(News::PinChanged { has_pictures: picture_code::is_code(new.as_str()) })
}

fn signed_in_view(station: &OnStation) -> Result<News, Problem> {
    let Who::Learner { study, must_choose_pin } = &station.who else {
        return Err(Problem::new(Code::SessionOver));
    };
    let learner = study.learner();
    Ok(News::SignedIn(SignedInView {
        learner: learner.id,
        session: study.session(),
        name: learner.name.clone(),
        lang: learner.lang.clone(),
        must_choose_pin: *must_choose_pin,
        has_pictures: has_pictures(station, learner.id)?,
        cannot_save: room_to_save::trouble(&station.open.home),
        preferences: station.open.store.preferences(learner.id)?.into_iter().collect(),
    }))
}

fn has_pictures(station: &OnStation, learner: LearnerId) -> Result<bool, Problem> {
    Ok(station.open.store.auth(Actor::Learner(learner))?.is_some_and(|row| row.method == Method::Pictures))
}
