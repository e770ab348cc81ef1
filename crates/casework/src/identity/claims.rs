//! Reading what an issuer asserts with the types of the domain.

use domain::id::{NationalId, TaxCode, TaxPayer};
use domain::text::nfc;
use domain::when::{iso_date, parse_iso_date};
use views::{Failure, IssuerAudience};

use super::Assertion;

/// Letters of a name; what is longer is no name.
const LONGEST_NAME: usize = 200;
/// Bytes of what an issuer calls an account (OpenID Connect Core §2) and, by our own rule, a session.
const LONGEST_HANDLE: usize = 255;

/// Who somebody is, once every claim that the office needs is there and well formed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Claims {
    pub national_id: NationalId,
    pub full_name: String,
    /// ISO.
    pub birth_date: String,
    pub organisation: Option<Named>,
}

/// An organisation by its tax code; the name is empty when the issuer does not tell it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub tax_code: TaxCode,
    pub name: String,
}

impl Claims {
    /// # Errors
    /// `IdentityIncomplete` when number, name or date is missing or malformed, or the account's name longer than it may be;
    /// `TaxCodeMissing` when an issuer of organisations names none.
    pub(super) fn read(audience: IssuerAudience, assertion: &Assertion) -> Result<Self, Failure> {
        let handles = [Some(&assertion.subject), assertion.sid.as_ref()];
        if handles.into_iter().flatten().any(|handle| handle.len() > LONGEST_HANDLE) {
            return Err(Failure::IdentityIncomplete);
        }
        let national_id = assertion.national_id.parse().map_err(|_| Failure::IdentityIncomplete)?;
        let full_name = name(&assertion.full_name).ok_or(Failure::IdentityIncomplete)?;
        let birth_date =
            parse_iso_date(assertion.birth_date.trim()).map_err(|_| Failure::IdentityIncomplete)?;
        let organisation = match audience {
            IssuerAudience::Citizens => None,
            IssuerAudience::Organisations => Some(Named::read(assertion)?),
        };
        Ok(Self { national_id, full_name, birth_date: iso_date(birth_date), organisation })
    }
}

impl Named {
    fn read(assertion: &Assertion) -> Result<Self, Failure> {
        let tax_code: TaxCode = assertion.tax_code.parse().map_err(|_| Failure::TaxCodeMissing)?;
        if tax_code.payer() == TaxPayer::Individual {
            return Err(Failure::TaxCodeMissing);
        }
        Ok(Self { tax_code, name: name(&assertion.organisation_name).unwrap_or_default() })
    }
}

/// A name in NFC with single spaces.
fn name(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = nfc(&words.join(" "));
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(char::is_control);
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    use IssuerAudience::{Citizens, Organisations};

    use super::*;

    fn hoa() -> Assertion {
        Assertion {
            national_id: "074195000321".to_owned(),
            full_name: " Nguye\u{302}\u{303}n  Thị Hoa ".to_owned(),
            birth_date: "1995-03-08".to_owned(),
            tax_code: "3702145001".to_owned(),
            ..Assertion::default()
        }
    }

    #[test]
    fn names_are_tidied_and_an_issuer_of_citizens_makes_no_organisation() {
        let claims = Claims::read(Citizens, &hoa()).unwrap();
        assert_eq!(claims.full_name, "Nguyễn Thị Hoa");
        assert_eq!(claims.organisation, None);
        let claims = Claims::read(Organisations, &hoa()).unwrap();
        assert_eq!(claims.organisation.unwrap().tax_code.to_string(), "3702145001");
    }

    #[test]
    fn every_claim_is_needed_and_checked() {
        let spoilt: [fn(&mut Assertion); 8] = [
            |claims| claims.national_id.clear(),
            |claims| claims.national_id = "280123456".to_owned(),
            |claims| claims.full_name = " ".to_owned(),
            |claims| claims.full_name = "x".repeat(201),
            |claims| claims.subject = "x".repeat(256),
            |claims| claims.sid = Some("x".repeat(256)),
            |claims| claims.birth_date = "1995-02-30".to_owned(),
            |claims| claims.birth_date.clear(),
        ];
        for spoil in spoilt {
            let mut claims = hoa();
            spoil(&mut claims);
            assert_eq!(Claims::read(Citizens, &claims), Err(Failure::IdentityIncomplete), "{claims:?}");
        }
    }

    #[test]
    fn an_organisation_has_a_code_of_its_own_with_a_right_check_digit() {
        for wrong in ["", "3702145002", "074195000321", "37021450"] {
            let claims = Assertion { tax_code: wrong.to_owned(), ..hoa() };
            assert_eq!(Claims::read(Organisations, &claims), Err(Failure::TaxCodeMissing), "{wrong}");
        }
        let branch = Assertion { tax_code: "3702145001-001".to_owned(), ..hoa() };
        assert!(Claims::read(Organisations, &branch).is_ok());
    }
}
