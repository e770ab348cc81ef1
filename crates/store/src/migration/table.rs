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

/// Adds a column to a table that is older than it. Tables of a fresh database are made from the entities of today and
/// have it already.
pub(super) async fn add(
    manager: &SchemaManager<'_>,
    table: &str,
    column: &mut ColumnDef,
) -> Result<(), DbErr> {
    if manager.has_column(table, column.get_column_name()).await? {
        return Ok(());
    }
    manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).to_owned()).await
}

/// Drops a column that today's entities no longer have.
pub(super) async fn drop(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    if !manager.has_column(table, column).await? {
        return Ok(());
    }
    let dropped = Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).to_owned();
    manager.alter_table(dropped).await
}
