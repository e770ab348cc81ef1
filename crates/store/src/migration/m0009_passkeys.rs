//! Passkeys of officers, and accounts that are closed and opened again.

use sea_orm_migration::prelude::*;

use super::table::{add, create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::passkey::Entity).await?;
        create(manager, entity::passkey_challenge::Entity).await?;
        manager.create_index(index("passkey", &["officer_id"])).await?;
        manager.create_index(index("passkey_challenge", &["session_hash"])).await?;
        add(manager, "account", ColumnDef::new(Alias::new("opened_at")).big_integer().null()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose passkeys; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
