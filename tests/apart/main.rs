//! What must have a process of its own: decoders that panic behind `extern "C"` end themselves and nothing else (see
//! `media::apart`), and the memory that a long document takes.

mod long_document;

use foothold::media::apart::{Apart, Fallen};
use foothold::media::check::check_video;
use std::fs::File;
use std::panic;

fn main() {
    long_document::five_hundred_pages_are_open_at_once_and_take_no_more_than_a_few();
    a_panic_behind_extern_c_ends_its_decoder_and_nothing_else();
    a_panic_inside_the_av1_decoder_does_not_end_the_program();
    #[expect(clippy::print_stdout, reason = "in the words of the harness, so that it is counted")]
    {
        println!("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
    }
}

extern "C" fn no_way_out(number: u32) -> u32 {
    assert!(number != 13, "a panic that an extern \"C\" function does not let through");
    number + 1
}

fn a_panic_behind_extern_c_ends_its_decoder_and_nothing_else() {
    let start = || Apart::start(|| (0, Some(())), |(), number| no_way_out(number));
    let mut decoder = start().expect("a thread");
    assert_eq!(decoder.told(), Ok(0), "the first answer tells that it is open");
    assert_eq!(decoder.ask(1), Ok(2));
    assert_eq!(decoder.ask(13), Err(Fallen));
    assert_eq!(decoder.ask(1), Err(Fallen), "for good");
    drop(decoder);
    let mut another = start().expect("a thread");
    assert_eq!((another.told(), another.ask(1)), (Ok(0), Ok(2)));
    let caught = panic::catch_unwind(|| panic!("in an ordinary thread"));
    assert!(caught.is_err(), "other panics go their way");
}

/// Bytes that panic when the decoder lets go of them, inside its `extern "C"` functions.
struct Bomb(Vec<u8>);

impl AsRef<[u8]> for Bomb {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("inside the decoder");
    }
}

fn a_panic_inside_the_av1_decoder_does_not_end_the_program() {
    let open = || (Ok(()), re_rav1d::dav1d::Decoder::new().ok());
    let answer = |inner: &mut re_rav1d::dav1d::Decoder, bytes: Vec<u8>| {
        let sent = inner.send_data(Bomb(bytes), None, None, None);
        sent.map_err(|fault| fault.to_string())
    };
    let mut apart = Apart::start(open, answer).expect("a thread");
    assert_eq!(apart.told(), Ok(Ok(())));
    assert_eq!(apart.ask(vec![0x12, 0]), Err(Fallen), "a temporal delimiter, read and let go");
    let film =
        File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/media/tiny_av1.mp4")).expect("the film of the tests");
    assert!(check_video(film).is_ok(), "others go on");
}
