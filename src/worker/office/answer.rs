//! The office thread: does what is asked, one thing after the other.

use super::ask::Ask;
use super::handle::Job;
use super::post::Post;
use super::room::Room;
use super::told::Told;
use super::{certificates, keep, keys, leaving, merging, people, places, reading, reports, start, stations};
use crate::model::problem::{Code, Problem};
use crate::office::look;
use crate::worker::Ticket;
use crate::worker::store_thread::guarded;
use std::sync::mpsc::Receiver;

/// Works until the window is gone.
pub(super) fn run(mut room: Room, jobs: &Receiver<Job>, post: &Post) {
    while let Ok(Job::Ask(ticket, ask)) = jobs.recv() {
        let result = guarded(|| answer(&mut room, ticket, ask, post));
        if result.as_ref().is_err_and(|problem| problem.code == Code::Internal) {
            room.recover(); // after a fault of ours nothing in memory is believed
        }
        post.last(ticket, result);
    }
}

fn answer(room: &mut Room, ticket: Ticket, ask: Ask, post: &Post) -> Result<Told, Problem> {
    if room.by.is_none() && !ask.is_outside() {
        return Err(Problem::new(Code::SessionOver));
    }
    match ask {
        Ask::Start => start::start(room),
        Ask::Make(form) => start::make(room, &form),
        Ask::Enter { passphrase, by } => start::enter(room, passphrase.as_ref(), &by),
        Ask::Lock => {
            room.lock();
            Ok(Told::Locked)
        }
        Ask::KeepLook(look) => look::keep(&room.home, &look).map(|()| Told::Done),
        Ask::Sticks => Ok(places::sticks(room)),
        Ask::WatchSticks { .. } => Ok(Told::Done), // the other thread's
        Ask::Folder { path, ending } => places::folder(room, path.as_deref(), ending),
        Ask::Read { paths } => reading::read(room, &paths, &mut post.steps(ticket)),
        Ask::DropPlan => {
            room.plan = None;
            Ok(Told::Done)
        }
        Ask::Merge => merging::merge(room, &mut post.steps(ticket)),
        Ask::CopyNotice { to } => merging::copy_notice(room, &to, &mut post.steps(ticket)),
        Ask::People { query } => people::page(room, &query, &mut post.steps(ticket)),
        Ask::FindPeople { words } => people::find(room, &words, &mut post.steps(ticket)),
        Ask::Alike => people::alike(room),
        Ask::Person { learner } => people::person(room, learner),
        Ask::Decide { one, other, is_one, reason } => people::decide(room, (one, other), is_one, &reason),
        Ask::Destinations => leaving::destinations(room),
        Ask::Transfer { learner, station, reason } => leaving::transfer(room, learner, station, &reason),
        Ask::Packet { learner, folder } => leaving::packet(room, learner, &folder),
        Ask::Certificates { query } => certificates::page(room, &query, &mut post.steps(ticket)),
        Ask::Certificate { id } => certificates::one(room, &id),
        Ask::SaveCertificate { id, folder } => certificates::save(room, &id, &folder),
        Ask::Revoke { id, reason } => certificates::revoke(room, &id, &reason),
        Ask::Issue => certificates::issue(room),
        Ask::Choices { lang } => reports::choices(room, &lang),
        Ask::Report { question, asked, lang } => reports::ask(room, question, &asked, &lang, &mut post.steps(ticket)),
        Ask::SaveReport { question, asked, lang, folder } => {
            reports::save(room, (question, &asked), &lang, &folder, &mut post.steps(ticket))
        }
        Ask::Stations => stations::all(room),
        Ask::Confirm { station } => stations::confirm(room, station),
        Ask::Rename { station, name } => stations::rename(room, station, &name),
        Ask::Retire { station, reason } => stations::retire(room, station, &reason),
        Ask::Release { station, reason } => stations::release(room, station, &reason),
        Ask::DecideForks { station, reason } => stations::decide_forks(room, station, &reason),
        Ask::Keys => keys::keys(room),
        Ask::MakeKit { facility } => keys::make_kit(room, &facility),
        Ask::SetRules { settings } => keys::set_rules(room, &settings),
        Ask::AddFacilities { names } => keys::add_facilities(room, &names),
        Ask::Approve { packs } => keys::approve(room, &packs, &mut post.steps(ticket)),
        Ask::Withdraw { manifest } => keys::withdraw(room, &manifest),
        Ask::Backup { to } => keep::backup(room, &to),
        Ask::BringBack { from } => keep::bring_back(room, &from),
        Ask::Restore { from } => keep::restore(room, &from),
    }
}
