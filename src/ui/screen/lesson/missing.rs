//! What a lesson's rule still wants, in words.

use crate::model::progress::Missing;
use crate::ui::ViewCtx;

/// What a rule still wants, in words: "Answer 2 more".
#[must_use]
pub fn missing_words(cx: &ViewCtx<'_>, missing: &Missing) -> String {
    let n = |key: &str, count: u32| cx.with(key, &[("count", count.into())]);
    match missing {
        Missing::Open => cx.say("missing-open"),
        Missing::See { permille } => n("missing-see", permille.div_ceil(10)),
        Missing::Minutes { min } => n("missing-minutes", *min),
        Missing::Pass => cx.say("missing-pass"),
        Missing::Submit => cx.say("missing-submit"),
        Missing::Mark { .. } => cx.say("missing-mark"),
        Missing::SignOff => cx.say("missing-sign-off"),
        Missing::Lesson { .. } => cx.say("missing-lesson"),
        Missing::Module { .. } => cx.say("missing-module"),
        Missing::Course { .. } => cx.say("missing-course"),
        Missing::Level { .. } => cx.say("missing-level"),
        Missing::Certificate { .. } => cx.say("missing-certificate"),
        Missing::Required { count } => n("missing-required", *count),
        Missing::Some { n: count, .. } => n("missing-some", *count),
        Missing::NeedsNewer => cx.say("missing-newer"),
    }
}
