//! The learner's screens, driven by accessible names, without a renderer.

mod arriving;
mod assigned;
mod credentials;
mod desk;
mod desk_people;
mod everywhere;
mod everywhere_desk;
mod kept;
mod kept_samples;
mod learner;
mod library;
mod office;
mod office_everywhere;
mod office_samples;
mod painter;
mod person;
mod programme;
mod quiz;
mod quiz_samples;
mod samples;
mod set_up;
mod settings;
mod sign_in;
mod tab_walk;
