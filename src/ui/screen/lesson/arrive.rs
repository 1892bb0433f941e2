//! Going to a place inside another lesson: the place is left here with the lesson's name, and the lesson's body takes
//! it when it is first drawn. Nothing of it stays: whatever lesson opens next clears it.

use crate::model::id::LessonId;
use egui::{Context, Id};

#[derive(Clone)]
struct Wanted(LessonId, String);

fn key() -> Id {
    Id::unique("lesson-place-wanted")
}

/// Leaves a place for the lesson that is gone to.
pub fn leave_for(ctx: &Context, lesson: &LessonId, anchor: &str) {
    ctx.data_mut(|data| data.insert_temp(key(), Some(Wanted(lesson.clone(), anchor.to_owned()))));
}

/// The place that was left for this lesson, once.
pub fn take(ctx: &Context, lesson: &LessonId) -> Option<String> {
    let wanted = ctx.data_mut(|data| data.remove_temp::<Option<Wanted>>(key())).flatten()?;
    (wanted.0 == *lesson).then_some(wanted.1)
}
