use super::*;
use crate::format::fixture::{BuiltPack, noise, usual};
use crate::format::manifest::PackDocumentKind;
use crate::model::id::CourseId;

fn on_disk(pack: &BuiltPack) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.fpack");
    std::fs::write(&path, &pack.bytes).unwrap();
    (folder, path)
}

#[test]
fn files_read_back_as_they_were_from_anywhere() {
    let pack = usual(1);
    let (_folder, path) = on_disk(&pack);
    let reader = PackReader::open(&path, &pack.hash).unwrap();
    let film = noise(CHUNK_BYTES * 5 / 2);
    let mut file = reader.file("media/film.mp4").unwrap();
    assert_eq!(file.size(), film.len() as u64);
    assert_eq!(file.clone().read_all().unwrap(), film);
    let mut other = file.clone();
    for at in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES * 2 - 3, film.len() - 5, film.len(), film.len() + 9] {
        file.seek(SeekFrom::Start(at as u64)).unwrap();
        let mut found = vec![0; 10];
        let len = full(&mut file, &mut found);
        assert_eq!(found[..len], film[at.min(film.len())..(at + 10).min(film.len())], "at {at}");
    }
    assert_eq!(other.stream_position().unwrap(), 0, "a clone keeps its own place");
    assert_eq!(other.seek(SeekFrom::End(-1)).unwrap(), film.len() as u64 - 1);
    assert!(other.seek(SeekFrom::Current(i64::MIN)).is_err());
    assert_eq!(reader.file("media/empty.bin").unwrap().read_all().unwrap(), b"");
    assert!(reader.file("nothing").is_none());
    assert_eq!(reader.course(&CourseId::parse("org.example.work").unwrap()).unwrap().edition, 1);
    assert!(reader.document(PackDocumentKind::Course, "org.example.other").is_none());
}

fn full(file: &mut VerifiedFile, buffer: &mut [u8]) -> usize {
    let mut len = 0;
    loop {
        match file.read(&mut buffer[len..]).unwrap() {
            0 => return len,
            more => len += more,
        }
    }
}

#[test]
fn a_changed_sector_is_damage_before_a_byte_of_it_is_given_out() {
    let pack = usual(1);
    let (_folder, path) = on_disk(&pack);
    let reader = PackReader::open(&path, &pack.hash).unwrap();
    let at = usize::try_from(reader.file("media/film.mp4").unwrap().offset_in_pack()).unwrap() + CHUNK_BYTES + 77;
    let mut bytes = pack.bytes.clone();
    bytes[at] ^= 4;
    std::fs::write(&path, &bytes).unwrap(); // under the open reader
    let mut file = reader.file("media/film.mp4").unwrap();
    let mut first = vec![0; CHUNK_BYTES];
    file.read_exact(&mut first).unwrap();
    let fault = file.read(&mut [0; 10]).unwrap_err();
    let damage = Damage::of(&fault).unwrap();
    assert_eq!((damage.path.as_str(), damage.chunk, damage.manifest), ("media/film.mp4", 1, pack.hash));
    file.seek(SeekFrom::Start(2 * CHUNK_BYTES as u64)).unwrap();
    assert!(file.read(&mut [0; 10]).is_ok(), "the rest still plays");
    assert!(reader.check_all(&mut |_| ControlFlow::Continue(())).is_err());
    std::fs::write(&path, &bytes[..at]).unwrap();
    file.seek(SeekFrom::Start(2 * CHUNK_BYTES as u64)).unwrap();
    assert!(reader.file("media/film.mp4").unwrap().read_all().is_err(), "cut short");
    assert!(reader.check_all(&mut |_| ControlFlow::Break(())).is_err(), "stopped is not good");
}

#[test]
fn another_pack_under_the_name_is_not_opened() {
    let (_folder, path) = on_disk(&usual(2));
    assert!(matches!(PackReader::open(&path, &usual(1).hash), Err(ReaderFault::Other { .. })));
    for at in [0, 3, 30, 500, 1000] {
        std::fs::write(&path, &usual(2).bytes[..at]).unwrap();
        assert!(PackReader::open(&path, &usual(2).hash).is_err(), "cut at {at}");
    }
    assert!(PackReader::open(Path::new("/nowhere"), &usual(1).hash).is_err());
}

#[test]
fn readers_on_several_threads_share_one_pack() {
    let pack = usual(1);
    let (_folder, path) = on_disk(&pack);
    let reader = PackReader::open(&path, &pack.hash).unwrap();
    let film = noise(CHUNK_BYTES * 5 / 2);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let file = reader.file("media/film.mp4").unwrap();
            scope.spawn(|| assert_eq!(file.read_all().unwrap(), film));
        }
    });
}
