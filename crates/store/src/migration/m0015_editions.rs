//! Versions of procedures that are prepared and published here.

use sea_orm_migration::prelude::*;

use super::table::{add, create};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::edition::Entity).await?;
        create(manager, entity::edition_revision::Entity).await?;
        let versions = "procedure_version";
        add(manager, versions, ColumnDef::new(Alias::new("edition")).integer().null()).await?;
        add(manager, versions, ColumnDef::new(Alias::new("file_body")).text().null()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose published versions; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
