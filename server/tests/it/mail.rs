//! Mails against a real mail server that fails, stalls, drops and doubles.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use casework::clock::Clock;
use casework::{Office, Settings, outbox};
use server::mail::{MailConfigError, MailRoute, Mailer};

use crate::post_office::{Mood, PostOffice, Secured};
use crate::site::Site;

const FROM: &str = "Một Cửa <motcua@example.vn>";

fn route(url: &str) -> MailRoute {
    MailRoute { url: url.to_owned(), from: FROM.to_owned(), ..MailRoute::default() }
}

fn mailer(url: &str) -> Mailer {
    Mailer::with_patience(&route(url), Duration::from_secs(2)).unwrap()
}

/// A site with one mail in its outbox: the link to an address.
async fn waiting() -> Site {
    let site = Site::new().await;
    let citizen = site.become_("demo-hoa").await;
    let asked = site.post("/fn/set_email", &citizen, &[("email", "hoa@example.vn")]).await;
    assert_eq!(asked.location(), "/my/settings", "{asked:?}");
    site
}

/// The same office on another day of November.
async fn on_day(site: &Site, day: u8) -> Office {
    let now = domain::when::parse_iso_datetime(&format!("2026-11-{day}T09:00:00+07:00")).unwrap();
    let settings = Settings { clock: Clock::set_to(now), ..site.office.settings().clone() };
    Office::open(site.office.database().clone(), site.office.files().clone(), settings).await.unwrap()
}

async fn state(site: &Site) -> (String, u32, String) {
    let list = outbox::list(&site.office, &casework::Actor::visitor()).await.unwrap();
    let mail = list.lines.into_iter().next().unwrap();
    (mail.state, mail.tries, mail.failure.unwrap_or_default())
}

