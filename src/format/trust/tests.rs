use super::*;
use crate::format::fixture::{
    APPROVER_KEY, ISSUER_KEY, OFFICE_KEY, PUBLISHER_KEY, ROOT_KEY, catalogue, files, fresh_recipient, key, policy, root,
};
use crate::model::id::Slug;
use crate::model::trust::{Facility, Role};

fn held() -> Trust {
    Trust::open_unconfirmed(&files(&root(), &catalogue(5, &[], &[]), &policy(5))).unwrap()
}

/// Root 2: another root key, another approver, the next series for catalogues.
fn next_root() -> Root {
    let mut next = root();
    next.version = 2;
    next.created = 9_000;
    next.roles[0].keys = vec![verify_key(&key(11).public())];
    next.roles[1] = Role { keys: vec![verify_key(&key(12).public())], series: 2, ..next.roles[1].clone() };
    next
}

fn next_files() -> TrustFiles {
    let mut catalogue = catalogue(1, &[], &[]);
    catalogue.series = 2;
    TrustFiles {
        roots: vec![
            sign_root(&root(), &[&key(ROOT_KEY)]).unwrap(),
            sign_root(&next_root(), &[&key(ROOT_KEY), &key(11)]).unwrap(),
        ],
        catalogue: sign_catalogue(&catalogue, &[&key(12)]).unwrap(),
        policy: sign_policy(&policy(5), &key(OFFICE_KEY)).unwrap(),
    }
}

#[test]
fn a_root_is_followed_only_by_one_that_both_sign() {
    let trust = held().advance(&next_files()).unwrap();
    assert_eq!((trust.root.version, trust.catalogue.series, trust.created()), (2, 2, 9_000));
    for signers in [vec![ROOT_KEY], vec![11], vec![APPROVER_KEY, 11]] {
        let keys: Vec<_> = signers.iter().map(|n| key(*n)).collect();
        let mut files = next_files();
        files.roots[1] = sign_root(&next_root(), &keys.iter().collect::<Vec<_>>()).unwrap();
        assert!(held().advance(&files).is_err(), "signed by {signers:?}");
    }
}

#[test]
fn roots_come_one_by_one() {
    let mut third = next_root();
    third.version = 3;
    let mut gap = next_files();
    gap.roots[1] = sign_root(&third, &[&key(ROOT_KEY), &key(11)]).unwrap();
    assert!(matches!(held().advance(&gap), Err(TrustFault::RootMissing(2))));
    let mut all = next_files();
    all.roots.push(sign_root(&third, &[&key(11)]).unwrap());
    assert_eq!(held().advance(&all).unwrap().root.version, 3);
    // One who is at 3 already takes the same notice without a murmur, and refuses another root 3.
    let at_three = held().advance(&all).unwrap();
    assert!(at_three.advance(&all).unwrap().is_same(&at_three));
    third.agency = "Another".into();
    all.roots[2] = sign_root(&third, &[&key(11)]).unwrap();
    assert!(matches!(at_three.advance(&all), Err(TrustFault::Conflicting(_))));
}

#[test]
fn nothing_goes_back_and_nothing_forks() {
    let offer = |c: &Catalogue, p: &Policy| held().advance(&files(&root(), c, p));
    assert!(offer(&catalogue(5, &[], &[]), &policy(5)).unwrap().is_same(&held()));
    assert!(!offer(&catalogue(6, &[], &[]), &policy(5)).unwrap().is_same(&held()));
    assert!(matches!(offer(&catalogue(4, &[], &[]), &policy(6)), Err(TrustFault::Older(_))));
    assert!(matches!(offer(&catalogue(6, &[], &[]), &policy(4)), Err(TrustFault::Older(_))));
    let other = Hash([9; 32]);
    assert!(matches!(offer(&catalogue(5, &[], &[other]), &policy(5)), Err(TrustFault::Conflicting(_))));
    // A burnt number: the next series starts again at 1, and the old series is refused for good.
    let burnt = Trust::open_unconfirmed(&files(&root(), &catalogue((1 << 53) - 1, &[], &[]), &policy(5))).unwrap();
    let healed = burnt.advance(&next_files()).unwrap();
    let mut old_series = next_files();
    old_series.catalogue = sign_catalogue(&catalogue((1 << 53) - 1, &[], &[]), &[&key(12)]).unwrap();
    assert!(matches!(healed.advance(&old_series), Err(TrustFault::Older(_))));
}

#[test]
fn each_document_wants_its_own_signer() {
    let (good, all) = (files(&root(), &catalogue(1, &[], &[]), &policy(1)), [1, 2, 3, 5, 6, 77]);
    for n in all {
        let catalogue = sign_catalogue(&catalogue(1, &[], &[]), &[&key(n)]).unwrap();
        assert_eq!(open_catalogue(&catalogue, &root()).is_ok(), n == APPROVER_KEY, "catalogue by {n}");
        let policy = sign_policy(&policy(1), &key(n)).unwrap();
        assert_eq!(open_policy(&policy, &root()).is_ok(), n == OFFICE_KEY, "policy by {n}");
    }
    assert_ne!(PUBLISHER_KEY, ISSUER_KEY);
    // One document in the place of another.
    for (catalogue, policy) in
        [(&good.policy, &good.policy), (&good.catalogue, &good.catalogue), (&good.roots[0], &good.policy)]
    {
        let mixed = TrustFiles { catalogue: catalogue.clone(), policy: policy.clone(), ..good.clone() };
        assert!(Trust::open_unconfirmed(&mixed).is_err());
    }
}

