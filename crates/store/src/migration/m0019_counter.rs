//! Applications that the one-stop keys in: by which way they came, and which unit has them.

use sea_orm_migration::prelude::*;

use super::table::{add, drop};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "draft", ColumnDef::new("channel").text()).await?;
        add(manager, "draft", ColumnDef::new("taken_at").text()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, "draft", "taken_at").await?;
        drop(manager, "draft", "channel").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
