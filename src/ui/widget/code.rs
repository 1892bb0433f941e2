//! Program text as it is, with the name of its language and colours for its pieces; wide lines move sideways.

use super::super::tokens::{Size, Tokens, space};
use super::{say, sideways};
use crate::media::code::{Kind, pieces};
use egui::cache::{ComputerMut, FrameCache};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Role, Sense, Stroke, Ui, WidgetInfo};
use std::ops::Range;
use std::sync::Arc;

type Pieces = Arc<[(Range<usize>, Kind)]>;

/// Looks a text over once, for as long as it is on screen.
#[derive(Default)]
struct Lexer;

impl ComputerMut<(&str, &str), Pieces> for Lexer {
    fn compute(&mut self, (language, text): (&str, &str)) -> Pieces {
        pieces(language, text).into()
    }
}

/// Draws `text`, which is in `language` as far as that is known.
pub fn show(ui: &mut Ui, language: &str, text: &str) {
    let tokens = Tokens::of(ui);
    let text = text.trim_end();
    let found =
        ui.memory_mut(|memory| Arc::clone(memory.caches.cache::<FrameCache<Pieces, Lexer>>().get((language, text))));
    let frame = egui::Frame::new()
        .fill(tokens.palette.surface)
        .stroke(Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, tokens.palette.line))
        .corner_radius(space::CORNER_SMALL)
        .inner_margin(egui::Margin::same(space::L as i8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if !language.is_empty() {
            say::small(ui, language);
        }
        sideways::show(ui, language, |ui| {
            let galley = ui.painter().layout_job(job(&tokens, text, &found));
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Code, true, text));
            ui.painter().galley(rect.min, galley, tokens.palette.ink);
        });
    });
}

fn job(tokens: &Tokens, text: &str, pieces: &[(Range<usize>, Kind)]) -> LayoutJob {
    let mut job = LayoutJob::default();
    let font = tokens.mono(Size::Body);
    for (range, kind) in pieces {
        let format = TextFormat {
            font_id: font.clone(),
            color: ink(tokens, *kind),
            italics: *kind == Kind::Comment,
            line_height: Some((font.size * 1.4).round()),
            ..TextFormat::default()
        };
        job.append(text.get(range.clone()).unwrap_or_default(), 0.0, format);
    }
    job
}

fn ink(tokens: &Tokens, kind: Kind) -> Color32 {
    let (p, code) = (&tokens.palette, &tokens.palette.code);
    match kind {
        Kind::Plain => p.ink,
        Kind::Keyword => code.keyword,
        Kind::Text => code.text,
        Kind::Comment => code.comment,
        Kind::Value => code.value,
        Kind::Name => code.name,
        Kind::Property => code.property,
    }
}
