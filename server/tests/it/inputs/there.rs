//! What must be there before something can be typed about it, brought about as people would.

use domain::role::Role;

use super::taken;
use crate::site::{Answer, COPY, Site, UNIT};

/// Judicial records: a fee, and five working days.
const RECORD: &str = "3.000333";
/// The one-stop of the province, which takes them in.
const CENTRE: &str = "H09.01";
/// The police of the province, who decide a [`RECORD`].
const POLICE: &str = "H09.16";
/// The first day of a version that is being prepared.
const FROM: &str = "2026-12-01";

/// What must be there before something can be typed about it.
#[derive(Clone, Copy)]
pub(super) enum There {
    Nothing,
    /// An application that a citizen has begun,
    Draft,
    /// and one that the one-stop keys in.
    HalfKeyedIn,
    Filed,
    /// Keyed in by the one-stop, by its code,
    OnPaper,
    /// and by the id of what was keyed in.
    KeyedIn,
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
    pub(super) async fn make(self, site: &Site) -> Vec<(&'static str, String)> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Draft => vec![("draft", draft(site).await)],
            Self::HalfKeyedIn => vec![("draft", site.keyed_in().await)],
            Self::Filed => vec![("code", filed(site).await)],
            Self::OnPaper => vec![("code", on_paper(site).await.1)],
            Self::KeyedIn => vec![("draft", on_paper(site).await.0)],
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

pub(super) async fn done(site: &Site, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = site.post(path, cookie, fields).await;
    taken(&answer, path);
    answer
}

async fn draft(site: &Site) -> String {
    let citizen = site.with_role(Role::Citizen).await;
    let draft = site.start(&citizen, COPY).await;
    draft.strip_prefix("/drafts/").unwrap().to_owned()
}

async fn filed(site: &Site) -> String {
    let citizen = site.with_role(Role::Citizen).await;
    site.filed(&citizen, "Bằng", "scan.pdf").await
}

async fn on_paper(site: &Site) -> (String, String) {
    let (id, one_stop) = (site.keyed_in().await, site.with_role(Role::OneStopOfficer).await);
    let taken = done(site, "/fn/take_in", &one_stop, &[("draft", &id), ("incomplete", "true")]).await;
    let code = taken.location().strip_prefix("/desk/").unwrap().to_owned();
    (id, code)
}

async fn handled(site: &Site) -> String {
    let code = filed(site).await;
    hand_over(site, &code, |post| format!("{UNIT}-{post}")).await;
    code
}

/// Accepts a dossier and gives it to the officer who handles it.
async fn hand_over(site: &Site, code: &str, officer: impl Fn(&str) -> String) {
    let one_stop = site.become_(&officer("mot-cua")).await;
    done(site, "/fn/accept", &one_stop, &[("code", code)]).await;
    let handler = officer("chuyen-vien");
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

/// The officer at this post who works on a [`RECORD`].
pub(super) fn of_record(post: &str) -> String {
    format!("{}-{post}", if post == "mot-cua" { CENTRE } else { POLICE })
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
    hand_over(site, code, of_record).await;
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
    let handler = site.become_(&of_record("chuyen-vien")).await;
    let fields = [("code", &*code), ("counts[fee0]", "1"), ("reason", "Thông tư 16/2025/TT-BTC")];
    done(site, "/fn/request_payment", &handler, &fields).await;
    code
}

/// The year of a calendar that is being prepared.
pub(super) async fn calendar(site: &Site) -> String {
    let administrator = site.with_role(Role::Administrator).await;
    done(site, "/fn/begin_calendar", &administrator, &[("year", "2027")]).await;
    "2027".to_owned()
}

/// The code of a procedure of which a version is being prepared, and nobody has changed it yet.
pub(super) async fn edition(site: &Site, code: &str) -> String {
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
