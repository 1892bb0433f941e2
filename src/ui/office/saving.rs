//! How writing a file for somebody stands: a report, a copy of the records.

use crate::model::problem::Problem;
use crate::worker::office::view::SavedView;

/// See the module.
#[derive(Default)]
pub(super) enum Saving {
    #[default]
    None,
    Working,
    Done(SavedView),
    Failed(Problem),
}
