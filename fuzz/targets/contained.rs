//! Panics of decoders that are caught where they are called are no finds; libfuzzer ends with the first panic all the
//! same, unless its hook is taken away. One that nobody catches still ends it: then the stack is gone, and the input that
//! it leaves in `fuzz/artifacts` shows the panic when it is given to `check_video` and its like in a test.

use std::panic;
use std::sync::Once;

/// From now on only a panic that nobody catches is a find.
pub fn are_no_finds() {
    static DONE: Once = Once::new();
    DONE.call_once(|| panic::set_hook(Box::new(|_| {})));
}
