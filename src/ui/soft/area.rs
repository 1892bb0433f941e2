//! Rectangles of whole pixels, and the few of them that a pass damages.

use egui::Rect;

/// Pixels from `left` and `top` up to, not including, `right` and `bottom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// Column after the last.
    pub right: i32,
    /// Row after the last.
    pub bottom: i32,
}

impl Area {
    /// From the upper left corner of the window.
    #[must_use]
    pub const fn of_size(width: i32, height: i32) -> Self {
        Self { left: 0, top: 0, right: width, bottom: height }
    }

    /// Every pixel that `rect`, in pixels, touches.
    #[must_use]
    pub fn touched_by(rect: Rect) -> Self {
        Self {
            left: rect.min.x.floor() as i32,
            top: rect.min.y.floor() as i32,
            right: rect.max.x.ceil() as i32,
            bottom: rect.max.y.ceil() as i32,
        }
    }

    /// `rect`, in pixels, with its sides moved to the nearest whole ones.
    #[must_use]
    pub fn rounded(rect: Rect) -> Self {
        Self {
            left: rect.min.x.round() as i32,
            top: rect.min.y.round() as i32,
            right: rect.max.x.round() as i32,
            bottom: rect.max.y.round() as i32,
        }
    }

    /// Whether no pixel is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// What both have.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The smallest that has both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Columns.
    #[must_use]
    pub const fn width(&self) -> i32 {
        self.right - self.left
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> i32 {
        self.bottom - self.top
    }

    /// How many pixels.
    #[must_use]
    pub const fn pixels(&self) -> i64 {
        if self.is_empty() { 0 } else { self.width() as i64 * self.height() as i64 }
    }
}

/// More areas than this are joined: each costs a walk over all that is on show.
const AREAS_MAX: usize = 12;

/// What a pass damages: few areas, none overlapping another.
#[derive(Debug, Clone, Default)]
pub struct Damage {
    areas: Vec<Area>,
}

impl Damage {
    /// The areas.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Whether nothing is damaged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// How many pixels are damaged.
    #[must_use]
    pub fn pixels(&self) -> i64 {
        self.areas.iter().map(Area::pixels).sum()
    }

    /// Adds an area.
    pub fn add(&mut self, area: Area) {
        if area.is_empty() {
            return;
        }
        let mut area = area;
        // Joining may make it touch what it did not touch before.
        while let Some(at) = self.areas.iter().position(|other| is_worth_joining(&area, other)) {
            area = area.with(&self.areas.swap_remove(at));
        }
        self.areas.push(area);
        if self.areas.len() > AREAS_MAX {
            self.join_nearest();
        }
    }

    /// Adds all of another.
    pub fn add_all(&mut self, other: &Self) {
        for area in &other.areas {
            self.add(*area);
        }
    }

    /// Keeps what lies within `bounds`.
    pub fn within(&mut self, bounds: &Area) {
        for area in &mut self.areas {
            *area = area.and(bounds);
        }
        self.areas.retain(|area| !area.is_empty());
    }

    fn join_nearest(&mut self) {
        let mut best = (i64::MAX, 0, 0);
        for (i, a) in self.areas.iter().enumerate() {
            for (j, b) in self.areas.iter().enumerate().skip(i + 1) {
                best = best.min((a.with(b).pixels() - a.pixels() - b.pixels(), i, j));
            }
        }
        let second = self.areas.swap_remove(best.2);
        let first = self.areas.swap_remove(best.1);
        self.add(first.with(&second));
    }
}

/// Overlapping ones always; neighbours when little else comes in with them.
fn is_worth_joining(a: &Area, b: &Area) -> bool {
    const FREE_PIXELS: i64 = 4096;
    !a.and(b).is_empty() || a.with(b).pixels() <= a.pixels() + b.pixels() + FREE_PIXELS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: i32, top: i32, width: i32, height: i32) -> Area {
        Area { left, top, right: left + width, bottom: top + height }
    }

    #[test]
    fn overlapping_areas_become_one_and_far_ones_stay_apart() {
        let mut damage = Damage::default();
        damage.add(area(0, 0, 100, 100));
        damage.add(area(900, 600, 100, 100));
        damage.add(area(50, 50, 100, 100));
        assert_eq!(damage.areas().len(), 2);
        damage.add(area(0, 0, 1000, 700));
        assert_eq!(damage.areas(), [area(0, 0, 1000, 700)]);
    }

    #[test]
    fn no_two_areas_share_a_pixel_and_none_is_lost() {
        let mut damage = Damage::default();
        let mut seed = 7u32;
        let mut next = |limit: i32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as i32 % limit
        };
        let all: Vec<Area> = (0..200).map(|_| area(next(1900), next(1000), 1 + next(60), 1 + next(40))).collect();
        for one in &all {
            damage.add(*one);
            assert!(damage.areas().len() <= AREAS_MAX);
            for (i, a) in damage.areas().iter().enumerate() {
                assert!(damage.areas().iter().skip(i + 1).all(|b| a.and(b).is_empty()));
            }
        }
        for one in &all {
            let held: i64 = damage.areas().iter().map(|area| area.and(one).pixels()).sum();
            assert_eq!(held, one.pixels());
        }
    }

    #[test]
    fn nothing_damages_nothing() {
        let mut damage = Damage::default();
        damage.add(area(5, 5, 0, 10));
        damage.add(area(3000, 5, 10, 10));
        damage.within(&Area::of_size(1366, 768));
        assert!(damage.is_empty());
    }
}
