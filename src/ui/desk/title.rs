//! The title of a dialog, put into words only when it is drawn: it speaks the language of the screen at that moment.

use crate::ui::ViewCtx;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ui) struct Title {
    key: Option<&'static str>,
    count: u64,
    name: String,
}

impl Title {
    /// The words of `key`, about so many people; `name` is that of a single one, or of a group.
    pub(in crate::ui) fn of(key: &'static str, count: u64, name: &str) -> Self {
        Self { key: Some(key), count, name: name.to_owned() }
    }

    /// A name that is the same in every language of the screen.
    pub(in crate::ui) fn named(name: String) -> Self {
        Self { key: None, count: 0, name }
    }

    /// In the language of the screen.
    pub(in crate::ui) fn words(&self, cx: &ViewCtx<'_>) -> String {
        match self.key {
            Some(key) => cx.with(key, &[("count", self.count.into()), ("name", self.name.as_str().into())]),
            None => self.name.clone(),
        }
    }
}
