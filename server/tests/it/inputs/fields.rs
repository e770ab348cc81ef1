//! Every field of a form that takes a text, and how long it may be.

use casework::message;
use domain::role::Role;

use super::LONG;
use super::there::{There, of_record};
use crate::business::acting;
use crate::site::{Answer, Site};

use Who::{Here, OfTheRecord, TheFirm};

/// Who types.
#[derive(Clone, Copy)]
pub(super) enum Who {
    Here(Role),
    /// An officer of the one-stop of the province.
    OfTheRecord(&'static str),
    /// The owner of the demo firm, acting for it.
    TheFirm,
}

impl Who {
    pub(super) async fn cookie(self, site: &Site) -> String {
        match self {
            Here(role) => site.with_role(role).await,
            OfTheRecord(post) => site.become_(&of_record(post)).await,
            TheFirm => acting(site, "demo-mai").await,
        }
    }
}

/// A field of a form, with a request around it in which nothing else is wrong.
pub(super) struct Field {
    pub path: &'static str,
    pub who: Who,
    pub there: There,
    pub name: &'static str,
    /// A text of so many letters is taken,
    pub longest: usize,
    /// and one of so many is not.
    pub too_long: usize,
    pub refused_as: &'static str,
    pub with: &'static [(&'static str, &'static str)],
    /// A text of this word and length as the field takes it.
    pub typed: fn(&str, usize) -> String,
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

    pub(super) async fn send(
        &self,
        site: &Site,
        cookie: &str,
        about: &[(&'static str, String)],
        text: &str,
    ) -> Answer {
        let about = about.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<(&str, &str)> =
            about.chain(self.with.iter().copied()).chain([(self.name, text)]).collect();
        site.post(self.path, cookie, &fields).await
    }
}

const RATED: &[(&str, &str)] = &[("q1", "5"), ("q2", "5"), ("q3", "5"), ("q4", "5"), ("q5", "5")];

/// Whom [`crate::site::BRINGER`] is, by another name: of what changes nothing no reason is kept.
const RENAMED: [(&str, &str); 3] =
    [("name", "Phạm Văn Bính"), ("national_id", "074090111222"), ("national_id_again", "074090111222")];

pub(super) const FIELDS: &[Field] = &[
    Field::new("/fn/withdraw", Here(Role::Citizen), There::Filed, "reason", LONG),
    Field::new("/fn/withdraw_on_paper", Here(Role::OneStopOfficer), There::OnPaper, "reason", LONG),
    Field::new("/fn/correct_bringer", Here(Role::OneStopOfficer), There::KeyedIn, "reason", LONG)
        .with(&RENAMED),
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
    Field::new("/fn/request_payment", OfTheRecord("chuyen-vien"), There::WithFee, "reason", LONG)
        .with(&[("counts[fee0]", "1")]),
    Field::new("/fn/confirm_payment", OfTheRecord("mot-cua"), There::Owed, "receipt", LONG),
    Field::new("/fn/confirm_payment", OfTheRecord("mot-cua"), There::Owed, "exemption", LONG),
    Field::new("/fn/reappoint", OfTheRecord("lanh-dao"), There::WithFee, "reason", LONG)
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
        .with(&[("part", "text"), ("over", "1")]),
    // It shares the bytes of the whole text, so which letter is the last depends on the rest.
    Field::new("/fn/save_form_item", Here(Role::Administrator), There::Edition, "fields[label.vi]", 1_000)
        .too_long(200_000)
        .with(&[("item", "question.record_name"), ("over", "1")]),
    Field::new("/fn/recall_version", Here(Role::Leader), There::Published, "reason", LONG)
        .with(&[("version", "2.000908@2026-12-01")]),
];

/// So many letters, of this word.
pub(super) fn filled(word: &str, length: usize) -> String {
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
