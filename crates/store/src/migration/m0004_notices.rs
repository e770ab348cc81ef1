//! Notices: what applicants are told, the mails that carry it, and where people want to be told.

use sea_orm_migration::prelude::*;

use super::table::{create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::notice::Entity).await?;
        create(manager, entity::mail::Entity).await?;
        create(manager, entity::contact::Entity).await?;
        let mut once = index("notice", &["event_seq", "person_id"]);
        manager.create_index(once.unique().take()).await?;
        manager.create_index(index("notice", &["person_id", "read_at"])).await?;
        manager.create_index(index("mail", &["state", "due_at"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose notices; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
