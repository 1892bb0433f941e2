//! A board of sixteen pictures, of which four are chosen in order: a PIN for people who do not read. By pointer or
//! keyboard; each picture has its name beside it. What is chosen is shown only as dots.

use super::super::tokens::{Size, Tokens, space};
use super::{focus, icon::Icon, pin};
use crate::model::picture_code::{BOARD_WIDTH, CHOSEN, PICTURES, code};
use egui::{Align2, CornerRadius, Event, Key, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};
use zeroize::{Zeroize as _, Zeroizing};

/// The icon of each picture, in the order of the board.
pub const ICONS: [Icon; PICTURES.len()] = [
    Icon::Home,
    Icon::Sun,
    Icon::Tree,
    Icon::Cat,
    Icon::Boat,
    Icon::Star,
    Icon::Dog,
    Icon::Cup,
    Icon::Moon,
    Icon::Fish,
    Icon::Car,
    Icon::Flower,
    Icon::Bird,
    Icon::Umbrella,
    Icon::Guitar,
    Icon::Ball,
];

/// What is chosen so far.
#[derive(Default, Clone)]
pub struct Board {
    chosen: Vec<usize>,
}

impl std::fmt::Debug for Board {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Board({} pictures)", self.chosen.len())
    }
}

/// The words of the board.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Name of the dots, with how many are filled: "2 of 4 pictures".
    pub dots: String,
    /// Name of the key that takes a picture back.
    pub back: String,
    /// The name of each picture.
    pub names: Vec<String>,
}

impl Board {
    /// How many pictures are chosen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether none is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Forgets what was chosen.
    pub fn clear(&mut self) {
        self.chosen.zeroize();
    }

    /// Draws dots and board; gives the code when the fourth picture is chosen, and is empty again then.
    pub fn show(&mut self, ui: &mut Ui, labels: &Labels, is_enabled: bool) -> Option<Zeroizing<String>> {
        let is_back = |event: &Event| matches!(event, Event::Key { key: Key::Backspace, pressed: true, .. });
        if is_enabled && focus::hears_keys(ui) && ui.input(|input| input.events.iter().any(is_back)) {
            self.chosen.pop();
        }
        ui.vertical_centered(|ui| {
            pin::dots(ui, self.chosen.len(), CHOSEN, &labels.dots);
            ui.add_space(space::L);
            ui.add_enabled_ui(is_enabled, |ui| self.board(ui, labels));
        });
        (self.chosen.len() == CHOSEN).then(|| {
            let code = Zeroizing::new(code(&self.chosen));
            self.clear();
            code
        })
    }

    fn board(&mut self, ui: &mut Ui, labels: &Labels) {
        let tokens = Tokens::of(ui);
        let gap = space::M;
        let columns = BOARD_WIDTH as f32;
        let room = (ui.available_width() - gap * (columns - 1.0)) / columns;
        let name_height = tokens.points(Size::Small) * 1.4;
        let side = vec2(tokens.scaled(116.0).min(room).floor(), tokens.scaled(44.0).min(72.0) + name_height + space::L);
        let width = side.x * columns + gap * (columns - 1.0);
        for row in 0..PICTURES.len().div_ceil(BOARD_WIDTH) {
            self.row(ui, vec2(width, side.y), |board, ui| {
                for at in row * BOARD_WIDTH..((row + 1) * BOARD_WIDTH).min(PICTURES.len()) {
                    let name = labels.names.get(at).map_or("", String::as_str);
                    if picture(ui, at, name, side).clicked() && board.chosen.len() < CHOSEN {
                        board.chosen.push(at);
                    }
                }
            });
        }
        let back = super::Button::quiet(&labels.back).icon(Icon::Backspace).enabled(!self.chosen.is_empty());
        if ui.add(back).clicked() {
            self.chosen.pop();
        }
    }

    fn row(&mut self, ui: &mut Ui, size: Vec2, add: impl FnOnce(&mut Self, &mut Ui)) {
        ui.allocate_ui(size, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                add(self, ui);
            });
        });
        ui.add_space(space::M - ui.spacing().item_spacing.y);
    }
}

fn picture(ui: &mut Ui, at: usize, name: &str, side: Vec2) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (rect, response) = ui.allocate_exact_size(side, Sense::click());
    let (ground, ink) = tokens.soft(at as u64);
    let is_lit = response.hovered();
    let (edge, width) =
        if is_lit { (p.primary, 2.0) } else { (p.edge, if tokens.is_high_contrast() { 2.0 } else { 1.0 }) };
    ui.painter().rect(rect, CornerRadius::same(space::CORNER), ground, Stroke::new(width, edge), StrokeKind::Inside);
    let name_height = tokens.points(Size::Small) * 1.4;
    let above = rect.with_max_y(rect.bottom() - name_height);
    let mut font = tokens.icons(40.0);
    font.size = font.size.min(above.height() - space::S);
    ui.painter().text(above.center(), Align2::CENTER_CENTER, ICONS[at].char(), font, ink);
    let mut font = tokens.bold(Size::Small);
    let wide = ui.painter().layout_no_wrap(name.to_owned(), font.clone(), ink).size().x;
    font.size *= ((rect.width() - space::S) / wide.max(1.0)).min(1.0); // a long name stays on its tile
    let under = rect.with_min_y(above.bottom()).center() - vec2(0.0, space::XS);
    ui.painter().text(under, Align2::CENTER_CENTER, name, font, ink);
    focus::ring(ui, &response, rect, space::CORNER);
    focus::follow(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
}
