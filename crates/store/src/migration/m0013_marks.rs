//! Which marks of its period officers were told for a dossier.

use sea_orm_migration::prelude::*;

use super::table::{add, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Alias::new("alarm_told");
        add(manager, "dossier", ColumnDef::new(told).integer().not_null().default(0)).await?;
        manager.create_index(index("dossier", &["status", "alarm_told"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would tell officers twice; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
