use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// What is still asked of an officer whose password was right. Until then the session can do nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The code of the second factor.
    SecondFactor,
    /// A password of one's own instead of the one that was given.
    Password,
    /// To begin with a second factor, where the office requires one.
    Enrolment,
}

/// How somebody proves once more who they are before an act that counts as signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    /// A demo person: there is nothing to prove, and the page says so.
    Demo,
    Password,
    PasswordOrCode,
}

/// The proof that an act asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofAsked {
    pub kind: ProofKind,
    /// The last one is too old.
    pub due: bool,
    /// A passkey can give it too.
    pub passkey: bool,
}

/// `/desk/account`: how an officer signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub username: String,
    /// When the password was last changed; none for a demo person, whose password is everybody's.
    pub password_set_at: Option<Moment>,
    pub second_factor: Option<SecondFactorView>,
    pub proof: ProofAsked,
    /// A new second factor that waits for its first code.
    pub enrolment: Option<EnrolmentView>,
    /// None where there can be none: for demo people, and at an address for which browsers know no passkeys.
    pub passkeys: Option<Vec<PasskeyLine>>,
}

/// A passkey that an officer has registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyLine {
    pub id: String,
    pub name: String,
    pub created_at: Moment,
    pub last_used_at: Option<Moment>,
}

/// What a browser needs to register a passkey or to sign with one. Bytes are in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyOptions {
    pub challenge: String,
    /// The host of the site.
    pub site: String,
    /// The officer, as the authenticator keeps it.
    pub user: String,
    pub username: String,
    pub name: String,
    /// Numbers of the COSE register, by preference.
    pub algorithms: Vec<i64>,
    /// The passkeys that are registered.
    pub known: Vec<String>,
    /// How long the challenge holds.
    pub milliseconds: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorView {
    pub since: Moment,
    /// Recovery codes that were not used yet.
    pub codes_left: u32,
}

/// What to put into the app that makes the codes, and to write down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentView {
    /// In groups that can be typed.
    pub secret: String,
    pub recovery_codes: Vec<String>,
}

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    pub id: String,
    /// Such as `Firefox`; empty when it does not say.
    pub browser: String,
    /// Such as `Android`; empty when it does not say.
    pub system: String,
    pub begun_at: Moment,
    pub seen_at: Moment,
    /// It is the one that asks.
    pub here: bool,
}

/// `/admin/officers`: an account as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerLine {
    pub username: String,
    pub name: String,
    pub title: String,
    pub role: Role,
    pub unit: String,
    pub active: bool,
    pub locked_until: Option<Moment>,
    pub second_factor: bool,
    pub last_signed_in_at: Option<Moment>,
}
