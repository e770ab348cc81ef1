//! People who sign in at an issuer of identities, such as VNeID: what the issuer asserts becomes a person, and an
//! organisation that the person represents (docs/decisions/0006-issuers.md).
//!
//! The protocol is the server's business. What arrives here was verified: it is what the issuer said.

pub mod attempt;
mod claims;
mod ending;
mod organisation;
mod person;

use sea_orm::{ActiveValue::Set, EntityTrait as _};
use store::Tx;
use store::entity::issuer_session;
use store::moment::Millis;
use views::IssuerAudience;

use self::claims::Claims;
pub use self::ending::{Ended, end_sessions, issuer_of};
use crate::policy::Deed;
use crate::session::{self, Begun, Proven};
use crate::{Actor, Case, Office};

/// An issuer, as the office has agreed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// The address that stands in its tokens.
    pub url: String,
    pub audience: IssuerAudience,
    /// Has the last word on who holds a national ID.
    pub authoritative: bool,
}

/// What an issuer says about somebody; absent claims are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assertion {
    /// The account's name at the issuer, which never changes.
    pub subject: String,
    /// The issuer's session.
    pub sid: Option<String>,
    /// When the ID token was issued, by the issuer's clock.
    pub issued_at: Millis,
    pub national_id: String,
    pub full_name: String,
    /// ISO.
    pub birth_date: String,
    pub tax_code: String,
    pub organisation_name: String,
}

/// Somebody whom an issuer has vouched for signs in.
///
/// # Errors
/// `IdentityIncomplete` or `TaxCodeMissing` when a claim is missing or malformed; `IdentityChanged` when the account
/// had another national ID before; `IdentityTaken` when the national ID is that of somebody whom this issuer may not
/// speak for, and `OrganisationTaken` with the tax code of such an organisation.
pub async fn sign_in(office: &Office, actor: &Actor, issuer: &Issuer, assertion: Assertion) -> Case<Begun> {
    actor.may(Deed::ChangeSession)?;
    let claims = Claims::read(issuer.audience, &assertion)?;
    let (office, before, issuer) = (office.clone(), actor.clone(), issuer.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let person = person::of(tx, &office, &before, &issuer, &assertion.subject, &claims).await?;
                let proven = match &claims.organisation {
                    Some(named) => {
                        let organisation =
                            organisation::represent(tx, &office, &before, &issuer, named, &person).await?;
                        Proven::Representative { person, organisation }
                    }
                    None => Proven::Person(person),
                };
                let begun = session::begin(tx, &office, &before, proven).await?;
                keep_origin(tx, &begun, &issuer, assertion).await?;
                Ok(begun)
            })
        })
        .await
}

async fn keep_origin(tx: &Tx, begun: &Begun, issuer: &Issuer, assertion: Assertion) -> Case<()> {
    let row = issuer_session::ActiveModel {
        session_hash: Set(begun.id_hash.clone()),
        issuer: Set(issuer.url.clone()),
        subject: Set(assertion.subject),
        sid: Set(assertion.sid),
        issued_at: Set(assertion.issued_at),
    };
    issuer_session::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
