//! What the receipt of a filing promised, which a supplement must not take back.

use sea_orm_migration::prelude::*;

use super::table::{add, drop};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "dossier", ColumnDef::new("first_check_by").text()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, "dossier", "first_check_by").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
