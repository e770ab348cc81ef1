//! An office of its own for each test, and short words for what people do in it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;

use casework::attachment::{self, Slot};
use casework::clock::Clock;
use casework::collected::{Collected, Shown};
use casework::{
    Actor, Case, Office, SecondFactor, Settings, assignment, demo, draft, intake, session, submit,
};
use domain::lifecycle::Status;
use domain::when::parse_iso_datetime;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, QueryOrder as _};
use store::entity::{dossier, event, supplement_request};
use store::event_log::{Verdict, verify};
use store::{Database, FileStore, WriteError};
use testbed::Fresh;
use views::{Failure, NoticeKind, OwnDossier, TrackView};

use crate::template::furnished;

/// A Wednesday. The Tuesday after it, 24 November, is a holiday.
pub(crate) const MORNING: &str = "2026-11-18T09:00:00+07:00";
/// Copies from the original register: the shortest form, to be answered on the same day.
pub(crate) const COPY: &str = "2.000908";
/// The paper that a relative hands in for [`COPY`].
pub(crate) const PROOF: &str = "relation_paper";
/// The one-stop of phường Thủ Dầu Một.
pub(crate) const UNIT: &str = "H09.41.10";
/// The one-stop of phường Dĩ An.
pub(crate) const OTHER_UNIT: &str = "H09.42.10";
/// A criminal record: 5 working days and a fee that is always owed, filed at the centre of the province.
pub(crate) const RECORD: &str = "3.000333";
/// The one-stop of the province.
pub(crate) const CENTRE: &str = "H09.01";
/// The police of the province, who decide a [`RECORD`].
pub(crate) const POLICE: &str = "H09.16";
/// Bytes that one file may have here.
pub(crate) const LARGEST: u64 = 200_000;

pub(crate) fn settings(now: &str) -> Settings {
    Settings {
        base_url: "http://127.0.0.1:3000".to_owned(),
        demo: true,
        clock: Clock::set_to(parse_iso_datetime(now).unwrap()),
        max_file_size: LARGEST,
        second_factor: SecondFactor::Leaders,
        reader: None,
    }
}

/// Fresh stores, and the office that opens on them in the [`MORNING`].
pub(crate) struct World {
    pub office: Office,
    pub folder: Fresh,
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = furnished().await;
        let database = Database::open(folder.url()).await.unwrap();
        let files =
            FileStore::open(&format!("file:{}", folder.path().join("files").display())).await.unwrap();
        let office = Office::open(database, files, settings(MORNING)).await.unwrap();
        Self { office, folder }
    }

    /// The same office at another time.
    pub(crate) async fn at(&self, now: &str) -> Office {
        let (database, files) = (self.office.database().clone(), self.office.files().clone());
        Office::open(database, files, settings(now)).await.unwrap()
    }

    /// The same office on a day when other units took dossiers in, with their officers.
    pub(crate) async fn with_the_units_of(&self, now: &str) -> Office {
        let office = self.at(now).await;
        casework::demo::seed(&office).await.unwrap();
        office
    }

    /// The same office, no demonstration, at a time.
    pub(crate) async fn real_at(&self, now: &str) -> Office {
        let (database, files) = (self.office.database().clone(), self.office.files().clone());
        let settings = Settings { demo: false, ..settings(now) };
        Office::open(database, files, settings).await.unwrap()
    }

    /// Where the bytes of a file lie.
    pub(crate) fn path_of(&self, sha256: &str) -> PathBuf {
        self.folder.path().join("files/sha256").join(&sha256[..2]).join(&sha256[2..])
    }

    /// The kinds of the events of a subject, oldest first.
    pub(crate) async fn events(&self, subject: &str) -> Vec<String> {
        let rows =
            event::Entity::find().order_by_asc(event::Column::Seq).all(self.office.database().reader()).await;
        rows.unwrap().into_iter().filter(|row| row.subject == subject).map(|row| row.kind).collect()
    }

    pub(crate) async fn log_is_whole(&self) {
        let verdict = verify(self.office.database().reader()).await.unwrap();
        assert!(matches!(verdict, Verdict::Whole { rows } if rows > 0), "{verdict:?}");
    }

    /// So many more dossiers that stand where this one does.
    pub(crate) async fn repeat(&self, code: &str, times: u32) {
        let reader = self.office.database().reader();
        let row = dossier::Entity::find_by_id(code).one(reader).await.unwrap().unwrap();
        let asked = supplement_request::Entity::find_by_id(code).one(reader).await.unwrap().unwrap();
        let copies = (0..times).map(move |number| {
            let (code, draft_id) = (format!("{}-{number}", row.code), format!("{}-{number}", row.draft_id));
            let asked = supplement_request::Model { dossier_code: code.clone(), ..asked.clone() };
            let row = dossier::Model { code, draft_id, register_number: None, ..row.clone() };
            (row.into_active_model().reset_all(), asked.into_active_model().reset_all())
        });
        let (rows, requests): (Vec<_>, Vec<_>) = copies.unzip();
        let written = self.office.database().write(move |tx| {
            Box::pin(async move {
                dossier::Entity::insert_many(rows).exec_without_returning(tx).await?;
                supplement_request::Entity::insert_many(requests).exec_without_returning(tx).await?;
                Ok::<_, WriteError>(())
            })
        });
        written.await.unwrap();
    }

    pub(crate) async fn dossiers(&self) -> Vec<dossier::Model> {
        dossier::Entity::find()
            .order_by_asc(dossier::Column::Code)
            .all(self.office.database().reader())
            .await
            .unwrap()
    }
}

