//! A program files, follows and downloads.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use casework::Actor;
use serde_json::{Value, json};
use store::id::sha256_hex;
use views::Scope;

use crate::organisation::{asked, get, owner, post, token};
use crate::site::{COPY, Site, UNIT, pdf};

struct Program {
    site: Site,
    cookie: String,
    secret: String,
}

impl Program {
    async fn new() -> Self {
        let site = Site::new().await;
        let (cookie, owner): (String, Actor) = owner(&site, "demo-hoa").await;
        let secret = token(&site, &owner, &Scope::ALL, 600).await;
        Self { site, cookie, secret }
    }

    async fn get(&self, path: &str) -> Value {
        let answer = get(&self.site, path, &self.secret).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
        answer.json()
    }

    async fn upload(&self, bytes: Vec<u8>) -> Value {
        let request = asked(Method::POST, "/uploads?name=gi%E1%BA%A5y.pdf", &self.secret);
        let answer = self.site.send(request.body(Body::from(bytes)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    async fn filed(&self, key: &str) -> Value {
        let upload = self.upload(pdf(500)).await;
        let answer = post(&self.site, "/dossiers", &self.secret, key, &application(&upload)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }
}

pub(crate) fn application(upload: &Value) -> Value {
    json!({
        "procedure": COPY,
        "receiving_unit": UNIT,
        "answers": {
            "applicant_relation": "family",
            "requester_name": "Nguyễn Thị Hoa",
            "requester_birth_date": "1995-03-08",
            "record_name": "Bằng tốt nghiệp",
            "holder_name": "Nguyễn Văn An",
            "copies_count": "2",
        },
        "papers": { "relation_paper": [upload["id"]] },
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_program_finds_a_procedure_files_it_follows_it_and_fetches_the_papers() {
    let program = Program::new().await;
    let found = program.get("/procedures?q=ban%20sao").await;
    assert!(found["items"].as_array().unwrap().iter().any(|procedure| procedure["code"] == COPY));
    let procedure = program.get(&format!("/procedures/{COPY}")).await;
    assert!(procedure["receiving_units"].as_array().unwrap().iter().any(|unit| unit["code"] == UNIT));
    let sections = procedure["form"]["sections"].as_array().unwrap();
    let keys: Vec<&str> = sections
        .iter()
        .flat_map(|section| section["questions"].as_array().unwrap())
        .flat_map(|question| question["keys"].as_array().unwrap())
        .map(|key| key.as_str().unwrap())
        .collect();
    let upload = program.upload(pdf(500)).await;
    assert_eq!(upload["sha256"], sha256_hex(&pdf(500)));
    let whole = application(&upload);
    for key in whole["answers"].as_object().unwrap().keys() {
        assert!(keys.contains(&key.as_str()), "{key} is not among {keys:?}");
    }
    let answer = post(&program.site, "/dossiers", &program.secret, "one", &whole).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let code = answer.json()["code"].as_str().unwrap().to_owned();
    assert_eq!(answer.location(), format!("/api/v1/dossiers/{code}"));
    let again = post(&program.site, "/dossiers", &program.secret, "one", &whole).await;
    assert_eq!((again.status, again.bytes), (answer.status, answer.bytes), "to the byte");

    let one_stop = program.site.with_role(domain::role::Role::OneStopOfficer).await;
    program.site.post("/fn/accept", &one_stop, &[("code", &code)]).await;
    program.site.post("/fn/issue_receipt", &one_stop, &[("code", &code)]).await;
    let dossier = program.get(&format!("/dossiers/{code}")).await;
    assert_eq!((&dossier["status"], &dossier["code"]), (&json!("accepted"), &json!(code)));
    let events = program.get(&format!("/dossiers/{code}/events")).await;
    assert_eq!(events["items"][0]["who"], "Phần mềm, Công ty <Gỗ> Bình An", "both names");
    assert_eq!(events["items"][1]["kind"], "accepted");
    let file = dossier["files"][0]["id"].as_str().unwrap();
    let sent = get(&program.site, &format!("/files/{file}"), &program.secret).await;
    assert!(sent.bytes == pdf(500), "other bytes came back");
    let papers = program.get(&format!("/dossiers/{code}/papers")).await;
    assert_eq!(papers["items"][0]["template"], "mau-01-2025");
    let paper = papers["items"][0]["id"].as_str().unwrap();
    let paper = get(&program.site, &format!("/papers/{paper}"), &program.secret).await;
    assert!(paper.bytes.starts_with(b"%PDF-") && paper.header("content-type") == "application/pdf");
    let list = program.get("/dossiers?status=accepted").await;
    assert_eq!((list["items"].as_array().unwrap().len(), &list["next"]), (1, &Value::Null));
    let page = program.site.get("/business/api", &program.cookie).await.text();
    assert!(page.contains("Phần mềm") && page.contains("&lt;Gỗ&gt;"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_wrong_is_told_at_its_field_in_the_readers_language() {
    let program = Program::new().await;
    let upload = program.upload(pdf(500)).await;
    let mut wrong = application(&upload);
    wrong["answers"]["requester_name"] = json!("");
    let request = asked(Method::POST, "/dossiers", &program.secret).header("idempotency-key", "k");
    let request = request.header("accept-language", "en").header("content-type", "application/json");
    let answer = program.site.send(request.body(wrong.to_string().into()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), &*answer.problem()), (422, "incomplete"));
    let errors = answer.json()["errors"].clone();
    assert_eq!(errors[0]["pointer"], "#/answers/requester_name");
    assert_eq!(errors[0]["code"], "missing");
    assert!(errors[0]["detail"].as_str().unwrap().starts_with("Enter "), "{errors}");
    let mut number = application(&upload);
    number["answers"]["copies_count"] = json!(2);
    let answer = post(&program.site, "/dossiers", &program.secret, "k", &number).await;
    assert_eq!((answer.status.as_u16(), &*answer.problem()), (400, "bad_request"));
    let error = &answer.json()["errors"][0];
    assert_eq!(
        (&error["pointer"], &error["code"]),
        (&json!("#/answers/copies_count"), &json!("type")),
        "as text"
    );
    let mut unknown = application(&upload);
    unknown["answer"] = json!({});
    let answer = post(&program.site, "/dossiers", &program.secret, "k", &unknown).await;
    let error = &answer.json()["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("#/answer"), &json!("unfit")));
    let keyless = post(&program.site, "/dossiers", &program.secret, "", &application(&upload)).await;
    assert_eq!((keyless.status.as_u16(), &*keyless.problem()), (400, "idempotency_key_missing"));
    let filed = post(&program.site, "/dossiers", &program.secret, "k", &application(&upload)).await;
    assert_eq!(filed.status, StatusCode::CREATED, "the key was free still");
    let other = post(&program.site, "/dossiers", &program.secret, "k", &wrong).await;
    assert_eq!((other.status.as_u16(), &*other.problem()), (422, "key_reused"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_program_sees_nothing_of_people_and_of_other_organisations() {
    let program = Program::new().await;
    let own = program.filed("one").await["code"].as_str().unwrap().to_owned();
    // The same person without the organisation, and somebody else.
    for person in ["demo-hoa", "demo-nam"] {
        let cookie = program.site.become_(person).await;
        let code = program.site.filed(&cookie, "Bằng", "scan.pdf").await;
        for path in ["", "/events", "/papers"] {
            let answer = get(&program.site, &format!("/dossiers/{code}{path}"), &program.secret).await;
            assert_eq!(answer.problem(), "not_found", "{person}{path}");
        }
    }
    let list = program.get("/dossiers").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["items"][0]["code"], own);
    let tracked = get(&program.site, &format!("/track/{own}"), "").await.json();
    assert_eq!(tracked, json!({ "code": own, "degree": 10 }), "and nothing else");
}
