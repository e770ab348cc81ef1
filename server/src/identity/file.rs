//! The file of issuers that `MOTCUA_IDENTITY` names (docs/identity.md).

use std::fmt;
use std::path::Path;

use axum::http::Uri;
use domain::text::{Text, nfc};
use serde::Deserialize;
use serde_saphyr::Spanned;
use views::IssuerAudience;

use super::http::is_local_http;

/// One issuer, as the file describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssuerFile {
    /// As in `/sign-in/{id}`.
    pub id: String,
    pub name: Text,
    /// The address that stands in its tokens and below which its metadata lie.
    pub issuer: String,
    pub client_id: String,
    /// The environment variable that holds the secret; without it the client is a public one.
    #[serde(default)]
    pub client_secret_env: Option<String>,
    /// Beside `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    pub audience: IssuerAudience,
    /// Whether it has the last word on who holds a national ID.
    #[serde(default)]
    pub authoritative: bool,
    #[serde(default)]
    pub claims: ClaimNames,
}

/// What the issuer calls the claims that the office needs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ClaimNames {
    pub national_id: String,
    pub full_name: String,
    pub birth_date: String,
    pub tax_code: String,
    pub organisation_name: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            national_id: "national_id".to_owned(),
            full_name: "name".to_owned(),
            birth_date: "birthdate".to_owned(),
            tax_code: "tax_code".to_owned(),
            organisation_name: "organisation_name".to_owned(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuers: Vec<Spanned<IssuerFile>>,
}

/// What is wrong with the file, where, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct FileFault {
    pub file: String,
    pub line: u64,
    pub reason: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

impl std::error::Error for FileFault {}

/// Reads and checks the file. `environment` looks up a variable.
pub(crate) fn read(
    path: &Path,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<IssuerFile>, FileFault> {
    let fault = |line, reason| FileFault { file: path.display().to_string(), line, reason };
    let text = std::fs::read_to_string(path).map_err(|error| fault(1, error.to_string()))?;
    let file: File = serde_saphyr::from_str(&nfc(&text)).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line());
        fault(line, error.to_string().lines().next().unwrap_or_default().to_owned())
    })?;
    for (index, spanned) in file.issuers.iter().enumerate() {
        let twin = file.issuers[..index].iter().find_map(|other| same(&other.value, &spanned.value));
        if let Some(reason) = twin.or_else(|| wrong(&spanned.value, environment)) {
            return Err(fault(spanned.defined.line(), format!("{}: {reason}", spanned.value.id)));
        }
    }
    Ok(file.issuers.into_iter().map(|spanned| spanned.value).collect())
}

fn same(one: &IssuerFile, other: &IssuerFile) -> Option<String> {
    if one.id == other.id {
        return Some("the id stands twice".to_owned());
    }
    // Accounts are kept by the issuer's address.
    (one.issuer == other.issuer).then(|| format!("{} is the issuer of {} too", other.issuer, one.id))
}

fn wrong(issuer: &IssuerFile, environment: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if issuer.id.is_empty() || !issuer.id.chars().all(letter) {
        return Some("an id has small letters, digits and hyphens".to_owned());
    }
    if issuer.name.vi.is_empty() || issuer.name.en.is_empty() {
        return Some("a name is needed in both languages".to_owned());
    }
    let secure = |uri: &Uri| uri.scheme_str() == Some("https") || is_local_http(uri);
    if !issuer.issuer.parse::<Uri>().is_ok_and(|uri| secure(&uri) && uri.query().is_none()) {
        return Some(format!("{} is no https address, nor http on this machine", issuer.issuer));
    }
    if issuer.client_id.is_empty() {
        return Some("client_id is empty".to_owned());
    }
    let claims = &issuer.claims;
    if [&claims.national_id, &claims.full_name, &claims.birth_date].into_iter().any(String::is_empty) {
        return Some("a claim has no name".to_owned());
    }
    let variable = issuer.client_secret_env.as_ref()?;
    environment(variable)
        .is_none_or(|secret| secret.is_empty())
        .then(|| format!("the environment variable {variable} is not set"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "issuers:
  - id: vneid
    name: { vi: VNeID, en: VNeID }
    issuer: https://idp.example.vn
    client_id: motcua
    client_secret_env: SECRET
    scopes: [profile]
    audience: citizens
    authoritative: true
    claims: { national_id: so_dinh_danh }
";

    fn read_text(text: &str) -> Result<Vec<IssuerFile>, FileFault> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.yaml");
        std::fs::write(&path, text).unwrap();
        read(&path, &|name| (name == "SECRET").then(|| "s3cret".to_owned()))
    }

    #[test]
    fn a_good_file_is_read_with_its_defaults() {
        let issuers = read_text(GOOD).unwrap();
        assert_eq!(issuers.len(), 1);
        let issuer = &issuers[0];
        assert_eq!((&*issuer.id, issuer.authoritative), ("vneid", true));
        assert_eq!((&*issuer.claims.national_id, &*issuer.claims.full_name), ("so_dinh_danh", "name"));
    }

    #[test]
    fn a_wrong_file_names_its_line_and_the_reason() {
        let second = GOOD.strip_prefix("issuers:\n").unwrap();
        let cases = [
            (GOOD.replace("audience: citizens", "audience: cats"), 8, "cats"),
            (GOOD.replace("client_id", "clientid"), 5, "clientid"),
            (GOOD.replace("https://idp", "http://idp"), 2, "no https address"),
            (GOOD.replace("id: vneid", "id: VNeID!"), 2, "small letters"),
            (GOOD.replace(", en: VNeID", ""), 2, "both languages"),
            (GOOD.replace("_env: SECRET", "_env: OTHER"), 2, "OTHER is not set"),
            (GOOD.replace("so_dinh_danh", "''"), 2, "a claim has no name"),
            (format!("{GOOD}{second}"), 11, "stands twice"),
            (format!("{GOOD}{}", second.replace("id: vneid", "id: other")), 11, "issuer of vneid too"),
            ("issuers: [".to_owned(), 1, ""),
        ];
        for (text, line, reason) in cases {
            let fault = read_text(&text).unwrap_err();
            assert!(fault.file.ends_with("identity.yaml"));
            assert!(
                fault.line == line && fault.reason.contains(reason),
                "{fault}, expected {line}: {reason}"
            );
        }
        let missing = read(Path::new("/nowhere/identity.yaml"), &|_| None).unwrap_err();
        assert!(missing.to_string().starts_with("/nowhere/identity.yaml:1: "), "{missing}");
    }
}
