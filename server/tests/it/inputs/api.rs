//! The inputs of the API, as its document has them: each is given far more than anybody sends. It is refused with a problem,
//! or it is a word that finds nothing or a name that is cut; and none of the rest is kept.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::api::document;

use super::fields::filled;
use super::walk::LONG;
use super::{holds, kept, word};
use crate::api_filing::application;
use crate::organisation::{asked, post};
use crate::site::{Answer, COPY, Site, pdf, percent};
use crate::strangers::Firm;

/// Letters of an `Idempotency-Key`, and of the name of a file.
const KEY: usize = 255;
const NAME: usize = 100;
const UPLOADS: &str = "/uploads";

/// What is not refused when it is too long, and how it is answered.
const TAKEN: [(&str, &str, StatusCode); 2] =
    [("/procedures", "q", StatusCode::OK), (UPLOADS, "name", StatusCode::CREATED)];

/// An operation of the document.
struct Operation {
    method: Method,
    path: String,
    /// Names, and where they stand: `path`, `query` or `header`.
    parameters: Vec<(String, String)>,
    /// The shape of what is sent.
    body: Option<Value>,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(document()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let shape = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let shape = shape.as_str().and_then(|name| document.pointer(name.strip_prefix('#')?));
            all.push(Operation {
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                parameters: parameters.map(|one| (text(&one["name"]), text(&one["in"]))).collect(),
                body: shape.cloned(),
            });
        }
    }
    all
}

/// What is asked in one request: a parameter that is too long, with where it stands, or a body.
#[derive(Clone, Copy)]
enum Change<'a> {
    Parameter(&'a str, &'a str, &'a str),
    Body(&'a Value),
}

struct Program {
    site: Site,
    firm: Firm,
    /// A file that was sent and is in no dossier yet.
    upload: Value,
}

impl Program {
    /// With a file whose name is too long: it is the same for all requests.
    async fn new() -> Self {
        let site = Site::new().await;
        let firm = Firm::new(&site).await;
        let upload = asked(Method::POST, UPLOADS, &firm.secret).body(Body::from(pdf(600))).unwrap();
        let upload = site.send(upload).await;
        assert_eq!(upload.status, StatusCode::CREATED, "{upload:?}");
        let upload = upload.json();
        Self { site, firm, upload }
    }

    /// What stands in an address when nothing is too long.
    fn named(&self, path: &str, name: &str) -> String {
        let value: &str = match (path.split('/').nth(1).unwrap_or_default(), name) {
            ("procedures", "code") => COPY,
            ("problems", "code") => "not_found",
            ("dossiers" | "track", "code") => &self.firm.code,
            ("files", "id") => &self.firm.file,
            ("papers", "id") => &self.firm.paper,
            ("webhooks", "id") => &self.firm.webhook,
            ("webhooks", "delivery") => &self.firm.delivery,
            _ => panic!("{path}: {name} is new: tell this test what stands there"),
        };
        value.to_owned()
    }

    /// What is sent when nothing is too long.
    fn whole(&self, path: &str) -> Value {
        match path {
            "/dossiers" => application(&self.upload),
            "/dossiers/{code}/supplement" => json!({
                "answers": { "record_name": "Bằng tốt nghiệp" },
                "papers": { "relation_paper": [self.upload["id"]] },
            }),
            "/webhooks" => json!({ "url": "https://example.vn/hook" }),
            _ => panic!("{path} is new: tell this test what is sent there"),
        }
    }

    async fn send(&self, operation: &Operation, change: Change<'_>) -> Answer {
        let of_path = |part: &str| {
            let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
                return part.to_owned();
            };
            match change {
                Change::Parameter("path", known, value) if known == name => percent(value),
                _ => self.named(&operation.path, name),
            }
        };
        let mut address = operation.path.split('/').map(of_path).collect::<Vec<_>>().join("/");
        if let Change::Parameter("query", name, value) = change {
            address = format!("{address}?{}={}", percent(name), percent(value));
        }
        let mut request = asked(operation.method.clone(), &address, &self.firm.secret);
        request = match change {
            Change::Parameter("header", name, value) => request.header(name, value),
            _ => request.header("idempotency-key", "of these tests"),
        };
        let body = match change {
            _ if operation.path == UPLOADS => Body::from(pdf(500)),
            Change::Body(body) => Body::from(body.to_string()),
            Change::Parameter(..) if operation.body.is_some() => {
                Body::from(self.whole(&operation.path).to_string())
            }
            Change::Parameter(..) => Body::empty(),
        };
        self.site.send(request.header("content-type", "application/json").body(body).unwrap()).await
    }
}

