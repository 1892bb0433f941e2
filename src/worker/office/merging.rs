//! Merging a plan, and what follows: certificates, receipts, the notice on a stick.

use super::post::Steps;
use super::room::{AtWork, Room};
use super::told::Told;
use super::view::{IssuedView, MergedView, NoticeView, OfficeStep, ReceiptRow, StationState, Unit};
use super::{certificates, reading};
use crate::model::problem::{Code, Problem};
use crate::office::receipts::{self, ReceiptMade};
use crate::office::{issue, notice_copy, paper_words};
use std::path::Path;

/// Merges what is planned. Once that is done it stays done, whatever follows.
pub(super) fn merge(room: &mut Room, steps: &mut Steps) -> Result<Told, Problem> {
    let now = room.now();
    let facilities = room.facilities()?;
    let mut work = room.at_work()?;
    let plan = work.plan.take().ok_or_else(|| Problem::new(Code::ExportNone))?;
    let at = || "files-merging".to_owned();
    let on_step =
        |done, total| steps.tell(OfficeStep { at: at(), unit: Unit::Entries, done, total, ..OfficeStep::default() });
    let merged = match plan.apply_watched(work.registry, now, on_step) {
        Ok(merged) => merged,
        Err(problem) => {
            *work.plan = Some(plan); // nothing was changed: it can be tried again
            return Err(problem);
        }
    };
    let mut view = MergedView {
        new: merged.new,
        known: merged.known,
        filled: merged.filled,
        apart: merged.apart,
        released: merged.released,
        notice: work.home.notice(),
        ..MergedView::default()
    };
    let mut stations = reading::view(&plan, &facilities).stations;
    stations.retain(|station| station.state == StationState::Asking);
    view.asking = stations;
    let follow = follow(&mut work, || tell(steps, "files-issuing"));
    view.issued = follow.issued.issued;
    view.waiting_for_fork = follow.issued.waiting_for_fork;
    view.not_borne_out = follow.issued.not_borne_out;
    view.unknown_courses = follow.issued.unknown_courses;
    view.trouble = follow.issued.trouble;
    view.receipts = follow.receipts.into_iter().map(receipt_row).collect();
    Ok(Told::Merged(Box::new(view)))
}

fn tell(steps: &mut Steps, key: &str) {
    steps.tell(OfficeStep { at: key.to_owned(), ..OfficeStep::default() }); // what is begun is ended: nothing to stop
}

fn receipt_row(made: ReceiptMade) -> ReceiptRow {
    ReceiptRow { station: made.name, certificates: made.certificates, wanted: made.wanted }
}

/// What follows from a change of the registry.
pub(super) struct Follow {
    pub issued: IssuedView,
    pub receipts: Vec<ReceiptMade>,
}

/// Issues what is due and writes the notice. What does not work is told and undoes nothing: the next time does it.
pub(super) fn follow(work: &mut AtWork<'_>, mut on_begin: impl FnMut()) -> Follow {
    on_begin();
    let AtWork { home, registry, keys, clock, random, .. } = work;
    let shop = |lang: &_| paper_words::of(home, lang);
    let issued = issue::run(home, registry, keys, *clock, *random, &shop);
    let mut view = match issued {
        Ok(report) => certificates::issued_view(registry, &report),
        Err(problem) => IssuedView { trouble: Some(problem), ..IssuedView::default() },
    };
    let receipts = receipts::write_notice(home, registry, keys, *clock).unwrap_or_else(|problem| {
        view.trouble.get_or_insert(problem);
        Vec::new()
    });
    Follow { issued: view, receipts }
}

/// Copies the notice to a stick.
pub(super) fn copy_notice(room: &Room, to: &Path, steps: &mut Steps) -> Result<Told, Problem> {
    let mut on_bytes =
        |done, total| steps.tell(OfficeStep { at: "files-copying".into(), done, total, ..OfficeStep::default() });
    let copied = notice_copy::copy(&room.home, to, &mut on_bytes)?;
    Ok(Told::NoticeCopied(NoticeView { folder: copied.folder, files: copied.files, bytes: copied.bytes }))
}
