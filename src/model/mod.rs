//! Pure rules: what a course, an answer, an event and a certificate are, and what follows from them. No I/O, no clock.
//!
//! Words, one for each idea: a **pack** is a signed file of **courses**; a course has **modules** of **lessons**; a
//! **learner** studies at a **station** (the facility workstation) where **staff** carry packs in; what happens is an
//! **event**; events leave in a sealed **export** to the **office**, whose **receipt** comes back; the **catalogue**
//! lists the approved packs.

pub mod aliases;
pub mod answer;
pub mod certificate;
pub mod course;
pub mod day;
pub mod decimal;
pub mod directory;
pub mod draw;
pub mod event;
pub mod flow;
pub mod form;
pub mod guilloche;
pub mod id;
pub mod kept;
pub mod kinds;
pub mod lesson;
pub mod letterhead;
pub mod markdown;
pub mod picture_code;
pub mod pin;
pub mod ports;
pub mod printed_page;
pub mod problem;
pub mod programme;
pub mod progress;
pub mod question;
pub mod quiz;
pub mod ranges;
pub mod report;
pub mod rule;
pub mod schedule;
pub mod score;
pub mod sheet;
pub mod slips;
pub mod text;
pub mod trust;
pub mod validate;