#[test]
fn any_flipped_byte_is_refused() {
    let good = files(&root(), &catalogue(1, &[], &[]), &policy(1));
    let known = Trust::open_unconfirmed(&good).unwrap().root.hash();
    type Pick = fn(&mut TrustFiles) -> &mut Vec<u8>;
    let picks: [(&str, Pick); 3] =
        [("root", |f| &mut f.roots[0]), ("catalogue", |f| &mut f.catalogue), ("policy", |f| &mut f.policy)];
    for (what, pick) in picks {
        for at in 0..pick(&mut good.clone()).len() {
            let mut bad = good.clone();
            pick(&mut bad)[at] ^= 1;
            assert!(Trust::open_known(&bad, &known).is_err(), "{what} byte {at}");
            let mut cut = good.clone();
            pick(&mut cut).truncate(at);
            assert!(Trust::open_known(&cut, &known).is_err(), "{what} cut at {at}");
        }
    }
}

#[test]
fn another_agencys_root_is_not_ours() {
    let ours = held().root.hash();
    let mut other = root();
    other.agency = "Another".into();
    let theirs = files(&other, &catalogue(1, &[], &[]), &policy(1));
    assert!(matches!(Trust::open_known(&theirs, &ours), Err(TrustFault::Fingerprint { .. })));
    assert!(held().advance(&theirs).is_err());
}

#[test]
fn a_kit_fits_its_root_and_names_a_known_place() {
    let root = held().root;
    let north = root.offices[0].facilities[0].clone();
    let office = Slug::parse("office").unwrap();
    let kit = Kit { office, facility: north.clone(), root: root.hash(), created: 1, try_out: None, ext: None };
    let open = |kit: &Kit, n| open_kit(&sign_kit(kit, &key(n)).unwrap(), &root);
    assert!(open(&kit, OFFICE_KEY).is_ok());
    assert!(open(&kit, ISSUER_KEY).is_err());
    assert!(open(&Kit { root: Hash([1; 32]), ..kit.clone() }, OFFICE_KEY).is_err());
    assert!(open(&Kit { office: Slug::parse("elsewhere").unwrap(), ..kit.clone() }, OFFICE_KEY).is_err());
    assert!(open(&Kit { facility: Facility { name: "South".into(), ..north }, ..kit }, OFFICE_KEY).is_err());
}

#[test]
fn a_policy_seals_to_two_different_keys() {
    let mut one = policy(1);
    one.recovery = one.recipients[0].clone();
    assert!(sign_policy(&one, &key(OFFICE_KEY)).is_err());
    let mut none = policy(1);
    none.recipients.clear();
    assert!(sign_policy(&none, &key(OFFICE_KEY)).is_err());
    let mut odd = policy(1);
    odd.settings.inspectors = vec!["age1odd".into()];
    assert!(sign_policy(&odd, &key(OFFICE_KEY)).is_err());
}

#[test]
fn a_station_speaks_for_its_own_key_only() {
    let station_key = verify_key(&key(40).public());
    let enrolment = Enrolment {
        station: station_id(&station_key),
        key: station_key,
        recipient: fresh_recipient(),
        name: "Desk 1".into(),
        office: Slug::parse("office").unwrap(),
        facility: Slug::parse("north").unwrap(),
        created: 1,
        ext: None,
    };
    assert!(open_enrolment(&sign_enrolment(&enrolment, &key(40)).unwrap()).is_ok());
    assert!(open_enrolment(&sign_enrolment(&enrolment, &key(41)).unwrap()).is_err());
    let stolen = Enrolment { key: verify_key(&key(41).public()), ..enrolment.clone() };
    assert!(sign_enrolment(&stolen, &key(41)).is_err(), "the id is another key's");
    let certificate = StationCertificate {
        office: enrolment.office,
        station: enrolment.station,
        key: enrolment.key,
        recipient: enrolment.recipient,
        name: enrolment.name,
        facility: enrolment.facility,
        created: 2,
        ext: None,
    };
    assert!(open_station(&sign_station(&certificate, &key(OFFICE_KEY)).unwrap(), &root()).is_ok());
    assert!(open_station(&sign_station(&certificate, &key(40)).unwrap(), &root()).is_err());
}

#[test]
fn file_names_of_roots() {
    assert_eq!(root_file_version("root.12.dsse"), Some(12));
    for other in ["root.dsse", "root.012.dsse", "root.-1.dsse", "root.1.dsse.bak", "catalogue.dsse"] {
        assert_eq!(root_file_version(other), None, "{other}");
    }
}
