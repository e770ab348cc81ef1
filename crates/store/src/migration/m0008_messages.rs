//! Messages between applicants and one-stops, and the texts that officers begin them with.

use sea_orm_migration::prelude::*;

use super::table::{create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::message::Entity).await?;
        create(manager, entity::message_template::Entity).await?;
        manager.create_index(index("message", &["dossier_code", "event_seq"])).await?;
        manager.create_index(index("message", &["side", "answered_at"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose messages; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
