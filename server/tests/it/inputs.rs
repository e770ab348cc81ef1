//! Every text that somebody can type has a longest length; what is longer is refused, and nothing of it is kept.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use casework::Actor;
use casework::catalogue::procedure;
use casework::message;
use casework::officers::{self, NewOfficer};
use casework::policy::{SERVER_FUNCTIONS, deed_of};
use domain::role::Role;
use forms::schema::Section;

use crate::business::acting;
use crate::site::{Answer, COPY, Site, UNIT};

use Who::{AtTheCentre, Here, TheFirm};

/// Judicial records: a fee, and five working days.
const RECORD: &str = "3.000333";
/// The one-stop of the province, which takes them in.
const CENTRE: &str = "H09.01";
/// Registering a birth: more questions than a form can have long answers.
const BIRTH: &str = "1.001193";
/// The first day of a version that is being prepared.
const FROM: &str = "2026-12-01";
/// Reasons, notes and answers.
const LONG: usize = 8_000;
/// Passwords.
const PASSWORD: usize = 128;
/// The name of a passkey.
const PASSKEY: usize = 60;

/// Who types.
#[derive(Clone, Copy)]
enum Who {
    Here(Role),
    /// An officer of the one-stop of the province.
    AtTheCentre(&'static str),
    /// The owner of the demo firm, acting for it.
    TheFirm,
}

impl Who {
    async fn cookie(self, site: &Site) -> String {
        match self {
            Here(role) => site.with_role(role).await,
            AtTheCentre(post) => site.become_(&format!("{CENTRE}-{post}")).await,
            TheFirm => acting(site, "demo-mai").await,
        }
    }
}

/// What must be there before something can be typed about it.
#[derive(Clone, Copy)]
enum There {
    Nothing,
    Filed,
    Handled,
    Drafted,
    /// A dossier that ended and can be rated.
    Ended,
    /// One with a fee, in the hands of its officer.
    WithFee,
    /// The same after payment was asked for.
    Owed,
    Calendar,
    Edition,
    Published,
}

impl There {
    /// Brings it about; answers the fields that name it.
    async fn make(self, site: &Site) -> Vec<(&'static str, String)> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Filed => vec![("code", filed(site).await)],
            Self::Handled => vec![("code", handled(site).await)],
            Self::Drafted => vec![("code", drafted(site).await)],
            Self::Ended => vec![("token", ended(site).await)],
            Self::WithFee => vec![("code", with_fee(site).await)],
            Self::Owed => vec![("code", owed(site).await)],
            Self::Calendar => vec![("year", calendar(site).await)],
            Self::Edition => vec![("code", edition(site, COPY).await)],
            Self::Published => vec![("code", published(site).await)],
        }
    }
}

/// A field of a form, with a request around it in which nothing else is wrong.
struct Field {
    path: &'static str,
    who: Who,
    there: There,
    name: &'static str,
    /// A text of so many letters is taken,
    longest: usize,
    /// and one of so many is not.
    too_long: usize,
    refused_as: &'static str,
    with: &'static [(&'static str, &'static str)],
    /// A text of this word and length as the field takes it.
    typed: fn(&str, usize) -> String,
}

impl Field {
    const fn new(path: &'static str, who: Who, there: There, name: &'static str, longest: usize) -> Self {
        let too_long = longest + 1;
        Self {
            path,
            who,
            there,
            name,
            longest,
            too_long,
            refused_as: "too_much_text",
            with: &[],
            typed: filled,
        }
    }

    const fn with(self, with: &'static [(&'static str, &'static str)]) -> Self {
        Self { with, ..self }
    }

    const fn refused_as(self, refused_as: &'static str) -> Self {
        Self { refused_as, ..self }
    }

    const fn too_long(self, too_long: usize) -> Self {
        Self { too_long, ..self }
    }

    const fn typed(self, typed: fn(&str, usize) -> String) -> Self {
        Self { typed, ..self }
    }

