//! The tables of the main job: apply, decide, track, rate.

use sea_orm::{DbBackend, EntityTrait, Schema};
use sea_orm_migration::prelude::*;

use super::table::{create, index};
use crate::entity;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, entity::unit::Entity).await?;
        create(manager, entity::province::Entity).await?;
        create(manager, entity::procedure_version::Entity).await?;
        create(manager, entity::calendar_year::Entity).await?;
        create(manager, entity::person::Entity).await?;
        create(manager, entity::officer::Entity).await?;
        create(manager, entity::session::Entity).await?;
        create(manager, entity::draft::Entity).await?;
        create(manager, entity::attachment::Entity).await?;
        create(manager, entity::dossier::Entity).await?;
        create(manager, entity::decision::Entity).await?;
        create(manager, entity::supplement_request::Entity).await?;
        create(manager, entity::issued_paper::Entity).await?;
        create(manager, entity::series::Entity).await?;
        create(manager, entity::setting::Entity).await?;
        create(manager, entity::event::Entity).await?;
        create_unordered(manager, entity::survey_ticket::Entity).await?;
        create_unordered(manager, entity::survey_answer::Entity).await?;
        for (table, columns) in [
            ("draft", &["person_id"][..]),
            ("draft", &["session_hash"]),
            ("attachment", &["draft_id"]),
            ("attachment", &["sha256"]),
            ("dossier", &["person_id"]),
            ("dossier", &["unit_code", "status", "attention_at"]),
            ("issued_paper", &["dossier_code"]),
            ("event", &["subject"]),
            ("session", &["expires_at"]),
            ("survey_answer", &["unit_code", "month"]),
        ] {
            manager.create_index(index(table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("going back would lose dossiers; restore a backup instead".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// A table whose rows lie in the order of their keys. Others keep a hidden row number on SQLite, which would tell in
/// which order people answered.
async fn create_unordered(manager: &SchemaManager<'_>, entity: impl EntityTrait) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let mut table = Schema::new(backend).create_table_from_entity(entity);
    if backend == DbBackend::Sqlite {
        table.extra("WITHOUT ROWID");
    }
    manager.create_table(table).await
}
