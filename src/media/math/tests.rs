use super::*;

fn words(tex: &str) -> String {
    Formula::read(tex, true).map_or_else(|fault| format!("{fault:?}"), |formula| formula.words)
}

#[test]
fn tex_is_said_in_signs() {
    for (tex, said) in [
        (r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}", "x = (−b ± √(b² − 4ac))/(2a)"),
        (r"a^{10}_1 \times 3", "a₁¹⁰ × 3"),
        (r"\sum_{i=1}^{n} i", "∑_(i = 1)^n i"),
        (r"\text{área} = \pi r^2", "área = πr²"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\sqrt[3]{8}=2 \quad \alpha \leq \beta", "³√8 = 2 α ≤ β"),
        (r"90^\circ", "90°"),
        (r"\ce{H2O}", "H₂O"),
    ] {
        assert_eq!(words(tex), said, "{tex}");
    }
}

#[test]
fn what_a_formula_may_not_say_is_named_with_its_mend() {
    let fault = |tex: &str| Formula::read(tex, false).map(|f| f.words).expect_err(tex);
    assert_eq!(fault(" "), MathFault::Empty);
    assert_eq!(fault(&"x".repeat(5_000)), MathFault::Length);
    assert_eq!(fault(r"\frca{1}{2}"), MathFault::Unknown { name: "frca".into(), at: 0 });
    assert_eq!(fault(r"\frca{1}{2}").mend(), r"did you mean \frac?");
    assert!(matches!(fault(r"\frac{1}{2"), MathFault::Broken { .. }));
    assert!(matches!(fault(r"x^2^3"), MathFault::Broken { .. }));
    for tex in [
        r"\textcolor{red}{x}",
        r"\href{https://a.b}{x}",
        r"\includegraphics{a.png}",
        r"\def\a{\a\a}\a",
        r"\htmlStyle{color:red}{x}",
    ] {
        assert!(matches!(fault(tex), MathFault::Forbidden(_)), "{tex}");
    }
    assert_eq!(fault(r"\text{你}"), MathFault::Sign('你'));
}

#[test]
fn a_formula_is_drawn_at_any_size_with_ink_about_its_baseline() {
    let formula =
        Formula::read(r"\int_0^1 \frac{x^2}{\sqrt{1+x}}\,dx = \left(\begin{array}{c}a\\b\end{array}\right)", true)
            .unwrap();
    for em in [12.0, 22.0, 44.0, 160.0] {
        let picture = formula.draw(em).unwrap();
        assert_eq!(picture.alpha.len(), picture.width * picture.height);
        let ink: u64 = picture.alpha.iter().map(|alpha| u64::from(*alpha)).sum();
        let share = ink as f32 / 255.0 / (em * em);
        assert!((0.8..3.5).contains(&share), "{share} square em of ink at {em}");
        assert!(picture.baseline > 0 && picture.baseline < picture.height);
        let is_edge_bare = picture.alpha[..picture.width].iter().all(|alpha| *alpha == 0);
        assert!(is_edge_bare, "nothing is cut off above");
    }
    assert_eq!(formula.draw(f32::NAN), None);
    assert_eq!(formula.draw(1_999.0), None, "more pixels than are drawn");
}

#[test]
fn the_bar_of_a_fraction_is_one_whole_line_of_pixels() {
    let picture = Formula::read(r"\frac{1}{2}", true).unwrap().draw(22.0).unwrap();
    let rows = picture.alpha.chunks(picture.width);
    let black: Vec<usize> = rows.map(|row| row.iter().filter(|alpha| **alpha == 255).count()).collect();
    let longest = black.iter().max().copied().unwrap_or(0);
    assert!(longest >= 10, "{black:?}");
}

/// Everything here must end, and quickly, without a panic getting out.
fn try_all(tex: &str) {
    for is_display in [false, true] {
        if let Ok(formula) = Formula::read(tex, is_display) {
            let sizes = [formula.width, formula.ascent, formula.depth];
            assert!(sizes.into_iter().all(f32::is_finite), "{tex}: {sizes:?}");
            drop(formula.draw(19.0));
        }
    }
}

#[test]
fn hostile_tex_ends() {
    let deep = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    let cases = [
        deep("{", "}", 1_900),
        deep(r"\frac{1}{", "}", 300),
        deep(r"\sqrt{", "}", 500),
        deep("x^{", "}", 900),
        deep(r"\left(", r"\right)", 250),
        deep(r"\begin{matrix}", r"\end{matrix}", 100),
        "{".repeat(3_900),
        "&".repeat(3_900),
        r"\begin{matrix}".to_owned() + &"&".repeat(3_900),
        r"\begin{matrix}".to_owned() + &r"a\\".repeat(1_200) + r"\end{matrix}",
        r"\kern1e9em x".to_owned(),
        r"\rule{99999999em}{99999999em}".to_owned(),
        r"\raisebox{-1e308em}{x}".to_owned(),
        r"\mathllap{x}\kern-99999em y".to_owned(),
        r"\begin{array}{".to_owned() + &":".repeat(2_000) + r"}\rule{1em}{250em}\end{array}",
        r"\Huge\Huge\Huge x".to_owned(),
        r"\mathchoice{a}{b}{c}{d}".repeat(100),
        r"\pmb{".repeat(30) + "x" + &"}".repeat(30),
        r"\ce{".to_owned() + &"A->".repeat(900) + "}",
        "\u{0}\u{1}\u{FFFF}\u{10FFFF}\u{202E}".to_owned(),
        "\\".to_owned(),
        r"\char`\x \expandafter\expandafter\expandafter x".to_owned(),
        r"\verb|x".to_owned(),
        "%".to_owned(),
        "'".repeat(3_000),
        "_".repeat(3_000),
    ];
    for tex in &cases {
        try_all(tex);
    }
}
