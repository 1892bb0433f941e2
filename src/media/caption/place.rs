//! Where a cue stands in the picture: WebVTT's settings (`line`, `position`, `size`, `align`; W3C WebVTT, 3.5) and the
//! nine places of `{\an1}` to `{\an9}` in SubRip, as on a keypad. What is not understood leaves the usual place.

/// One end of something, or its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Left or top.
    Start,
    /// The middle.
    #[default]
    Centre,
    /// Right or bottom.
    End,
}

/// How high a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Line {
    /// At the bottom, above the cues that are there already.
    #[default]
    Auto,
    /// So many lines of text below the top.
    FromTop(u16),
    /// So many lines of text above the bottom.
    FromBottom(u16),
    /// This side of the words at that part of the height.
    At(u16, Side),
}

/// See the module. Parts of the picture are counted in ‰.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How high it stands.
    pub line: Line,
    /// A place across the picture, from the left.
    pub across_permille: u16,
    /// Which part of its box stands there.
    pub anchor: Side,
    /// How wide its box is at most.
    pub width_permille: u16,
    /// To which side of its box its lines are set.
    pub align: Side,
}

impl Default for Place {
    fn default() -> Self {
        Self { line: Line::Auto, across_permille: 500, anchor: Side::Centre, width_permille: 1000, align: Side::Centre }
    }
}

impl Place {
    /// From the settings behind a cue's times.
    pub(super) fn from_settings(settings: &str) -> Self {
        let mut place = Self::default();
        let (mut across, mut anchor) = (None, None);
        for (key, value) in settings.split_whitespace().filter_map(|setting| setting.split_once(':')) {
            match key {
                "vertical" => return Self::default(), // its other settings mean another direction
                "line" => place.line = line(value).unwrap_or(place.line),
                "size" => place.width_permille = permille(value).unwrap_or(place.width_permille),
                "align" => place.align = side(value).unwrap_or(place.align),
                "position" => {
                    let (at, side_of) = value.split_once(',').map_or((value, None), |(at, of)| (at, Some(of)));
                    across = permille(at).or(across);
                    anchor = side_of.and_then(side).or(anchor);
                }
                _ => {}
            }
        }
        place.anchor = anchor.unwrap_or(place.align);
        place.across_permille = across.unwrap_or(match place.align {
            Side::Start => 0,
            Side::Centre => 500,
            Side::End => 1000,
        });
        place
    }

    /// One of the nine places of a keypad.
    pub(super) fn of_keypad(key: u8) -> Option<Self> {
        let at = key.checked_sub(1).filter(|at| *at < 9)?;
        let (across_permille, align) = match at % 3 {
            0 => (0, Side::Start),
            1 => (500, Side::Centre),
            _ => (1000, Side::End),
        };
        let line = match at / 3 {
            0 => Line::Auto,
            1 => Line::At(500, Side::Centre),
            _ => Line::FromTop(0),
        };
        Some(Self { line, across_permille, anchor: align, width_permille: 1000, align })
    }
}

fn line(value: &str) -> Option<Line> {
    let (at, side_of) = value.split_once(',').unwrap_or((value, "start"));
    if let Some(permille) = permille(at) {
        return Some(Line::At(permille, side(side_of).unwrap_or(Side::Start)));
    }
    let number: i32 = at.parse().ok()?;
    let lines = u16::try_from(number.unsigned_abs().min(1000)).ok()?;
    Some(if number < 0 { Line::FromBottom(lines - 1) } else { Line::FromTop(lines) })
}

fn side(value: &str) -> Option<Side> {
    match value {
        "start" | "left" | "line-left" => Some(Side::Start),
        "center" | "middle" => Some(Side::Centre),
        "end" | "right" | "line-right" => Some(Side::End),
        _ => None,
    }
}

/// `12.5%` as 125.
fn permille(value: &str) -> Option<u16> {
    let percent: f32 = value.strip_suffix('%')?.parse().ok()?;
    (0.0..=100.0).contains(&percent).then(|| (percent * 10.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_say_where_a_cue_stands() {
        let usual = Place::default();
        let at = |line| Place { line, ..usual };
        let to = |align, across_permille| Place { align, anchor: align, across_permille, ..usual };
        let cases = [
            ("", usual),
            ("line:0", at(Line::FromTop(0))),
            ("line:-1", at(Line::FromBottom(0))),
            ("line:-3", at(Line::FromBottom(2))),
            ("line:12.5%", at(Line::At(125, Side::Start))),
            ("line:50%,center", at(Line::At(500, Side::Centre))),
            ("align:start", to(Side::Start, 0)),
            ("align:right", to(Side::End, 1000)),
            ("align:start position:0%", to(Side::Start, 0)),
            ("position:20%,line-left", Place { across_permille: 200, anchor: Side::Start, ..usual }),
            ("position:20% size:40%", Place { across_permille: 200, width_permille: 400, ..usual }),
            ("line:101% position:-1% size:x align:up line: :9 region:a", usual),
            ("line:99999999999", usual),
            ("line:NaN% size:inf%", usual),
            ("vertical:rl line:0 align:start", usual),
            ("X1:10 X2:20 Y1:5 Y2:9", usual),
        ];
        for (settings, place) in cases {
            assert_eq!(Place::from_settings(settings), place, "{settings}");
        }
    }

    #[test]
    fn the_keypad_has_nine_places() {
        assert_eq!(Place::of_keypad(2), Some(Place::default()));
        assert_eq!(Place::of_keypad(8).map(|place| place.line), Some(Line::FromTop(0)));
        let left = Place::of_keypad(4).unwrap();
        assert_eq!((left.line, left.align, left.across_permille), (Line::At(500, Side::Centre), Side::Start, 0));
        assert_eq!((Place::of_keypad(0), Place::of_keypad(10)), (None, None));
    }
}
