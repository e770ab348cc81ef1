//! What belongs to somebody else is not there: every server function that takes an id or a code is tried with one of another
//! person, unit or organisation, and the others say why they reach nothing of anybody.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use casework::policy::SERVER_FUNCTIONS;
use server::rest;

use crate::site::{Answer, BRINGER, COPY, FORM, MULTIPART, Site, UNIT, message, multipart, pdf, request};
use crate::strangers::OF_AN_ORGANISATION;

/// The officers of phường Dĩ An, by the end of their names.
const ELSEWHERE: &str = "H09.42.10";

/// A function, who or what it is tried by, and what else its form asks for.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// By officers of another unit, with the code of a dossier, and what its form asks for.
const OF_A_UNIT: &[Row] = &[
    ("/fn/desk_dossier", "mot-cua", &[]),
    ("/fn/desk_thread", "mot-cua", &[]),
    ("/fn/settle_messages", "mot-cua", &[]),
    ("/fn/leave_note", "chuyen-vien", &[("words", "Xem lại")]),
    ("/fn/withdraw_on_paper", "mot-cua", &[]),
    ("/fn/accept", "mot-cua", &[]),
    ("/fn/issue_receipt", "mot-cua", &[]),
    ("/fn/confirm_payment", "mot-cua", &[("receipt", "1")]),
    ("/fn/refuse", "mot-cua", &[("reason", "Sai nơi")]),
    ("/fn/transfer", "mot-cua", &[("officer", "H09.42.10-chuyen-vien")]),
    ("/fn/choose_agency", "mot-cua", &[("unit", "H09.42.10")]),
    ("/fn/reassign", "lanh-dao", &[("officer", "H09.42.10-chuyen-vien")]),
    ("/fn/return_result", "mot-cua", &[("by", "receipt")]),
    ("/fn/confirm_withdrawal", "mot-cua", &[]),
    ("/fn/close_unsupplemented", "mot-cua", &[]),
    ("/fn/ask_supplement", "mot-cua", &[("reasons[record_name]", "Ghi rõ hơn")]),
    ("/fn/draft_result", "chuyen-vien", &[("summary", "Được"), ("outcome", "grant")]),
    ("/fn/request_payment", "chuyen-vien", &[("reason", "Phí"), ("counts[fee0]", "1")]),
    ("/fn/finish", "chuyen-vien", &[]),
    ("/fn/remove_result", "chuyen-vien", &[("file", "FILE")]),
    ("/fn/approve_result", "lanh-dao", &[("password_or_code", "demo")]),
    ("/fn/return_draft", "lanh-dao", &[("note", "Sửa")]),
    ("/fn/reappoint", "lanh-dao", &[("day", "2026-12-30"), ("reason", "Chờ"), ("password_or_code", "demo")]),
];

/// By the one-stop of another unit, with the id of what is keyed in here.
const OF_A_COUNTER: &[Row] = &[
    ("/fn/bringer", "id", &[]),
    ("/fn/correct_bringer", "draft", &BRINGER),
    ("/fn/correct_arrival", "draft", &[("channel", "counter")]),
    ("/fn/take_in", "draft", &[]),
];

/// By another person, with the code of a dossier.
const OF_AN_APPLICANT: &[&str] =
    &["/fn/thread", "/fn/start_supplement", "/fn/withdraw", "/fn/ask_receipt", "/fn/apply_again"];

/// By another person, with the id of an application and of a file in it.
const OF_A_WRITER: &[Row] = &[
    ("/fn/load_draft", "id", &[]),
    ("/fn/load_overview", "id", &[]),
    ("/fn/save_draft", "draft", &[("section", "record"), ("go", "next")]),
    ("/fn/autosave_draft", "draft", &[("section", "record")]),
    ("/fn/remove_file", "draft", &[("file", "FILE")]),
    ("/fn/delete_draft", "draft", &[]),
    ("/fn/submit_draft", "draft", &[]),
];