/// A body with each of its properties too long in the ways of its kind, and with one that nobody knows.
fn too_long(shape: &Value, whole: &Value, long: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (name, property) in shape["properties"].as_object().unwrap() {
        let ways = match property["type"].as_str() {
            Some("string") => vec![json!(long)],
            Some("object") => {
                let (key, value) = whole[name].as_object().unwrap().iter().next_back().unwrap();
                let (mut keyed, mut valued) = (whole[name].clone(), whole[name].clone());
                keyed[long] = value.clone();
                valued[key] = if value.is_array() { json!([long]) } else { json!(long) };
                vec![keyed, valued]
            }
            kind => panic!("{name} is of a new kind, {kind:?}: tell this test how it is too long"),
        };
        for way in ways {
            let mut body = whole.clone();
            body[name] = way;
            all.push((name.clone(), body));
        }
    }
    let mut unknown = whole.clone();
    unknown[long] = json!("1");
    all.push(("what nobody knows".to_owned(), unknown));
    all
}

/// It is answered as the table says, or refused with a problem.
#[track_caller]
fn judged(answer: &Answer, operation: &Operation, name: &str) {
    let what = format!("{name} of {} {}", operation.method, operation.path);
    let taken = TAKEN.iter().find(|(path, known, _)| *path == operation.path && *known == name);
    if let Some((.., status)) = taken {
        assert_eq!(answer.status, *status, "{what}");
        return;
    }
    let told = String::from_utf8_lossy(&answer.bytes);
    let told: String = told.chars().take(200).collect();
    assert!(answer.status.is_client_error(), "{what}: {} {told}", answer.status);
    answer.problem();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_input_of_the_api_that_is_too_long_is_refused_and_kept_nowhere() {
    let program = Program::new().await;
    let mut tried = Vec::new();
    for operation in operations() {
        for (name, place) in &operation.parameters {
            let long = filled(&word("Re", tried.len()), LONG);
            let answer = program.send(&operation, Change::Parameter(place, name, &long)).await;
            judged(&answer, &operation, name);
            tried.push((operation.path.clone(), name.clone()));
        }
        let Some(shape) = &operation.body else { continue };
        let long = filled(&word("Re", tried.len()), LONG);
        for (name, body) in too_long(shape, &program.whole(&operation.path), &long) {
            judged(&program.send(&operation, Change::Body(&body)).await, &operation, &name);
        }
        tried.push((operation.path.clone(), "the body".to_owned()));
    }
    assert!(tried.len() > 25, "{tried:?}");
    let kept = kept(&program.site).await;
    for (number, (path, name)) in tried.iter().enumerate() {
        let word = word("Re", number);
        assert!(!kept.contains(&filled(&word, NAME + 5)), "{name} of {path} is kept");
        assert_eq!(holds(&kept, &word), path == UPLOADS, "{name} of {path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_key_has_so_many_letters_at_the_most_and_what_was_refused_had_nothing_else_wrong() {
    let program = Program::new().await;
    let secret = &program.firm.secret;
    let code = &program.firm.code;
    for (number, (address, path)) in [
        ("/dossiers".to_owned(), "/dossiers"),
        (format!("/dossiers/{code}/supplement"), "/dossiers/{code}/supplement"),
    ]
    .into_iter()
    .enumerate()
    {
        let body = program.whole(path);
        let long = filled(&word("Re", number), KEY + 1);
        let refused = post(&program.site, &address, secret, &long, &body).await;
        assert_eq!(refused.problem(), "idempotency_key_missing", "{path}");
        let fits = filled(&word("Ta", number), KEY);
        let filed = post(&program.site, &address, secret, &fits, &body).await;
        assert_eq!(filed.status, StatusCode::CREATED, "{path}: {filed:?}");
    }
    let hook = post(&program.site, "/webhooks", secret, "", &program.whole("/webhooks")).await;
    assert_eq!(hook.status, StatusCode::CREATED, "{hook:?}");
    let kept = kept(&program.site).await;
    for number in 0..2 {
        assert!(holds(&kept, &word("Ta", number)) && !holds(&kept, &word("Re", number)), "{number}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_stands_around_a_request_to_the_api_breaks_nothing() {
    let program = Program::new().await;
    let long = filled(&word("Re", 0), LONG);
    let token = asked(Method::GET, "/dossiers", &long).body(Body::empty()).unwrap();
    let token = program.site.send(token).await;
    assert_eq!((token.status, &*token.problem()), (StatusCode::UNAUTHORIZED, "token_invalid"));
    let unknown = asked(Method::GET, &format!("/dossiers?{long}=1"), &program.firm.secret);
    let unknown = program.site.send(unknown.body(Body::empty()).unwrap()).await;
    assert_eq!(unknown.problem(), "bad_request");
    let nowhere = asked(Method::GET, &format!("/{long}"), &program.firm.secret);
    let nowhere = program.site.send(nowhere.body(Body::empty()).unwrap()).await;
    assert_eq!(nowhere.problem(), "not_found");
    for header in ["user-agent", "accept-language", "accept", "content-type", "cookie", "x-forwarded-for"] {
        let request = asked(Method::GET, "/dossiers", &program.firm.secret).header(header, &long);
        let answer = program.site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{header}");
    }
    assert!(!holds(&kept(&program.site).await, &word("Re", 0)));
}
