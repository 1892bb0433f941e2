//! What the office's screens show, as plain data. Sentences, dates and counts are put into words by the screens.

mod certificates;
mod files;
mod keys;
mod leaving;
mod people;
mod places;
mod reports;
mod stations;

pub use certificates::{CertificateQuery, CertificateRow, CertificateView, CertificatesView, IssuedView};
pub use files::{FileView, Foreseen, MergedView, NoticeView, PlanView, ReceiptRow, StationPlan};
pub use keys::{BroughtBackView, FacilitiesView, KeyRow, KeysView, KitView, PackRow};
pub use leaving::{Destination, PacketView, TransferView};
pub use people::{
    CourseAccount, DecidedView, DecisionRow, LikeRow, Likeness, PAGE_ROWS, PeopleOrder, PeopleQuery, PeopleRow,
    PeopleView, PersonCertificate, PersonView, Whom,
};
pub use places::{EnteredView, FileRow, FolderView, Look, OfficeStep, SavedView, StartView, StickView, Unit};
pub use reports::ChoicesView;
pub use stations::{BranchRow, ConfirmedView, ForkRow, MergeRow, StationRow, StationState};
