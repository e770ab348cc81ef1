//! What people write is text on every page that shows it, never markup.

use domain::role::Role;

use crate::kept::{both, plain};
use crate::markup::{tags, typed};
use crate::site::{Site, pdf, percent};

pub(crate) const PAYLOAD: &str =
    "\"'></textarea></title></script><script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt;";

/// Nothing of the payload became a tag or an attribute.
pub(crate) fn inert(html: &str, page: &str) {
    assert!(html.contains("</html>"), "{page} is not whole");
    assert!(!html.contains("<script>alert(1)"), "{page} holds the script");
    for tag in tags(html) {
        assert!(tag.name != "img" || tag.get("src") != Some("x"), "{page}: {tag:?}");
        assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on")), "{page}: {tag:?}");
        assert!(tag.name != "script" || tag.get("nonce").is_some(), "{page}: {tag:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_long_answer_cannot_end_its_field() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.start(&cookie, "2.000635").await;
    let id = draft.strip_prefix("/drafts/").unwrap();
    let sections: Vec<(String, String)> = organisation(&site, &draft, &cookie).await;
    for (section, key) in &sections {
        let fields = [("draft", id), ("section", section), ("go", "stay"), (key, "organisation")];
        site.post("/fn/save_draft", &cookie, &fields).await;
    }
    let answer = format!("\n\n{PAYLOAD}\nhai dòng & hết");
    let fields = [("draft", id), ("section", "order"), ("go", "stay"), ("answers[reason]", answer.as_str())];
    site.post("/fn/save_draft", &cookie, &fields).await;
    let page = site.get(&format!("{draft}/s/order"), &cookie).await.text();
    inert(&page, "the section");
    assert_eq!(typed(&page, "answers[reason]"), answer.trim(), "as it was written, but for the space around");
    for path in ["", "/files", "/review", "/review?check=1", "/s/order?check=1"] {
        inert(&site.get(&format!("{draft}{path}"), &cookie).await.text(), path);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_text_that_comes_back_has_lost_no_line_break() {
    let site = Site::new().await;
    let citizen = site.with_role(Role::Citizen).await;
    let officer = site.with_role(Role::OneStopOfficer).await;
    let code = site.filed(&citizen, "Bằng", "scan.pdf").await;
    let page = format!("/desk/{code}");
    // As browsers send them.
    for breaks in ["", "\r\n", "\r\n\r\n"] {
        let reason = format!("{breaks}{PAYLOAD}\r\nhai dòng & hết\r\n");
        let fields = [("code", code.as_str()), ("reason", reason.as_str())];
        let refused = plain(&site, &page, "/fn/refuse", "", &fields).await;
        let shown = site.get(&page, &both(&officer, &refused.cookie().unwrap())).await.text();
        inert(&shown, &page);
        assert_eq!(typed(&shown, "reason"), reason.replace("\r\n", "\n"), "{breaks:?}");
    }
}

/// The section and key of the question that says who applies.
async fn organisation(site: &Site, draft: &str, cookie: &str) -> Vec<(String, String)> {
    let page = site.get(draft, cookie).await.text();
    let prefix = format!("{draft}/s/");
    let sections = page.match_indices(&prefix).map(|(at, found)| &page[at + found.len()..]);
    let names: std::collections::BTreeSet<&str> = sections
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap())
        .collect();
    let mut found = Vec::new();
    for name in names {
        let html = site.get(&format!("{draft}/s/{name}"), cookie).await.text();
        if html.contains("answers[applicant_kind]") {
            found.push((name.to_owned(), "answers[applicant_kind]".to_owned()));
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn answers_and_file_names_are_text_from_the_form_to_the_desk() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, PAYLOAD).await;
    for path in ["/s/record", "/s/record?check=1", "/files", "/review", ""] {
        inert(&site.get(&format!("{draft}{path}"), &cookie).await.text(), path);
    }
    let code = site.filed(&cookie, PAYLOAD, "<img src=x onerror=alert(1)>.pdf").await;
    let officer = site.with_role(Role::OneStopOfficer).await;
    let asked = [("code", code.as_str()), ("reasons[record_name]", PAYLOAD), ("note", PAYLOAD)];
    assert_eq!(site.post("/fn/ask_supplement", &officer, &asked).await.location(), format!("/desk/{code}"));
    for (path, cookie) in [
        (format!("/track/{code}"), &cookie),
        (format!("/track/{code}/receipt"), &cookie),
        ("/my".to_owned(), &cookie),
        ("/desk".to_owned(), &officer),
        (format!("/desk/{code}"), &officer),
    ] {
        inert(&site.get(&path, cookie).await.text(), &path);
    }
    let withdrawn = site.post("/fn/withdraw", &cookie, &[("code", &code), ("reason", PAYLOAD)]).await;
    assert_eq!(withdrawn.location(), format!("/track/{code}"));
    inert(&site.get(&format!("/desk/{code}"), &officer).await.text(), "the desk with the reason");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn messages_notes_and_their_files_are_text_on_both_sides() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let code = site.filed(&cookie, "Bằng", "scan.pdf").await;
    let officer = site.with_role(Role::OneStopOfficer).await;
    let handler = site.with_role(Role::HandlingOfficer).await;
    let file = ("<img src=x onerror=alert(1)>.pdf", pdf(500));
    let sent = site.message(&format!("/files/messages/{code}"), &cookie, PAYLOAD, Some(&file)).await;
    assert_eq!(sent.location(), format!("/track/{code}#messages"), "{sent:?}");
    let noted = site.post("/fn/leave_note", &handler, &[("code", &code), ("words", PAYLOAD)]).await;
    assert_eq!(noted.location(), format!("/desk/{code}#messages"));
    let sent = site.message(&format!("/files/answers/{code}"), &officer, PAYLOAD, Some(&file)).await;
    assert_eq!(sent.location(), format!("/desk/{code}#messages"), "{sent:?}");
    let template = percent(PAYLOAD);
    for (path, cookie) in [
        (format!("/track/{code}"), &cookie),
        ("/my".to_owned(), &cookie),
        ("/my/notices".to_owned(), &cookie),
        (format!("/desk/{code}"), &officer),
        (format!("/desk/{code}?template={template}"), &officer),
        (format!("/desk/{code}"), &handler),
        ("/desk?filter=messages".to_owned(), &officer),
    ] {
        inert(&site.get(&path, cookie).await.text(), &path);
    }
    let page = site.get(&format!("/track/{code}"), &cookie).await.text();
    assert_eq!(page.matches("scan.pdf").count(), 1, "the papers are what they were");
    assert_eq!(page.matches("class=\"message mine\"").count(), 1, "one of mine, and no note");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_address_writes_nothing_into_its_page() {
    let site = Site::new().await;
    let payload = percent(PAYLOAD);
    for path in [
        format!("/procedures?q={payload}"),
        format!("/procedures?event={payload}"),
        format!("/sign-in?next={payload}"),
        format!("/sign-in?error={payload}"),
        format!("/track/{payload}"),
        format!("/track?error={payload}"),
        format!("/rate/{payload}"),
        format!("/procedures/{payload}"),
        format!("/drafts/{payload}/s/{payload}"),
        format!("/desk/{payload}"),
        format!("/{payload}"),
    ] {
        inert(&site.get(&path, "").await.text(), &path);
    }
}
