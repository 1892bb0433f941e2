use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn question(own: Value) -> Question {
    let mut value = json!({"id": "q", "rev": 1, "points": 6, "prompt": "?"});
    value.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    serde_json::from_value(value).unwrap()
}

fn points(own: &Value, answer: Value) -> u32 {
    score(&question(own.clone()), &serde_json::from_value(answer).unwrap()).points
}

fn options(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({"id": id, "text": id})).collect()
}

#[test]
fn one_of_several() {
    let q = json!({"kind": "single", "options": options(&["a", "b"]), "answer": "b"});
    assert_eq!(points(&q, json!({"kind": "choice", "option": "b"})), 6);
    assert_eq!(points(&q, json!({"kind": "choice", "option": "a"})), 0);
    assert_eq!(points(&q, json!({"kind": "choice", "option": "zzz"})), 0);
    assert_eq!(points(&q, json!({"kind": "truth", "value": true})), 0, "an answer of another kind is wrong");
}

#[test]
fn some_of_several() {
    let whole =
        json!({"kind": "multiple", "options": options(&["a", "b", "c", "d"]), "answer": ["a", "b"], "partial": false});
    let part =
        json!({"kind": "multiple", "options": options(&["a", "b", "c", "d"]), "answer": ["a", "b"], "partial": true});
    let cases = [
        (vec!["a", "b"], 6, 6),
        (vec!["b", "a", "a"], 6, 6),
        (vec!["a"], 0, 3),
        (vec!["a", "c"], 0, 0),
        (vec![], 0, 0),
    ];
    for (chosen, for_whole, for_part) in cases {
        let answer = json!({"kind": "choices", "options": chosen});
        assert_eq!((points(&whole, answer.clone()), points(&part, answer)), (for_whole, for_part), "{chosen:?}");
    }
    assert_eq!(
        points(&part, json!({"kind": "choices", "options": ["a", "b", "c", "d"]})),
        0,
        "choosing all earns nothing"
    );
    let none = json!({"kind": "multiple", "options": options(&["a", "b"]), "answer": [], "partial": true});
    assert_eq!(points(&none, json!({"kind": "choices", "options": []})), 6);
}

#[test]
fn true_or_false() {
    let q = json!({"kind": "true_false", "answer": false});
    assert_eq!(points(&q, json!({"kind": "truth", "value": false})), 6);
    assert_eq!(points(&q, json!({"kind": "truth", "value": true})), 0);
}

fn number(value: &str, tolerance: &str, is: &str, units: Value, unit_required: bool, typed: &str) -> bool {
    let q = json!({"kind": "numeric", "value": value, "tolerance": tolerance, "tolerance_is": is, "units": units,
        "unit_required": unit_required});
    points(&q, json!({"kind": "number", "text": typed})) == 6
}

#[test]
fn numbers_as_people_type_them() {
    let right = [
        "1234.5",
        "1,234.5",
        "1.234,5",
        "1 234,5",
        "1'234.50",
        " +1234.500 ",
        "1234,5",
        "$1,234.50",
        "01234.5",
        "1234.5 dollars",
    ];
    for typed in right {
        assert!(number("1234.5", "0", "absolute", json!([]), false, typed), "{typed}");
    }
    let wrong = [
        "",
        "abc",
        "12345",
        "-1234.5",
        "1.2.3,4",
        "1,23,4.5",
        "12 34.5",
        "1234.5.0",
        "1e3",
        "--1234.5",
        "not 1234.5",
        "1234.5 or 6",
    ];
    for typed in wrong {
        assert!(!number("1234.5", "0", "absolute", json!([]), false, typed), "{typed}");
    }
    assert!(number("1234", "0", "absolute", json!([]), false, "1,234"));
    assert!(number("1.234", "0", "absolute", json!([]), false, "1,234"));
    assert!(number("-3", "0", "absolute", json!([]), false, "−3"));
    assert!(number("0.5", "0", "absolute", json!([]), false, ".5"));
    assert!(!number("0.5", "0", "absolute", json!([]), false, "5"));
    assert!(!number("999999999999999999", "0", "absolute", json!([]), false, &"9".repeat(60)));
}

