use super::*;

fn added(n: u128, name: &str, number: &str) -> Draft {
    let body = LearnerAdded {
        name: name.into(),
        number: number.into(),
        birth_year: Some(1990),
        lang: Lang::parse("en").unwrap(),
    };
    Draft::station(Body::LearnerAdded(body)).about(learner(n))
}

fn populate(store: &mut Store) {
    let changed =
        |field, new: &str| Body::LearnerChanged(LearnerChanged { field, old: String::new(), new: new.into() });
    let staff = |name: &str, active| StaffSet {
        staff: StaffId(Uuid::from_u128(9)),
        name: name.into(),
        role: Role::Educator,
        active,
    };
    let group = |members: &[u128]| GroupSet {
        group: Slug::parse("mornings").unwrap(),
        name: "Mornings".into(),
        members: members.iter().map(|n| learner(*n)).collect(),
    };
    let enrolled = EnrolmentSet {
        target: CourseId::parse("org.example.work").unwrap(),
        kind: TargetKind::Course,
        edition: 1,
        due: Some("2026-12-01".into()),
        state: EnrolmentState::Active,
    };
    let moved = EnrolmentMoved { course: enrolled.target.clone(), from_edition: 1, to_edition: 2 };
    let archived = LearnerStatusSet { status: LearnerStatus::Archived, day: "2026-11-22".into(), reason: None };
    let large = |value: &str| PreferenceSet { key: Slug::parse("text-size").unwrap(), value: value.into() };
    store
        .append_all(vec![
            added(1, "Zoe", "100"),
            added(2, "ana", "200"),
            Draft::station(changed(LearnerField::Name, "Bea")).about(learner(1)),
            Draft::station(changed(LearnerField::BirthYear, "")).about(learner(1)),
            Draft::station(changed(LearnerField::Lang, "not a language")).about(learner(1)),
            Draft::station(Body::LearnerStatusSet(archived)).about(learner(2)),
            Draft::station(Body::StaffAdded(staff("Sam", true))),
            Draft::station(Body::StaffChanged(staff("Sam", false))),
            Draft::station(Body::GroupSet(group(&[1, 2, 1]))),
            Draft::station(Body::GroupSet(group(&[2]))),
            Draft::station(Body::EnrolmentSet(enrolled)).about(learner(1)),
            Draft::station(Body::EnrolmentMoved(moved)).about(learner(1)),
            Draft::learner(learner(1), session(1), Body::PreferenceSet(large("120"))),
            Draft::learner(learner(1), session(1), Body::PreferenceSet(large("150"))),
        ])
        .unwrap();
}

fn look(store: &Store) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        store.learners().unwrap(),
        store.staff().unwrap(),
        store.groups().unwrap(),
        store.enrolments(learner(1)).unwrap(),
        store.preferences(learner(1)).unwrap()
    )
}

#[test]
fn people_follow_from_events_and_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    populate(&mut store);
    let learners = store.learners().unwrap();
    assert_eq!(learners.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["ana", "Bea"]);
    assert_eq!((learners[1].birth_year, learners[1].lang.as_str()), (None, "en"));
    assert!(!learners[0].is_here() && learners[1].is_here());
    assert!(!store.staff().unwrap()[0].is_active);
    assert_eq!(store.groups().unwrap()[0].members, [learner(2)]);
    assert_eq!(store.enrolments(learner(1)).unwrap()[0].edition, 2);
    assert_eq!(store.preferences(learner(1)).unwrap(), [("text-size".to_owned(), "150".to_owned())]);
    assert_eq!(store.learner_by_number("100").unwrap().unwrap().id, learner(1));
    for (n, name) in [(3, "Émile"), (4, "Fay"), (5, "Dora")] {
        store.append(added(n, name, &n.to_string())).unwrap();
    }
    let names: Vec<_> = store.learners().unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["ana", "Bea", "Dora", "Émile", "Fay"]);
    let before = look(&store);
    store.write(|writer| writer.derive_again()).unwrap();
    assert_eq!(look(&store), before);
}

