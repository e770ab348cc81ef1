//! Who decides a dossier. Until now the one-stop that took it in did.

use sea_orm_migration::prelude::*;

use super::table::{add, drop, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "dossier", ColumnDef::new("competent_unit").text().not_null().default("")).await?;
        let here =
            Query::update().table("dossier").value("competent_unit", Expr::col("unit_code")).to_owned();
        manager.execute(here).await?;
        manager.create_index(index("dossier", &["competent_unit", "status", "attention_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "dossier_by_competent_unit_status_attention_at";
        manager.drop_index(Index::drop().name(name).table("dossier").to_owned()).await?;
        drop(manager, "dossier", "competent_unit").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
