use super::*;
use crate::format::fixture::{BuiltPack, build, noise, usual};
use crate::format::manifest::{Manifest, peek_manifest};
use std::io::{self, Read, Write as _};
use std::process::Command;

/// Reads a pack as an importer does, believing the envelope if it is the expected one.
fn verify(bytes: &[u8], trusted: &BuiltPack) -> Result<(), String> {
    let mut from = bytes;
    let envelope = read_envelope(&mut from).map_err(|fault| fault.to_string())?;
    if envelope != trusted.envelope {
        return Err("the signature does not hold".into()); // what the envelope's own tests prove
    }
    let (manifest, _) = peek_manifest(&envelope).map_err(|fault| fault.to_string())?;
    let chunks = read_chunk_list(&mut from, &manifest, envelope.len()).map_err(|fault| fault.to_string())?;
    verify_pack(&mut from, &manifest, &envelope, &chunks, &mut |_| ()).map_err(|fault| fault.to_string())
}

fn small() -> BuiltPack {
    build("org.example.small", 1, 3, &[("a.txt", b"hello".to_vec()), ("b/c.bin", noise(300_000)), ("d", Vec::new())])
}

#[test]
fn the_same_files_give_the_same_bytes() {
    assert_eq!(usual(1).bytes, usual(1).bytes);
    verify(&usual(1).bytes, &usual(1)).unwrap();
}

#[test]
fn any_flipped_byte_is_refused_at_its_place() {
    let pack = small();
    let layout = Layout::new(&pack.manifest, &pack.envelope, &pack.chunks).unwrap();
    let data_at = usize::try_from(layout.place(1).unwrap().data_at).unwrap();
    let content = data_at + 50..data_at + 299_950; // sampled: each chunk is hashed whole
    for at in (0..pack.bytes.len()).filter(|at| !content.contains(at) || at % 9973 == 0) {
        for mask in [0x01, 0x80] {
            let mut bad = pack.bytes.clone();
            bad[at] ^= mask;
            assert!(verify(&bad, &pack).is_err(), "byte {at}");
        }
    }
    let header = layout.place(1).unwrap().header_at;
    let mut bad = pack.bytes.clone();
    bad[usize::try_from(header).unwrap() + 6] ^= 1;
    assert_eq!(
        verify(&bad, &pack).unwrap_err(),
        format!("byte {} of the pack is not what it must be (a file's header)", header + 6)
    );
}

#[test]
fn a_cut_or_lengthened_pack_is_refused() {
    let pack = small();
    let ends = pack.bytes.len() - 600..pack.bytes.len();
    for at in (0..pack.bytes.len()).filter(|at| *at < 1500 || ends.contains(at) || at % 10_007 == 0) {
        assert!(verify(&pack.bytes[..at], &pack).is_err(), "cut at {at}");
    }
    let longer = [&pack.bytes[..], b"\0"].concat();
    assert!(verify(&longer, &pack).unwrap_err().contains("after the end"));
    let before = [b"\0", &pack.bytes[..]].concat();
    assert!(verify(&before, &pack).is_err());
}

/// A manifest changed after the fact, with everything else computed anew: only its signature is missing.
fn rewritten(pack: &BuiltPack, change: impl FnOnce(&mut Manifest), content: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut manifest = pack.manifest.clone();
    change(&mut manifest);
    let mut survey = Survey::new();
    for file in &manifest.files {
        let bytes = content.iter().find(|(path, _)| *path == file.path).unwrap().1.clone();
        survey.add(&file.path, &file.media_type, &mut &bytes[..], &mut |_| ()).unwrap();
    }
    let surveyed = survey.finish();
    let mut open = |path: &str| -> io::Result<Box<dyn Read>> {
        Ok(Box::new(io::Cursor::new(content.iter().find(|(known, _)| *known == path).unwrap().1.clone())))
    };
    let mut out = Vec::new();
    write_pack(&manifest, &pack.envelope, &surveyed.chunks, &mut open, &mut out, &mut |_| ()).unwrap();
    out
}

#[test]
fn entries_reordered_added_or_left_out_are_refused() {
    let content = [("a.txt", b"hello".to_vec()), ("b/c.bin", noise(300_000)), ("d", Vec::new())];
    let pack = small();
    assert_eq!(rewritten(&pack, |_| (), &content), pack.bytes, "the helper itself makes the true pack");
    let reordered = rewritten(&pack, |m| m.files.swap(0, 1), &content);
    let less = rewritten(&pack, |m| drop(m.files.remove(2)), &content);
    let mut more = content.to_vec();
    more.push(("e", b"hello".to_vec()));
    let more = rewritten(
        &pack,
        |m| {
            let mut extra = m.files[0].clone();
            extra.path = "e".into();
            m.files.push(extra);
        },
        &more,
    );
    for (what, bytes) in [("reordered", reordered), ("one less", less), ("one more", more)] {
        assert!(verify(&bytes, &pack).is_err(), "{what}");
    }
}

#[test]
fn another_zip_writers_form_is_refused() {
    let pack = small();
    for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        let mut ours = zip::ZipArchive::new(io::Cursor::new(&pack.bytes)).unwrap();
        for i in 0..ours.len() {
            let mut entry = ours.by_index(i).unwrap();
            let name = entry.name().unwrap().into_owned();
            writer.start_file(name, options).unwrap();
            io::copy(&mut entry, &mut writer).unwrap();
        }
        let theirs = writer.finish().unwrap().into_inner();
        assert!(verify(&theirs, &pack).is_err(), "{method}");
    }
}

