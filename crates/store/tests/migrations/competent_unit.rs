//! Dossiers that were filed before agencies other than the one-stop's could decide.

use sea_orm::EntityTrait as _;
use store::entity::dossier;

use crate::mended;

const BEFORE: &str = "
    DROP INDEX dossier_by_competent_unit_status_attention_at;
    ALTER TABLE dossier DROP COLUMN competent_unit;
    INSERT INTO dossier (code, draft_id, procedure_version_id, person_id, applicant_name, unit_code, channel, status,
            lifecycle, answers, filed_at, check_by_at, check_by, attention_at, search, alarm_told, changed_at)
        VALUES ('a', 'd1', 'v', 'p', 'A', 'H09.01', 'online', 2, '{}', '{}', 10, 0, '{}', 0, '', 0, 10);
    DELETE FROM seaql_migrations WHERE version = 'm0022_competent_unit';
";

#[tokio::test]
async fn whoever_took_in_a_dossier_of_before_decides_it() {
    let (database, _fresh) = mended(BEFORE).await;
    let dossiers = dossier::Entity::find().all(database.reader()).await.unwrap();
    assert_eq!(dossiers.iter().map(|row| row.competent_unit.as_str()).collect::<Vec<_>>(), ["H09.01"]);
}
