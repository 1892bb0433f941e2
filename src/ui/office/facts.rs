//! Facts in a column: what each is, small, and under it how it is.

use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::say;
use egui::Ui;

/// Two columns of facts need so much room at 100 %.
const TWO_FROM: f32 = 420.0;

/// Draws facts, two side by side where there is room; those without a value are left out.
pub(super) fn show(ui: &mut Ui, facts: &[(String, String)]) {
    side_by_side(ui, facts, one);
}

/// The same for numbers, which stand large above what they count.
pub(super) fn numbers(ui: &mut Ui, facts: &[(String, String)]) {
    side_by_side(ui, facts, |ui, (name, number)| {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let ink = Tokens::of(ui).palette.ink;
            say::coloured(ui, number, Size::Title, ink);
            say::small(ui, name);
        });
        ui.add_space(space::XS);
    });
}

fn side_by_side(ui: &mut Ui, facts: &[(String, String)], one: impl Fn(&mut Ui, &(String, String))) {
    let facts: Vec<&(String, String)> = facts.iter().filter(|(_, value)| !value.is_empty()).collect();
    let columns = if ui.available_width() >= Tokens::of(ui).scaled(TWO_FROM) { 2 } else { 1 };
    for row in facts.chunks(columns) {
        if columns == 1 {
            row.iter().for_each(|fact| one(ui, fact));
            continue;
        }
        // Inside a column's own layout lines of text would be spread to its whole width.
        ui.columns(2, |ui| ui.iter_mut().zip(row).for_each(|(ui, fact)| drop(ui.vertical(|ui| one(ui, fact)))));
    }
}

fn one(ui: &mut Ui, (name, value): &(String, String)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say::small(ui, name);
        say::body(ui, value);
    });
    ui.add_space(space::XS);
}

/// A code to be read aloud: large, in equal letters, in groups as it is printed.
pub(super) fn code(ui: &mut Ui, text: &str) {
    let tokens = Tokens::of(ui);
    let job = egui::text::LayoutJob::simple(
        text.to_owned(),
        tokens.mono(Size::Heading),
        tokens.palette.ink,
        ui.available_width(),
    );
    ui.add(egui::Label::new(job).wrap());
}
