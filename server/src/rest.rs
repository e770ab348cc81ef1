//! Routes that are no pages and no server functions. The router is built from this table, so that a route without
//! a deed cannot exist.

use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use casework::Office;
use casework::policy::Deed;

use crate::identity::routes as identity;
use crate::{bulk, download, export, message, qr, upload};

/// A route and what it does.
pub struct RestRoute {
    pub method: Method,
    pub path: &'static str,
    pub deed: Deed,
    pub(crate) handler: MethodRouter<Office>,
    /// Takes files, and so a larger body.
    pub(crate) takes_files: bool,
}

/// The table.
#[must_use]
pub fn routes() -> Vec<RestRoute> {
    vec![
        sends("/files/{id}", Deed::SeeFile, get(download::file)),
        sends("/files/{id}/thumbnail", Deed::SeeFile, get(download::thumbnail)),
        sends("/papers/{id}", Deed::SeeFile, get(download::issued_paper)),
        sends("/desk/{code}/control-slip.pdf", Deed::PrintRecords, get(download::control_slip)),
        sends("/desk/register/{file}", Deed::Intake, get(download::register)),
        sends("/qr/track/{code}", Deed::SeePublic, get(qr::track)),
        sends("/qr/rate/{token}", Deed::SeePublic, get(qr::rate)),
        sends("/qr/enrolment", Deed::FinishSignIn, get(qr::enrolment)),
        sends("/business/export.csv", Deed::ActForOrganisation, get(export::as_csv)),
        sends("/business/export.xlsx", Deed::ActForOrganisation, get(export::as_xlsx)),
        sends("/business/bulk/{procedure}/template.xlsx", Deed::ActForOrganisation, get(bulk::template)),
        takes("/business/tables/{procedure}", Deed::ActForOrganisation, post(bulk::take_in)),
        sends("/business/calendar/{file}", Deed::ReadCalendar, get(export::calendar)),
        sends("/sign-in/{issuer}", Deed::ChangeSession, get(identity::start)),
        sends("/sign-in/{issuer}/callback", Deed::ChangeSession, get(identity::callback)),
        sends("/sign-in/{issuer}/leave", Deed::ChangeSession, get(identity::leave)),
        hears("/sign-in/{issuer}/logout", Deed::ChangeSession, post(identity::end_sessions)),
        takes("/files/drafts/{draft}/{paper}", Deed::WriteDraft, post(upload::to_paper)),
        takes("/files/results/{code}", Deed::Finish, post(upload::to_result)),
        takes("/files/messages/{code}", Deed::WriteMessages, post(message::from_applicant)),
        takes("/files/answers/{code}", Deed::AnswerMessages, post(message::from_one_stop)),
    ]
}

fn sends(path: &'static str, deed: Deed, handler: MethodRouter<Office>) -> RestRoute {
    RestRoute { method: Method::GET, path, deed, handler, takes_files: false }
}

fn hears(path: &'static str, deed: Deed, handler: MethodRouter<Office>) -> RestRoute {
    RestRoute { method: Method::POST, path, deed, handler, takes_files: false }
}

fn takes(path: &'static str, deed: Deed, handler: MethodRouter<Office>) -> RestRoute {
    RestRoute { method: Method::POST, path, deed, handler, takes_files: true }
}
