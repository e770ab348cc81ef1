//! Sending the mails of the outbox, one by one, to a folder or by SMTP.

use std::error::Error as _;
use std::path::PathBuf;
use std::time::Duration;

use casework::outbox::{self, Outgoing};
use casework::{Case, Office};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{self, AsyncSmtpTransport};
use lettre::{AsyncTransport as _, Tokio1Executor};
use url::Url;

/// A server may take so long for a whole mail: less than a claim lasts, so that nobody else sends it meanwhile.
const PATIENCE: Duration = Duration::from_secs(60);

/// Mails cannot be sent as it is configured.
#[derive(Debug, thiserror::Error)]
pub enum MailConfigError {
    #[error("MOTCUA_MAIL_URL must begin with `file:`, `smtp:` or `smtps:`")]
    UnknownKind,
    #[error("MOTCUA_MAIL_URL is no address of a mail server")]
    Address(#[from] smtp::Error),
    #[error("MOTCUA_MAIL_FROM is no address, such as Một Cửa <motcua@example.vn>")]
    From(#[from] lettre::address::AddressError),
    #[error("the folder for mails cannot be made")]
    Folder(#[from] std::io::Error),
    #[error("MOTCUA_MAIL_CA is for `smtps:` addresses, or `smtp:` ones that end in ?tls=required")]
    InTheOpen,
    #[error("MOTCUA_MAIL_CA cannot be read")]
    Authority(#[source] std::io::Error),
}

enum Way {
    /// Each mail is a file with its id as name, so that writing it twice is writing it once.
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a mail was not taken.
struct Refusal {
    why: String,
    /// Trying again cannot help.
    forever: bool,
}

/// Sends mails as configured.
pub struct Mailer {
    way: Way,
    from: Mailbox,
    patience: Duration,
}

/// Where mails go and who sends them, as it is configured.
#[derive(Clone, Default)]
pub struct MailRoute {
    /// `file:`, `smtp:` or `smtps:`.
    pub url: String,
    pub from: String,
    /// When the address has none.
    pub user: Option<String>,
    pub password: Option<String>,
    /// A certificate as PEM that is trusted beside those that browsers trust, as of the authority of a state network.
    pub ca: Option<PathBuf>,
}

impl Mailer {
    /// Reads the configuration; a server is not spoken to before the first mail.
    ///
    /// # Errors
    /// When an address makes no sense, the folder cannot be made or the certificate cannot be read.
    pub fn new(route: &MailRoute) -> Result<Self, MailConfigError> {
        Self::with_patience(route, PATIENCE)
    }

    /// The same with another time for a whole mail.
    ///
    /// # Errors
    /// As [`Mailer::new`].
    pub fn with_patience(route: &MailRoute, patience: Duration) -> Result<Self, MailConfigError> {
        let from = route.from.parse()?;
        if let Some(folder) = route.url.strip_prefix("file:") {
            let folder = PathBuf::from(folder);
            std::fs::create_dir_all(&folder)?;
            return Ok(Self { way: Way::Folder(folder), from, patience });
        }
        let url = Url::parse(&route.url).map_err(|_| MailConfigError::UnknownKind)?;
        if !matches!(url.scheme(), "smtp" | "smtps") {
            return Err(MailConfigError::UnknownKind);
        }
        let mut smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(&route.url)?.timeout(Some(patience));
        if let (Some(user), Some(password)) = (&route.user, &route.password) {
            smtp = smtp.credentials(Credentials::new(user.clone(), password.clone()));
        }
        if let Some(ca) = &route.ca {
            let certificate = Certificate::from_pem(&std::fs::read(ca).map_err(MailConfigError::Authority)?)?;
            let host = url.host_str().unwrap_or_default().to_owned();
            let trusting = TlsParameters::builder(host).add_root_certificate(certificate).build()?;
            smtp = match (url.scheme(), asked_tls(&url).as_deref()) {
                ("smtps", _) => smtp.tls(Tls::Wrapper(trusting)),
                (_, Some("required")) => smtp.tls(Tls::Required(trusting)),
                // It would vouch for nothing: whoever is in between can say that nothing is secret.
                _ => return Err(MailConfigError::InTheOpen),
            };
        }
        Ok(Self { way: Way::Smtp(smtp.build()), from, patience })
    }

    /// Sends the mail that has been due for longest, and answers whether there was one.
    ///
    /// # Errors
    /// When the database fails. A mail server that fails is no error: its mail is tried again later.
    pub async fn send_next(&self, office: &Office) -> Case<bool> {
        let Some(outgoing) = outbox::claim(office).await? else { return Ok(false) };
        match self.send(&outgoing).await {
            Ok(()) => outbox::sent(office, &outgoing).await?,
            Err(Refusal { why, forever }) => {
                // Never the address: the log is read by more people than the outbox.
                tracing::warn!(mail = outgoing.id, why, forever, "a mail was not taken");
                outbox::failed(office, &outgoing, why, forever).await?;
            }
        }
        Ok(true)
    }

    async fn send(&self, outgoing: &Outgoing) -> Result<(), Refusal> {
        let message = self.message(outgoing).map_err(|why| Refusal { why, forever: true })?;
        match &self.way {
            Way::Folder(folder) => write(folder, &outgoing.id, &message.formatted()).await.map_err(|error| {
                tracing::warn!(kind = %error.kind(), "the folder of mails cannot be written");
                Refusal { why: "folder".to_owned(), forever: false }
            }),
            // The time limit of lettre ends with the connection: a server that then says nothing is left by ours.
            Way::Smtp(smtp) => match tokio::time::timeout(self.patience, smtp.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(judged(&error)),
                Err(_) => Err(Refusal { why: "too_long".to_owned(), forever: false }),
            },
        }
    }

    /// The Message-ID is made of the id of the mail, so that one that had to be sent twice is known as the same.
    fn message(&self, outgoing: &Outgoing) -> Result<Message, String> {
        let to: Mailbox = outgoing.address.parse().map_err(|_| "address".to_owned())?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&outgoing.subject)
            .message_id(Some(format!("<{}@{}>", outgoing.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(outgoing.body.clone())
            .map_err(|_| "message".to_owned())
    }
}

/// No person wrote it, so that no program answers for somebody who is away (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `required` or `opportunistic`, as the address says.
fn asked_tls(url: &Url) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned())
}

/// Codes, which the page of mails translates, and not what the other server says: that may name people.
fn judged(error: &smtp::Error) -> Refusal {
    let code = error.status().map(|code| code.to_string());
    let why = match &code {
        Some(code) => format!("answer_{code}"),
        None if error.is_timeout() => "too_long".to_owned(),
        None => "unreachable".to_owned(),
    };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    Refusal { why, forever: error.is_permanent() && is_about_the_recipient(&said) }
}

/// Whether a refusal is of the mailbox to which the mail goes (RFC 3463, 5.1 and 5.2). Any other, such as of us who send, of a
/// password or of everybody for an hour, is one that somebody will mend: the mail is good.
fn is_about_the_recipient(said: &str) -> bool {
    let Some(("5", rest)) = said.trim_start().split_once('.') else { return false };
    let mut parts = rest.split_once('.').into_iter().flat_map(|(subject, detail)| {
        [subject, detail.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()]
    });
    match (parts.next(), parts.next()) {
        // 7 and 8 are of the sender's address.
        (Some("1"), Some(detail)) => !matches!(detail, "7" | "8" | ""),
        (Some("2"), Some(detail)) => !detail.is_empty(),
        _ => false,
    }
}

async fn write(folder: &std::path::Path, id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let half = folder.join(format!("{id}.tmp"));
    tokio::fs::write(&half, bytes).await?;
    tokio::fs::rename(half, folder.join(format!("{id}.eml"))).await
}
