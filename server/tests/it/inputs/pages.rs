//! Addresses of pages and routes with far more in them than anybody types, and the names and words that come with files.

use std::collections::BTreeSet;
use std::path::Path;

use app::PAGES;
use axum::http::{Method, StatusCode};
use casework::message;
use casework::policy::allows;
use domain::role::Role;
use server::rest;

use super::arguments::of_the_board;
use super::fields::filled;
use super::walk::{LONG, LONGEST_WAY};
use super::{holds, kept, refused, taken, word};
use crate::architecture::sources;
use crate::business::{acting, table};
use crate::escaping::{PAYLOAD, inert};
use crate::pages::Addresses;
use crate::site::{FORM, MULTIPART, Site, encoded, multipart, pdf, percent, request};

/// Pages that show what belongs to somebody whatever stands there in their address.
const SHOWN: [(&str, &str); 3] = [
    ("/drafts/{id}/s/{section}", "{section}"),
    ("/my/settings/confirm/{token}", "{token}"),
    ("/desk/settings/confirm/{token}", "{token}"),
];

/// Routes that answer something: pictures of what is cut, the way back to the sign-in, and a board of which nothing is found.
const ANSWERED: [(&str, StatusCode); 7] = [
    ("/qr/track/{code}", StatusCode::OK),
    ("/qr/rate/{token}", StatusCode::OK),
    ("/sign-in/{issuer}", StatusCode::SEE_OTHER),
    ("/sign-in/{issuer}/callback", StatusCode::SEE_OTHER),
    ("/sign-in/{issuer}/leave", StatusCode::SEE_OTHER),
    ("/business/export.csv", StatusCode::OK),
    ("/business/export.xlsx", StatusCode::OK),
];

/// Letters of each part of a query; all of its parts together are as long as an address can be.
const PART: usize = 1_400;
/// Letters of the name of a file.
const NAME: usize = 100;

/// Far too long, and dangerous where it is not escaped.
fn long(number: usize, letters: usize) -> String {
    percent(&format!("{PAYLOAD}{}", filled(&word("Re", number), letters)))
}

/// What stands for something in the pattern of an address.
fn names(pattern: &'static str) -> Vec<&'static str> {
    pattern.split('/').filter(|part| part.starts_with('{')).collect()
}

/// What is read of a query: what pages spell where they read it, the fields of the board and of the preview of a form, and
/// what routes read.
fn asked() -> BTreeSet<String> {
    let others = ["section", "go", "answers[record_name]", "code", "state", "iss"];
    let mut names: BTreeSet<String> = others.map(str::to_owned).into();
    names.extend(of_the_board());
    let mut unspelt = 0;
    for (_, text) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src")) {
        let spelt = text.split(".asked(\"").skip(1).filter_map(|rest| rest.split('"').next());
        names.extend(spelt.map(str::to_owned));
        unspelt += text.matches(".asked(name)").count();
    }
    assert_eq!(unspelt, 2, "another page reads names that it does not spell: add them");
    assert!(names.len() > 20, "{names:?}");
    names
}