#[test]
fn a_lying_length_asks_for_no_memory() {
    let mut bad = small().bytes;
    bad[18..22].copy_from_slice(&0x03FF_FFFF_u32.to_le_bytes());
    assert!(matches!(read_envelope(&mut &bad[..]), Err(PackFault::Cut { .. })));
    bad[18..22].copy_from_slice(&0xFFFF_FFFF_u32.to_le_bytes());
    assert!(matches!(read_envelope(&mut &bad[..]), Err(PackFault::Differs { at: 18, .. })));
    for other in [&b""[..], b"P", b"PK\x03\x04", b"\x89PNG\r\n", &[b'P'; 5000]] {
        assert!(read_envelope(&mut &other[..]).is_err());
    }
}

#[test]
fn a_file_that_changed_between_the_passes_is_not_packed() {
    let pack = small();
    for changed in [b"hellO".to_vec(), b"hell".to_vec(), b"hello!".to_vec()] {
        let mut open = |path: &str| -> io::Result<Box<dyn Read>> {
            let content = if path == "a.txt" { changed.clone() } else { noise(300_000) };
            Ok(Box::new(io::Cursor::new(content)))
        };
        let fault = write_pack(&pack.manifest, &pack.envelope, &pack.chunks, &mut open, &mut io::sink(), &mut |_| ());
        assert!(matches!(fault, Err(PackFault::Changed { path }) if path == "a.txt"));
    }
}

#[test]
fn stock_readers_agree() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.fpack");
    std::fs::File::create(&path).unwrap().write_all(&usual(1).bytes).unwrap();
    let python = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); sys.exit(z.testzip() is not None or len(z.namelist()) != 6)";
    let path = path.to_str().unwrap();
    for (program, arguments) in
        [("unzip", vec!["-t", path]), ("7z", vec!["t", path]), ("python3", vec!["-c", python, path])]
    {
        match Command::new(program).args(&arguments).output() {
            Ok(ran) => assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stdout)),
            Err(absent) => eprintln!("{program} is not here: {absent}"),
        }
    }
}

/// A manifest of made-up sizes, for layouts too large to write in a test.
fn made_up(sizes: &[u64]) -> Manifest {
    let mut manifest = small().manifest;
    let file = manifest.files[0].clone();
    manifest.files = sizes
        .iter()
        .enumerate()
        .map(|(i, size)| {
            let mut file = file.clone();
            (file.path, file.size, file.crc32) = (format!("f{i}"), *size, if *size == 0 { 0 } else { 7 });
            file
        })
        .collect();
    manifest
}

#[test]
fn sixty_four_bits_are_used_exactly_where_they_must_be() {
    const GIB4: u64 = 1 << 32;
    let envelope = b"e";
    let fixed = Layout::new(&made_up(&[0, 0]), envelope, b"").unwrap();
    let second_at = fixed.place(1).unwrap().header_at;
    let end_of = |sizes: &[u64]| {
        let manifest = made_up(sizes);
        let layout = Layout::new(&manifest, envelope, b"")?;
        let mut directory = Vec::new();
        let mut end = Vec::new();
        for piece in layout.pieces(&manifest) {
            match piece {
                Piece::Fixed { bytes, what: "the directory" } => directory.push(bytes),
                Piece::Fixed { bytes, what: "the end record" } => end = bytes,
                Piece::Fixed { .. } | Piece::Chunk { .. } => {}
            }
        }
        Ok::<_, PackFault>((directory, end))
    };
    // The second file's header at 0xFFFFFFFE: plain. At 0xFFFFFFFF: refused. At 0x100000000: ZIP64.
    let (directory, _) = end_of(&[GIB4 - 2 - second_at, 0]).unwrap();
    assert_eq!((&directory[3][4..8], &directory[3][42..46]), (&[10, 0, 10, 0][..], &[0xFE, 0xFF, 0xFF, 0xFF][..]));
    assert!(matches!(end_of(&[GIB4 - 1 - second_at, 0]), Err(PackFault::Unplaceable)));
    let (directory, end) = end_of(&[GIB4 - second_at, 0]).unwrap();
    assert_eq!((&directory[3][4..8], &directory[3][42..46]), (&[45, 0, 45, 0][..], &[0xFF; 4][..]));
    assert_eq!(&directory[3][directory[3].len() - 12..], [1, 0, 8, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    assert_eq!(end.len(), 98);
    assert_eq!(&end[end.len() - 6..end.len() - 2], [0xFF; 4], "the directory's offset is saturated");
    assert_ne!(&end[end.len() - 10..end.len() - 6], [0xFF; 4], "its size is not");
    // 0xFFFE entries: plain. 0xFFFF: ZIP64.
    let (_, end) = end_of(&vec![0; 0xFFFE - 2]).unwrap();
    assert_eq!((end.len(), &end[8..12]), (22, &[0xFE, 0xFF, 0xFE, 0xFF][..]));
    let (_, end) = end_of(&vec![0; 0xFFFF - 2]).unwrap();
    assert_eq!((end.len(), &end[98 - 14..98 - 10]), (98, &[0xFF; 4][..]));
}

#[test]
fn pieces_follow_each_other_without_a_gap() {
    let pack = usual(1);
    let layout = Layout::new(&pack.manifest, &pack.envelope, &pack.chunks).unwrap();
    let sum: u64 = layout.pieces(&pack.manifest).map(|piece| piece.len() as u64).sum();
    assert_eq!(layout.files_at() + sum, layout.total_bytes());
    assert_eq!(layout.total_bytes(), pack.bytes.len() as u64);
    assert_eq!(head(&pack.envelope, &pack.chunks), pack.bytes[..usize::try_from(layout.files_at()).unwrap()]);
}
