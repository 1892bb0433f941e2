use super::*;
use crate::model::id::{PackId, Slug};

fn hash(n: u8) -> Hash {
    Hash([n; 32])
}

fn root() -> Root {
    let role = |role: &str, n| Role { role: role.into(), keys: vec![hash(n)], threshold: 1, series: 1, ext: None };
    Root {
        agency: "Agency".into(),
        version: 1,
        created: 1,
        roles: vec![role(ROLE_ROOT, 1), role(ROLE_APPROVER, 2)],
        publishers: vec![Publisher {
            id: Slug::parse("p").unwrap(),
            name: "P".into(),
            keys: vec![hash(3)],
            prefixes: vec![PackId::parse("org.example").unwrap()],
            ext: None,
        }],
        offices: vec![Office {
            id: Slug::parse("o").unwrap(),
            name: "O".into(),
            keys: vec![hash(4)],
            issuers: vec![hash(5)],
            series: 1,
            facilities: vec![Facility { id: Slug::parse("f").unwrap(), name: "F".into() }],
            ext: None,
        }],
        ext: None,
    }
}

#[test]
fn a_root_with_a_rule_broken_is_refused() {
    assert_eq!(root().check(), Ok(()));
    type Break = fn(&mut Root);
    let table: [(&str, Break); 9] = [
        ("no version", |r| r.version = 0),
        ("no approver", |r| {
            r.roles.pop();
        }),
        ("two root roles", |r| r.roles[1].role = ROLE_ROOT.into()),
        ("threshold 0", |r| r.roles[0].threshold = 0),
        ("threshold too high", |r| r.roles[0].threshold = 2),
        ("key twice in a role", |r| r.roles[0].keys.push(hash(1))),
        ("key in two roles", |r| r.publishers[0].keys.push(hash(2))),
        ("issuer signs for the office", |r| r.offices[0].issuers.push(hash(4))),
        ("two facilities alike", |r| {
            let again = r.offices[0].facilities[0].clone();
            r.offices[0].facilities.push(again);
        }),
    ];
    for (what, spoil) in table {
        let mut bad = root();
        spoil(&mut bad);
        assert!(bad.check().is_err(), "{what}");
    }
}

#[test]
fn prefixes_end_at_a_dot() {
    let root = root();
    let may = |id: &str| root.publishers[0].may_sign(&PackId::parse(id).unwrap());
    assert!(may("org.example"));
    assert!(may("org.example.work"));
    assert!(!may("org.example-two.work"));
    assert!(!may("org.examples"));
    assert!(!may("com.org.example"));
}

#[test]
fn marks_never_go_back_and_a_series_outranks_versions() {
    let at = |series, version, n| (Mark { series, version }, hash(n));
    assert_eq!(standing(None, at(1, 1, 0)), Standing::Newer);
    assert_eq!(standing(Some(at(1, 5, 0)), at(1, 5, 0)), Standing::Same);
    assert_eq!(standing(Some(at(1, 5, 0)), at(1, 5, 1)), Standing::Conflicting);
    assert_eq!(standing(Some(at(1, 5, 0)), at(1, 4, 0)), Standing::Older);
    assert_eq!(standing(Some(at(1, u64::MAX, 0)), at(2, 1, 0)), Standing::Newer);
    assert_eq!(standing(Some(at(2, 1, 0)), at(1, 9, 0)), Standing::Older);
}

#[test]
fn withdrawn_outranks_approved_and_unknown_kinds_are_kept() {
    let text = format!(
        r#"{{"series":1,"version":1,"created":1,"withdrawn":["{}"],"entries":[
        {{"kind":"pack","id":"org.a","version":1,"manifest":"{}"}},{{"kind":"pack","id":"org.b","version":1,"manifest":"{}"}},
        {{"kind":"song","x":1}}]}}"#,
        hash(1),
        hash(1),
        hash(2)
    );
    let catalogue: Catalogue = serde_json::from_str(&text).unwrap();
    assert_eq!(catalogue.approval(&hash(1)), Approval::Withdrawn);
    assert!(matches!(catalogue.approval(&hash(2)), Approval::Approved(_)));
    assert_eq!(catalogue.approval(&hash(3)), Approval::Unlisted);
    assert_eq!(catalogue.packs().count(), 1);
    let again: Catalogue = serde_json::from_value(serde_json::to_value(&catalogue).unwrap()).unwrap();
    assert_eq!(again, catalogue);
    for bad in [
        r#"{"kind":"pack","id":"org.a"}"#,
        r#"{"id":"org.a"}"#,
        r#"{"kind":"pack","id":"org.a","version":1,"manifest":"00","x":1}"#,
    ] {
        assert!(serde_json::from_str::<Entry>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_fingerprint_survives_paper() {
    let shown =
        Fingerprint::of(&Hash(std::array::from_fn(|i| (i as u8).wrapping_mul(37).wrapping_add(11)))).to_string();
    assert_eq!(shown.len(), 23);
    let typed = format!(" {} ", shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l"));
    assert_eq!(Fingerprint::parse(&typed).unwrap().to_string(), shown);
    assert_eq!(Fingerprint::of(&Hash([0xff; 32])).to_string(), "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ");
    assert_eq!(Fingerprint::of(&Hash([0; 32])).to_string(), "00000-00000-00000-00000");
    for bad in
        ["", "00000-00000-00000-0000", "00000-00000-00000-00000-0", "U0000-00000-00000-00000", "é0000000000000000000"]
    {
        assert!(Fingerprint::parse(bad).is_none(), "{bad}");
    }
}

#[test]
fn a_created_far_ahead_is_implausible() {
    assert!(created_is_plausible(5, 0));
    assert!(!created_is_plausible(CREATED_AHEAD_MS_MAX + 1, 0));
    assert_eq!(signed_time([3, 9, 4]), 9);
}

#[test]
fn a_list_names_what_is_no_longer_good_and_what_a_stolen_key_signed_truly() {
    let (key, other) = (Hash([1; 32]), Hash([2; 32]));
    let revoked = |id: &str| Revoked { id: id.into(), at: 5 };
    let list = Revocations {
        office: Slug::parse("o").unwrap(),
        series: 1,
        version: 1,
        created: 9,
        revoked: vec![revoked("a"), revoked("b")],
        stolen: vec![StolenKey { key, at: 7, good: vec!["c".into()] }],
        ended: vec![EndedKey { key: other, at: 6 }],
        ext: None,
    };
    let table = [("a", other, Some(5)), ("c", other, None), ("c", key, None), ("d", key, Some(7)), ("d", other, None)];
    for (id, by, wanted) in table {
        assert_eq!(list.revoked_at(id, &by), wanted, "{id}");
    }
    let ends = [(other, 5, None), (other, 6, Some(6)), (key, 9, None)];
    for (by, created, wanted) in ends {
        assert_eq!(list.ended_before(&by, created), wanted);
    }
    assert!(list.is_in_order());
    for revoked in [vec![revoked("b"), revoked("a")], vec![revoked("a"), revoked("a")]] {
        assert!(!Revocations { revoked, ..list.clone() }.is_in_order());
    }
}
