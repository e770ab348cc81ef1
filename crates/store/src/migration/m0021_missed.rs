//! The promise that had passed when a dossier was supplemented.

use sea_orm_migration::prelude::*;

use super::table::{add, drop};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "dossier", ColumnDef::new("missed_due_at").big_integer()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, "dossier", "missed_due_at").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