/// The applicant comes for the result with the receipt.
pub(crate) const fn fetched() -> Collected {
    Collected::Applicant(Shown::Receipt)
}

/// The secret in a `Set-Cookie`.
pub(crate) fn secret(cookie: &str) -> &str {
    cookie.split(';').next().and_then(|pair| pair.split_once('=')).unwrap().1
}

/// Who the browser with this cookie is.
pub(crate) async fn holder(office: &Office, cookie: &str) -> Actor {
    session::resolve(office, Some(secret(cookie))).await.unwrap()
}

/// A demo person, signed in.
pub(crate) async fn become_(office: &Office, id: &str) -> Actor {
    let begun = demo::become_person(office, &Actor::visitor(), id).await.unwrap();
    holder(office, &begun.cookie).await
}

pub(crate) async fn hoa(office: &Office) -> Actor {
    become_(office, "demo-hoa").await
}

pub(crate) async fn nam(office: &Office) -> Actor {
    become_(office, "demo-nam").await
}

/// The officers of a unit.
pub(crate) struct Staff {
    pub one_stop: Actor,
    pub handler: Actor,
    pub leader: Actor,
}

pub(crate) async fn staff(office: &Office, unit: &str) -> Staff {
    Staff {
        one_stop: become_(office, &format!("{unit}-mot-cua")).await,
        handler: become_(office, &format!("{unit}-chuyen-vien")).await,
        leader: become_(office, &format!("{unit}-lanh-dao")).await,
    }
}

/// Who works on a [`RECORD`]: it is taken in at the centre and decided by the police.
pub(crate) async fn staff_of_record(office: &Office) -> Staff {
    Staff {
        one_stop: become_(office, &format!("{CENTRE}-mot-cua")).await,
        handler: become_(office, &format!("{POLICE}-chuyen-vien")).await,
        leader: become_(office, &format!("{POLICE}-lanh-dao")).await,
    }
}

/// Who works on a dossier: at the one-stop that took it in, and in the agency that decides.
pub(crate) async fn staff_of(office: &Office, code: &str) -> Staff {
    let row = dossier::Entity::find_by_id(code).one(office.database().reader()).await.unwrap().unwrap();
    Staff {
        one_stop: become_(office, &format!("{}-mot-cua", row.unit_code)).await,
        handler: become_(office, &format!("{}-chuyen-vien", row.competent_unit)).await,
        leader: become_(office, &format!("{}-lanh-dao", row.competent_unit)).await,
    }
}

