//! The forms of server functions around an argument that is too long in them, and what becomes of that.

use casework::policy::{Deed, allows, deed_of};
use domain::role::Role;

use super::fields::{FIELDS, Who, filled};
use super::there::There;
use crate::site::{COPY, Site};

use Who::{Here, TheFirm};

type Pairs = &'static [(&'static str, &'static str)];

/// A form in which nothing is too long.
pub(super) struct Around {
    pub path: &'static str,
    who: Who,
    there: There,
    with: Pairs,
    /// The failure with which it ends; empty when it is taken.
    ends: &'static str,
}

impl Around {
    const fn new(path: &'static str, who: Who, there: There) -> Self {
        Self { path, who, there, with: &[], ends: "" }
    }

    const fn with(self, with: Pairs) -> Self {
        Self { with, ..self }
    }

    const fn ends(self, ends: &'static str) -> Self {
        Self { ends, ..self }
    }
}

/// The officer who handles dossiers of [`crate::site::UNIT`].
const HANDLER: (&str, &str) = ("officer", "H09.41.10-chuyen-vien");

/// Those of the functions that have several arguments, and no text that `fields.rs` tries.
pub(super) const AROUND: &[Around] = &[
    Around::new("/fn/list_procedures", Here(Role::Visitor), There::Nothing).with(&[("query", "khai sinh")]),
    Around::new("/fn/become", Here(Role::Visitor), There::Nothing).with(&[("person", "demo-nam")]),
    Around::new("/fn/sign_in", Here(Role::Visitor), There::Nothing)
        .with(&[("username", "mot.cua"), ("password", "Mot-Cua-2026")]),
    Around::new("/fn/add_passkey", Here(Role::OneStopOfficer), There::Nothing)
        .with(&[("secret_passkey", "{}")])
        .ends("passkeys_nowhere"),
    Around::new("/fn/remove_passkey", Here(Role::OneStopOfficer), There::Nothing)
        .with(&[("id", "x")])
        .ends("not_found"),
    Around::new("/fn/add_worked_saturday", Here(Role::Administrator), There::Calendar)
        .with(&[("date", "2027-01-09")]),
    Around::new("/fn/remove_calendar_day", Here(Role::Administrator), There::Calendar)
        .with(&[("date", "2027-01-09")]),
    Around::new("/fn/confirm_calendar", Here(Role::Leader), There::Calendar)
        .with(&[("seen", "x")])
        .ends("calendar_changed"),
    Around::new("/fn/load_edition_part", Here(Role::Administrator), There::Edition)
        .with(&[("part", "papers")]),
    Around::new("/fn/begin_edition", Here(Role::Administrator), There::Nothing)
        .with(&[("code", COPY), ("from", "2026-12-01")]),
    Around::new("/fn/load_form_item", Here(Role::Administrator), There::Edition)
        .with(&[("kind", "question"), ("id", "record_name")]),
    Around::new("/fn/preview_form", Here(Role::Administrator), There::Edition).with(&[("section", "record")]),
    Around::new("/fn/arrange_form", Here(Role::Administrator), There::Edition).with(&[("go", "add")]),
    Around::new("/fn/undo_edition", Here(Role::Administrator), There::Edition).ends("wrong_state"),
    Around::new("/fn/redo_edition", Here(Role::Administrator), There::Edition).ends("wrong_state"),
    Around::new("/fn/publish_edition", Here(Role::Leader), There::Edition)
        .with(&[("seen", "x")])
        .ends("edition_changed"),
    Around::new("/fn/save_draft", Here(Role::Citizen), There::Draft)
        .with(&[("section", "record"), ("go", "stay")]),
    Around::new("/fn/autosave_draft", Here(Role::Citizen), There::Draft).with(&[("section", "record")]),
    // Removing what is not there is removing once.
    Around::new("/fn/remove_file", Here(Role::Citizen), There::Draft).with(&[("file", "x")]),
    Around::new("/fn/submit_draft", Here(Role::Citizen), There::Draft),
    Around::new("/fn/desk_thread", Here(Role::OneStopOfficer), There::Filed),
    Around::new("/fn/board", TheFirm, There::Nothing),
    Around::new("/fn/begin_at_counter", Here(Role::OneStopOfficer), There::Nothing).with(&[
        ("procedure", COPY),
        ("channel", "post"),
        ("arrived_on", "2026-11-18"),
        ("name", "Phạm Văn Bình"),
        ("national_id", "074090111222"),
        ("national_id_again", "074090111222"),
        ("phone", "0912345678"),
    ]),
    Around::new("/fn/correct_arrival", Here(Role::OneStopOfficer), There::HalfKeyedIn)
        .with(&[("channel", "post"), ("arrived_on", "2026-11-18")]),
    Around::new("/fn/take_in", Here(Role::OneStopOfficer), There::HalfKeyedIn)
        .with(&[("incomplete", "true")]),
    Around::new("/fn/accept", Here(Role::OneStopOfficer), There::Filed),
    Around::new("/fn/transfer", Here(Role::OneStopOfficer), There::Filed)
        .with(&[HANDLER])
        .ends("wrong_state"),
    Around::new("/fn/choose_agency", Here(Role::OneStopOfficer), There::Filed)
        .with(&[("unit", "x")])
        .ends("not_found"),
    // It is theirs already.
    Around::new("/fn/reassign", Here(Role::Leader), There::Handled).with(&[HANDLER]).ends("not_found"),
    Around::new("/fn/return_result", Here(Role::OneStopOfficer), There::Filed)
        .with(&[("by", "another"), ("name", "Trần Văn Nam")])
        .ends("wrong_state"),
    Around::new("/fn/remove_result", Here(Role::HandlingOfficer), There::Handled)
        .with(&[("file", "x")])
        .ends("wrong_state"),
    Around::new("/fn/approve_result", Here(Role::Leader), There::Drafted),
];

