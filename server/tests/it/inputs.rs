//! Every text that somebody can type has a longest length; what is longer is refused, and nothing of it is kept.

mod api;
mod arguments;
mod around;
mod fields;
mod pages;
mod there;
mod unkept;
mod walk;
mod without_text;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use casework::Actor;
use casework::catalogue::procedure;
use casework::officers::{self, NewOfficer};
use casework::policy::{SERVER_FUNCTIONS, deed_of};
use domain::role::Role;
use forms::schema::Section;

use self::fields::{FIELDS, filled};
use self::there::{calendar, done, edition};
use self::without_text::WITHOUT_TEXT;
use crate::site::{Answer, Site, UNIT};

/// Registering a birth: more questions than a form can have long answers.
const BIRTH: &str = "1.001193";
/// Reasons, notes and answers.
const LONG: usize = 8_000;
/// Passwords.
const PASSWORD: usize = 128;
/// The name of a passkey.
const PASSKEY: usize = 60;

/// What takes the answers of a draft: one by one they are cut and told to be too long, and together they are refused.
const DRAFTS: [&str; 2] = ["/fn/save_draft", "/fn/autosave_draft"];
const PREVIEW: &str = "/fn/preview_form";
const FIRST_PASSWORD: &str = "/fn/first_password";
const CHANGE_PASSWORD: &str = "/fn/change_password";
const ADD_PASSKEY: &str = "/fn/add_passkey";

#[test]
fn every_server_function_is_tried_here_or_takes_no_text() {
    let others = [PREVIEW, FIRST_PASSWORD, CHANGE_PASSWORD, ADD_PASSKEY];
    let tried: BTreeSet<&str> = FIELDS.iter().map(|field| field.path).chain(DRAFTS).chain(others).collect();
    let without: Vec<&str> = WITHOUT_TEXT.iter().flat_map(|(_, paths)| paths.iter().copied()).collect();
    for (path, _) in SERVER_FUNCTIONS {
        let rows = usize::from(tried.contains(path)) + without.iter().filter(|known| *known == path).count();
        assert_eq!(rows, 1, "{path}: try a text that is too long, or say why it takes none");
    }
    for path in tried.iter().chain(&without) {
        assert!(deed_of(path).is_some(), "{path} is no more");
    }
}

/// A word by which one text is known from all others. Repeated, it is a good password too.
fn word(begins: &str, number: usize) -> String {
    format!("{begins}{number:02}-")
}

/// All that the database holds.
async fn kept(site: &Site) -> String {
    String::from_utf8_lossy(&site.folder.bytes().await).into_owned()
}

fn holds(kept: &str, word: &str) -> bool {
    kept.contains(&word.repeat(2))
}

#[track_caller]
fn refused(answer: &Answer, failure: &str, what: &str) {
    assert!(answer.status.is_client_error(), "{what}: {answer:?}");
    assert_eq!(answer.failure(), failure, "{what}");
}