#[test]
fn tolerances_are_exact() {
    for (typed, is_right) in [("10.1", true), ("9.9", true), ("10.100000001", false), ("9.899999999", false)] {
        assert_eq!(number("10", "0.1", "absolute", json!([]), false, typed), is_right, "{typed}");
        assert_eq!(number("10", "10", "permille", json!([]), false, typed), is_right, "{typed}");
    }
    assert!(number("0.3", "0", "absolute", json!([]), false, "0.3"), "no float ever");
    for third in ["0.3333333333", "0,33333333333333333333", "0.333333333"] {
        assert!(number("0.333", "0.01", "absolute", json!([]), false, third), "as a calculator says it: {third}");
    }
    assert!(number("123456789012.5", "0", "absolute", json!([]), false, "123456789012.5000000001"));
    assert!(!number("0.333", "0.0001", "absolute", json!([]), false, "0.3333333333"));
    assert!(number("-200", "5", "permille", json!([]), false, "-201"));
    assert!(!number("0", "5", "permille", json!([]), false, "0.001"));
}

#[test]
fn units_are_worth_their_factor() {
    let units =
        json!([{"unit": "m", "factor": "1"}, {"unit": "km", "factor": "1000"}, {"unit": "cm", "factor": "0.01"}]);
    for (typed, is_right) in [
        ("1500 m", true),
        ("1.5 km", true),
        ("1.5KM", true),
        ("150000 cm", true),
        ("1.5 m", false),
        ("1500", false),
        ("1500 ft", false),
    ] {
        assert_eq!(number("1500", "0", "absolute", units.clone(), true, typed), is_right, "{typed}");
    }
    assert!(number("1500", "0", "absolute", units, false, "1500"));
    let cased = json!([{"unit": "mW", "factor": "0.001"}, {"unit": "MW", "factor": "1000000"}]);
    assert!(number("2", "0", "absolute", cased.clone(), true, "2000 mW"));
    assert!(!number("2", "0", "absolute", cased, true, "2000 mw"), "mw could be either");
    let q = json!({"kind": "numeric", "value": "5", "tolerance": "0", "tolerance_is": "absolute",
        "units": [{"unit": "kg", "factor": "1"}], "unit_required": true});
    assert_eq!(points(&q, json!({"kind": "number", "text": "5", "unit": "kg"})), 6);
}

fn short(by: &str, wanted: Value, typed: &str) -> bool {
    let q = json!({"kind": "short", "accept": [{"text": wanted, "match": by}], "max_chars": 80});
    points(&q, json!({"kind": "words", "text": typed})) == 6
}

#[test]
fn words_fit_as_closely_as_the_course_asks() {
    assert!(short("exact", json!("iPhone"), " iPhone "));
    assert!(!short("exact", json!("iPhone"), "iphone"));
    for typed in ["Résumé", "RESUME", "re sume", "résumé.", "re\u{301}sume\u{301}"] {
        assert!(short("folded", json!("resume"), typed), "{typed}");
    }
    assert!(!short("folded", json!("resume"), "resumee"));
    assert!(!short("folded", json!("resume"), ""));
    for (typed, is_right) in [
        ("conviction", true),
        ("convicton", true),
        ("convitcion", true),
        ("konviction", true),
        ("konvicton", false),
        ("", false),
    ] {
        assert_eq!(short("near", json!("conviction"), typed), is_right, "{typed}");
    }
    assert!(!short("near", json!("yes"), "yea"), "short words allow no slip");
    assert!(short("folded", json!({"en": "job", "es": "empleo"}), "EMPLEO"), "an answer in any language counts");
}

