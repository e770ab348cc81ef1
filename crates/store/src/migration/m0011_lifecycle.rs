//! Payments, moved due dates, refusals after appraisal, and papers that keep the version of their layout.

use sea_orm_migration::prelude::*;

use super::table::{add, create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::paper_set::Entity).await?;
        create(manager, entity::payment::Entity).await?;
        let version = Alias::new("template_version");
        // Papers that are there already were issued under the first version of each layout.
        add(manager, "issued_paper", ColumnDef::new(version).integer().not_null().default(1)).await?;
        add(manager, "dossier", ColumnDef::new(Alias::new("first_due")).text().null()).await?;
        add(manager, "dossier", ColumnDef::new(Alias::new("first_due_at")).big_integer().null()).await?;
        for column in ["register_year", "register_number"] {
            add(manager, "dossier", ColumnDef::new(Alias::new(column)).integer().null()).await?;
        }
        add(manager, "decision", ColumnDef::new(Alias::new("refusal")).text().null()).await?;
        manager.create_index(index("dossier", &["unit_code", "register_year", "register_number"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose payments; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