/// A query in which each part is too long, by a word of its own; and one that nobody reads.
fn query(names: &BTreeSet<String>) -> String {
    let pairs = names.iter().enumerate();
    let pairs: Vec<String> =
        pairs.map(|(number, name)| format!("{}={}", percent(name), long(number, PART))).collect();
    format!("?{}&{}=1", pairs.join("&"), filled(&word("Re", names.len()), PART))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_name_that_is_too_long_leads_to_no_page() {
    let site = Site::new().await;
    let addresses = Addresses::new(&site).await;
    let mut tried = Vec::new();
    for (pattern, _) in PAGES {
        let (address, cookie) = addresses.of(pattern);
        for name in names(pattern) {
            let long = long(tried.len(), LONG);
            let parts = pattern.split('/').zip(address.split('/'));
            let parts = parts.map(|(of_pattern, part)| if of_pattern == name { long.as_str() } else { part });
            let page = site.get(&parts.collect::<Vec<_>>().join("/"), cookie).await;
            let what = format!("{name} of {pattern}");
            let shown = SHOWN.contains(&(*pattern, name)) && page.status == StatusCode::OK;
            assert!(shown || page.status.is_client_error(), "{what}: {}", page.status);
            inert(&page.text(), &what);
            tried.push(what);
        }
    }
    assert!(tried.len() > 25, "{tried:?}");
    let kept = kept(&site).await;
    for (number, what) in tried.iter().enumerate() {
        assert!(!holds(&kept, &word("Re", number)), "{what} is kept");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_query_that_is_too_long_changes_no_page_and_writes_nothing_into_it() {
    let site = Site::new().await;
    let addresses = Addresses::new(&site).await;
    let names = asked();
    let query = query(&names);
    for (pattern, _) in PAGES {
        let (address, cookie) = addresses.of(pattern);
        let address = address.split('?').next().unwrap_or_default();
        let page = site.get(&format!("{address}{query}"), cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{pattern}");
        inert(&page.text(), pattern);
    }
    let kept = kept(&site).await;
    for (number, name) in names.iter().enumerate() {
        assert!(!holds(&kept, &word("Re", number)), "{name} is kept");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_address_that_is_too_long_is_that_of_no_route() {
    let site = Site::new().await;
    let (citizen, firm) = (site.with_role(Role::Citizen).await, acting(&site, "demo-mai").await);
    let draft = site.answered(&citizen, "Bằng").await;
    let draft = draft.strip_prefix("/drafts/").unwrap();
    let query = query(&asked());
    let mut tried = Vec::new();
    for route in rest::routes() {
        let role = Role::ALL.iter().find(|role| allows(route.deed, **role)).unwrap();
        let cookie = match route.path {
            path if path.starts_with("/business") => firm.clone(),
            path if path.contains("{draft}") => citizen.clone(),
            _ => site.with_role(*role).await,
        };
        let names = if names(route.path).is_empty() { vec!["the query"] } else { names(route.path) };
        for name in names {
            let word = word("Re", 100 + tried.len());
            let part = |part: &str| match part {
                "{file}" if route.path.starts_with("/business") => format!("{}.ics", filled(&word, LONG)),
                "{file}" => format!("{}.pdf", filled(&word, LONG)),
                _ if part == name => filled(&word, LONG),
                "{draft}" => draft.to_owned(),
                "{paper}" => "relation_paper".to_owned(),
                _ => part.to_owned(),
            };
            let mut address = route.path.split('/').map(part).collect::<Vec<_>>().join("/");
            let (kind, body) = match route.method {
                Method::GET => (FORM, Vec::new()),
                _ if route.path.ends_with("/logout") => (FORM, encoded(&[("logout_token", "x")])),
                _ => (MULTIPART, multipart("a.pdf", &pdf(500))),
            };
            if route.method == Method::GET {
                address.push_str(&query);
            }
            let answer = site.send(request(route.method.clone(), &address, &cookie, kind, body)).await;
            let what = format!("{name} of {}", route.path);
            match ANSWERED.iter().find(|(path, _)| *path == route.path) {
                Some((_, status)) => assert_eq!(answer.status, *status, "{what}"),
                None => assert!(answer.status.is_client_error(), "{what}: {}", answer.status),
            }
            assert!(answer.location().len() <= LONGEST_WAY, "{what} leads on: {}", answer.location().len());
            tried.push((what, word));
        }
    }
    assert!(tried.len() > 20, "{tried:?}");
    let kept = kept(&site).await;
    for (what, word) in &tried {
        assert!(!holds(&kept, word), "{what} is kept");
    }
    for number in 0..=asked().len() {
        assert!(!holds(&kept, &word("Re", number)), "part {number} of a query is kept");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_is_called_by_the_beginning_of_its_name() {
    let site = Site::new().await;
    let (citizen, firm) = (site.with_role(Role::Citizen).await, acting(&site, "demo-mai").await);
    let code = site.filed(&citizen, "Bằng", "scan.pdf").await;
    let draft = site.answered(&citizen, "Bằng").await;
    let name = |number: usize, ending: &str| format!("{}{ending}", filled(&word("Te", number), LONG));
    let slot = format!("/files{draft}/relation_paper");
    taken(&site.upload(&slot, &citizen, &name(0, ".pdf"), &pdf(600)).await, "a paper");
    let of_applicant = name(1, ".pdf");
    let file = (of_applicant.as_str(), pdf(700));
    let path = format!("/files/messages/{code}");
    taken(&site.message(&path, &citizen, "Xin hỏi", Some(&file)).await, "a message");
    let one_stop = site.with_role(Role::OneStopOfficer).await;
    let of_office = name(2, ".pdf");
    let file = (of_office.as_str(), pdf(800));
    let path = format!("/files/answers/{code}");
    taken(&site.message(&path, &one_stop, "Xin trả lời", Some(&file)).await, "an answer");
    let brought = site.upload("/business/tables/2.000884", &firm, &name(3, ".xlsx"), &table()).await;
    taken(&brought, "a table");
    let kept = kept(&site).await;
    for number in 0..4 {
        let [fits, beyond] = [NAME, NAME + 5].map(|letters| filled(&word("Te", number), letters));
        assert!(kept.contains(&fits) && !kept.contains(&beyond), "{number}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_message_has_so_many_letters_from_either_side() {
    let site = Site::new().await;
    let citizen = site.with_role(Role::Citizen).await;
    let one_stop = site.with_role(Role::OneStopOfficer).await;
    let code = site.filed(&citizen, "Bằng", "scan.pdf").await;
    let sides = [("messages", &citizen), ("answers", &one_stop)];
    for (number, (side, cookie)) in sides.into_iter().enumerate() {
        let path = format!("/files/{side}/{code}");
        for letters in [message::LONGEST + 1, 90_000] {
            let words = filled(&word("Re", number), letters);
            refused(&site.message(&path, cookie, &words, None).await, "too_much_text", side);
        }
        let words = filled(&word("Ta", number), message::LONGEST);
        taken(&site.message(&path, cookie, &words, None).await, side);
    }
    let kept = kept(&site).await;
    for number in 0..2 {
        assert!(holds(&kept, &word("Ta", number)) && !holds(&kept, &word("Re", number)), "{number}");
    }
}
