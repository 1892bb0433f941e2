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

/// A time of a film or recording, as a place.
#[must_use]
pub fn at(ms: u64) -> String {
    format!("ms-{ms}")
}

/// The time that was left for this lesson, once.
pub fn take_ms(ctx: &Context, lesson: &LessonId) -> Option<u64> {
    take(ctx, lesson)?.strip_prefix("ms-")?.parse().ok() // a place of another kind is none in a film
}

#[cfg(test)]
mod tests {
    use super::super::film_tests::{film_view, open_lesson_at, until};
    use super::*;
    use crate::worker::view::LessonContentView;
    use egui::vec2;

    #[test]
    fn a_film_opens_at_the_time_that_a_search_found() {
        let film = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/media/high.mp4")).expect("the film");
        let mut harness =
            open_lesson_at(LessonContentView::Video(film_view(film)), vec2(1366.0, 768.0), Some("ms-1400"));
        until(&mut harness, "0:01 of 0:02");
    }

    #[test]
    fn a_place_is_for_its_lesson_only_and_only_once() {
        let ctx = Context::default();
        let lesson = |id: &str| LessonId::parse(id).expect("an id");
        leave_for(&ctx, &lesson("film"), &at(1_400));
        assert_eq!(take_ms(&ctx, &lesson("film")), Some(1_400));
        assert_eq!(take_ms(&ctx, &lesson("film")), None);
        leave_for(&ctx, &lesson("film"), "a-heading");
        assert_eq!(take_ms(&ctx, &lesson("film")), None);
        leave_for(&ctx, &lesson("film"), &at(7));
        assert_eq!(take_ms(&ctx, &lesson("other")), None);
        assert_eq!(take_ms(&ctx, &lesson("film")), None, "whatever opens next clears it");
    }
}
