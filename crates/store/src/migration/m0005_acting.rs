//! Whom one acts for: drafts, dossiers and sessions of organisations; and drafts that began as copies.

use sea_orm_migration::prelude::*;

use super::table::{add, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["draft", "dossier", "session"] {
            add(manager, table, ColumnDef::new(Alias::new("organisation_id")).text().null()).await?;
        }
        add(manager, "draft", ColumnDef::new(Alias::new("copied_from")).text().null()).await?;
        manager.create_index(index("draft", &["organisation_id"])).await?;
        manager.create_index(index("dossier", &["organisation_id", "filed_at"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "going back would lose whom dossiers belong to; restore a backup instead".to_owned(),
        ))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