/// Each way of reaching nothing that is somebody's.
const OF_NOBODY: &[(&str, &[&str])] = &[
    (
        "what everybody may see",
        &[
            "/fn/list_procedures",
            "/fn/get_procedure",
            "/fn/list_communes",
            "/fn/find_former_places",
            "/fn/doors",
            "/fn/demo_people",
            "/fn/stats",
            "/fn/procedure_page",
            "/fn/refusal_to_start",
            "/fn/become",
        ],
    ),
    (
        "of a dossier that is somebody else's the degree of completion only: tracking.rs, casework/tests/it/privacy.rs",
        &["/fn/track", "/fn/receipt", "/fn/find_dossier"],
    ),
    (
        "of whoever asks, without an id",
        &[
            "/fn/me",
            "/fn/sign_in",
            "/fn/sign_out",
            "/fn/give_code",
            "/fn/first_password",
            "/fn/enrolment",
            "/fn/enrol",
            "/fn/begin_passkey",
            "/fn/passkey_waits",
            "/fn/list_sessions",
            "/fn/end_other_sessions",
            "/fn/account",
            "/fn/change_password",
            "/fn/start_enrolment",
            "/fn/add_passkey",
            "/fn/start_draft",
            "/fn/list_mine",
            "/fn/notices",
            "/fn/contact",
            "/fn/set_email",
            "/fn/choose_mail",
            "/fn/organisations",
            "/fn/board",
            "/fn/keep_view",
            "/fn/bulk",
            "/fn/feed",
            "/fn/make_feed",
            "/fn/revoke_feed",
            "/fn/members",
            "/fn/invite",
            "/fn/api_access",
            "/fn/make_token",
            "/fn/make_webhook",
            "/fn/desk_inbox",
            "/fn/counter",
            "/fn/begin_at_counter",
            "/fn/mails",
            "/fn/send_mails_again",
        ],
    ),
    (
        "whoever has the secret may, and another word finds nothing: notices.rs, organisations.rs and rating.rs of casework",
        &[
            "/fn/confirm_email",
            "/fn/invitation",
            "/fn/accept_invitation",
            "/fn/decline_invitation",
            "/fn/rating",
            "/fn/rate",
        ],
    ),
    (
        "tried with what is somebody else's in casework/tests/it: board.rs, passkeys.rs",
        &["/fn/forget_view", "/fn/remove_passkey"],
    ),
    (
        "the same for every administrator of the province",
        &[
            "/fn/list_officers",
            "/fn/unlock_officer",
            "/fn/close_officer",
            "/fn/open_officer",
            "/fn/list_calendars",
            "/fn/load_calendar",
            "/fn/begin_calendar",
            "/fn/add_day_off",
            "/fn/add_worked_saturday",
            "/fn/remove_calendar_day",
            "/fn/name_calendar_source",
            "/fn/discard_calendar",
            "/fn/confirm_calendar",
            "/fn/list_editions",
            "/fn/load_edition",
            "/fn/load_edition_part",
            "/fn/load_effects",
            "/fn/begin_edition",
            "/fn/save_edition_part",
            "/fn/load_edition_form",
            "/fn/load_form_item",
            "/fn/preview_form",
            "/fn/arrange_form",
            "/fn/save_form_item",
            "/fn/undo_edition",
            "/fn/redo_edition",
            "/fn/withdraw_edition",
            "/fn/refuse_edition",
            "/fn/publish_edition",
            "/fn/recall_version",
        ],
    ),
];

/// Routes about what is one person's: who reaches it, and who does not. An officer stands there by the end of the name.
const ROUTES: &[(&str, &str, &[&str])] = &[
    ("/files/{id}", "demo-hoa", &["demo-nam", "mot-cua", "chuyen-vien"]),
    ("/files/{id}/thumbnail", "demo-hoa", &["demo-nam", "mot-cua", "chuyen-vien"]),
    ("/papers/{id}", "demo-hoa", &["demo-nam", "mot-cua", "lanh-dao"]),
    ("/desk/{code}/control-slip.pdf", "mot-cua", &["mot-cua", "chuyen-vien", "lanh-dao"]),
    ("/files/drafts/{draft}/{paper}", "demo-hoa", &["demo-nam", "mot-cua"]),
    ("/files/results/{code}", "chuyen-vien", &["mot-cua", "chuyen-vien"]),
    ("/files/messages/{code}", "demo-hoa", &["demo-nam"]),
    ("/files/answers/{code}", "mot-cua", &["mot-cua"]),
];

