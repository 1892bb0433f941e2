//! Foothold: signed course packs in, sealed progress out, certificates that hold.
//!
//! # The map
//!
//! | module | owns | may import |
//! |---|---|---|
//! | [`model`] | pure rules: ids, courses, scoring, events, the progress fold, certificates | nothing of ours |
//! | [`crypto`] | signing, sealing, hashing, PIN verifiers; knows no format | nothing of ours |
//! | [`media`] | decoding and the playback clock: video, sound, captions, pictures | nothing of ours |
//! | [`text`] | every word a person reads, from `assets/locales` | nothing of ours |
//! | [`format`](mod@format) | bytes ↔ model: envelopes, packs, event lines, exports, receipts, limits | model, crypto |
//! | [`store`] | the station's database: open, migrations, append, people | model, format, crypto |
//! | [`library`] | installed packs: staging, install, the verified reader, the sweep, the search index | model, format, crypto |
//! | [`job`] | one file for each step of a journey | those, text, author, office |
//! | [`worker`] | the store, file and search threads; what may be asked, what comes back | job and what it shows |
//! | `ui` | the window: screens drawn from state, which return actions | model, text, media, worker's messages |
//! | [`office`] | the records office: registry, merge, issue, reports | model, format, crypto, library, text |
//! | [`author`] | course folders to signed packs | model, format, crypto, library, media |
//! | [`system`] | the real clock and the real randomness | model |
//!
//! `tests/layers.rs` reads the imports and fails on a wrong arrow; `tests/tidy.rs` reads the house style. What is absent:
//! no crate that opens a network connection, no async runtime, no `unsafe`, no program started by another (but the
//! player itself once more, where a window cannot be drawn by OpenGL).
//!
//! # Invariants
//!
//! Code that keeps one names it, `(I3)`.
//!
//! 1. **I1** Nothing is parsed before its size, its signatures and its type have passed, in that order.
//! 2. **I2** A byte of a pack is used only after the hash of its chunk was checked.
//! 3. **I3** Only the catalogue's list of manifest hashes decides whether a pack plays.
//! 4. **I4** The event log is append-only; progress is computed from the set of events and never stored as truth.
//! 5. **I5** The same fold runs on the station and in the office.
//! 6. **I6** "Saved" is shown only after the commit is on the disk.
//! 7. **I7** A file is announced only after write, fsync, rename; on a stick also after it was read back and compared.
//! 8. **I8** What was seen is told at most every five seconds, and at once when a lesson is left, locked or closed.
//! 9. **I9** PIN and passphrase verifiers are never in the log, never in an export, and never leave their station.
//! 10. **I10** A station opens only what is sealed to it; it holds no key that opens another's export or signs a pack.
//! 11. **I11** Seat time counts attended time by the monotonic clock, never negative, never twice.
//! 12. **I12** An export sent again, or opened again, in any order, changes nothing but its own disclosure events.
//! 13. **I13** The window's thread touches no file and no SQL, and nothing repaints while nothing moves.
//! 14. **I14** Nothing of one person is on screen for the next.
//! 15. **I15** Every word on a screen comes from `text`, every colour and size from `ui::tokens`.
//! 16. **I16** Library texts and technical causes go to the log; a person reads what happened and what to do.

pub mod author;
pub mod crypto;
pub mod format;
pub mod job;
pub mod library;
pub mod media;
pub mod model;
pub mod office;
pub mod store;
pub mod system;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
pub mod worker;
