//! Pictures that meshes are filled with, kept as pixels.

use super::pixel;
use egui::epaint::ImageDelta;
use egui::{ImageData, TextureFilter, TextureId};
use std::collections::HashMap;

/// One picture.
pub struct Texture {
    pub width: usize,
    pub height: usize,
    pub texels: Vec<u32>,
    is_linear: bool,
}

impl Texture {
    /// The texel at whole coordinates, the nearest one inside.
    #[inline]
    pub fn at(&self, x: i32, y: i32) -> u32 {
        let x = (x.max(0) as usize).min(self.width - 1);
        let y = (y.max(0) as usize).min(self.height - 1);
        self.texels[y * self.width + x]
    }

    /// The colour at `x`, `y` in texels, where 0.5 is the middle of the first.
    #[inline]
    pub fn sample(&self, x: f32, y: f32) -> u32 {
        if !self.is_linear {
            return self.at(x.floor() as i32, y.floor() as i32);
        }
        // 1/256 of a texel, counted from the middle of the first one.
        let steps = |at: f32| ((at * 256.0) as i32).saturating_sub(128);
        let (x, y) = (steps(x), steps(y));
        let (part_x, part_y) = ((x & 255) as u32, (y & 255) as u32);
        let (x, y) = (x >> 8, y >> 8);
        let inside = x >= 0 && y >= 0 && (x as usize) + 1 < self.width && (y as usize) + 1 < self.height;
        let [a, b, c, d] = if inside {
            let at = y as usize * self.width + x as usize;
            let (above, below) = (&self.texels[at..at + 2], &self.texels[at + self.width..at + self.width + 2]);
            [above[0], above[1], below[0], below[1]]
        } else {
            [self.at(x, y), self.at(x + 1, y), self.at(x, y + 1), self.at(x + 1, y + 1)]
        };
        pixel::between(pixel::between(a, b, part_x), pixel::between(c, d, part_x), part_y)
    }
}

/// What became of a texture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is new, or another picture.
    Whole,
    /// Some of its texels are new.
    Part,
}

/// All pictures, by egui's id.
#[derive(Default)]
pub struct Textures {
    all: HashMap<TextureId, Texture>,
}

impl Textures {
    /// The picture, if there is one with at least one texel.
    pub fn get(&self, id: TextureId) -> Option<&Texture> {
        self.all.get(&id)
    }

    /// Takes a picture, or a part of one, in.
    pub fn set(&mut self, id: TextureId, delta: &ImageDelta) -> Change {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        if width == 0 || height == 0 || image.pixels.len() != width * height {
            return Change::Part;
        }
        let is_linear = delta.options.magnification == TextureFilter::Linear;
        let texels = image.pixels.iter().map(|colour| pixel::of(*colour));
        let Some([x, y]) = delta.pos else {
            self.all.insert(id, Texture { width, height, texels: texels.collect(), is_linear });
            return Change::Whole;
        };
        if let Some(texture) = self.all.get_mut(&id)
            && x + width <= texture.width
            && y + height <= texture.height
        {
            texture.is_linear = is_linear;
            let texels: Vec<u32> = texels.collect();
            for (row, from) in texels.chunks_exact(width).enumerate() {
                let at = (y + row) * texture.width + x;
                texture.texels[at..at + width].copy_from_slice(from);
            }
        }
        Change::Part
    }

    /// Forgets a picture.
    pub fn free(&mut self, id: TextureId) {
        self.all.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, ColorImage, TextureOptions};

    fn chequers(options: TextureOptions) -> Textures {
        let (black, white) = (Color32::BLACK, Color32::WHITE);
        let mut textures = Textures::default();
        let image = ColorImage::new([2, 2], vec![black, white, white, black]);
        assert_eq!(textures.set(TextureId::default(), &ImageDelta::full(image, options)), Change::Whole);
        textures
    }

    #[test]
    fn the_middle_of_a_texel_is_its_colour_and_between_two_is_between() {
        let textures = chequers(TextureOptions::LINEAR);
        let texture = textures.get(TextureId::default()).unwrap();
        assert_eq!(texture.sample(0.5, 0.5), 0xFF00_0000);
        assert_eq!(texture.sample(1.5, 0.5), 0xFFFF_FFFF);
        assert_eq!(texture.sample(1.0, 0.5), 0xFF80_8080);
        assert_eq!(texture.sample(1.0, 1.0), 0xFF80_8080);
        assert_eq!(texture.sample(-7.0, -7.0), 0xFF00_0000, "beyond the edge is the edge");
        assert_eq!(texture.sample(9.0, 0.0), 0xFFFF_FFFF);
    }

    #[test]
    fn nearest_takes_one_texel() {
        let textures = chequers(TextureOptions::NEAREST);
        let texture = textures.get(TextureId::default()).unwrap();
        assert_eq!(texture.sample(0.99, 0.5), 0xFF00_0000);
        assert_eq!(texture.sample(1.01, 0.5), 0xFFFF_FFFF);
    }

    #[test]
    fn a_part_replaces_only_its_place() {
        let mut textures = chequers(TextureOptions::LINEAR);
        let id = TextureId::default();
        let grey = ColorImage::new([1, 1], vec![Color32::GRAY]);
        let delta = ImageDelta::partial([1, 1], grey.clone(), TextureOptions::LINEAR);
        assert_eq!(textures.set(id, &delta), Change::Part);
        let texture = textures.get(id).unwrap();
        assert_eq!((texture.at(1, 1), texture.at(0, 1)), (0xFFA0_A0A0, 0xFFFF_FFFF));
        let outside = ImageDelta::partial([2, 1], grey, TextureOptions::LINEAR);
        assert_eq!(textures.set(id, &outside), Change::Part, "what does not fit is not taken");
        textures.free(id);
        assert!(textures.get(id).is_none());
    }
}