#[test]
fn one_item_out_of_order_costs_one_step() {
    let part = json!({"kind": "order", "items": options(&["a", "b", "c", "d"]), "partial": true});
    let whole = json!({"kind": "order", "items": options(&["a", "b", "c", "d"]), "partial": false});
    for (given, for_whole, for_part) in [
        (vec!["a", "b", "c", "d"], 6, 6),
        (vec!["d", "a", "b", "c"], 0, 4),
        (vec!["d", "c", "b", "a"], 0, 0),
        (vec!["a", "a", "a", "a"], 0, 0),
        (vec!["a", "b"], 0, 2),
        (vec![], 0, 0),
        (vec!["x", "a", "b", "c", "d"], 6, 6),
    ] {
        let answer = json!({"kind": "order", "items": given});
        assert_eq!((points(&whole, answer.clone()), points(&part, answer)), (for_whole, for_part), "{given:?}");
    }
}

#[test]
fn pairs_gaps_and_places() {
    let pairs = json!({"kind": "match", "left": options(&["a", "b", "c"]), "right": options(&["x", "y", "z"]),
        "pairs": [["a", "x"], ["b", "y"], ["c", "z"]], "partial": true});
    assert_eq!(points(&pairs, json!({"kind": "pairs", "pairs": [["a", "x"], ["b", "y"], ["c", "z"]]})), 6);
    assert_eq!(points(&pairs, json!({"kind": "pairs", "pairs": [["a", "x"], ["b", "z"]]})), 2);
    let all: Vec<[&str; 2]> = ["a", "b", "c"].iter().flat_map(|l| ["x", "y", "z"].map(|r| [*l, r])).collect();
    assert_eq!(points(&pairs, json!({"kind": "pairs", "pairs": all})), 0, "pairing everything earns nothing");

    let gaps = json!({"kind": "gaps", "text": "I {{one}} to {{two}}", "partial": true, "gaps": [
        {"id": "one", "accept": [{"text": "go", "match": "folded"}]},
        {"id": "two", "options": options(&["work", "bed"]), "answer": "work"}]});
    assert_eq!(points(&gaps, json!({"kind": "gaps", "gaps": {"one": "GO", "two": "work"}})), 6);
    assert_eq!(points(&gaps, json!({"kind": "gaps", "gaps": {"one": "run", "two": "work"}})), 3);

    let areas = json!([{"id": "r", "name": "R", "shape": "rect", "xy": [100, 100, 100, 50]},
        {"id": "c", "name": "C", "shape": "circle", "xy": [500, 500, 50]},
        {"id": "p", "name": "P", "shape": "polygon", "xy": [800, 800, 900, 800, 800, 900]}]);
    let point =
        |answer: Value| json!({"kind": "point", "image": "a.png", "alt": "A", "areas": areas, "answer": answer});
    for (right, at, is_right) in [
        (json!(["r"]), json!([[150, 120]]), true),
        (json!(["r"]), json!([[200, 150]]), true),
        (json!(["r"]), json!([[201, 150]]), false),
        (json!(["c"]), json!([[530, 540]]), true),
        (json!(["c"]), json!([[536, 536]]), false),
        (json!(["p"]), json!([[820, 820]]), true),
        (json!(["p"]), json!([[890, 890]]), false),
        (json!(["p"]), json!([[850, 850]]), true),
        (json!(["r", "c"]), json!([[150, 120]]), false),
        (json!(["r", "c"]), json!([[150, 120], [500, 500]]), true),
        (json!(["r"]), json!([[150, 120], [500, 500]]), false),
        (json!(["r"]), json!([]), false),
        (json!([]), json!([]), false),
    ] {
        let q = point(right.clone());
        assert_eq!(points(&q, json!({"kind": "points", "at": at})) == 6, is_right, "{right} {at}");
    }
    assert_eq!(points(&point(json!(["r"])), json!({"kind": "choices", "options": ["r"]})), 6, "by name");
}

