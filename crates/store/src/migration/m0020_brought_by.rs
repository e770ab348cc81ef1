//! Who brought what the one-stop keys in, until it is filed, and when a letter came; whether an invitation was mailed.

use sea_orm_migration::prelude::*;

use super::table::{add, index};

/// What waits half keyed in belonged to a person already. Of what JSON escapes a name may have these two.
const NOT_YET_THEIRS: &str = r#"
    UPDATE draft SET
        brought_by = (
            SELECT '{"name":"' || REPLACE(REPLACE(full_name, '\', '\\'), '"', '\"') || '","national_id":"' || national_id || '","phone":"' || phone || '"}'
            FROM person WHERE person.id = draft.person_id
        ),
        person_id = NULL
    WHERE taken_at IS NOT NULL AND dossier_code IS NULL AND person_id IS NOT NULL
"#;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "draft", ColumnDef::new("brought_by").text()).await?;
        add(manager, "draft", ColumnDef::new("arrived_on").text()).await?;
        manager.create_index(index("draft", &["taken_at"])).await?;
        manager.get_connection().execute_unprepared(NOT_YET_THEIRS).await?;
        add(manager, "invitation", ColumnDef::new("mailed").boolean().not_null().default(false)).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "going back would lose who brought what is half keyed in; restore a backup instead".to_owned(),
        ))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
