//! The papers that the desk lays out itself: a one-time PIN for the person it is for, a recovery code for the safe.

use crate::model::id::Slug;
use crate::model::printed_page::{Part, sheets};
use crate::model::slips::{self, Slip};
use crate::text::Words;
use crate::ui::ViewCtx;
use crate::worker::Request;
use crate::worker::view::{PinView, SetUpDone};
use std::collections::BTreeMap;

/// The slip of a one-time PIN, in the language that its owner reads.
#[must_use]
pub fn pin_slip(cx: &ViewCtx<'_>, pin: &PinView) -> Option<Request> {
    let words = Words::for_tag(pin.lang.as_str());
    let fact = |key: &str, value: &str| Part::Fact(words.get(key), value.to_owned());
    let station = cx.state.place().map(|place| place.station.as_str()).unwrap_or_default();
    let parts = vec![
        fact("people-name", &pin.name),
        fact("people-number", &pin.number),
        fact("slip-station", station),
        Part::Heading(words.get("pin-slip-code")),
        Part::Code(spaced(pin.pin.as_str())),
        Part::Paragraph(words.get("pin-slip-how")),
        Part::Paragraph(words.get("pin-slip-once")),
    ];
    let sheets = sheets(&words.get("pin-slip-title"), words.language().tag(), &parts);
    Some(Request::SavePaper { name: Slug::parse("one-time-pin").ok()?, sheets, folder: None })
}

/// The slips of several one-time PINs, each in the language that its owner reads.
#[must_use]
pub fn pin_slips(cx: &ViewCtx<'_>, pins: &[PinView]) -> Option<Request> {
    let mut spoken: BTreeMap<&str, Words> = BTreeMap::new();
    let mut slips = Vec::with_capacity(pins.len());
    for pin in pins {
        let words = spoken.entry(pin.lang.as_str()).or_insert_with_key(|tag| Words::for_tag(tag));
        slips.push(Slip {
            name: pin.name.clone(),
            number: format!("{} {}", words.get("people-number"), pin.number),
            code: spaced(pin.pin.as_str()),
            how: words.get("pin-sheet-how"),
        });
    }
    let sheets = slips::sheets(&cx.say("pin-sheet-title"), cx.words.language().tag(), &slips);
    Some(Request::SavePaper { name: Slug::parse("one-time-pins").ok()?, sheets, folder: None })
}

/// Six digits in two groups.
#[must_use]
pub fn spaced(digits: &str) -> String {
    match digits.split_at_checked(digits.len() / 2) {
        Some((first, last)) => format!("{first} {last}"),
        None => digits.to_owned(),
    }
}

/// The page of a recovery code.
#[must_use]
pub fn recovery_page(cx: &ViewCtx<'_>, done: &SetUpDone) -> Option<Request> {
    let fact = |key: &str, value: &str| Part::Fact(cx.say(key), value.to_owned());
    let parts = vec![
        Part::Paragraph(cx.say("recovery-intro")),
        fact("recovery-station", &done.place.station),
        fact("slip-facility", &done.place.facility),
        fact("recovery-made", &cx.words.date_time(cx.now_ms, cx.tz)),
        Part::Heading(cx.say("recovery-code")),
        Part::Code(done.recovery_code.as_str().to_owned()),
        Part::Heading(cx.say("slip-station-code")),
        Part::Code(done.fingerprint.clone()),
        Part::Paragraph(cx.say("set-up-confirm-why")),
    ];
    let sheets = sheets(&cx.say("recovery-title"), cx.words.language().tag(), &parts);
    Some(Request::SavePaper { name: Slug::parse("recovery-code").ok()?, sheets, folder: None })
}