#[track_caller]
fn taken(answer: &Answer, what: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{what}: {answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_text_is_taken_up_to_its_longest_and_nothing_is_kept_of_one_that_is_longer() {
    let site = Site::new().await;
    for (number, field) in FIELDS.iter().enumerate() {
        let what = format!("{} of {}", field.name, field.path);
        let about = field.there.make(&site).await;
        let cookie = field.who.cookie(&site).await;
        let long = (field.typed)(&word("Re", number), field.too_long);
        refused(&field.send(&site, &cookie, &about, &long).await, field.refused_as, &what);
        let fits = (field.typed)(&word("Ta", number), field.longest);
        taken(&field.send(&site, &cookie, &about, &fits).await, &what);
    }
    let kept = kept(&site).await;
    for (number, field) in FIELDS.iter().enumerate() {
        assert!(!holds(&kept, &word("Re", number)), "{} of {}", field.name, field.path);
        assert!(holds(&kept, &word("Ta", number)), "{} of {} is nowhere", field.name, field.path);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_takes_no_more_than_a_form_can_hold() {
    let site = Site::new().await;
    let cookie = site.with_role(Role::Citizen).await;
    let draft = site.start(&cookie, BIRTH).await;
    let id = draft.strip_prefix("/drafts/").unwrap();
    let sections = procedure(&site.office, BIRTH).await.unwrap().form.sections;
    let mut full = 0;
    loop {
        let text = filled(&word("Ta", full), LONG);
        let answer = save(&site, DRAFTS[0], &cookie, id, &sections[full], &text).await;
        if answer.status != StatusCode::OK {
            refused(&answer, "too_much_text", &sections[full].id);
            break;
        }
        full += 1;
    }
    for (number, path) in DRAFTS.into_iter().enumerate() {
        let text = filled(&word("Re", number), LONG);
        refused(&save(&site, path, &cookie, id, &sections[full], &text).await, "too_much_text", path);
        taken(&save(&site, path, &cookie, id, &sections[full], "Một").await, path);
    }
    let kept = kept(&site).await;
    for (number, section) in sections.iter().enumerate().take(full + 1) {
        assert_eq!(holds(&kept, &word("Ta", number)), number < full, "{}", section.id);
    }
    assert!(!holds(&kept, &word("Re", 0)) && !holds(&kept, &word("Re", 1)));
}

/// Answers each question of a section with the same text.
async fn save(site: &Site, path: &str, cookie: &str, draft: &str, section: &Section, text: &str) -> Answer {
    let keys = keys(section);
    let mut fields = vec![("draft", draft), ("section", section.id.as_str()), ("go", "stay")];
    fields.extend(keys.iter().map(|key| (key.as_str(), text)));
    site.post(path, cookie, &fields).await
}

fn keys(section: &Section) -> Vec<String> {
    section.questions.iter().map(|question| format!("answers[{}]", question.id)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_is_tried_out_with_no_more_than_it_can_hold() {
    let site = Site::new().await;
    let administrator = site.with_role(Role::Administrator).await;
    edition(&site, BIRTH).await;
    let sections = procedure(&site.office, BIRTH).await.unwrap().form.sections;
    // So many fit into the body of a request, and are too many for a form.
    let keys: Vec<String> = sections.iter().flat_map(keys).take(40).collect();
    let tried = async |text: &str| {
        let mut fields = vec![("code", BIRTH)];
        fields.extend(keys.iter().map(|key| (key.as_str(), text)));
        site.post(PREVIEW, &administrator, &fields).await
    };
    refused(&tried(&filled(&word("Re", 0), LONG)).await, "too_much_text", PREVIEW);
    taken(&tried("Một").await, PREVIEW);
    assert!(!holds(&kept(&site).await, &word("Re", 0)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_password_that_is_too_long_changes_nothing() {
    let site = Site::new().await;
    let given = "Tam-thoi-7351";
    let new = NewOfficer {
        username: "can.bo.moi".to_owned(),
        full_name: "Lê Thị Lan".to_owned(),
        title: String::new(),
        unit_code: UNIT.to_owned(),
        role: Role::OneStopOfficer,
    };
    officers::add(&site.office, &Actor::system(), new, given).await.unwrap();
    let half = site.post("/fn/sign_in", "", &[("username", "can.bo.moi"), ("password", given)]).await;
    let half = half.cookie().unwrap();
    let own = |number, length| filled(&word("Mk", number), length);
    let first = async |password: &str| {
        let fields = [("new_password", password), ("password_again", password)];
        site.post(FIRST_PASSWORD, &half, &fields).await
    };
    refused(&first(&own(1, PASSWORD + 1)).await, "password_short", FIRST_PASSWORD);
    let signed_in = first(&own(1, PASSWORD)).await;
    taken(&signed_in, FIRST_PASSWORD);
    let cookie = signed_in.cookie().unwrap();
    let change = async |password: &str| {
        let current = own(1, PASSWORD);
        let fields =
            [("current_password", &*current), ("new_password", password), ("password_again", password)];
        site.post(CHANGE_PASSWORD, &cookie, &fields).await
    };
    let current = own(3, 10_000);
    let fields = [
        ("current_password", &*current),
        ("new_password", "Ba-con-voi-7"),
        ("password_again", "Ba-con-voi-7"),
    ];
    refused(&site.post(CHANGE_PASSWORD, &cookie, &fields).await, "wrong_password", CHANGE_PASSWORD);
    refused(&change(&own(2, PASSWORD + 1)).await, "password_short", CHANGE_PASSWORD);
    assert_eq!(change(&own(2, PASSWORD)).await.location(), "/desk/account?done=password");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_passkey_with_too_long_a_name_is_not_even_looked_at() {
    let site = Site::new().await;
    let cookie = site.with_role(Role::OneStopOfficer).await;
    let add = async |letters| {
        let name = filled(&word("Re", 0), letters);
        site.post(ADD_PASSKEY, &cookie, &[("name", &name), ("secret_passkey", "{}")]).await
    };
    refused(&add(PASSKEY + 1).await, "too_much_text", ADD_PASSKEY);
    // The next that can be wrong: this address is none for passkeys.
    refused(&add(PASSKEY).await, "passkeys_nowhere", ADD_PASSKEY);
    assert!(!holds(&kept(&site).await, &word("Re", 0)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn space_around_a_day_or_a_source_is_kept_nowhere() {
    let site = Site::new().await;
    let administrator = site.with_role(Role::Administrator).await;
    let year = calendar(&site).await;
    let space = "\u{3000}".repeat(10_000);
    for (path, name, typed) in [
        ("/fn/add_day_off", "date", "2027-01-04"),
        ("/fn/add_worked_saturday", "date", "2027-01-09"),
        ("/fn/remove_calendar_day", "date", "2027-01-09"),
        ("/fn/name_calendar_source", "source", "Thông báo số 1/TB-BNV"),
    ] {
        let typed = format!("{space}{typed}{space}");
        let fields = [("year", &*year), ("name_vi", "Nghỉ hoán đổi"), (name, &*typed)];
        done(&site, path, &administrator, &fields).await;
    }
    let kept = kept(&site).await;
    assert!(kept.contains("Thông báo số 1/TB-BNV") && !holds(&kept, "\u{3000}"));
}
