//! Somebody goes elsewhere: their record to another station, or their release packet into their own hands.

use super::room::{Room, facility_name};
use super::told::Told;
use super::view::{Destination, PacketView, TransferView};
use crate::model::id::{LearnerId, StationId};
use crate::model::problem::Problem;
use crate::office::home::{Reader, write_file};
use crate::office::registry::{StationRow, StationState};
use crate::office::standing::Writing;
use crate::office::{packet, paper_words, receipts, transfer};
use std::path::Path;

/// The stations that somebody can be sent to, by place and name.
pub(super) fn destinations(room: &mut Room) -> Result<Told, Problem> {
    let facilities = room.facilities()?;
    let confirmed = room.registry()?.stations()?.into_iter().filter(|row| row.state == StationState::Confirmed);
    let destination = |row: StationRow| Destination {
        station: row.id,
        facility: facility_name(&facilities, &row.facility),
        name: row.name,
    };
    let mut all: Vec<Destination> = confirmed.map(destination).collect();
    all.sort_by(|a, b| (&a.facility, &a.name).cmp(&(&b.facility, &b.name)));
    Ok(Told::Destinations(all))
}

/// Sends somebody to a station from today on, and writes the notice that brings their record there.
pub(super) fn transfer(room: &mut Room, learner: LearnerId, station: StationId, why: &str) -> Result<Told, Problem> {
    let reason = room.signed(why);
    let work = room.at_work()?;
    let (home, clock) = (work.home, work.clock);
    let mut writing = Writing { home, registry: work.registry, keys: work.keys, clock, random: work.random };
    let asked = (learner.to_string(), station.to_hex());
    let made = transfer::send(&mut writing, (&asked.0, &asked.1), (None, Some(&reason)))?;
    receipts::write_notice(home, work.registry, work.keys, clock)?;
    Ok(Told::Transferred(TransferView {
        learner,
        name: made.name,
        station: made.station_name,
        events: made.events,
        certificates: made.certificates,
        notice: home.notice(),
    }))
}

/// Writes somebody's release packet into a folder of its own.
pub(super) fn packet(room: &mut Room, learner: LearnerId, to: &Path) -> Result<Told, Problem> {
    let work = room.at_work()?;
    let shop = |lang: &_| paper_words::of(work.home, lang);
    let asked = learner.to_string();
    let made = packet::make(work.home, work.registry, work.keys, (&asked, None), &shop, (work.clock, work.random))?;
    let folder = to.join(format!("packet-{}", &asked[..8]));
    write_file(&folder.join("packet.zip"), &made.zip, Reader::Owner)?;
    write_file(&folder.join("packet.pdf"), &made.pdf, Reader::Owner)?;
    Ok(Told::PacketMade(PacketView {
        folder,
        certificates: made.certificates as u64,
        forms: made.forms as u64,
        entries: made.entries as u64,
    }))
}