/// Routes that reach nothing of anybody but whoever asks: pictures of an address, what is one's own, and doors.
const ROUTES_OF_NOBODY: &[&str] = &[
    "/desk/register/{file}",
    "/qr/track/{code}",
    "/qr/rate/{token}",
    "/qr/enrolment",
    "/business/export.csv",
    "/business/export.xlsx",
    "/business/bulk/{procedure}/template.xlsx",
    "/business/tables/{procedure}",
    "/business/calendar/{file}",
    "/sign-in/{issuer}",
    "/sign-in/{issuer}/callback",
    "/sign-in/{issuer}/leave",
    "/sign-in/{issuer}/logout",
];

/// Tried below one by one.
const ALONE: [&str; 3] = ["/fn/read_notice", "/fn/act_for", "/fn/end_session"];

#[test]
fn every_server_function_is_tried_with_what_is_somebody_elses_or_reaches_nothing_of_anybody() {
    let tried = OF_A_UNIT.iter().chain(OF_A_COUNTER).chain(OF_A_WRITER).map(|(path, ..)| *path);
    let tried = tried.chain(OF_AN_APPLICANT.iter().copied()).chain(ALONE).chain(OF_AN_ORGANISATION);
    let rows: Vec<&str> =
        tried.chain(OF_NOBODY.iter().flat_map(|(_, paths)| paths.iter().copied())).collect();
    let known: BTreeSet<&str> = SERVER_FUNCTIONS.iter().map(|(path, _)| *path).collect();
    for path in &known {
        let times = rows.iter().filter(|row| *row == path).count();
        assert_eq!(times, 1, "{path}: try it with what is somebody else's, or say why it reaches nothing");
    }
    for path in &rows {
        assert!(known.contains(path), "{path} is no more");
    }
}

#[test]
fn every_route_is_tried_with_what_is_somebody_elses_or_reaches_nothing_of_anybody() {
    let mut rows: Vec<&str> = ROUTES.iter().map(|(path, ..)| *path).collect();
    rows.extend(ROUTES_OF_NOBODY);
    rows.sort_unstable();
    let mut known: Vec<&str> = rest::routes().iter().map(|route| route.path).collect();
    known.sort_unstable();
    assert_eq!(rows, known);
}

struct Hoas {
    code: String,
    draft: String,
    file: String,
}

/// A dossier that Hoa filed with one file; its application can be changed no more than by a request.
async fn filed(site: &Site) -> Hoas {
    let hoa = site.become_("demo-hoa").await;
    let draft = site.answered(&hoa, "Bằng").await;
    let sent = site.upload(&format!("/files{draft}/relation_paper"), &hoa, "a.pdf", &pdf(500)).await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    let draft = draft.strip_prefix("/drafts/").unwrap().to_owned();
    let whole: serde_json::Value =
        serde_json::from_str(&site.post("/fn/load_draft", &hoa, &[("id", &draft)]).await.text()).unwrap();
    let file = whole["draft"]["files"][0]["id"].as_str().unwrap().to_owned();
    let filed = site.post("/fn/submit_draft", &hoa, &[("draft", &draft)]).await;
    let code = filed.location().strip_prefix("/track/").and_then(|rest| rest.strip_suffix("/receipt"));
    Hoas { code: code.unwrap().to_owned(), draft, file }
}

