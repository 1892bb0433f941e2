//! Which request is answered where.

use super::carrying;
use super::desk;
use super::event::News;
use super::keeping;
use super::learning;
use super::opening;
use super::papers;
use super::people;
use super::quizzing;
use super::request::{Request, Ticket};
use super::room::Room;
use super::store_thread::{Outcome, Post};
use crate::model::problem::Problem;

/// Answers a request, or gives its long part to the file thread.
pub(super) fn answer(room: &mut Room, ticket: Ticket, request: Request, post: &Post) -> Result<Outcome, Problem> {
    match request {
        Request::Drives => carrying::drives(room),
        Request::WatchDrives { seen } => Ok(Outcome::Watch { seen, instead: room.outside.options.drives.clone() }),
        Request::ImportPack { path, allow_older } => carrying::import(room, path, allow_older),
        Request::ExportPreview => carrying::export_preview(room),
        Request::Export { folder } => carrying::export(room, folder),
        Request::Backup { folder } => carrying::back_up(room, folder),
        Request::Search { words } => learning::search(room.station()?, words),
        Request::ChangePeople(change) => people::change(room, change),
        Request::TryOut => opening::try_out(room, ticket, post).map(Outcome::News),
        other => short(room, other).map(Outcome::News),
    }
}

fn short(room: &mut Room, request: Request) -> Result<News, Problem> {
    match request {
        Request::Open => opening::open(room),
        Request::ReadKit { path } => opening::read_kit(&path),
        Request::SetUp { kit, fingerprint, name, administrator, passphrase } => {
            opening::set_up(room, &kit, fingerprint, name, administrator, &passphrase)
        }
        Request::KeepLanguage { lang } => opening::keep_language(room.station()?, &lang),
        Request::Tiles { .. }
        | Request::SignIn { .. }
        | Request::SignInByNumber { .. }
        | Request::ChoosePin { .. }
        | Request::SpendPin
        | Request::ChangePin { .. }
        | Request::StaffWord { .. }
        | Request::SetCallTimes { .. }
        | Request::SignInStaff { .. }
        | Request::SignOut { .. } => opening::sign(room.station()?, request),
        Request::StartAttempt { .. }
        | Request::Answer { .. }
        | Request::Draft { .. }
        | Request::TakeHint { .. }
        | Request::TurnTo { .. }
        | Request::FinishAttempt { .. } => quizzing::answer(room.station()?, request),
        Request::Home
        | Request::Library
        | Request::Course { .. }
        | Request::Programme { .. }
        | Request::SetGoal { .. }
        | Request::Record
        | Request::Certificate { .. }
        | Request::SetLanguage { .. }
        | Request::SetPreference { .. }
        | Request::OpenLesson { .. }
        | Request::Watched(_)
        | Request::LeaveLesson => learning::answer(room.station()?, request),
        Request::Keep(keep) => keeping::answer(room.station()?, keep),
        Request::Credential(credential) => keeping::credential(room.station()?, credential),
        Request::SaveCertificate { course, certificate, sheet, folder, to } => {
            papers::save_certificate(room.station()?, &course, &certificate, &sheet, folder, to)
        }
        Request::SaveCertificateOf { learner, course, certificate, sheet, folder, to } => {
            papers::save_certificate_of(room.station()?, learner, &course, &certificate, &sheet, folder, to)
        }
        Request::SaveSlip { export, words, facts, lang, folder } => {
            papers::save_slip(room.station()?, export, &words, &facts, &lang, folder)
        }
        Request::SavePaper { name, sheets, folder } => {
            papers::save_paper(room.station()?, name.as_str(), &sheets, folder)
        }
        Request::Packs | Request::RemovePack { .. } | Request::TakeDocument { .. } | Request::Station => {
            carrying::answer(room.station()?, request)
        }
        other => desk::answer(room.station()?, other),
    }
}
