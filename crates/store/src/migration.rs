//! Changes of the tables, in order. A migration that has been released is never edited.

use sea_orm_migration::prelude::*;

mod m0001_the_loop;
mod m0002_identity;
mod m0003_officers;
mod m0004_notices;
mod m0005_acting;
mod m0006_organisations;
mod m0007_api;
mod m0008_messages;
mod m0009_passkeys;
mod m0010_calendars;
mod m0011_lifecycle;
mod m0012_code_tables;
mod m0013_marks;
mod m0014_former_places;
mod m0015_editions;
mod m0016_to_do;
mod m0017_findings;
mod m0018_first_check;
mod m0019_counter;
mod m0020_brought_by;
mod m0021_missed;
mod m0022_competent_unit;
mod table;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_the_loop::Migration),
            Box::new(m0002_identity::Migration),
            Box::new(m0003_officers::Migration),
            Box::new(m0004_notices::Migration),
            Box::new(m0005_acting::Migration),
            Box::new(m0006_organisations::Migration),
            Box::new(m0007_api::Migration),
            Box::new(m0008_messages::Migration),
            Box::new(m0009_passkeys::Migration),
            Box::new(m0010_calendars::Migration),
            Box::new(m0011_lifecycle::Migration),
            Box::new(m0012_code_tables::Migration),
            Box::new(m0013_marks::Migration),
            Box::new(m0014_former_places::Migration),
            Box::new(m0015_editions::Migration),
            Box::new(m0016_to_do::Migration),
            Box::new(m0017_findings::Migration),
            Box::new(m0018_first_check::Migration),
            Box::new(m0019_counter::Migration),
            Box::new(m0020_brought_by::Migration),
            Box::new(m0021_missed::Migration),
            Box::new(m0022_competent_unit::Migration),
        ]
    }
}
