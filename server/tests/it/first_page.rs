//! The picture of a PDF's first page: drawn by a process of its own, and nothing that is sent can keep the server busy.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::site::Site;

/// A PDF whose page draws this.
fn pdf(size: &str, content: &str, more: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n{more}trailer<</Root 1 0 R>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

/// The left half is red.
fn half_red() -> Vec<u8> {
    pdf("200 100", "1 0 0 rg 0 0 100 100 re f", "")
}

fn drawn(bytes: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_motcua"))
        .args(["first-page", "256"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn the_first_page_is_drawn_and_the_pages_are_counted() {
    let output = drawn(&half_red());
    assert!(output.status.success(), "{output:?}");
    let (pages, picture) = output.stdout.split_first_chunk().unwrap();
    assert_eq!(u32::from_be_bytes(*pages), 1);
    let picture = image::load_from_memory(picture).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (256, 128));
    let (left, right) = (picture.get_pixel(64, 64).0, picture.get_pixel(192, 64).0);
    assert!(left[0] > 200 && left[1] < 60 && right[1] > 200, "{left:?} {right:?}");
}

#[test]
fn what_is_no_pdf_ends_without_a_picture() {
    let output = drawn(b"%PDF-1.4\nno pages\n%%EOF\n");
    assert!(!output.status.success());
    assert!(output.stdout.len() <= 4);
}

/// Each form draws the next ten times: 10,000,000,000 squares in two kilobytes.
#[test]
fn a_page_that_is_made_to_exhaust_its_reader_gets_no_picture() {
    let form = |number: u32, content: &str| {
        format!(
            "{number} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>/Length {}>>stream\n{content}\nendstream endobj\n",
            number + 1,
            content.len()
        )
    };
    let ten = "/X Do ".repeat(10);
    let forms: String = (5..14).map(|number| form(number, &ten)).collect();
    let output = drawn(&pdf("200 100", &ten, &format!("{forms}{}", form(14, "0 0 9 9 re f"))));
    assert_eq!(output.stdout, [0, 0, 0, 1], "its pages are counted all the same");
    assert!(!output.status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_uploaded_pdf_has_a_thumbnail() {
    let site = Site::new().await;
    let citizen = site.become_("demo-hoa").await;
    let draft = site.answered(&citizen, "Bằng").await;
    let path = format!("/files{draft}/relation_paper");
    let sent = site.upload(&path, &citizen, "giấy.pdf", &half_red()).await;
    assert_eq!(sent.status, 200, "{sent:?}");
    let page = site.get(&format!("{draft}/files"), &citizen).await.text();
    let (_, rest) = page.split_once("<img src=\"/files/").expect(&page);
    let (id, _) = rest.split_once('/').unwrap();
    let picture = site.get(&format!("/files/{id}/thumbnail"), &citizen).await;
    assert_eq!(picture.status, 200);
    assert!(image::load_from_memory(&picture.bytes).is_ok());
    assert!(page.contains("1 trang"));
}