/// What is not refused when it is too long: words of which none or the first are looked for, ways on, and choices of what
/// there is not.
pub(super) const TAKEN: &[(&str, &str)] = &[
    ("/fn/remove_file", "file"),
    ("/fn/remove_file", "section"),
    ("/fn/list_procedures", "query"),
    ("/fn/find_former_places", "query"),
    ("/fn/list_communes", "province"),
    ("/fn/find_dossier", "code"),
    ("/fn/become", "next"),
    ("/fn/sign_in", "next"),
    ("/fn/first_password", "next"),
    ("/fn/desk_inbox", "filter"),
    ("/fn/desk_thread", "template"),
    ("/fn/board", "asked[status]"),
    ("/fn/board", "asked[procedure]"),
    ("/fn/board", "asked[unit]"),
    ("/fn/board", "asked[person]"),
    ("/fn/board", "asked[days]"),
    ("/fn/board", "asked[q]"),
    ("/fn/board", "asked[sort]"),
    ("/fn/board", "asked[at]"),
    ("/fn/choose_mail", "kinds"),
    ("/fn/invite", "procedures"),
    ("/fn/change_member", "procedures"),
    ("/fn/webhook", "before"),
    ("/fn/save_draft", "go"),
    ("/fn/save_draft", "answers"),
    ("/fn/autosave_draft", "answers"),
    ("/fn/preview_form", "section"),
    ("/fn/preview_form", "go"),
    ("/fn/preview_form", "answers"),
    ("/fn/save_edition_part", "over"),
    ("/fn/save_edition_part", "go"),
    ("/fn/save_form_item", "over"),
    ("/fn/save_form_item", "go"),
    // Where nothing is asked for any more, or the fee has an amount.
    ("/fn/request_payment", "amounts"),
    ("/fn/confirm_payment", "counts"),
    ("/fn/confirm_payment", "amounts"),
];

/// A form, and who sends it.
pub(super) struct Form {
    pub who: Who,
    there: There,
    with: Vec<(&'static str, String)>,
    /// How it ends when nothing in it is too long; not asked where an argument stands alone.
    pub ends: Option<&'static str>,
}

impl Form {
    /// The form of a function with several arguments.
    pub(super) fn around(path: &str) -> Option<Self> {
        if let Some(row) = AROUND.iter().find(|row| row.path == path) {
            let with = owned(row.with);
            return Some(Self { who: row.who, there: row.there, with, ends: Some(row.ends) });
        }
        let field = FIELDS.iter().find(|field| field.path == path)?;
        let mut with = owned(field.with);
        with.push((field.name, filled("Mot-", 40)));
        Some(Self { who: field.who, there: field.there, with, ends: Some("") })
    }

    /// The form of an argument that stands alone, or names what the others are about.
    pub(super) fn alone(path: &str) -> Self {
        Self { who: who_may(path), there: There::Nothing, with: Vec::new(), ends: None }
    }

    /// Its fields, with what they are about brought about anew.
    pub(super) async fn fields(&self, site: &Site) -> Vec<(&'static str, String)> {
        let mut fields = self.there.make(site).await;
        fields.extend(self.with.iter().cloned());
        fields
    }
}

fn owned(pairs: Pairs) -> Vec<(&'static str, String)> {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Somebody whom the table lets call a function.
fn who_may(path: &str) -> Who {
    let deed = deed_of(path).unwrap();
    if matches!(deed, Deed::ActForOrganisation | Deed::KeepTokens | Deed::KeepWebhooks) {
        return TheFirm;
    }
    Here(*Role::ALL.iter().find(|role| allows(deed, **role)).unwrap())
}
