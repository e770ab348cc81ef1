//! Dossiers from before programs could follow them know when they last changed.

use sea_orm::EntityTrait as _;
use store::entity::dossier;

use crate::mended;

/// How the tables were: one dossier that an officer accepted and then read, and one that has no event.
const BEFORE: &str = "
    DROP TABLE api_token; DROP TABLE idempotency_key; DROP TABLE loose_file; DROP TABLE webhook;
    DROP TABLE delivery; DROP TABLE delivery_try;
    DROP INDEX dossier_by_organisation_id_changed_at;
    ALTER TABLE dossier DROP COLUMN changed_at;
    INSERT INTO dossier (code, draft_id, procedure_version_id, person_id, applicant_name, unit_code, competent_unit, channel,
            status, lifecycle, answers, filed_at, check_by_at, check_by, attention_at, search,
            alarm_told)
        VALUES ('a', 'd1', 'v', 'p', 'A', 'u', 'u', 'online', 2, '{}', '{}', 10, 0, '{}', 0, '', 0),
            ('b', 'd2', 'v', 'p', 'A', 'u', 'u', 'online', 1, '{}', '{}', 20, 0, '{}', 0, '', 0);
    INSERT INTO event (seq, at, actor_kind, actor_id, kind, subject, payload, prev_hash, hash)
        VALUES (1, 10, '', '', 'filed', 'a', '', '', ''), (2, 30, '', '', 'accepted', 'a', '', '', ''),
            (3, 90, '', '', 'read', 'a', '', '', '');
    DELETE FROM seaql_migrations WHERE version = 'm0007_api';
";

#[tokio::test]
async fn a_dossier_of_before_changed_with_its_last_step() {
    let (database, _fresh) = mended(BEFORE).await;
    let mut dossiers = dossier::Entity::find().all(database.reader()).await.unwrap();
    dossiers.sort_by(|one, other| one.code.cmp(&other.code));
    assert_eq!(dossiers.iter().map(|dossier| dossier.changed_at).collect::<Vec<_>>(), [30, 20]);
}
