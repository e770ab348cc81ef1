//! Somebody who files one dossier after the other until the server is gone.

use std::io::{Error, Result};
use std::net::SocketAddr;

use store::id::{random, sha256_hex};

use crate::http::{Answer, get, post};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
const PEOPLE: [&str; 3] = ["demo-hoa", "demo-nam", "demo-lan"];
/// The answers to 2.000908 for somebody who must hand in one paper.
const SECTIONS: [(&str, &str); 3] = [
    (
        "requester",
        "answers[applicant_relation]=family&answers[requester_name]=Hoa&answers[requester_birth_date]=1995-03-08",
    ),
    ("record", "answers[record_name]=Degree&answers[holder_name]=An&answers[copies_count]=2"),
    ("where", "answers[receiving_unit]=H09.41.10"),
];

/// A receipt that somebody saw.
#[derive(Clone, Debug)]
pub(crate) struct Receipt {
    pub code: String,
    pub draft: String,
    /// Of the file that was handed in.
    pub sha256: String,
    pub cookie: String,
}

/// What was under way when the server went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Connecting,
    Writing,
    Uploading,
    SigningIn,
    Filing,
}

/// What happened between two kills.
pub(crate) struct Life {
    pub receipts: Vec<Receipt>,
    pub cut_at: Stage,
}

/// Everything is in place, and the button was pressed; no answer came yet.
#[derive(Clone, Debug)]
struct Pressed {
    draft: String,
    sha256: String,
    cookie: String,
}

pub(crate) struct Citizen {
    person: &'static str,
    stage: Stage,
    unanswered: Option<Pressed>,
}

impl Citizen {
    pub(crate) fn new(number: usize) -> Self {
        Self { person: PEOPLE[number % PEOPLE.len()], stage: Stage::Connecting, unanswered: None }
    }

    /// The draft whose filing was sent and not answered.
    pub(crate) fn unanswered(&self) -> Option<&str> {
        self.unanswered.as_ref().map(|pressed| pressed.draft.as_str())
    }

    /// Files until a request fails, which only a dead server may do.
    pub(crate) fn file_until_cut_off(&mut self, address: SocketAddr) -> Life {
        let mut receipts = Vec::new();
        loop {
            match self.file_one(address) {
                Ok(receipt) => receipts.push(receipt),
                Err(_) => return Life { receipts, cut_at: self.stage },
            }
        }
    }

    /// Presses the button again where no answer came.
    pub(crate) fn try_again(&mut self, address: SocketAddr) -> Result<Option<Receipt>> {
        let Some(pressed) = self.unanswered.clone() else { return Ok(None) };
        self.stage = Stage::Filing;
        let answer = post(
            address,
            "/fn/submit_draft",
            &pressed.cookie,
            FORM,
            format!("draft={}", pressed.draft).as_bytes(),
        )?;
        let location = moved(&answer);
        let code = location.strip_prefix("/track/").and_then(|rest| rest.strip_suffix("/receipt"));
        let code = code.unwrap_or_else(|| panic!("filing led to {location}")).to_owned();
        self.unanswered = None;
        self.stage = Stage::Writing;
        Ok(Some(Receipt { code, draft: pressed.draft, sha256: pressed.sha256, cookie: pressed.cookie }))
    }

    /// Files one, from the start to the receipt.
    pub(crate) fn file_one(&mut self, address: SocketAddr) -> Result<Receipt> {
        self.stage = Stage::Connecting;
        if let Some(receipt) = self.try_again(address)? {
            return Ok(receipt);
        }
        get(address, "/healthz", "")?;
        self.stage = Stage::Writing;
        let started = post(address, "/fn/start_draft", "", FORM, b"code=2.000908")?;
        let browser = started.cookie.clone().unwrap();
        let draft = moved(&started).strip_prefix("/drafts/").unwrap().to_owned();
        for (section, answers) in SECTIONS {
            let fields = format!("draft={draft}&section={section}&go=next&{answers}");
            let saved = post(address, "/fn/save_draft", &browser, FORM, fields.as_bytes())?;
            assert!(!moved(&saved).contains('?'), "saving led to {}", moved(&saved));
        }
        self.stage = Stage::Uploading;
        let file = random_pdf()?;
        let (kind, body) = multipart(&file);
        let sent = post(address, &format!("/files/drafts/{draft}/relation_paper"), &browser, &kind, &body)?;
        assert_eq!(moved(&sent), format!("/drafts/{draft}/files"));
        self.stage = Stage::SigningIn;
        let signed_in =
            post(address, "/fn/become", &browser, FORM, format!("person={}", self.person).as_bytes())?;
        let cookie = signed_in.cookie.unwrap();
        self.unanswered = Some(Pressed { draft, sha256: sha256_hex(&file), cookie });
        let receipt = self.try_again(address)?;
        receipt.ok_or_else(|| Error::other("nothing was pressed"))
    }
}

/// Where a form led. Anything but a redirect is an error of the site.
fn moved(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", String::from_utf8_lossy(&answer.body));
    answer.location.as_deref().unwrap()
}

/// 3 to 100 kB that pass for a PDF.
fn random_pdf() -> Result<Vec<u8>> {
    let mut noise = vec![0; usize::try_from(crate::kill::random(3_000..100_000)).unwrap()];
    getrandom::fill(&mut noise).map_err(Error::other)?;
    Ok([b"%PDF-1.4\n".as_slice(), &noise, b"\n%%EOF\n"].concat())
}

fn multipart(file: &[u8]) -> (String, Vec<u8>) {
    let boundary = random().unwrap();
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"scan.pdf\"\r\n\r\n"
    );
    let body = [head.as_bytes(), file, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
    (format!("multipart/form-data; boundary={boundary}"), body)
}
