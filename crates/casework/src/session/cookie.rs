//! The cookie of a session: its name, what it says to the browser, and how long a session lasts.

use std::time::Duration;

use domain::role::Role;
use store::entity::session;
use store::moment::Millis;

use crate::Office;

/// Without a sign-in a browser keeps its drafts for so long.
pub(super) const VISITOR: Limits =
    Limits { idle: Duration::from_secs(30 * 86_400), absolute: Duration::from_secs(90 * 86_400) };
/// Law §9.3: 30 minutes idle.
pub(super) const CITIZEN: Limits =
    Limits { idle: Duration::from_secs(30 * 60), absolute: Duration::from_secs(12 * 3600) };
/// Law §9.3: 15 minutes idle.
pub(super) const OFFICER: Limits =
    Limits { idle: Duration::from_secs(15 * 60), absolute: Duration::from_secs(10 * 3600) };

/// Between the password and the end of the sign-in: long enough to set up the codes, too short to be forgotten.
pub(super) const HALF: Limits =
    Limits { idle: Duration::from_secs(10 * 60), absolute: Duration::from_secs(20 * 60) };

/// Clears the cookie.
pub(super) const NONE: Limits = Limits { idle: Duration::ZERO, absolute: Duration::ZERO };

/// How long a session lasts.
pub(super) struct Limits {
    pub idle: Duration,
    pub absolute: Duration,
}

/// The name of the cookie: with `__Host-` wherever the site is served over TLS, so that no other host can set it.
#[must_use]
pub fn cookie_name(base_url: &str) -> &'static str {
    if base_url.starts_with("https:") { "__Host-motcua" } else { "motcua" }
}

/// The value of `Set-Cookie`.
pub(super) fn cookie(office: &Office, secret: &str, limits: &Limits) -> String {
    let base_url = &office.settings().base_url;
    let secure = if base_url.starts_with("https:") { "; Secure" } else { "" };
    let age = limits.absolute.as_secs();
    format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(base_url))
}

pub(super) fn limits_of(row: &session::Model) -> &'static Limits {
    if row.waits_for.is_some() {
        return &HALF;
    }
    match (&row.officer_id, &row.person_id) {
        (Some(_), _) => &OFFICER,
        (None, Some(_)) => &CITIZEN,
        (None, None) => &VISITOR,
    }
}

/// How many seconds without a request end the session of somebody who has signed in (law §9.3).
pub(super) fn idle_of(role: Role) -> Option<u32> {
    let limits = match role {
        Role::Visitor => return None,
        Role::Citizen => &CITIZEN,
        Role::OneStopOfficer | Role::HandlingOfficer | Role::Leader | Role::Administrator => &OFFICER,
    };
    u32::try_from(limits.idle.as_secs()).ok()
}

pub(super) fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}
