//! Accounts of officers: passwords with a history, second factors, locks by name, and what a session proved.

use sea_orm_migration::prelude::*;

use super::table::{add, create, drop, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::account::Entity).await?;
        create(manager, entity::past_password::Entity).await?;
        create(manager, entity::second_factor::Entity).await?;
        create(manager, entity::recovery_code::Entity).await?;
        create(manager, entity::sign_in_guard::Entity).await?;
        manager.create_index(index("past_password", &["officer_id"])).await?;
        manager.create_index(index("recovery_code", &["officer_id"])).await?;
        // The tables of a fresh database are made from the entities of today and have these columns already.
        add(manager, "session", ColumnDef::new(Alias::new("user_agent")).text().not_null().default(""))
            .await?;
        add(manager, "session", ColumnDef::new(Alias::new("proved_at")).big_integer().not_null().default(0))
            .await?;
        add(manager, "session", ColumnDef::new(Alias::new("waits_for")).text().null()).await?;
        // Locks are kept by name now, so that a name nobody has is locked as well.
        drop(manager, "officer", "failed_sign_ins").await?;
        drop(manager, "officer", "locked_until").await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose passwords; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
