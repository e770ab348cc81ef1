//! What an officer finds at the acceptance, and which provinces of before are part of one of today.

use sea_orm_migration::prelude::*;

use super::table::{add, drop};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "dossier", ColumnDef::new("finding").text()).await?;
        add(manager, "province", ColumnDef::new("merged").text().not_null().default("")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, "province", "merged").await?;
        drop(manager, "dossier", "finding").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
