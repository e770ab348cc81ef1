//! E-forms as data: the schema, the answers, and the one evaluator that browser and server share.
//!
//! Pure and without I/O: what a page says about an answer is what the server says about it.

pub mod answers;
pub mod any_counter;
pub mod check;
pub mod display;
pub mod edit;
pub mod evaluate;
pub mod ink;
#[cfg(any(test, feature = "json-schema"))]
pub mod json_schema;
pub mod places;
pub mod problem;
pub mod procedure;
pub mod schema;
pub mod tables;
pub mod values;

mod formula;
mod judge;
mod messages;
mod papers;
mod post;
mod question_file;
mod rule_file;
#[cfg(test)]
mod samples;
mod scope;
mod truth;
