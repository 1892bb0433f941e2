//! The icons: one set (Phosphor, regular weight), by what they mean here. A label always stands beside one, except for
//! play, pause, seeking and volume, which everyone knows.

use super::super::tokens::Tokens;
use egui::{Color32, Response, RichText, Sense, Ui};

macro_rules! icons {
    ($($name:ident $code:literal,)*) => {
        /// What an icon means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the names say it")]
        pub enum Icon {
            $($name,)*
        }

        impl Icon {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its character in the icon font.
            #[must_use]
            pub fn char(self) -> char {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

icons! {
    Home '\u{E2C2}',
    Library '\u{E758}',
    Record '\u{E150}',
    Help '\u{E3E8}',
    Person '\u{E4C2}',
    People '\u{E4D6}',
    Lock '\u{E2FA}',
    Unlock '\u{E306}',
    SignOut '\u{E42A}',
    SignIn '\u{E428}',
    Settings '\u{E270}',
    Search '\u{E30C}',
    Close '\u{E4F6}',
    Check '\u{E182}',
    Done '\u{E184}',
    Warning '\u{E4E0}',
    Problem '\u{E4E2}',
    Info '\u{E2CE}',
    Play '\u{E3D0}',
    Pause '\u{E39E}',
    Rewind '\u{E6A8}',
    Forward '\u{E6A6}',
    Back '\u{E058}',
    Next '\u{E06C}',
    Left '\u{E138}',
    Right '\u{E13A}',
    Down '\u{E136}',
    Up '\u{E13C}',
    Clock '\u{E19A}',
    Certificate '\u{E766}',
    Medal '\u{E320}',
    Seal '\u{E606}',
    Book '\u{E0E6}',
    Reading '\u{E0A8}',
    Video '\u{E740}',
    Slides '\u{E654}',
    Quiz '\u{E742}',
    Assignment '\u{E3B4}',
    List '\u{E2F0}',
    Outline '\u{EC24}',
    TextSize '\u{E6EE}',
    Globe '\u{E288}',
    Language '\u{E4A2}',
    Stick '\u{E956}',
    Download '\u{E20A}',
    Upload '\u{E4BE}',
    File '\u{E230}',
    Pdf '\u{E702}',
    Print '\u{E3DC}',
    Trash '\u{E4A6}',
    Plus '\u{E3D4}',
    Minus '\u{E32A}',
    Backspace '\u{E0AE}',
    Eye '\u{E220}',
    EyeSlash '\u{E224}',
    Sound '\u{E44A}',
    SoundLow '\u{E44C}',
    SoundOff '\u{E45C}',
    Captions '\u{E1A4}',
    FullScreen '\u{E1D0}',
    SmallScreen '\u{E1CE}',
    Calendar '\u{E108}',
    Target '\u{E47C}',
    Star '\u{E46A}',
    Bookmark '\u{E0EA}',
    Note '\u{E348}',
    Student '\u{E73E}',
    Teacher '\u{E600}',
    Work '\u{E0EE}',
    Trades '\u{E80E}',
    Health '\u{E2A8}',
    Law '\u{E750}',
    Mind '\u{E74E}',
    Numbers '\u{E538}',
    Computer '\u{E560}',
    Nature '\u{E2DA}',
    Community '\u{E810}',
    Card '\u{E2C8}',
    Key '\u{E2D6}',
    Keyboard '\u{E2D8}',
    Fingerprint '\u{E23E}',
    Disk '\u{E29E}',
    Station '\u{E560}',
    Refresh '\u{E036}',
    Sync '\u{E094}',
    Stop '\u{E46E}',
    Shield '\u{E40C}',
    Filter '\u{E266}',
    Sun '\u{E472}',
    Moon '\u{E330}',
    Contrast '\u{E18C}',
    Save '\u{E248}',
    Flag '\u{E244}',
    Audio '\u{E2A6}',
    Files '\u{E710}',
    Code '\u{E1BC}',
    Place '\u{E318}',
    Support '\u{E63A}',
    Compass '\u{E1C8}',
    Sliders '\u{E434}',
    Pack '\u{E390}',
    Letter '\u{E214}',
    CarryIn '\u{E010}',
    CarryOut '\u{EE52}',
    More '\u{E1FE}',
    Directory '\u{E6F8}',
    Circle '\u{E18A}',
    Password '\u{E752}',
    Number '\u{E2A2}',
    Signature '\u{EBAC}',
    Stack '\u{E466}',
    Cap '\u{E62C}',
    Form '\u{E198}',
    Link '\u{E2E2}',
    Picture '\u{E2CA}',
    Chat '\u{E168}',
    Undo '\u{E08A}',
    Idea '\u{E2DC}',
    Path '\u{E39C}',
    Tree '\u{E6DA}',
    Cat '\u{E748}',
    Boat '\u{E78A}',
    Dog '\u{E74A}',
    Cup '\u{E1C2}',
    Fish '\u{E728}',
    Car '\u{E8CC}',
    Flower '\u{E75E}',
    Bird '\u{E72C}',
    Umbrella '\u{E684}',
    Guitar '\u{EA8A}',
    Ball '\u{E716}',
    Marker '\u{EC76}',
    Ruler '\u{E6B8}',
    Journal '\u{E34E}',
}

impl Icon {
    /// The icon as text of `points` height (scaled with the text).
    #[must_use]
    pub fn text(self, tokens: &Tokens, points: f32, color: Color32) -> RichText {
        RichText::new(self.char()).font(tokens.icons(points)).color(color)
    }

    /// Draws it, `points` high. It says nothing to a screen reader: the label beside it does.
    pub fn show(self, ui: &mut Ui, points: f32, color: Color32) -> Response {
        let font = Tokens::of(ui).icons(points);
        let galley = ui.painter().layout_no_wrap(self.char().into(), font, color);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        ui.painter().galley(rect.min, galley, color);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_font() {
        let ctx = egui::Context::default();
        crate::ui::theme::install_fonts(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = Tokens::default().icons(24.0);
            for icon in Icon::ALL {
                assert!(ui.fonts_mut(|fonts| fonts.has_glyph(&font, icon.char())), "{icon:?}");
            }
        });
        output.drop_without_applying_deltas();
    }
}
