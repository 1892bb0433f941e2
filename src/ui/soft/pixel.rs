//! One pixel: `0xAARRGGBB` with the alpha multiplied in, and how it is laid over another.

use egui::Color32;

/// Two channels of a pixel, eight bits of room above each.
const PAIR: u32 = 0x00FF_00FF;
const HALF: u32 = 0x0080_0080;

/// White that hides everything, also: a texel that leaves a colour as it is.
pub const FULL: u32 = 0xFFFF_FFFF;

/// A colour as a pixel.
#[inline]
pub fn of(colour: Color32) -> u32 {
    let [r, g, b, a] = colour.to_array();
    u32::from_be_bytes([a, r, g, b])
}

/// How much it hides, 0–255.
#[inline]
pub const fn alpha(pixel: u32) -> u32 {
    pixel >> 24
}

/// Every channel times `by`/255, rounded.
#[inline]
pub const fn scaled(pixel: u32, by: u32) -> u32 {
    let low = (pixel & PAIR) * by + HALF;
    let high = ((pixel >> 8) & PAIR) * by + HALF;
    let low = ((low + ((low >> 8) & PAIR)) >> 8) & PAIR;
    let high = (high + ((high >> 8) & PAIR)) & !PAIR;
    low | high
}

/// `above` laid over `below`.
#[inline]
pub const fn over(above: u32, below: u32) -> u32 {
    // Cannot carry between channels: no channel of `above` is larger than its alpha. A sum of two rounded channels
    // can be 256 only where colours were brighter than their alpha (light that is added); those are cut off.
    let rest = scaled(below, 255 - alpha(above));
    let low = (above & PAIR) + (rest & PAIR);
    let high = ((above >> 8) & PAIR) + ((rest >> 8) & PAIR);
    capped(low) | (capped(high) << 8)
}

/// Both channels at most 255.
#[inline]
const fn capped(pair: u32) -> u32 {
    let carry = (pair >> 8) & 0x0001_0001;
    (pair | (carry * 0xFF)) & PAIR
}

/// Channel by channel: `colour` times `texel`/255, rounded.
#[inline]
pub const fn tinted(texel: u32, colour: u32) -> u32 {
    if texel == FULL {
        return colour;
    }
    if colour == FULL {
        return texel;
    }
    let grey = texel & 0xFF;
    if texel == grey * 0x0101_0101 {
        return scaled(colour, grey);
    }
    let mut out = 0;
    let mut shift = 0;
    while shift < 32 {
        let product = ((texel >> shift) & 0xFF) * ((colour >> shift) & 0xFF) + 0x80;
        out |= ((product + (product >> 8)) >> 8) << shift;
        shift += 8;
    }
    out
}

/// Between `a` and `b`, `part`/256 of the way.
#[inline]
pub const fn between(a: u32, b: u32, part: u32) -> u32 {
    let rest = 256 - part;
    let low = (a & PAIR) * rest + (b & PAIR) * part + HALF;
    let high = ((a >> 8) & PAIR) * rest + ((b >> 8) & PAIR) * part + HALF;
    ((low >> 8) & PAIR) | (high & !PAIR)
}

/// `pixel` over each of `row`.
#[inline]
pub fn cover(row: &mut [u32], pixel: u32) {
    match alpha(pixel) {
        255 => row.fill(pixel),
        0 if pixel == 0 => {}
        _ => row.iter_mut().for_each(|below| *below = over(pixel, *below)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(pixel: u32) -> [u32; 4] {
        [24, 16, 8, 0].map(|shift| (pixel >> shift) & 0xFF)
    }

    #[test]
    fn each_product_is_rounded_to_the_nearest() {
        for a in 0..=255 {
            for b in 0..=255 {
                let exact = (a * b * 2 + 255) / 510;
                let pixel = a * 0x0101_0101;
                assert_eq!(channels(scaled(pixel, b)), [exact; 4], "{a} × {b}");
                assert_eq!(channels(tinted(pixel ^ 0x0000_0100, b * 0x0101_0101))[3], exact);
            }
        }
    }

    #[test]
    fn what_hides_everything_replaces_and_nothing_leaves_as_it_is() {
        assert_eq!(over(0xFF12_3456, 0xFF65_4321), 0xFF12_3456);
        assert_eq!(over(0, 0xFF65_4321), 0xFF65_4321);
        assert_eq!(over(0x8080_8080, 0xFFFF_FFFF), 0xFFFF_FFFF);
        assert_eq!(over(0x8000_0000, 0xFFFF_FFFF), 0xFF7F_7F7F);
    }

    #[test]
    fn light_that_is_added_is_cut_off_at_white() {
        assert_eq!(over(0x00FF_0101, 0xFFFF_FF10), 0xFFFF_FF11);
    }

    #[test]
    fn halfway_is_halfway() {
        assert_eq!(between(0xFF00_0000, 0xFFFF_FFFF, 0), 0xFF00_0000);
        assert_eq!(between(0xFF00_0000, 0xFFFF_FFFF, 256), 0xFFFF_FFFF);
        assert_eq!(between(0xFF00_0000, 0xFFFF_FFFF, 128), 0xFF80_8080);
    }
}
