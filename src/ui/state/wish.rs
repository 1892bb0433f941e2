//! What a ticket was for, to know where its failure belongs.

use crate::worker::Request;

/// What a ticket was for, to know where its failure belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Start,
    SignIn,
    Tiles,
    StaffWord,
    PinChange,
    Page,
    Search,
    Lesson,
    Save,
    Desk,
    Other,
}

/// What `request` is for.
pub(super) fn wish(request: &Request) -> Wish {
    match request {
        Request::Open | Request::TryOut => Wish::Start,
        Request::SignIn { .. }
        | Request::SignInByNumber { .. }
        | Request::SignInStaff { .. }
        | Request::ChoosePin { .. } => Wish::SignIn,
        Request::Tiles { .. } => Wish::Tiles,
        Request::ChangePin { .. } => Wish::PinChange,
        Request::StaffWord { .. } => Wish::StaffWord,
        Request::Home
        | Request::Library
        | Request::Course { .. }
        | Request::Programme { .. }
        | Request::Record
        | Request::Certificate { .. } => Wish::Page,
        Request::Keep(keep) if super::kept::is_page(keep) => Wish::Page,
        Request::Keep(_) => Wish::Save,
        Request::Search { .. } => Wish::Search,
        Request::OpenLesson { .. } => Wish::Lesson,
        Request::SetGoal { .. }
        | Request::Watched(_)
        | Request::LeaveLesson
        | Request::Answer { .. }
        | Request::Draft { .. }
        | Request::TakeHint { .. }
        | Request::TurnTo { .. }
        | Request::FinishAttempt { .. } => Wish::Save,
        Request::Today
        | Request::People
        | Request::PeopleProgress { .. }
        | Request::Person { .. }
        | Request::StaffList
        | Request::SignGoal { .. }
        | Request::OpenQuiz { .. }
        | Request::Mark(_)
        | Request::Packs
        | Request::Drives
        | Request::WatchDrives { .. }
        | Request::SavePaper { .. }
        | Request::SaveSlip { .. }
        | Request::SaveCertificateOf { .. }
        | Request::Backup { .. }
        | Request::ImportPack { .. }
        | Request::TakeDocument { .. }
        | Request::ExportPreview
        | Request::Export { .. }
        | Request::Station
        | Request::SetCallTimes { .. }
        | Request::ReadKit { .. }
        | Request::Credential(_)
        | Request::SetUp { .. } => Wish::Desk,
        _ => Wish::Other,
    }
}
