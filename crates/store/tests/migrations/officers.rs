//! A database from before the accounts of officers is brought up to date.

use sea_orm::EntityTrait as _;
use store::entity::{officer, session};

use crate::mended;

/// How the tables were.
const BEFORE: &str = "
    DROP TABLE account; DROP TABLE past_password; DROP TABLE second_factor; DROP TABLE recovery_code;
    DROP TABLE sign_in_guard;
    ALTER TABLE session DROP COLUMN user_agent; ALTER TABLE session DROP COLUMN proved_at;
    ALTER TABLE session DROP COLUMN waits_for;
    ALTER TABLE officer ADD COLUMN failed_sign_ins integer NOT NULL DEFAULT 0;
    ALTER TABLE officer ADD COLUMN locked_until bigint NULL;
    INSERT INTO officer (id, username, full_name, title, unit_code, role, active)
        VALUES ('o', 'lan', 'Lan', '', 'H09', 'leader', TRUE);
    INSERT INTO session (id_hash, officer_id, created_at, last_seen_at, expires_at) VALUES ('s', 'o', 1, 2, 3);
    DELETE FROM seaql_migrations WHERE version = 'm0003_officers';
";

#[tokio::test]
async fn a_database_of_before_keeps_its_officers_and_sessions() {
    let (database, _fresh) = mended(BEFORE).await;
    let officers = officer::Entity::find().all(database.reader()).await.unwrap();
    assert_eq!(officers.len(), 1);
    let session = session::Entity::find_by_id("s").one(database.reader()).await.unwrap().unwrap();
    assert_eq!((session.user_agent.as_str(), session.proved_at, session.waits_for), ("", 0, None));
}
