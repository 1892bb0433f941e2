//! Something that a worker was asked for: not asked, on its way, here, or not to be had.

use crate::model::problem::Problem;

/// See the module.
#[derive(Debug, Clone, Default)]
pub enum Loaded<T> {
    /// Nobody asked.
    #[default]
    Nothing,
    /// Asked for.
    Loading,
    /// Here.
    Here(T),
    /// Not to be had.
    Failed(Problem),
}

impl<T> Loaded<T> {
    /// It was asked for. What is here stays on screen until the new one comes.
    pub fn ask(&mut self) {
        if !matches!(self, Self::Here(_)) {
            *self = Self::Loading;
        }
    }

    /// Whether nobody asked.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// What is here.
    #[must_use]
    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(value) => Some(value),
            Self::Nothing | Self::Loading | Self::Failed(_) => None,
        }
    }
}
