//! Which PINs are too easy to guess, and why: what others would try first.

/// Digits of a PIN.
pub const PIN_DIGITS: usize = 6;

/// What makes a PIN or a picture code easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weak {
    /// Not six digits, or not four pictures.
    Length,
    /// The same again and again: 111111, 121212, 123123.
    Repeats,
    /// A row, up or down, or along the keys: 123456, 654321, 147258.
    Row,
    /// The owner's year of birth, or a birthday with it.
    BirthYear,
    /// The number of the owner.
    Number,
    /// The one that staff gave, or the one it shall replace.
    Old,
}

impl Weak {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Length, Self::Repeats, Self::Row, Self::BirthYear, Self::Number, Self::Old];

    /// As texts name it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Repeats => "repeats",
            Self::Row => "row",
            Self::BirthYear => "birth",
            Self::Number => "number",
            Self::Old => "old",
        }
    }
}

/// What others know of the person whose PIN it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner<'a> {
    /// The number the facility knows them by.
    pub number: &'a str,
    /// Year of birth.
    pub birth_year: Option<u32>,
}

/// Ways over the keys of the pad that many people take.
const ALONG_THE_KEYS: &[&str] = &[
    "147258", "258369", "369258", "258147", "147369", "741852", "852963", "147852", "963852", "159753", "753159",
    "159357", "951753", "123654", "456123", "321654", "654123", "789456", "456789", "987654", "142536", "102030",
];

/// Why `pin` is too easy to guess, if it is.
#[must_use]
pub fn weakness(pin: &str, owner: Owner<'_>) -> Option<Weak> {
    let digits = pin.as_bytes();
    if digits.len() != PIN_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Some(Weak::Length);
    }
    if repeats(digits) {
        return Some(Weak::Repeats);
    }
    let steps = |by: u8| digits.windows(2).all(|pair| (pair[0] - b'0' + by) % 10 == pair[1] - b'0');
    if steps(1) || steps(9) || ALONG_THE_KEYS.contains(&pin) {
        return Some(Weak::Row);
    }
    if owner.birth_year.is_some_and(|year| tells_birth(pin, year)) {
        return Some(Weak::BirthYear);
    }
    tells_number(pin, owner.number).then_some(Weak::Number)
}

/// Few different digits, the same group again, forwards and back.
fn repeats(digits: &[u8]) -> bool {
    let mut different = digits.to_vec();
    different.sort_unstable();
    different.dedup();
    let is_palindrome = digits.iter().eq(digits.iter().rev());
    let is_doubled = digits.chunks(2).all(|pair| pair[0] == pair[1]);
    different.len() < 3 || digits[..3] == digits[3..] || is_palindrome || is_doubled
}

/// The year in four digits, or a date of which it is the year in two.
fn tells_birth(pin: &str, year: u32) -> bool {
    let short = format!("{:02}", year % 100);
    let date = |text: Option<&str>| {
        let Some((first, second)) = text.and_then(|text| text.split_at_checked(2)) else { return false };
        let number = |text: &str| text.parse::<u32>().unwrap_or(0);
        let is = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
        is(number(first), number(second)) || is(number(second), number(first))
    };
    pin.contains(&year.to_string()) || date(pin.strip_suffix(&short)) || date(pin.strip_prefix(&short))
}

/// The digits of the number, or a part of them.
fn tells_number(pin: &str, number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.contains(pin) || (digits.len() >= 4 && pin.contains(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEE: Owner<'_> = Owner { number: "A-4482-09", birth_year: Some(1987) };

    #[test]
    fn what_others_would_try_first_is_refused_with_its_reason() {
        let table: &[(Weak, &[&str])] = &[
            (Weak::Length, &["", "12345", "1234567", "12345a", "１２３４５６", "12 456", "\u{202e}123456"]),
            (Weak::Repeats, &["111111", "000000", "121212", "112112", "123123", "112233", "123321", "999899"]),
            (Weak::Row, &["123456", "654321", "012345", "890123", "987654", "098765", "147258", "159753", "789456"]),
            (Weak::BirthYear, &["198705", "051987", "719874", "140387", "031487", "870314", "871403"]),
            (Weak::Number, &["448209"]),
        ];
        for (why, pins) in table {
            for pin in *pins {
                assert_eq!(weakness(pin, DEE), Some(*why), "{pin}");
            }
        }
    }

    #[test]
    fn an_ordinary_pin_is_taken() {
        for pin in ["583920", "271828", "246801", "135790", "904417", "324587", "877761"] {
            assert_eq!(weakness(pin, DEE), None, "{pin}");
        }
        assert_eq!(weakness("198705", Owner::default()), None, "a year that is nobody's is a number like any other");
        assert_eq!(weakness("770123", Owner { number: "A-77", birth_year: None }), None, "two digits tell nothing");
        assert_eq!(weakness("774410", Owner { number: "7744", birth_year: None }), Some(Weak::Number));
    }

    #[test]
    fn few_of_all_are_refused() {
        let refused = (0..1_000_000).filter(|pin| weakness(&format!("{pin:06}"), Owner::default()).is_some()).count();
        assert!(refused < 6_000, "{refused} of a million");
    }
}
