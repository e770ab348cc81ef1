//! What is kept nowhere has its limits as well: each argument of each server function is given far more than anybody types.
//! It is refused, or it is one of those that find or choose nothing then; none of it is kept, and nobody waits for it.

use std::collections::BTreeSet;
use std::io;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use casework::policy::SERVER_FUNCTIONS;
use domain::role::Role;
use futures::stream;

use super::arguments::{Argument, arguments};
use super::around::{AROUND, Form, TAKEN};
use super::fields::{FIELDS, Who, filled};
use super::there::There;
use super::walk::{LONG, Walk};
use super::{CHANGE_PASSWORD, holds, kept, refused, taken, word};
use crate::business::acting;
use crate::half::waiting;
use crate::site::{COPY, FORM, Site, encoded, request};
use crate::strangers::{Firm, OF_AN_ORGANISATION};

/// The steps of a sign-in, in the order of [`waiting`].
const STEPS: [&str; 3] = ["/fn/first_password", "/fn/enrol", "/fn/give_code"];
/// Letters of words to look for, as many as an address can have.
const WORDS: usize = 60_000;

/// Whether a function is tried by a test of its own.
fn has_its_own(path: &str) -> bool {
    STEPS.contains(&path) || OF_AN_ORGANISATION.contains(&path) || path == CHANGE_PASSWORD
}

/// The arguments that are not tried to the letter in `fields.rs`.
fn untried<'a>(path: &str, arguments: &'a [Argument]) -> Vec<&'a Argument> {
    let tried = |name: &str| FIELDS.iter().any(|field| field.path == path && field.name == name);
    arguments.iter().filter(|argument| !tried(&argument.name)).collect()
}

