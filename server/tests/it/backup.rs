//! The drill: a backup is made while people file, restored elsewhere, and served.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sea_orm::EntityTrait as _;
use store::entity::attachment;
use store::id::sha256_hex;
use testbed::Fresh;

use crate::site::{Site, pdf};

fn motcua(place: &Fresh, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command
        .args(args)
        .env("MOTCUA_DATABASE_URL", place.url())
        .env("MOTCUA_FILES_URL", format!("file:{}", place.path().join("files").display()))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn well(place: &Fresh, args: &[&str]) -> String {
    let output = motcua(place, args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// What it says when it fails.
fn ill(place: &Fresh, args: &[&str]) -> String {
    let Output { status, stderr, .. } = motcua(place, args).output().unwrap();
    assert!(!status.success(), "{args:?} went well");
    text(&stderr)
}

/// A site with filed dossiers, and a folder for backups beside its data.
async fn with_dossiers(count: usize) -> (Site, String, Vec<String>, PathBuf) {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let mut codes = Vec::new();
    for number in 0..count {
        codes.push(site.filed(&cookie, &format!("Bằng số {number}"), "khai sinh.pdf").await);
    }
    let folder = site.folder.path().join("backups");
    std::fs::create_dir(&folder).unwrap();
    (site, cookie, codes, folder)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_filed_before_a_backup_is_served_from_it() {
    let (site, cookie, before, folder) = with_dossiers(4).await;
    let folder = folder.join("monday");
    let path = folder.to_str().unwrap();

    // People go on filing until the backup is done.
    let mut backing_up = motcua(&site.folder, &["backup", path]).spawn().unwrap();
    let mut meanwhile = 0;
    while backing_up.try_wait().unwrap().is_none() {
        site.filed(&cookie, "Bằng trong lúc sao lưu", "khai sinh.pdf").await;
        meanwhile += 1;
    }
    let told = backing_up.wait_with_output().unwrap();
    assert!(told.status.success(), "{}", text(&told.stderr));
    assert!(meanwhile > 0, "nobody filed during the backup, so it shows nothing");

    let elsewhere = Fresh::empty().await;
    let restored = well(&elsewhere, &["restore", path]);
    assert!(restored.starts_with("restored and verified: "), "{restored}");
    assert!(well(&elsewhere, &["log", "verify"]).starts_with("the log is whole"));
    assert_eq!(well(&elsewhere, &["migrate"]), well(&site.folder, &["migrate"]));

    let again = Site::on(elsewhere).await;
    for code in &before {
        let page = again.get(&format!("/track/{code}"), &cookie).await;
        assert!(page.status.is_success() && page.text().contains(code.as_str()), "{code}: {page:?}");
    }
    let files = attachment::Entity::find().all(again.office.database().reader()).await.unwrap();
    assert!(files.len() >= before.len());
    for file in files {
        let sent = again.get(&format!("/files/{}", file.id), &cookie).await;
        assert_eq!(sha256_hex(&sent.bytes), file.sha256);
    }
    // Whoever comes next is served as if nothing had been, and no number is given twice.
    let next = again.filed(&cookie, "Bằng sau khi phục hồi", "khai sinh.pdf").await;
    assert!(!before.contains(&next));
}

/// Every file below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_damaged_backup_is_refused_by_the_name_of_what_is_broken() {
    let (site, _, _, folder) = with_dossiers(1).await;
    let folder = folder.join("tuesday");
    let path = folder.to_str().unwrap();
    well(&site.folder, &["backup", path]);
    let elsewhere = Fresh::empty().await;
    let files = below(&folder);
    assert_eq!(files.len(), 4, "database, manifest, sums and one file: {files:?}");
    for file in files {
        let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        let whole = std::fs::read(&file).unwrap();
        for place in [0, whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x10;
            std::fs::write(&file, &damaged).unwrap();
            let told = ill(&elsewhere, &["restore", path]);
            // A sum that is damaged accuses what it was the sum of.
            let accused = if name == "SHA256SUMS" { "damaged: " } else { name.as_str() };
            assert!(told.contains(accused), "{name} at {place}: {told}");
        }
        std::fs::remove_file(&file).unwrap();
        let told = ill(&elsewhere, &["restore", path]);
        assert!(told.contains(&name) && told.contains("missing"), "{name}: {told}");
        std::fs::write(&file, whole).unwrap();
    }
    // Nothing of all that is in the place, or it would not be taken now.
    well(&elsewhere, &["restore", path]);
    assert!(ill(&elsewhere, &["restore", path]).contains("not empty"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_without_all_files_is_none() {
    let (site, _, _, folder) = with_dossiers(2).await;
    let monday = folder.join("monday");
    well(&site.folder, &["backup", monday.to_str().unwrap()]);
    assert!(ill(&site.folder, &["backup", monday.to_str().unwrap()]).contains("there already"));

    let tuesday = folder.join("tuesday");
    well(&site.folder, &["backup", tuesday.to_str().unwrap(), "--since", monday.to_str().unwrap()]);
    well(&Fresh::empty().await, &["restore", tuesday.to_str().unwrap()]);

    let lost = below(&site.folder.path().join("files/sha256")).pop().unwrap();
    std::fs::write(&lost, pdf(900)).unwrap();
    let wednesday = folder.join("wednesday");
    let told = ill(&site.folder, &["backup", wednesday.to_str().unwrap()]);
    let name = lost.file_name().unwrap().to_str().unwrap();
    assert!(told.contains(name) && told.contains("damaged"), "{told}");
    std::fs::remove_file(&lost).unwrap();
    let told = ill(&site.folder, &["backup", wednesday.to_str().unwrap()]);
    assert!(told.contains(name) && told.contains("not in the store"), "{told}");
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
