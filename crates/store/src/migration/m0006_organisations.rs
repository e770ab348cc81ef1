//! Organisations act through their people: rights of members, invitations, the board with its views and feeds, and
//! tables of many applications.

use sea_orm_migration::prelude::*;

use super::table::{add, create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever was a member before came by an issuer and is an owner, whom no limit binds.
        add(manager, "membership", ColumnDef::new(Alias::new("rights")).text().not_null().default("{}"))
            .await?;
        for moment in ["suspended_at", "ended_at"] {
            add(manager, "membership", ColumnDef::new(Alias::new(moment)).big_integer().null()).await?;
        }
        create(manager, entity::invitation::Entity).await?;
        create(manager, entity::saved_view::Entity).await?;
        create(manager, entity::calendar_feed::Entity).await?;
        create(manager, entity::batch::Entity).await?;
        create(manager, entity::batch_row::Entity).await?;
        add(manager, "dossier", ColumnDef::new(Alias::new("search")).text().not_null().default("")).await?;
        manager.create_index(index("invitation", &["organisation_id", "created_at"])).await?;
        manager.create_index(index("batch", &["organisation_id", "created_at"])).await?;
        manager.create_index(index("batch_row", &["fingerprint"])).await?;
        manager.create_index(index("saved_view", &["organisation_id", "person_id"])).await?;
        manager.create_index(index("dossier", &["organisation_id", "status", "attention_at"])).await?;
        // The board reads its filters from these alone and fetches whole rows only for the lines of one page.
        for order in ["filed_at", "attention_at"] {
            let other = if order == "filed_at" { "attention_at" } else { "filed_at" };
            let columns = [
                "organisation_id",
                order,
                "code",
                "status",
                other,
                "procedure_version_id",
                "unit_code",
                "person_id",
                "search",
            ];
            let mut board = index("dossier", &columns);
            manager.create_index(board.name(format!("dossier_board_by_{order}")).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "going back would lose the rights of members; restore a backup instead".to_owned(),
        ))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