fn message_id(mail: &str) -> &str {
    mail.lines().find(|line| line.starts_with("Message-ID:")).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_mail_arrives_whole_and_once() {
    let site = waiting().await;
    let post = PostOffice::open(&[]).await;
    let mailer = mailer(&post.url);
    assert!(mailer.send_next(&site.office).await.unwrap());
    assert!(!mailer.send_next(&site.office).await.unwrap());
    assert!(!mailer.send_next(&on_day(&site, 30).await).await.unwrap());
    let [mail]: [String; 1] = post.mailbox().try_into().unwrap();
    assert!(mail.contains("To: hoa@example.vn") && mail.contains("@example.vn>"), "{mail}");
    assert!(!mail.contains("Nguyễn") && !mail.contains("074195000321"), "{mail}");
    assert_eq!(state(&site).await.0, "sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_asks_for_patience_gets_it() {
    let site = waiting().await;
    let post = PostOffice::open(&[Mood::Later, Mood::Stalls]).await;
    let mailer = mailer(&post.url);
    mailer.send_next(&site.office).await.unwrap();
    let (now, tries, why) = state(&site).await;
    assert_eq!((now.as_str(), tries, why.as_str()), ("waiting", 1, "answer_451"));
    assert!(!mailer.send_next(&site.office).await.unwrap(), "not before its pause is over");
    let began = Instant::now();
    assert!(mailer.send_next(&on_day(&site, 19).await).await.unwrap());
    assert!(began.elapsed() < Duration::from_secs(10), "a server that says nothing is left");
    assert_eq!(state(&site).await.1, 2);
    mailer.send_next(&on_day(&site, 20).await).await.unwrap();
    assert_eq!((post.mailbox().len(), state(&site).await.0.as_str()), (1, "sent"));
    assert!(post.is_calm());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refusal_for_good_is_not_tried_again_and_shows_no_address() {
    let site = waiting().await;
    let post = PostOffice::open(&[Mood::Never]).await;
    mailer(&post.url).send_next(&site.office).await.unwrap();
    let (now, tries, why) = state(&site).await;
    assert_eq!((now.as_str(), tries, why.as_str()), ("given_up", 1, "answer_550"));
    assert!(!mailer(&post.url).send_next(&on_day(&site, 30).await).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_takes_nothing_from_us_loses_us_no_mail() {
    let site = waiting().await;
    let post = PostOffice::open(&[Mood::Unwanted, Mood::NotFromYou]).await;
    let mailer = mailer(&post.url);
    for (tries, answer) in [(1, "answer_554"), (2, "answer_550")] {
        mailer.send_next(&on_day(&site, 18 + tries).await).await.unwrap();
        let (now, tried, why) = state(&site).await;
        assert_eq!((now.as_str(), tried, why.as_str()), ("waiting", u32::from(tries), answer));
    }
    mailer.send_next(&on_day(&site, 21).await).await.unwrap();
    assert_eq!((post.mailbox().len(), state(&site).await.0.as_str()), (1, "sent"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_arrives_twice_all_the_same_is_known_as_one() {
    let site = waiting().await;
    let post = PostOffice::open(&[Mood::TakesAndDrops, Mood::Doubles]).await;
    let mailer = mailer(&post.url);
    mailer.send_next(&site.office).await.unwrap();
    assert_eq!(state(&site).await.0, "waiting", "nobody said that it was taken");
    mailer.send_next(&on_day(&site, 19).await).await.unwrap();
    assert!(!mailer.send_next(&on_day(&site, 30).await).await.unwrap());
    let mailbox = post.mailbox();
    assert_eq!(mailbox.len(), 3);
    let ids: BTreeSet<&str> = mailbox.iter().map(|mail| message_id(mail)).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_mail_server_that_hangs_holds_up_no_filing() {
    let site = waiting().await;
    let post = PostOffice::open(&[Mood::Stalls]).await;
    let slow = Mailer::with_patience(&route(&post.url), Duration::from_secs(20)).unwrap();
    let office = site.office.clone();
    let sending = tokio::spawn(async move { slow.send_next(&office).await });
    while !post.is_calm() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let citizen = site.become_("demo-nam").await;
    site.filed(&citizen, "Bằng", "a.pdf").await;
    assert!(!sending.is_finished(), "it was filed while the mail server said nothing");
    sending.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_folder_keeps_each_mail_as_one_file() {
    let site = waiting().await;
    let folder = site.folder.path().join("mail");
    let mailer = mailer(&format!("file:{}", folder.display()));
    assert!(mailer.send_next(&site.office).await.unwrap());
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].extension().is_some_and(|kind| kind == "eml"), "{files:?}");
}

#[test]
fn what_makes_no_sense_is_refused_at_the_start() {
    for (url, from) in [("http://a.vn", FROM), ("smtp://", FROM), ("smtp://a.vn", "nobody")] {
        assert!(Mailer::new(&MailRoute { from: from.to_owned(), ..route(url) }).is_err(), "{url} {from}");
    }
    let nowhere = MailRoute { ca: Some("/nowhere.pem".into()), ..route("smtps://a.vn") };
    assert!(matches!(Mailer::new(&nowhere), Err(MailConfigError::Authority(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_authority_is_for_secret_ways_only() {
    let (_site, _post, route) = secured(false).await;
    for open in ["smtp://a.vn", "smtp://a.vn?tls=opportunistic"] {
        let route = MailRoute { url: open.to_owned(), ..route.clone() };
        assert!(matches!(Mailer::new(&route), Err(MailConfigError::InTheOpen)), "{open}");
    }
}

/// A server that speaks in secret and asks who sends.
async fn secured(implicit: bool) -> (Site, PostOffice, MailRoute) {
    let site = waiting().await;
    let post = PostOffice::secured(Secured { implicit, user: "motcua", password: "đúng" }).await;
    let ca = site.folder.path().join("ca.pem");
    std::fs::write(&ca, &post.certificate).unwrap();
    let route = MailRoute {
        user: Some("motcua".to_owned()),
        password: Some("đúng".to_owned()),
        ca: Some(ca),
        ..route(&post.url)
    };
    (site, post, route)
}

async fn sent_by(site: &Site, route: &MailRoute) -> (String, u32, String) {
    Mailer::with_patience(route, Duration::from_secs(5)).unwrap().send_next(&site.office).await.unwrap();
    state(site).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_mail_goes_in_secret_to_a_server_that_asks_who_sends() {
    for implicit in [false, true] {
        let (site, post, route) = secured(implicit).await;
        assert_eq!(sent_by(&site, &route).await.0, "sent", "{}", post.url);
        assert_eq!(post.mailbox().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_nobody_vouches_for_gets_no_mail() {
    for implicit in [false, true] {
        let (site, post, route) = secured(implicit).await;
        let (now, _, why) = sent_by(&site, &MailRoute { ca: None, ..route }).await;
        assert_eq!((now.as_str(), why.as_str()), ("waiting", "unreachable"));
        assert!(post.mailbox().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refused_password_keeps_the_mail() {
    let (site, post, route) = secured(false).await;
    let (now, tries, why) = sent_by(&site, &MailRoute { password: Some("sai".to_owned()), ..route }).await;
    assert_eq!((now.as_str(), tries, why.as_str()), ("waiting", 1, "answer_535"));
    assert!(post.mailbox().is_empty());
}
