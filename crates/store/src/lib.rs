//! Where things are kept: entities, migrations, the writer that commits in groups, and the file store.
//!
//! Nothing here knows HTTP or who may do what. Times are milliseconds since 1970 in UTC ([`moment`]).

pub mod backup;
mod batch;
pub mod database;
mod disk;
pub mod entity;
pub mod event_log;
pub mod files;
pub mod id;
mod measures;
mod migration;
pub mod moment;
pub mod series;
pub mod setting;
pub mod writer;

pub use batch::Batch;
pub use database::{Database, OpenError, is_unstorable_text};
pub use files::{FileStore, StoredFile};
pub use measures::{Pool, WriterMeasures};
pub use writer::WriteError;

/// The open write transaction in which a use case runs.
pub type Tx = sea_orm::DatabaseTransaction;
