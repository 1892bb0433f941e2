//! Signing in without reading: four different pictures of sixteen, in order.
//!
//! There are 16 × 15 × 14 × 13 = 43,680 of them, less the rows of the board: fewer than PINs, and told apart at one
//! try a minute like them. It is for people whom digits shut out.

use super::pin::Weak;

/// The pictures, in the order of the board, row by row. The names are for texts (`picture-house`) and stay for ever:
/// verifiers are made from them.
pub const PICTURES: [&str; 16] = [
    "house", "sun", "tree", "cat", "boat", "star", "dog", "cup", "moon", "fish", "car", "flower", "bird", "umbrella",
    "guitar", "ball",
];
/// Pictures in a row of the board.
pub const BOARD_WIDTH: usize = 4;
/// Pictures of a code.
pub const CHOSEN: usize = 4;

const PREFIX: &str = "pictures:";

/// The code of the pictures chosen, as it is hashed: `pictures:house sun tree cat`.
#[must_use]
pub fn code(chosen: &[usize]) -> String {
    let names: Vec<&str> = chosen.iter().filter_map(|at| PICTURES.get(*at).copied()).collect();
    format!("{PREFIX}{}", names.join(" "))
}

/// Whether a secret is a picture code, good or not.
#[must_use]
pub fn is_code(secret: &str) -> bool {
    secret.starts_with(PREFIX)
}

/// The pictures of a code by their places; `None` for what is none.
#[must_use]
pub fn read(secret: &str) -> Option<Vec<usize>> {
    let names = secret.strip_prefix(PREFIX)?;
    names.split(' ').map(|name| PICTURES.iter().position(|one| *one == name)).collect()
}

/// Why a code is too easy to guess, if it is.
#[must_use]
pub fn weakness(secret: &str) -> Option<Weak> {
    let Some(chosen) = read(secret).filter(|chosen| chosen.len() == CHOSEN) else { return Some(Weak::Length) };
    let mut different = chosen.clone();
    different.sort_unstable();
    different.dedup();
    if different.len() < CHOSEN {
        return Some(Weak::Repeats);
    }
    let places: Vec<(isize, isize)> =
        chosen.iter().map(|at| ((at % BOARD_WIDTH) as isize, (at / BOARD_WIDTH) as isize)).collect();
    let steps: Vec<(isize, isize)> =
        places.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1)).collect();
    let is_line = steps.windows(2).all(|pair| pair[0] == pair[1]);
    is_line.then_some(Weak::Row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back() {
        let chosen = [3, 0, 15, 7];
        assert_eq!(code(&chosen), "pictures:cat house ball cup");
        assert_eq!(read(&code(&chosen)), Some(chosen.to_vec()));
        assert_eq!(weakness(&code(&chosen)), None);
        for bad in ["", "246801", "pictures:", "pictures:cat lion", "pictures:cat  house", "Pictures:cat"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn rows_columns_and_diagonals_are_refused() {
        for line in [[0, 1, 2, 3], [3, 2, 1, 0], [12, 13, 14, 15], [0, 4, 8, 12], [0, 5, 10, 15], [3, 6, 9, 12]] {
            assert_eq!(weakness(&code(&line)), Some(Weak::Row), "{line:?}");
        }
        assert_eq!(weakness(&code(&[0, 0, 1, 9])), Some(Weak::Repeats));
        assert_eq!(weakness(&code(&[0, 1, 9])), Some(Weak::Length));
        assert_eq!(weakness(&code(&[0, 1, 9, 4, 5])), Some(Weak::Length));
    }

    #[test]
    fn there_are_forty_three_thousand() {
        let mut good = 0;
        for n in 0..16_usize.pow(4) {
            let chosen = [n % 16, n / 16 % 16, n / 256 % 16, n / 4096];
            good += usize::from(weakness(&code(&chosen)).is_none());
        }
        assert_eq!(good, 43_680 - 20, "all but the four rows, four columns and two diagonals, there and back");
    }
}