#[test]
fn staff_mark_open_answers() {
    let q = question(json!({"kind": "open", "max_chars": 100}));
    let mark = score(&q, &Answer::Words { text: "I would say it early.".into() });
    assert_eq!(mark, Mark { points: 0, max: 0, verdict: Verdict::Waiting });
    let unknown = question(json!({"kind": "hologram"}));
    assert_eq!(score(&unknown, &Answer::Truth { value: true }).max, 0);
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let id = || "[a-e]".prop_map(|text| OptionId::parse(&text).unwrap());
    prop_oneof![
        id().prop_map(|option| Answer::Choice { option }),
        prop::collection::vec(id(), 0..6).prop_map(|options| Answer::Choices { options }),
        any::<bool>().prop_map(|value| Answer::Truth { value }),
        ("\\PC{0,70}", prop::option::of("\\PC{0,3}")).prop_map(|(text, unit)| Answer::Number { text, unit }),
        ("[0-9., '+−$-]{0,24}( ?[mk%]{1,2})?").prop_map(|text| Answer::Number { text, unit: None }),
        "\\PC{0,500}".prop_map(|text| Answer::Words { text }),
        prop::collection::vec(id(), 0..6).prop_map(|items| Answer::Order { items }),
        prop::collection::vec((id(), id()), 0..6).prop_map(|pairs| Answer::Pairs { pairs }),
        prop::collection::btree_map("[a-e]".prop_map(|text| Slug::parse(&text).unwrap()), "\\PC{0,20}", 0..4)
            .prop_map(|gaps| Answer::Gaps { gaps }),
        prop::collection::vec((any::<u32>(), any::<u32>()), 0..4).prop_map(|at| Answer::Points { at }),
    ]
}

fn every_kind(points: u32, xy: Vec<u32>, shape: &str, number: &str) -> Vec<Question> {
    let ids = options(&["a", "b", "c"]);
    let accept = json!([{"text": "conviction", "match": "near"}, {"text": "é", "match": "folded"}]);
    let own = [
        json!({"kind": "single", "options": ids, "answer": "a"}),
        json!({"kind": "multiple", "options": ids, "answer": ["a", "b"], "partial": true}),
        json!({"kind": "true_false", "answer": true}),
        json!({"kind": "numeric", "value": number, "tolerance": number, "tolerance_is": "permille",
            "units": [{"unit": "m", "factor": number}, {"unit": "k", "factor": "-999999999.999999999"}], "unit_required": false}),
        json!({"kind": "short", "accept": accept, "max_chars": 9}),
        json!({"kind": "order", "items": ids, "partial": true}),
        json!({"kind": "match", "left": ids, "right": ids, "pairs": [["a", "b"]], "partial": true}),
        json!({"kind": "gaps", "text": "", "gaps": [{"id": "a", "accept": accept}, {"id": "b", "options": ids, "answer": "c"}], "partial": true}),
        json!({"kind": "gaps", "text": "", "gaps": [], "partial": true}),
        json!({"kind": "point", "image": "a", "alt": "a", "areas": [{"id": "a", "name": "a", "shape": shape, "xy": xy}], "answer": ["a"]}),
        json!({"kind": "open", "max_chars": 9}),
    ];
    own.into_iter().map(|own| Question { points, ..question(own) }).collect()
}

proptest! {
    #[test]
    fn no_answer_panics_or_gets_more_than_its_points(
        answer in any_answer(), points in any::<u32>(), xy in prop::collection::vec(any::<u32>(), 0..9),
        shape in prop::sample::select(vec!["rect", "circle", "polygon"]), number in "-?[1-9][0-9]{0,8}(\\.[0-9]{1,9})?",
    ) {
        for question in every_kind(points, xy, shape, &number) {
            let mark = score(&question, &answer);
            prop_assert!(mark.points <= mark.max);
            prop_assert_eq!(mark.verdict == Verdict::Right, mark.points == mark.max && mark.verdict != Verdict::Waiting && (points > 0 || mark.verdict == Verdict::Right));
        }
    }
}