async fn not_there(site: &Site, cookie: &str, path: &str, fields: &[(&str, &str)]) {
    let answer = site.post(path, cookie, fields).await;
    let told = (answer.status, answer.failure());
    assert_eq!(told, (StatusCode::NOT_FOUND, "not_found".to_owned()), "{path}: {answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_officer_reaches_a_dossier_of_another_unit() {
    let site = Site::new().await;
    let hoas = filed(&site).await;
    for (path, post, fields) in OF_A_UNIT {
        let officer = site.become_(&format!("{ELSEWHERE}-{post}")).await;
        let with_file =
            fields.iter().map(|(name, value)| (*name, if *value == "FILE" { &hoas.file } else { *value }));
        let fields: Vec<(&str, &str)> = [("code", &*hoas.code)].into_iter().chain(with_file).collect();
        not_there(&site, &officer, path, &fields).await;
    }
    let keyed_in = site.keyed_in().await;
    let officer = site.become_(&format!("{ELSEWHERE}-mot-cua")).await;
    for (path, name, fields) in OF_A_COUNTER {
        let fields: Vec<(&str, &str)> =
            [(*name, &*keyed_in)].into_iter().chain(fields.iter().copied()).collect();
        not_there(&site, &officer, path, &fields).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_reaches_an_application_or_a_dossier_of_somebody_else() {
    let site = Site::new().await;
    let hoas = filed(&site).await;
    let nam = site.become_("demo-nam").await;
    for path in OF_AN_APPLICANT {
        not_there(&site, &nam, path, &[("code", &hoas.code)]).await;
    }
    for (path, name, fields) in OF_A_WRITER {
        let with_file =
            fields.iter().map(|(name, value)| (*name, if *value == "FILE" { &hoas.file } else { *value }));
        let fields: Vec<(&str, &str)> = [(*name, &*hoas.draft)].into_iter().chain(with_file).collect();
        not_there(&site, &nam, path, &fields).await;
    }
    let hoa = site.become_("demo-hoa").await;
    let told = async |path: &str| -> serde_json::Value {
        serde_json::from_str(&site.post(path, &hoa, &[]).await.text()).unwrap()
    };
    let (notices, sessions) = (told("/fn/notices").await, told("/fn/list_sessions").await);
    let (notice, session) = (&notices["notices"][0]["id"], &sessions[0]["id"]);
    not_there(&site, &nam, "/fn/read_notice", &[("id", notice.as_str().unwrap())]).await;
    not_there(&site, &nam, "/fn/end_session", &[("session", session.as_str().unwrap())]).await;
    let mai = site.become_("demo-mai").await;
    for organisation in ["demo-co-khi", "nobody"] {
        not_there(&site, &nam, "/fn/act_for", &[("organisation", organisation)]).await;
        let own = site.post("/fn/act_for", &mai, &[("organisation", organisation)]).await;
        assert_eq!(own.status == StatusCode::OK, organisation == "demo-co-khi", "{own:?}");
    }
}

/// Asks for a route as a form or a browser would.
async fn reaches(site: &Site, method: &Method, path: &str, person: &str, unit: &str) -> Answer {
    let id = if person.starts_with("demo-") { person.to_owned() } else { format!("{unit}-{person}") };
    let cookie = site.become_(&id).await;
    let talks = path.starts_with("/files/messages") || path.starts_with("/files/answers");
    let (kind, body) = match *method {
        Method::GET => (FORM, Vec::new()),
        _ if talks => (MULTIPART, message("Xin hỏi", None)),
        _ => (MULTIPART, multipart("b.pdf", &pdf(600))),
    };
    site.send(request(method.clone(), path, &cookie, kind, body)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_route_leads_to_what_is_somebody_elses() {
    let site = Site::new().await;
    let (hoas, hoa) = (filed(&site).await, site.become_("demo-hoa").await);
    let one_stop = site.become_(&format!("{UNIT}-mot-cua")).await;
    let lacking = [("code", hoas.code.as_str()), ("reasons[record_name]", "Ghi rõ hơn")];
    let asked = site.post("/fn/ask_supplement", &one_stop, &lacking).await;
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    let page = site.get(&format!("/track/{}", hoas.code), &hoa).await.text();
    let paper = page.split_once("/papers/").expect("the request is a paper").1;
    let paper = paper.split('"').next().unwrap();
    let begun = site.start(&hoa, COPY).await;
    for (pattern, own, strangers) in ROUTES {
        let route = rest::routes().into_iter().find(|route| route.path == *pattern).unwrap();
        let id = if pattern.starts_with("/papers") { paper } else { &hoas.file };
        let path = pattern.replace("{id}", id).replace("{code}", &hoas.code);
        let path = path.replace("{paper}", "relation_paper");
        let path = path.replace("{draft}", begun.strip_prefix("/drafts/").unwrap());
        let answer = reaches(&site, &route.method, &path, own, UNIT).await;
        // A result comes too early, and a small file has no picture.
        let reached = answer.status != StatusCode::NOT_FOUND || pattern.ends_with("thumbnail");
        assert!(reached, "{own} {path}: {answer:?}");
        for stranger in *strangers {
            let answer = reaches(&site, &route.method, &path, stranger, ELSEWHERE).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{stranger} {path}: {answer:?}");
        }
    }
}
