//! What every migration does to tables.

use sea_orm::{EntityTrait, Schema};
use sea_orm_migration::prelude::*;

/// Makes the table of an entity as it is today.
pub(super) async fn create(manager: &SchemaManager<'_>, entity: impl EntityTrait) -> Result<(), DbErr> {
    let schema = Schema::new(manager.get_database_backend());
    manager.create_table(schema.create_table_from_entity(entity)).await
}

/// An index of a table by some columns, named after both.
pub(super) fn index(table: &str, columns: &[&str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_by_{}", columns.join("_"))).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index
}
