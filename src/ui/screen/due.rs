//! The day something should be done by, as one would say it.

use crate::text::day_of;
use crate::ui::ViewCtx;
use jiff::civil::Date;

/// Today, here.
#[must_use]
pub fn today(cx: &ViewCtx<'_>) -> Date {
    day_of(cx.now_ms, cx.tz)
}

/// How many days ago a day was; none for today, days to come, and what is no day.
#[must_use]
pub fn days_past(cx: &ViewCtx<'_>, due: &str) -> Option<u64> {
    let due: Date = due.parse().ok()?; // no day: never past
    let days = today(cx).since(due).ok()?.get_days();
    u64::try_from(days).ok().filter(|days| *days > 0)
}

/// "Due Friday, November 27"; a day that has passed is said kindly.
#[must_use]
pub fn due_words(cx: &ViewCtx<'_>, due: &str) -> String {
    if let Some(days) = days_past(cx, due) {
        return cx.with("due-past", &[("days", days.into())]);
    }
    let today = today(cx);
    match due.parse::<Date>() {
        Ok(day) if day == today => cx.say("due-today"),
        Ok(day) if today.tomorrow().is_ok_and(|next| day == next) => cx.say("due-tomorrow"),
        _ => cx.with("due-on", &[("day", cx.words.weekday_text(due, today).into())]),
    }
}
