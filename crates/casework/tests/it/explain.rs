//! Why a dossier stands as it stands, told from what was stored.

use casework::explain::explain;
use casework::payment::{Posted, Settling};
use casework::{Office, payment, reappointment, submit};
use domain::text::Lang;
use serde_json::{Value, json};

use crate::examples::{examples, filled};
use crate::world::*;

async fn told(office: &Office, code: &str) -> Value {
    serde_json::to_value(explain(office.database(), code, Lang::En).await.unwrap()).unwrap()
}

#[tokio::test]
async fn the_first_promise_the_pause_and_the_fee_are_told() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let before = told(office, &code).await;
    assert_eq!(before["clock"]["pauses"], json!([]));
    assert_eq!((&before["charge"]["rule"], &before["charge"]["amount"]), (&json!("always"), &Value::Null));

    let thursday = world.at("2026-11-19T10:00:00+07:00").await;
    let fee = Posted { counts: posted(&[("fee0", "1")]), amounts: posted(&[]) };
    payment::ask(&thursday, &staff.handler, &code, fee, "Phí cung cấp thông tin").await.unwrap();
    let waits = told(&thursday, &code).await;
    assert_eq!(waits["clock"]["running"], false);
    assert_eq!(
        waits["clock"]["pauses"],
        json!([{ "from": "2026-11-19T10:00:00+07:00", "to": null, "working_seconds": null }])
    );

    let monday = world.at("2026-11-23T10:00:00+07:00").await;
    let settling = Settling { receipt: "0001234".to_owned(), ..Settling::default() };
    payment::confirm(&monday, &staff.one_stop, &code, settling).await.unwrap();
    let leader = become_(&monday, &staff.leader.id).await;
    reappointment::reappoint(&monday, &leader, &code, "2026-12-02", "Chờ xác minh").await.unwrap();
    let after = told(&monday, &code).await;
    let clock = &after["clock"];
    assert_eq!(
        clock["pauses"],
        json!([{ "from": "2026-11-19T10:00:00+07:00", "to": "2026-11-23T10:00:00+07:00", "working_seconds": 57_600 }])
    );
    assert_eq!(clock["promised_first"]["due"], "2026-11-30T17:00:00+07:00");
    assert_eq!(clock["promised"]["due"], "2026-12-02T17:00:00+07:00");
    assert_eq!((&after["charge"]["amount"], &after["charge"]["exempt"]), (&json!(200_000), &json!(false)));
    assert_eq!(after["charge"]["settled_at"], "2026-11-23T10:00:00+07:00");
    for secret in ["0001234", "Chờ xác minh", "Hoa"] {
        assert!(!after.to_string().contains(secret), "{after}");
    }
    let why = after["route"]["why"].as_array().unwrap();
    assert!(why[0].as_str().unwrap().contains("decided at the province"), "{why:?}");
    assert_eq!(why[2], "Provincial Police decides: the procedure names it for that level");
    assert!(why[3].as_str().unwrap().contains("handling officer"), "{why:?}");
}

#[tokio::test]
async fn the_case_that_gave_another_period_is_named() {
    let world = World::new().await;
    let office = &world.office;
    let mut cases = Vec::new();
    for kind in ["house", "work"] {
        let code = crate::examples::permit(office, kind).await;
        let told = told(office, &code).await;
        assert_eq!(told["clock"]["usual_period"], json!({ "amount": 7, "unit": "working_days" }));
        cases.push((told["clock"]["period"]["amount"].clone(), told["clock"]["case"]["if"].clone()));
    }
    assert_eq!(cases, [(json!(7), Value::Null), (json!(10), json!({ "is": ["work_kind", "work"] }))]);
}

#[tokio::test]
async fn what_the_answers_owe_is_told_as_the_counter_asks_for_it() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    // A birth that is registered in time is free, and each copy is not.
    let (_, mut example) = examples().into_iter().find(|(code, _)| code == "1.001193").unwrap();
    for (wanted, copies, rule) in [("yes", "2", "always"), ("no", "", "never")] {
        example.answers.insert("wants_copies".to_owned(), wanted.to_owned());
        example.answers.insert("copies_count".to_owned(), copies.to_owned());
        let id = filled(office, &hoa, "1.001193", &example).await;
        let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
        assert_eq!(told(office, &code).await["charge"]["rule"], rule, "{copies} copies");
    }
}
