//! Finding what officers were told to do about a dossier, to mark it as done with the next step.

use sea_orm_migration::prelude::*;

use super::table::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut unread = index("notice", &["dossier_code"]);
        manager.create_index(unread.and_where(Expr::col("read_at").is_null()).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("notice_by_dossier_code").table("notice").to_owned()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
