//! A text with gaps in it: typed into in the line, or filled from a list of words under the text.

use super::draft::Draft;
use crate::model::id::OptionId;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Icon, choice, say};
use crate::worker::view::OptionView;
use egui::{Role, Sense, Ui, WidgetInfo};

/// The longest word or words for a gap.
const CHARS_MAX: usize = 200;
/// The width of a gap at 100 %.
const GAP_WIDTH: f32 = 168.0;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// Words up to the next blank.
    Word(&'a str),
    /// A gap by its place in the list.
    Gap(usize),
    /// The line ends here.
    End,
}

/// Cuts the text at blanks, line ends and gaps; a mark that is no gap of the question stays a word.
fn pieces<'a>(text: &'a str, gaps: &[(OptionId, Vec<OptionView>)]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("{{") {
            let gap = after.split_once("}}").and_then(|(id, beyond)| {
                gaps.iter().position(|(gap, _)| gap.as_str() == id.trim()).map(|at| (at, beyond))
            });
            pieces.extend(before.split_whitespace().map(Piece::Word));
            match gap {
                Some((at, beyond)) => {
                    pieces.push(Piece::Gap(at));
                    rest = beyond;
                }
                None => {
                    pieces.push(Piece::Word("{{"));
                    rest = after;
                }
            }
        }
        pieces.extend(rest.split_whitespace().map(Piece::Word));
        pieces.push(Piece::End);
    }
    pieces
}

/// The text as it is said, each gap by its name or by what fills it.
fn said(cx: &ViewCtx<'_>, pieces: &[Piece<'_>]) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Word(word) => (*word).to_owned(),
        Piece::Gap(at) => gap_name(cx, *at),
        Piece::End => String::new(),
    };
    pieces.iter().map(piece).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// "Gap 2".
pub fn gap_name(cx: &ViewCtx<'_>, at: usize) -> String {
    cx.with("quiz-gap", &[("number", (at as u32 + 1).into())])
}

/// Draws it; true when the Enter key ended a field.
pub fn show(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    draft: &mut Draft,
    (text, gaps): (&str, &[(OptionId, Vec<OptionView>)]),
    is_told: bool,
    by_key: bool,
) -> bool {
    if !is_told {
        say::small(ui, &cx.say("quiz-gaps-how"));
    }
    let pieces = pieces(text, gaps);
    let tokens = Tokens::of(ui);
    let mut is_enter = false;
    let scope = ui.scope(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(tokens.points(Size::Reading) * 0.3, space::XS);
        ui.spacing_mut().interact_size.y = space::TARGET;
        for line in pieces.split_inclusive(|piece| *piece == Piece::End) {
            ui.horizontal_wrapped(|ui| {
                for piece in line {
                    match piece {
                        Piece::Word(word) => word_ui(ui, &tokens, word),
                        Piece::Gap(at) => {
                            let is_first = by_key && *at == 0;
                            is_enter |= gap_ui(ui, cx, draft, *at, &gaps[*at], is_told, is_first);
                        }
                        Piece::End => {}
                    }
                }
            });
        }
    });
    let words = said(cx, &pieces);
    scope.response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, &words));
    if !is_told {
        words_ui(ui, cx, draft, gaps);
    }
    is_enter
}

fn word_ui(ui: &mut Ui, tokens: &Tokens, word: &str) {
    let galley = ui.painter().layout_no_wrap(word.to_owned(), tokens.font(Size::Reading), tokens.palette.ink);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, tokens.palette.ink);
}

fn gap_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    draft: &mut Draft,
    at: usize,
    (id, options): &(OptionId, Vec<OptionView>),
    is_told: bool,
    is_first: bool,
) -> bool {
    let tokens = Tokens::of(ui);
    let filling = draft.gaps.get(id).cloned().unwrap_or_default();
    let chosen = options.iter().find(|option| option.id.as_str() == filling).map(|option| option.text.as_str());
    if is_told {
        let words = if filling.is_empty() { "____" } else { chosen.unwrap_or(&filling) };
        say::strong(ui, words);
        return false;
    }
    let width = tokens.scaled(GAP_WIDTH).min(ui.max_rect().width());
    let name = gap_name(cx, at);
    if options.is_empty() {
        if ui.available_size_before_wrap().x < width {
            ui.end_row();
        }
        let text = draft.gaps.entry(id.clone()).or_default();
        let response = Field::inline(&name).chars_max(CHARS_MAX).width(width).show(ui, text);
        if is_first {
            response.request_focus();
        }
        return submitted(ui, &response);
    }
    let is_open = draft.picked.as_ref() == Some(id);
    let label = chosen.map_or_else(|| cx.say("quiz-gap-choose"), str::to_owned);
    let spoken = format!("{name}: {label}");
    let button = Button::secondary(&label).named(&spoken).icon_last(Icon::Down).selected(is_open);
    let response = ui.add(button);
    if is_first {
        response.request_focus();
    }
    if response.clicked() {
        draft.picked = Some(id.clone());
    }
    false
}

/// The words for the gap that waits for one.
fn words_ui(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft, gaps: &[(OptionId, Vec<OptionView>)]) {
    let next_open = |draft: &Draft| {
        let is_open =
            |(id, options): &&(OptionId, Vec<OptionView>)| !options.is_empty() && !draft.gaps.contains_key(id);
        gaps.iter().find(is_open).map(|(id, _)| id.clone())
    };
    if draft.picked.is_none() {
        draft.picked = next_open(draft);
    }
    let picked = draft.picked.clone();
    let Some(at) = picked.and_then(|picked| gaps.iter().position(|(id, _)| *id == picked)) else { return };
    let (id, options) = &gaps[at];
    ui.add_space(space::S);
    say::strong(ui, &cx.with("quiz-gap-words", &[("number", (at as u32 + 1).into())]));
    ui.horizontal_wrapped(|ui| {
        for option in options {
            let is_on = draft.gaps.get(id).is_some_and(|chosen| chosen == option.id.as_str());
            if choice::chip(ui, &option.text, is_on).clicked() {
                draft.gaps.insert(id.clone(), option.id.to_string());
                draft.picked = next_open(draft).or_else(|| Some(id.clone()));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_gaps_and_nothing_is_lost() {
        let gaps: Vec<(OptionId, Vec<OptionView>)> =
            ["a", "b"].iter().map(|id| (id.parse().unwrap(), Vec::new())).collect();
        let cut = pieces("I {{a}}, you {{c}} {{b}}.\n{{ open", &gaps);
        use Piece::{End, Gap, Word};
        assert_eq!(
            cut,
            [
                Word("I"),
                Gap(0),
                Word(","),
                Word("you"),
                Word("{{"),
                Word("c}}"),
                Gap(1),
                Word("."),
                End,
                Word("{{"),
                Word("open"),
                End
            ]
        );
        assert!(pieces("", &gaps).is_empty());
    }
}
