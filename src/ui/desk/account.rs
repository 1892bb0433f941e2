//! What both step pages share: the head, the bar of a long job, the lines of the account at the end.

use crate::text::{size_of_bytes, whole};
use crate::ui::ViewCtx;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, card, progress, say, steps};
use crate::worker::view::{Stage, StepView};
use egui::Ui;

/// The head of a step page; `keys` are the names of its steps.
pub fn head(ui: &mut Ui, cx: &ViewCtx<'_>, title: &str, keys: [&str; 4], current: usize) {
    say::title(ui, title);
    ui.add_space(space::M);
    let labels = keys.map(|key| cx.say(key));
    let at = (current + 1).min(labels.len());
    let of = cx.with("step-of", &[("step", (at as u64).into()), ("all", (labels.len() as u64).into())]);
    steps::header(ui, &labels, current, &format!("{of}: {}", labels[at - 1]));
    ui.add_space(space::M);
}

/// The words of a stage.
fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Checking => "stage-checking",
        Stage::Copying => "stage-copying",
        Stage::Settling => "stage-settling",
        Stage::Gathering => "stage-gathering",
        Stage::Sealing => "stage-sealing",
        Stage::Writing => "stage-writing",
        Stage::Comparing => "stage-comparing",
        Stage::WaitingForDrive => "stage-waiting",
        Stage::Preparing => "stage-preparing",
        Stage::MakingPins => "stage-pins",
    }
}

/// Bar, speed, time left, and "Cancel"; true when it was pressed.
pub fn working(ui: &mut Ui, cx: &ViewCtx<'_>, what: &str, step: Option<&StepView>) -> bool {
    card(ui, |ui| {
        say::subheading(ui, what);
        let stage = cx.say(step.map_or("stage-preparing", |step| stage_key(step.stage)));
        let permille = step.filter(|step| step.total > 0).map_or(0, |step| {
            u16::try_from(step.done.min(step.total).saturating_mul(1000) / step.total).unwrap_or(1000)
        });
        progress::bar(ui, permille, &stage);
        say::body(ui, &stage);
        if let Some(step) = step.filter(|step| step.total > 0) {
            say::small(ui, &numbers(cx, step));
        }
        ui.add_space(space::M);
        ui.add(Button::secondary(&cx.say("action-cancel")).icon(Icon::Stop)).clicked()
    })
    .inner
}

fn numbers(cx: &ViewCtx<'_>, step: &StepView) -> String {
    if step.stage == Stage::Gathering {
        return cx.with("progress-of", &[("done", whole(step.done).into()), ("all", whole(step.total).into())]);
    }
    let is_counted = step.stage == Stage::MakingPins;
    let size = |count| if is_counted { whole(count) } else { size_of_bytes(cx.words, count) };
    let mut parts = vec![cx.with("progress-of", &[("done", size(step.done).into()), ("all", size(step.total).into())])];
    if step.per_sec > 0 && !is_counted {
        parts.push(cx.with("carry-speed", &[("size", size(step.per_sec).into())]));
    }
    match step.secs_left {
        Some(secs @ 0..60) => parts.push(cx.with("carry-seconds-left", &[("seconds", secs.into())])),
        Some(secs) => parts.push(cx.with("minutes-left", &[("minutes", secs.div_ceil(60).into())])),
        None => {}
    }
    parts.join(" · ")
}
