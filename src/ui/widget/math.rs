//! Formulas: laid out once while they are on screen, drawn at the very pixels of the screen, in the colour of the text.

use super::super::tokens::{Size, Tokens, space};
use super::{say, sideways};
use crate::media::math::Formula;
use egui::cache::{ComputerMut, FrameCache};
use egui::mutex::Mutex;
use egui::{
    Color32, ColorImage, Context, Id, Pos2, Rect, Role, Sense, TextureHandle, TextureOptions, Ui, WidgetInfo, pos2,
    vec2,
};
use std::collections::HashMap;
use std::sync::Arc;

/// The em of formulas for one of the text: the lower-case letters of both are then as high.
pub const EM: f32 = 1.16;
/// A display formula is made smaller than this part of its size before it moves sideways.
const SHRUNK_MIN: f32 = 0.8;

/// A formula, or nothing if the TeX is none.
pub type Laid = Option<Arc<Formula>>;

#[derive(Default)]
struct Setter;

impl ComputerMut<(&str, bool), Laid> for Setter {
    fn compute(&mut self, (tex, is_display): (&str, bool)) -> Laid {
        match Formula::read(tex, is_display) {
            Ok(formula) => Some(Arc::new(formula)),
            Err(fault) => {
                log::warn!("a formula is shown as its source: {fault}");
                None
            }
        }
    }
}

/// The formula of `tex`.
pub fn laid(ctx: &Context, tex: &str, is_display: bool) -> Laid {
    ctx.memory_mut(|memory| memory.caches.cache::<FrameCache<Laid, Setter>>().get((tex, is_display)).clone())
}

/// One drawn formula: its texture, and where the formula's left end on its baseline lies in it, in pixels.
#[derive(Clone)]
struct Drawn {
    texture: TextureHandle,
    origin: [usize; 2],
    last_used: u64,
}

/// Those that were on screen in the last frames, by formula, size in pixels and way of darkening.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<HashMap<Key, Option<Drawn>>>>);

type Key = (u64, u32, u32);

/// Draws `formula` with `em` points to the em, its left end on its baseline at `at`.
pub fn paint(ui: &Ui, formula: &Formula, key: (&str, bool), em: f32, at: Pos2, ink: Color32) {
    let reach = vec2(formula.width + 1.0, formula.ascent + formula.depth + 1.0) * em;
    let around = Rect::from_min_size(at - vec2(0.5 * em, (formula.ascent + 0.5) * em), reach);
    if !ui.is_rect_visible(around) {
        return;
    }
    let pixels = ui.pixels_per_point();
    let Some(drawn) = drawn(ui, formula, key, em * pixels) else { return };
    let corner = (at * pixels).round() - vec2(drawn.origin[0] as f32, drawn.origin[1] as f32);
    let place = Rect::from_min_size((corner.to_vec2() / pixels).to_pos2(), drawn.texture.size_vec2() / pixels);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().image(drawn.texture.id(), place, whole, ink);
}

fn drawn(ui: &Ui, formula: &Formula, key: (&str, bool), em_pixels: f32) -> Option<Drawn> {
    let now = ui.ctx().cumulative_pass_nr();
    let transfer = ui.visuals().text_options.color_transfer_function;
    let key = (egui::util::hash(key), em_pixels.to_bits(), transfer.to_gamma().to_bits());
    let kept = ui.data_mut(|data| data.get_temp_mut_or_default::<Kept>(Id::unique("formulas")).clone());
    let mut kept = kept.0.lock();
    if let Some(known) = kept.get_mut(&key) {
        return known.as_mut().map(|known| {
            known.last_used = now;
            known.clone()
        });
    }
    // What is new pays for clearing away what is no longer seen.
    kept.retain(|_, drawn| drawn.as_ref().is_some_and(|drawn| drawn.last_used + 2 >= now));
    let drawn = formula.draw(em_pixels).map(|picture| {
        let pixels = picture.alpha.iter().map(|covered| transfer.color_from_coverage(f32::from(*covered) / 255.0));
        let image = ColorImage::new([picture.width, picture.height], pixels.collect());
        let texture = ui.ctx().load_texture("formula", image, TextureOptions::LINEAR);
        Drawn { texture, origin: [picture.left, picture.baseline], last_used: now }
    });
    kept.insert(key, drawn.clone());
    drawn
}

/// A formula that stands alone, in the middle; what is too wide is made a little smaller, then moves sideways. What is no
/// formula is shown as it was written.
pub fn display(ui: &mut Ui, tex: &str) {
    let tokens = Tokens::of(ui);
    let Some(formula) = laid(ui.ctx(), tex, true) else {
        say::mono(ui, tex);
        return;
    };
    let room = ui.available_width();
    let full = tokens.points(Size::Reading) * EM;
    let needed = formula.width * full + 2.0;
    let em = full * (room / needed).clamp(SHRUNK_MIN, 1.0);
    let inset = ((room - formula.width * em) / 2.0).max(1.0);
    sideways::show(ui, &formula.words, |ui| {
        let height = (formula.ascent + formula.depth) * em + 2.0 * space::XS;
        let (rect, response) =
            ui.allocate_exact_size(vec2((formula.width * em + 2.0).max(room), height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Math, true, &formula.words));
        let at = pos2(rect.left() + inset, rect.top() + space::XS + formula.ascent * em);
        paint(ui, &formula, (tex, true), em, at, tokens.palette.ink);
    });
}
