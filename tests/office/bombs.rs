//! Files that are small and claim to be large, or are large and hold nothing: refused without room for what they claim.

use super::commands::path;
use super::forged::Post;
use super::*;
use foothold::format::dsse::{self, DocumentKind};
use foothold::format::export::ExportHeader;
use foothold::format::json;
use foothold::model::id::Hash;
use foothold::model::problem::Code;
use serde_json::Value;
use std::io::Read as _;

/// The most data that the program may take to refuse a file, in kB: the 128 MiB that the body of an export may ask to look
/// back over (`format::export`), and 64 MiB for all the rest. Each file below stands for more.
#[cfg(target_os = "linux")]
const REFUSED_WITHIN_KB: u32 = (128 + 64) << 10;

/// What the program says of a file where it may take so many kB of data; none if that is not enough for it.
#[cfg(target_os = "linux")]
fn opened_within(post: &Post, file: &Path, data_kb: u32) -> Option<Value> {
    let mut program = std::process::Command::new("sh");
    program.args(["-c", "ulimit -c 0; ulimit -d \"$0\"; exec \"$@\"", &data_kb.to_string()]);
    program.arg(env!("CARGO_BIN_EXE_foothold-office")).args(["--json", "--office"]).arg(post.office.home.root());
    program.args(["open", path(file)]).envs(crate::place::environment(&post.office.home.registry()));
    let told: Value = serde_json::from_slice(&program.output().unwrap().stdout).ok()?;
    Some(told["data"]["files"][0].clone())
}

#[test]
fn a_gigabyte_of_zeros_and_bombs_are_refused_without_being_unpacked() {
    let mut post = Post::new();
    let (opened, _) = post.opened();
    let in_folder = |name: &str| post.office.folder.path().join(name);
    let zeros = in_folder("zeros.fexport");
    std::fs::File::create(&zeros).unwrap().set_len(1 << 30).unwrap();
    let bomb_of = |window_log: u32| {
        let mut packed = zstd::Encoder::new(Vec::new(), 1).unwrap();
        packed.window_log(window_log).unwrap();
        std::io::copy(&mut std::io::repeat(0).take(1 << 28), &mut packed).unwrap();
        packed.finish().unwrap()
    };
    let told = |bomb: &[u8], raw_size: u64| {
        let header = ExportHeader {
            body_sha256: Hash(foothold::crypto::hash::sha256(bomb)),
            body_size: bomb.len() as u64,
            raw_size,
            ..opened.header.clone()
        };
        let envelope = dsse::sign(DocumentKind::Export, &json::to_canonical(&header).unwrap(), &[post.one.signing()]);
        post.by_hand(&envelope, bomb)
    };
    let (bomb, wide) = (bomb_of(20), bomb_of(27));
    let long_head = post.sealed(&[0xFF; 4096]);
    let cases = [
        ("a bomb", told(&bomb, 1000), Code::ExportAltered, "One"),
        ("a bomb that looks far back", told(&wide, 1000), Code::ExportAltered, "One"),
        ("a bomb that says how large it is", told(&bomb, 1 << 28), Code::ExportAltered, "One"),
        ("a size beyond all bounds", told(&bomb, 1 << 40), Code::ExportTooLarge, "?"),
        ("a head of four gigabytes", long_head, Code::ExportTooLarge, "?"),
    ];
    let mut files = vec![(zeros, Code::ExportAltered)];
    for (n, (what, bytes, code, station)) in cases.into_iter().enumerate() {
        post.refuses(what, &bytes, code, station);
        let file = post.office.folder.path().join(format!("{n}.fexport"));
        std::fs::write(&file, bytes).unwrap();
        files.push((file, code));
    }
    assert_eq!(post.office.refusal_of("a gigabyte of zeros", &files[0].0).0, Code::ExportAltered);
    #[cfg(target_os = "linux")]
    {
        post.office.registry = post.office.empty_registry("none");
        for (file, code) in files {
            let told = opened_within(&post, &file, REFUSED_WITHIN_KB).expect("it is refused within its memory");
            assert_eq!(told["error"]["code"], code.as_str(), "{told}");
        }
        let told = opened_within(&post, &post.good, REFUSED_WITHIN_KB).expect("room for a good file");
        assert_eq!(told["ok"], true, "{told}");
        assert_eq!(opened_within(&post, &post.good, 1 << 10), None, "memory is what is limited");
    }
}
