//! Views out of courses and progress: pure but for the pictures, which are read from the packs.

pub(super) mod certificate;
pub(super) mod course;
pub(super) mod due;
pub(super) mod exams;
pub(super) mod home;
pub(super) mod kept;
pub(super) mod lesson;
pub(super) mod library;
pub(super) mod marking;
pub(super) mod packet;
pub(super) mod past;
mod pictures;
pub(super) mod programme;
pub(super) mod quiz;
pub(super) mod station;

pub(super) use pictures::Pictures;
