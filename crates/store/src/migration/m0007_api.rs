//! Programs of organisations: their keys, what they file and send, whom they have told; and when dossiers changed.

use sea_orm_migration::prelude::*;

use super::table::{add, create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::api_token::Entity).await?;
        create(manager, entity::idempotency_key::Entity).await?;
        create(manager, entity::loose_file::Entity).await?;
        create(manager, entity::webhook::Entity).await?;
        create(manager, entity::delivery::Entity).await?;
        create(manager, entity::delivery_try::Entity).await?;
        manager.create_index(index("api_token", &["organisation_id"])).await?;
        manager.create_index(index("idempotency_key", &["created_at"])).await?;
        manager.create_index(index("loose_file", &["organisation_id"])).await?;
        manager.create_index(index("webhook", &["organisation_id"])).await?;
        manager.create_index(index("delivery", &["state", "due_at"])).await?;
        manager.create_index(index("delivery", &["webhook_id", "created_at"])).await?;
        manager.create_index(index("delivery_try", &["delivery_id", "at"])).await?;
        let changed_at = Alias::new("changed_at");
        add(manager, "dossier", ColumnDef::new(changed_at).big_integer().not_null().default(0)).await?;
        manager.execute(last_change()).await?;
        manager.create_index(index("dossier", &["organisation_id", "changed_at"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose keys; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Dossiers that are there already changed with their last event; an officer's reading is none.
fn last_change() -> UpdateStatement {
    let (dossier, event) = (Alias::new("dossier"), Alias::new("event"));
    let last = Query::select()
        .expr(Func::max(Expr::col((event.clone(), Alias::new("at")))))
        .from(event.clone())
        .and_where(
            Expr::col((event.clone(), Alias::new("subject"))).equals((dossier.clone(), Alias::new("code"))),
        )
        .and_where(Expr::col((event, Alias::new("kind"))).ne("read"))
        .to_owned();
    let last = SimpleExpr::SubQuery(None, Box::new(last.into()));
    let value = Func::coalesce([last, Expr::col(Alias::new("filed_at"))]);
    Query::update().table(dossier).value(Alias::new("changed_at"), value).to_owned()
}
