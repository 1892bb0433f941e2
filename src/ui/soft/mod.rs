//! The software painter: draws what egui asks for on the CPU, where there is no OpenGL or only a slow one.
//!
//! ```text
//! shapes of this pass ─► scene: what differs from the last pass ─► damaged areas
//!                                                                      │
//! textures, films ──────────────────────────────────────► painter ─────┴─► pixels of the window ─► presented
//! ```
//!
//! The result is what the OpenGL painter draws: triangles by the top-left rule, colours with their alpha multiplied
//! in, blended as they are stored. Only damaged areas are drawn again; a pass that changes nothing touches no pixel.

pub mod area;
pub mod film;
mod mesh;
pub mod painter;
mod pixel;
mod scene;
mod texture;
mod triangle;
pub mod window;

#[cfg(test)]
mod tests;
