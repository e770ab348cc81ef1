//! Sign-in by issuers: accounts, attempts, whose session came from where, and organisations.

use sea_orm_migration::prelude::*;

use super::table::{create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::identity::Entity).await?;
        create(manager, entity::sign_in_attempt::Entity).await?;
        create(manager, entity::issuer_session::Entity).await?;
        create(manager, entity::organisation::Entity).await?;
        create(manager, entity::membership::Entity).await?;
        for (table, columns) in [
            ("identity", &["person_id"][..]),
            ("sign_in_attempt", &["expires_at"]),
            ("issuer_session", &["issuer", "subject"]),
            ("membership", &["person_id"]),
        ] {
            manager.create_index(index(table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose accounts; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
