//! WebM (Matroska, RFC 9559), the part of it that lessons use: VP9 or AV1 with Opus or Vorbis.
//!
//! The head of the file and its index (Cues) are held in memory, within limits; clusters are read one by one, and of
//! those only the heads of their blocks. Every number is checked before use.

mod cluster;
mod ebml;
mod head;

pub use cluster::{Block, Clusters, Window};
pub use ebml::read_at;
pub use head::{is_webm, open};