#[test]
fn a_number_names_whoever_is_here() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    populate(&mut store);
    assert_eq!(store.learner_by_number("200").unwrap().unwrap().id, learner(2), "archived, but nobody else has it");
    store.append(added(3, "Cal", "200")).unwrap();
    assert_eq!(store.learner_by_number("200").unwrap().unwrap().id, learner(3));
    assert_eq!(store.learner_by_number("300").unwrap(), None);
}

#[test]
fn verifiers_and_keys_are_kept_out_of_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let subject = Actor::Learner(learner(1));
    let slot = KeySlot { owner: SlotOwner::Recovery, wrapped: b"wrapped".to_vec() };
    store
        .write(|writer| {
            writer.set_auth(subject, Method::Pin, &Secret("canary".into()))?;
            writer.set_tries(subject, 3, 77)?;
            writer.set_key_slot(&slot)
        })
        .unwrap();
    let row = store.auth(subject).unwrap().unwrap();
    assert_eq!((row.method, row.tries, row.last_wall_ms), (Method::Pin, 3, 77));
    assert!(!format!("{row:?}").contains("canary"));
    assert_eq!(store.key_slot(SlotOwner::Recovery).unwrap(), Some(slot));
    assert_eq!(store.key_slot_owners().unwrap(), [SlotOwner::Recovery]);
    assert_eq!(store.event_count().unwrap(), 0);
}

#[test]
fn one_version_of_a_pack_is_current() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let pack = |n: u8| InstalledPack {
        manifest: Hash([n; 32]),
        pack: PackId::parse("org.example.work").unwrap(),
        version: u64::from(n),
        title: "Work".into(),
        bytes: 10,
        courses: vec![InstalledCourse {
            id: CourseId::parse("org.example.work").unwrap(),
            edition: 1,
            title: "Work".into(),
        }],
        added_wall_ms: 5,
        is_active: false,
        is_withdrawn: false,
    };
    let active =
        |store: &Store| store.packs().unwrap().iter().filter(|p| p.is_active).map(|p| p.version).collect::<Vec<_>>();
    for n in [1, 2] {
        store.write(|writer| writer.add_pack(&pack(n)).and_then(|()| writer.activate_pack(&pack(n).manifest))).unwrap();
        assert_eq!(active(&store), [u64::from(n)]);
    }
    store
        .write(|writer| writer.withdraw_pack(&pack(2).manifest).and_then(|()| writer.activate_pack(&pack(2).manifest)))
        .unwrap();
    assert!(active(&store).is_empty(), "a withdrawn pack never plays");
    store.write(|writer| writer.remove_pack(&pack(2).manifest)).unwrap();
    assert_eq!(store.packs().unwrap(), [pack(1)]);
    assert_eq!(store.pack(&Hash([1; 32])).unwrap(), Some(pack(1)));
}

#[test]
fn folds_certificates_exports_and_documents_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let course = CourseId::parse("org.example.work").unwrap();
    let fold = CachedFold { rules: 1, position: 4, state: vec![1, 2] };
    let certificate = OfficialCertificate {
        id: "c-1".into(),
        learner: learner(1),
        target: course.clone(),
        cert: Slug::parse("done").unwrap(),
        document: b"{}".to_vec(),
        revoked: None,
    };
    let id = ExportId(Uuid::from_u128(4));
    store
        .write(|writer| {
            writer.set_fold(learner(1), &course, &fold)?;
            writer.set_official(&certificate)?;
            writer.add_export(id, &[], &["age1x".into()])?;
            writer.set_document("receipt:00", b"r")
        })
        .unwrap();
    assert_eq!(store.fold(learner(1), &course).unwrap(), Some(fold));
    assert_eq!(store.official(learner(1)).unwrap(), [certificate]);
    assert_eq!(store.export(id).unwrap().unwrap().finished, None);
    store.write(|writer| writer.finish_export(id, "a.fhx", &Hash([2; 32]), 9)).unwrap();
    assert_eq!(store.exports().unwrap()[0].finished.as_ref().unwrap().bytes, 9);
    assert_eq!(store.document("receipt:00").unwrap().unwrap(), b"r");
}
