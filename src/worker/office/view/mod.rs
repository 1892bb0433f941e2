//! What the office's screens show, as plain data. Sentences, dates and counts are put into words by the screens.

mod certificates;
mod files;
mod keys;
mod people;
mod places;
mod stations;

pub use certificates::{CertificateRow, CertificateView, IssuedView};
pub use files::{FileView, Foreseen, MergedView, NoticeView, PlanView, ReceiptRow, StationPlan};
pub use keys::{KeyRow, KeysView, KitView, PackRow};
pub use people::{
    CourseAccount, DecidedView, DecisionRow, LikeRow, Likeness, PeopleRow, PeopleView, PersonCertificate, PersonView,
};
pub use places::{EnteredView, FileRow, FolderView, OfficeStep, SavedView, StartView, StickView};
pub use stations::{BranchRow, ConfirmedView, ForkRow, MergeRow, StationRow, StationState};
