//! Tables of codes from which questions take their options.

use sea_orm_migration::prelude::*;

use super::table::create;
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::code_table::Entity).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose tables of codes; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