#[test]
fn every_argument_of_every_server_function_is_tried() {
    let known = arguments();
    let paths: BTreeSet<&str> = known.keys().map(String::as_str).collect();
    let registered: BTreeSet<&str> = SERVER_FUNCTIONS.iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, registered, "the source is not read as it is written");
    assert!(known.values().flatten().count() > 150, "nor are the arguments");
    for (path, arguments) in known.iter().filter(|(path, _)| !has_its_own(path)) {
        let several = untried(path, arguments).len() > 1;
        assert!(!several || Form::around(path).is_some(), "{path}: say what else stands in its form");
    }
    for row in AROUND {
        let needed = known.get(row.path).is_some_and(|all| untried(row.path, all).len() > 1);
        let doubled = FIELDS.iter().any(|field| field.path == row.path) || has_its_own(row.path);
        assert!(needed && !doubled, "{} needs no row", row.path);
    }
    for (path, name) in TAKEN {
        let there = known.get(*path).is_some_and(|all| all.iter().any(|argument| argument.name == *name));
        assert!(there, "{name} of {path} is no more");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_argument_that_is_too_long_is_refused_and_kept_nowhere() {
    let site = Site::new().await;
    let mut walk = Walk::new(&site);
    for (path, arguments) in arguments().iter().filter(|(path, _)| !has_its_own(path)) {
        match untried(path, arguments).as_slice() {
            [] => {}
            alone @ [_] => walk.through(path, alone, &Form::alone(path)).await,
            several => walk.through(path, several, &Form::around(path).unwrap()).await,
        }
    }
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_belongs_to_an_organisation_has_no_name_that_is_too_long() {
    let site = Site::new().await;
    let firm = Firm::new(&site).await;
    let known = arguments();
    let mut walk = Walk::new(&site);
    for (path, fields) in firm.forms() {
        for argument in &known[path] {
            walk.one(path, argument, &firm.cookie, &fields).await;
        }
    }
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_step_of_a_sign_in_takes_an_answer_that_is_too_long() {
    let site = Site::real().await;
    let known = arguments();
    let own = "Gio-mua-dong-bac-9";
    let fields = [("new_password", own), ("password_again", own), ("secret_code", "12345")];
    let mut walk = Walk::new(&site);
    for ((_, cookie), path) in waiting(&site).await.into_iter().zip(STEPS) {
        for argument in &known[path] {
            walk.one(path, argument, &cookie, &fields).await;
        }
    }
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_year_that_no_calendar_can_have_is_not_there() {
    let site = Site::new().await;
    let administrator = site.with_role(Role::Administrator).await;
    let known = arguments();
    let with_year = known.iter().filter(|(_, all)| all.iter().any(|argument| argument.name == "year"));
    for (path, _) in with_year {
        for year in ["-2147483648", "0", "1899", "2200", "2147483647"] {
            let answer = site.post(path, &administrator, &[("year", year)]).await;
            refused(&answer, "not_found", &format!("{path} {year}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_count_that_is_too_large_is_none() {
    let site = Site::new().await;
    let handler = Who::OfTheRecord("chuyen-vien").cookie(&site).await;
    let about = There::WithFee.make(&site).await;
    let (name, code) = &about[0];
    let nines = "9".repeat(LONG);
    for count in ["1000", "4294967296", nines.as_str()] {
        let fields = [(*name, code.as_str()), ("counts[fee0]", count), ("reason", "Thông tư 16/2025/TT-BTC")];
        let answer = site.post("/fn/request_payment", &handler, &fields).await;
        refused(&answer, "amount_invalid", &count[..4]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn words_to_look_for_cost_no_more_the_more_there_are() {
    let site = Site::new().await;
    let words = filled("dang ky ", WORDS);
    let began = Instant::now();
    taken(&site.post("/fn/list_procedures", "", &[("query", &words)]).await, "the function");
    let address = format!("/api/v1/procedures?q={}", words.replace(' ', "+"));
    taken(&site.get(&address, "").await, "the API");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn words_to_look_for_on_a_board_may_fill_an_address() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    // Nothing is looked for where there is no dossier.
    site.filed(&cookie, "Bằng", "scan.pdf").await;
    // A database may take shorter patterns only.
    let words = filled("Re", WORDS);
    let function = site.post("/fn/board", &cookie, &[("asked[q]", &words)]).await;
    let page = site.get(&format!("/business?q={words}"), &cookie).await;
    let export = site.begin(&format!("/business/export.csv?q={words}"), &cookie).await;
    let export = (export.status(), to_bytes(export.into_body(), usize::MAX).await.is_ok());
    let told = format!("{} {} {export:?}", function.status, page.status);
    assert_eq!(told, "200 OK 200 OK (200, true)");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_that_is_too_large_and_does_not_say_so_is_its_senders_fault() {
    let site = Site::new().await;
    let pieces = vec![vec![b'x'; 64 * 1024]; 9].into_iter().map(Ok::<_, io::Error>);
    let request = Request::post("/fn/find_dossier")
        .header(CONTENT_TYPE, FORM)
        .header(ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(stream::iter(pieces)))
        .unwrap();
    let answer = site.send(request).await;
    assert!(answer.status.is_client_error(), "{} {}", answer.status, answer.failure());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_cookie_that_is_too_long_is_nobodys() {
    let site = Site::new().await;
    let office = Role::OneStopOfficer;
    for (number, name) in ["motcua", "lang", "kept"].into_iter().enumerate() {
        let long = format!("{name}={}", filled(&word("Re", number), LONG));
        taken(&site.get("/", &long).await, name);
        assert_eq!(site.get("/desk", &long).await.status, StatusCode::UNAUTHORIZED, "{name}");
        // Beside the cookie of somebody who has signed in, and where one is given.
        if name != "motcua" {
            let both = format!("{}; {long}", site.with_role(office).await);
            taken(&site.get("/desk", &both).await, name);
        }
        let begun = site.post("/fn/start_draft", &long, &[("code", COPY)]).await;
        taken(&begun, name);
        assert!(begun.cookie().unwrap().len() < 100, "{name}: {begun:?}");
    }
    let kept = kept(&site).await;
    assert!((0..3).all(|number| !holds(&kept, &word("Re", number))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_what_a_browser_says_of_itself_the_beginning_is_kept() {
    let site = Site::new().await;
    let name = word("Tu", 0);
    let mut signing_in = request(Method::POST, "/fn/become", "", FORM, encoded(&[("person", "demo-hoa")]));
    signing_in.headers_mut().insert(USER_AGENT, HeaderValue::from_str(&filled(&name, LONG)).unwrap());
    taken(&site.send(signing_in).await, "signing in");
    let kept = kept(&site).await;
    assert!(kept.contains(&filled(&name, 256)) && !kept.contains(&filled(&name, 260)));
}