    async fn send(&self, site: &Site, cookie: &str, about: &[(&'static str, String)], text: &str) -> Answer {
        let about = about.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<(&str, &str)> =
            about.chain(self.with.iter().copied()).chain([(self.name, text)]).collect();
        site.post(self.path, cookie, &fields).await
    }
}

const RATED: &[(&str, &str)] = &[("q1", "5"), ("q2", "5"), ("q3", "5"), ("q4", "5"), ("q5", "5")];

const FIELDS: &[Field] = &[
    Field::new("/fn/withdraw", Here(Role::Citizen), There::Filed, "reason", LONG),
    Field::new("/fn/refuse", Here(Role::OneStopOfficer), There::Filed, "reason", LONG),
    Field::new("/fn/ask_supplement", Here(Role::OneStopOfficer), There::Filed, "reasons[record_name]", LONG),
    Field::new("/fn/ask_supplement", Here(Role::OneStopOfficer), There::Filed, "note", LONG)
        .with(&[("reasons[record_name]", "Ghi rõ hơn")]),
    Field::new("/fn/leave_note", Here(Role::HandlingOfficer), There::Filed, "words", message::LONGEST),
    Field::new("/fn/draft_result", Here(Role::HandlingOfficer), There::Handled, "summary", LONG)
        .with(&[("outcome", "grant")]),
    Field::new("/fn/draft_result", Here(Role::HandlingOfficer), There::Handled, "refusal", LONG)
        .with(&[("outcome", "refuse"), ("summary", "Không đủ điều kiện")]),
    Field::new("/fn/return_draft", Here(Role::Leader), There::Drafted, "note", LONG),
    Field::new("/fn/rate", Here(Role::Visitor), There::Ended, "comment", LONG).with(RATED),
    Field::new("/fn/request_payment", AtTheCentre("chuyen-vien"), There::WithFee, "reason", LONG)
        .with(&[("counts[fee0]", "1")]),
    Field::new("/fn/confirm_payment", AtTheCentre("mot-cua"), There::Owed, "receipt", LONG),
    Field::new("/fn/confirm_payment", AtTheCentre("mot-cua"), There::Owed, "exemption", LONG),
    Field::new("/fn/reappoint", AtTheCentre("lanh-dao"), There::WithFee, "reason", LONG)
        .with(&[("day", "2026-12-01")]),
    Field::new("/fn/set_email", Here(Role::Citizen), There::Nothing, "email", 254)
        .refused_as("email_invalid")
        .typed(mailbox),
    Field::new("/fn/keep_view", TheFirm, There::Nothing, "name", 60)
        .refused_as("name_missing")
        .with(&[("query", "status=returned")]),
    Field::new("/fn/keep_view", TheFirm, There::Nothing, "query", 1_000).with(&[("name", "Đã trả")]),
    Field::new("/fn/invite", TheFirm, There::Nothing, "name", 100)
        .refused_as("name_missing")
        .with(&[("scope", "all")]),
    Field::new("/fn/invite", TheFirm, There::Nothing, "email", 254)
        .refused_as("email_invalid")
        .with(&[("name", "Lê Ngọc Lan"), ("scope", "all")])
        .typed(mailbox),
    Field::new("/fn/make_token", TheFirm, There::Nothing, "name", 80).with(&[("scopes[dossiers:read]", "1")]),
    Field::new("/fn/make_webhook", TheFirm, There::Nothing, "address", 2_000)
        .refused_as("webhook_address")
        .typed(web_address),
    Field::new("/fn/add_day_off", Here(Role::Administrator), There::Calendar, "name_vi", 200)
        .with(&[("date", "2027-01-04")]),
    Field::new("/fn/add_day_off", Here(Role::Administrator), There::Calendar, "name_en", 200)
        .with(&[("date", "2027-01-05"), ("name_vi", "Nghỉ hoán đổi")]),
    Field::new("/fn/name_calendar_source", Here(Role::Administrator), There::Calendar, "source", 2_000),
    Field::new("/fn/refuse_edition", Here(Role::Leader), There::Edition, "reason", LONG),
    // The name of the field counts too.
    Field::new("/fn/save_edition_part", Here(Role::Administrator), There::Edition, "fields[text]", 199_996)
        .with(&[("part", "text"), ("revision", "1")]),
    // It shares the bytes of the whole text, so which letter is the last depends on the rest.
    Field::new("/fn/save_form_item", Here(Role::Administrator), There::Edition, "fields[label.vi]", 1_000)
        .too_long(200_000)
        .with(&[("kind", "question"), ("id", "record_name")]),
    Field::new("/fn/recall_version", Here(Role::Leader), There::Published, "reason", LONG)
        .with(&[("version", "2.000908@2026-12-01")]),
];

/// What takes the answers of a draft: one by one they are cut and told to be too long, and together they are refused.
const DRAFTS: [&str; 2] = ["/fn/save_draft", "/fn/autosave_draft"];
const PREVIEW: &str = "/fn/preview_form";
const FIRST_PASSWORD: &str = "/fn/first_password";
const CHANGE_PASSWORD: &str = "/fn/change_password";
const ADD_PASSKEY: &str = "/fn/add_passkey";

/// What keeps no text of anybody, by the reason why.
const WITHOUT_TEXT: &[(&str, &[&str])] = &[
    (
        "nothing is typed",
        &[
            "/fn/me",
            "/fn/doors",
            "/fn/demo_people",
            "/fn/stats",
            "/fn/sign_out",
            "/fn/enrolment",
            "/fn/begin_passkey",
            "/fn/passkey_waits",
            "/fn/list_sessions",
            "/fn/end_other_sessions",
            "/fn/account",
            "/fn/list_officers",
            "/fn/list_calendars",
            "/fn/list_editions",
            "/fn/list_mine",
            "/fn/notices",
            "/fn/contact",
            "/fn/mails",
            "/fn/organisations",
            "/fn/bulk",
            "/fn/feed",
            "/fn/make_feed",
            "/fn/revoke_feed",
            "/fn/members",
            "/fn/api_access",
        ],
    ),
    (
        "a code, an id or a year, of something that is there or not",
        &[
            "/fn/get_procedure",
            "/fn/list_communes",
            "/fn/procedure_page",
            "/fn/become",
            "/fn/end_session",
            "/fn/unlock_officer",
            "/fn/close_officer",
            "/fn/open_officer",
            "/fn/load_calendar",
            "/fn/begin_calendar",
            "/fn/discard_calendar",
            "/fn/load_edition",
            "/fn/load_edition_part",
            "/fn/load_effects",
            "/fn/load_edition_form",
            "/fn/load_form_item",
            "/fn/undo_edition",
            "/fn/redo_edition",
            "/fn/withdraw_edition",
            "/fn/load_draft",
            "/fn/load_overview",
            "/fn/start_draft",
            "/fn/remove_file",
            "/fn/delete_draft",
            "/fn/submit_draft",
            "/fn/track",
            "/fn/start_supplement",
            "/fn/ask_receipt",
            "/fn/apply_again",
            "/fn/read_notice",
            "/fn/thread",
            "/fn/desk_thread",
            "/fn/settle_messages",
            "/fn/act_for",
            "/fn/forget_view",
            "/fn/batch",
            "/fn/file_rows",
            "/fn/suspend_member",
            "/fn/resume_member",
            "/fn/end_member",
            "/fn/invited",
            "/fn/revoke_invitation",
            "/fn/revoke_token",
            "/fn/webhook",
            "/fn/remove_webhook",
            "/fn/enable_webhook",
            "/fn/test_webhook",
            "/fn/replay_delivery",
            "/fn/desk_dossier",
            "/fn/accept",
            "/fn/issue_receipt",
            "/fn/transfer",
            "/fn/return_result",
            "/fn/confirm_withdrawal",
            "/fn/close_unsupplemented",
            "/fn/finish",
            "/fn/remove_result",
        ],
    ),
    (
        "a secret or a mark, compared with the one that is known",
        &[
            "/fn/sign_in",
            "/fn/give_code",
            "/fn/enrol",
            "/fn/start_enrolment",
            "/fn/remove_passkey",
            "/fn/approve_result",
            "/fn/confirm_email",
            "/fn/invitation",
            "/fn/accept_invitation",
            "/fn/decline_invitation",
            "/fn/rating",
            "/fn/confirm_calendar",
            "/fn/publish_edition",
        ],
    ),
    (
        "days, sums and choices, of which only what they mean is kept",
        &[
            "/fn/add_worked_saturday",
            "/fn/remove_calendar_day",
            "/fn/begin_edition",
            "/fn/arrange_form",
            "/fn/choose_mail",
            "/fn/change_member",
        ],
    ),
    (
        "words to look for, which are kept nowhere",
        &["/fn/list_procedures", "/fn/find_former_places", "/fn/find_dossier", "/fn/board", "/fn/desk_inbox"],
    ),
];

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

/// So many letters, of this word.
fn filled(word: &str, length: usize) -> String {
    word.chars().cycle().take(length).collect()
}

fn mailbox(word: &str, length: usize) -> String {
    let host = "@example.vn";
    format!("{}{host}", filled(word, length - host.len()))
}

fn web_address(word: &str, length: usize) -> String {
    let host = "https://example.vn/";
    format!("{host}{}", filled(word, length - host.len()))
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

async fn done(site: &Site, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = site.post(path, cookie, fields).await;
    taken(&answer, path);
    answer
}

async fn filed(site: &Site) -> String {
    let citizen = site.with_role(Role::Citizen).await;
    site.filed(&citizen, "Bằng", "scan.pdf").await
}

async fn handled(site: &Site) -> String {
    let code = filed(site).await;
    hand_over(site, &code, UNIT).await;
    code
}

/// Accepts a dossier and gives it to the officer who handles it.
async fn hand_over(site: &Site, code: &str, unit: &str) {
    let one_stop = site.become_(&format!("{unit}-mot-cua")).await;
    done(site, "/fn/accept", &one_stop, &[("code", code)]).await;
    let handler = format!("{unit}-chuyen-vien");
    done(site, "/fn/transfer", &one_stop, &[("code", code), ("officer", &handler)]).await;
}

async fn drafted(site: &Site) -> String {
    let code = handled(site).await;
    let handler = site.with_role(Role::HandlingOfficer).await;
    let fields = [("code", &*code), ("outcome", "grant"), ("summary", "Đủ điều kiện")];
    done(site, "/fn/draft_result", &handler, &fields).await;
    code
}

/// The secret of the link by which a dossier that ended is rated.
async fn ended(site: &Site) -> String {
    let code = filed(site).await;
    let one_stop = site.with_role(Role::OneStopOfficer).await;
    done(site, "/fn/refuse", &one_stop, &[("code", &code), ("reason", "Không đúng nơi")]).await;
    let citizen = site.with_role(Role::Citizen).await;
    let page = site.get(&format!("/track/{code}"), &citizen).await.text();
    page.split_once("/rate/").unwrap().1.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn with_fee(site: &Site) -> String {
    let citizen = site.with_role(Role::Citizen).await;
    let draft = site.start(&citizen, RECORD).await;
    let id = draft.strip_prefix("/drafts/").unwrap();
    for (section, answers) in record() {
        let mut fields = vec![("draft", id), ("section", section), ("go", "next")];
        fields.extend(answers);
        let saved = done(site, "/fn/save_draft", &citizen, &fields).await;
        assert!(!saved.location().contains("check"), "{}", saved.location());
    }
    let filed = done(site, "/fn/submit_draft", &citizen, &[("draft", id)]).await;
    let code = filed.location().strip_prefix("/track/").and_then(|rest| rest.strip_suffix("/receipt"));
    let code = code.unwrap_or_else(|| panic!("{filed:?}"));
    hand_over(site, code, CENTRE).await;
    code.to_owned()
}

type Answers = &'static [(&'static str, &'static str)];

/// The answers to [`RECORD`], section by section; it asks for no file.
fn record() -> [(&'static str, Answers); 4] {
    [
        (
            "request",
            &[
                ("answers[for_self]", "yes"),
                ("answers[record_kind]", "1"),
                ("answers[ban_information]", "no"),
                ("answers[purpose]", "work"),
            ],
        ),
        (
            "person",
            &[
                ("answers[person_name]", "Nguyễn Thị Hoa"),
                ("answers[person_birth_date]", "1995-03-08"),
                ("answers[person_sex]", "female"),
                ("answers[person_birth_place]", "Phường Thủ Dầu Một"),
                ("answers[person_nationality]", "Việt Nam"),
                ("answers[person_residence.province]", "79"),
                ("answers[person_residence.commune]", "25747"),
                ("answers[person_residence.street]", "12 đường số 3"),
            ],
        ),
        ("result", &[("answers[copies_count]", "0"), ("answers[claims_reduction]", "no")]),
        ("where", &[("answers[receiving_unit]", CENTRE)]),
    ]
}

async fn owed(site: &Site) -> String {
    let code = with_fee(site).await;
    let handler = site.become_(&format!("{CENTRE}-chuyen-vien")).await;
    let fields = [("code", &*code), ("counts[fee0]", "1"), ("reason", "Thông tư 16/2025/TT-BTC")];
    done(site, "/fn/request_payment", &handler, &fields).await;
    code
}

/// The year of a calendar that is being prepared.
async fn calendar(site: &Site) -> String {
    let administrator = site.with_role(Role::Administrator).await;
    done(site, "/fn/begin_calendar", &administrator, &[("year", "2027")]).await;
    "2027".to_owned()
}

/// The code of a procedure of which a version is being prepared, and nobody has changed it yet.
async fn edition(site: &Site, code: &str) -> String {
    let administrator = site.with_role(Role::Administrator).await;
    // There may be none yet.
    site.post("/fn/withdraw_edition", &administrator, &[("code", code)]).await;
    done(site, "/fn/begin_edition", &administrator, &[("code", code), ("from", FROM)]).await;
    code.to_owned()
}

/// The code of a procedure of which a version is published that has not begun.
async fn published(site: &Site) -> String {
    let code = edition(site, COPY).await;
    let leader = site.with_role(Role::Leader).await;
    let shown = done(site, "/fn/load_edition", &leader, &[("code", &code)]).await.json();
    let seen = shown["edition"]["seen"].as_str().unwrap();
    done(site, "/fn/publish_edition", &leader, &[("code", &code), ("seen", seen)]).await;
    code
}