pub(crate) fn posted(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// The answers to [`COPY`], section by section; a relative must hand in the [`PROOF`].
pub(crate) fn answers(relation: &str) -> [(&'static str, BTreeMap<String, String>); 3] {
    let requester = posted(&[
        ("applicant_relation", relation),
        ("requester_name", "Nguyễn Thị Hoa"),
        ("requester_birth_date", "1995-03-08"),
    ]);
    let record = posted(&[
        ("record_name", "Bằng tốt nghiệp"),
        ("holder_name", "Nguyễn Văn An"),
        ("copies_count", "2"),
    ]);
    [("requester", requester), ("record", record), ("where", posted(&[("receiving_unit", UNIT)]))]
}

/// A draft of [`COPY`] with all its answers and no file.
pub(crate) async fn answered(office: &Office, actor: &Actor, relation: &str) -> String {
    let id = draft::start(office, actor, COPY).await.unwrap().draft_id;
    for (section, posted) in answers(relation) {
        draft::save(office, actor, &id, section, "next", posted).await.unwrap();
    }
    id
}

pub(crate) fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let format = image::ImageFormat::Png;
    image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([x as u8, y as u8, 90]))
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

/// A PDF of one page that says who it is, so that no two are equal.
pub(crate) fn pdf(words: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> \
         endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj\n% {words}\n\
         trailer <</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

/// Uploads bytes in two pieces, as they come over a weak signal.
pub(crate) async fn upload(
    office: &Office,
    actor: &Actor,
    slot: Slot,
    name: &str,
    bytes: &[u8],
) -> Case<String> {
    let mut upload = attachment::begin(office, actor, slot).await?;
    let (first, rest) = bytes.split_at(bytes.len() / 2);
    upload.write(first).await?;
    upload.write(rest).await?;
    upload.finish(office, actor, name).await
}

pub(crate) fn proof_of(draft: &str) -> Slot {
    Slot::Paper { draft: draft.to_owned(), paper: PROOF.to_owned() }
}

/// A draft of [`COPY`] that can be filed, with its one file.
pub(crate) async fn ready(office: &Office, actor: &Actor) -> String {
    let id = answered(office, actor, "family").await;
    upload(office, actor, proof_of(&id), "khai sinh.pdf", &pdf(&id)).await.unwrap();
    id
}

/// The code in the page that the filing led to.
pub(crate) fn code_in(page: &str) -> String {
    page.strip_prefix("/track/")
        .and_then(|rest| rest.strip_suffix("/receipt"))
        .unwrap_or_else(|| panic!("{page}"))
        .to_owned()
}

/// Files a draft of [`COPY`].
pub(crate) async fn filed(office: &Office, actor: &Actor) -> String {
    let id = ready(office, actor).await;
    code_in(&submit::submit(office, actor, &id).await.unwrap())
}

/// A draft of [`RECORD`] that can be filed.
pub(crate) async fn ready_record(office: &Office, actor: &Actor) -> String {
    let id = draft::start(office, actor, RECORD).await.unwrap().draft_id;
    let request = [("for_self", "yes"), ("record_kind", "1"), ("ban_information", "no"), ("purpose", "work")];
    let person = [
        ("person_name", "Nguyễn Thị Hoa"),
        ("person_birth_date", "1995-03-08"),
        ("person_sex", "female"),
        ("person_birth_place", "Phường Thủ Dầu Một"),
        ("person_nationality", "Việt Nam"),
        ("person_residence.province", "79"),
        ("person_residence.commune", "25747"),
        ("person_residence.street", "12 đường số 3"),
    ];
    let result = [("copies_count", "0"), ("claims_reduction", "no")];
    let place = [("receiving_unit", CENTRE)];
    let sections = [("request", &request[..]), ("person", &person), ("result", &result), ("where", &place)];
    for (section, answers) in sections {
        let page = draft::save(office, actor, &id, section, "next", posted(answers)).await.unwrap();
        assert!(!page.ends_with("?check=1"), "{page}");
    }
    id
}

/// Files a draft of [`RECORD`].
pub(crate) async fn filed_record(office: &Office, actor: &Actor) -> String {
    let id = ready_record(office, actor).await;
    code_in(&submit::submit(office, actor, &id).await.unwrap())
}

/// A dossier of [`COPY`] in the hands of the handling officer.
pub(crate) async fn handled(office: &Office, actor: &Actor, staff: &Staff) -> String {
    let code = filed(office, actor).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    code
}

/// A dossier of [`RECORD`] in the hands of the handling officer, promised for Thursday 26 November at 17:00.
pub(crate) async fn handled_record(office: &Office, actor: &Actor, staff: &Staff) -> String {
    let code = filed_record(office, actor).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    code
}

/// What an applicant was told, the newest first.
pub(crate) async fn told(office: &Office, actor: &Actor) -> Vec<NoticeKind> {
    let notices = casework::notice::inbox(office, actor).await.unwrap().notices;
    notices.into_iter().map(|notice| notice.kind).collect()
}

/// The dossier as its applicant sees it.
pub(crate) async fn own(office: &Office, actor: &Actor, code: &str) -> OwnDossier {
    match casework::applicant::track(office, actor, code).await.unwrap() {
        TrackView::Own(own) => *own,
        TrackView::Public { .. } => panic!("not theirs"),
    }
}

pub(crate) async fn status(office: &Office, actor: &Actor, code: &str) -> Status {
    own(office, actor, code).await.lifecycle.status()
}

/// Why it did not happen.
#[track_caller]
pub(crate) fn failure<T>(result: Case<T>) -> Failure {
    match result {
        Ok(_) => panic!("it happened"),
        Err(error) => error.failure(),
    }
}
