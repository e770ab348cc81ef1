//! What waited half keyed in at a counter belonged to a person; now it says who brought it.

use sea_orm::EntityTrait as _;
use store::entity::draft;

use crate::mended;

/// How the tables were, with a name that JSON has to escape.
const BEFORE: &str = r#"
    DROP INDEX draft_by_taken_at;
    ALTER TABLE draft DROP COLUMN brought_by;
    ALTER TABLE draft DROP COLUMN arrived_on;
    ALTER TABLE invitation DROP COLUMN mailed;
    INSERT INTO person (id, national_id, full_name, birth_date, sex, phone, email, address)
        VALUES ('p', '074090111222', 'Phạm "Bình" \Văn', '', 'male', '0912345678', '', '');
    INSERT INTO draft (id, procedure_version_id, person_id, channel, taken_at, answers, dossier_code, created_at, updated_at)
        VALUES ('waits', 'v', 'p', 'counter', 'u', '{}', NULL, 0, 0), ('filed', 'v', 'p', 'counter', 'u', '{}', 'c', 0, 0),
            ('online', 'v', 'p', NULL, NULL, '{}', NULL, 0, 0);
    DELETE FROM seaql_migrations WHERE version = 'm0020_brought_by';
"#;

#[tokio::test]
async fn what_is_not_filed_yet_belongs_to_nobody_and_tells_who_brought_it() {
    let (database, _fresh) = mended(BEFORE).await;
    let draft = async |id: &str| draft::Entity::find_by_id(id).one(database.reader()).await.unwrap().unwrap();
    let waits = draft("waits").await;
    assert_eq!(waits.person_id, None);
    let told: serde_json::Value = serde_json::from_str(&waits.brought_by.unwrap()).unwrap();
    let expected = serde_json::json!(
        { "name": "Phạm \"Bình\" \\Văn", "national_id": "074090111222", "phone": "0912345678" }
    );
    assert_eq!(told, expected);
    for id in ["filed", "online"] {
        let other = draft(id).await;
        assert_eq!((other.person_id.as_deref(), other.brought_by), (Some("p"), None), "{id}");
    }
}
