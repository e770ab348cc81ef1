//! Issuing statutory papers: the number and an immutable snapshot, in the transaction of the step.

mod frame;
mod reached;
mod stop;

use crate::dossier::channel;
use documents::{Apology, Contact, Paper, PaperLine, Receipt, Refusal, SupplementItem, SupplementRequest};
use domain::clock::{Due, Period};
use domain::lifecycle::StatutoryForm;
use domain::text::Lang;
use forms::answers::Answers;
use forms::procedure::Channel;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::entity::issued_paper;
use store::id::{random, sha256_hex};
use store::moment::{from_millis, to_millis};
use views::Failure;

use self::frame::{Frame, Issuer};
pub(crate) use self::frame::{Head, clock_text, day_text};
pub(crate) use self::reached::Reached;
pub(crate) use self::stop::{Ground, stop_notice};
use crate::dossier::{APPLICANT, Held};
use crate::draft::{ReceivedAs, attachments, received_as, result_place};
use crate::{Actor, Case, Office, record};

/// The kind of event that tells of a paper, under the id of the paper.
pub(crate) const PAPER_ISSUED: &str = "paper_issued";

/// Mẫu 01: receipt and appointment, with the period that was given and the day on which it ends. `receiver` is the officer who accepted.
pub(crate) async fn receipt(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    held: &Held,
    (period, due): (Period, &Due),
    receiver: &str,
) -> Case<()> {
    let frame = needed(Frame::open(tx, office, held, StatutoryForm::Receipt, Issuer::OneStop).await?)?;
    let files = attachments(tx, &held.row.draft_id).await?;
    let handed_in =
        |id: &str| files.iter().filter(|file| file.origin == APPLICANT && file.paper_id == id).count();
    // What is on paper is scanned at intake, and handed in all the same.
    let (kind, form) = match channel(&held.row) {
        Channel::Online => ("Bản điện tử", "Tờ khai điện tử"),
        Channel::Counter | Channel::Post => ("Bản giấy", "Tờ khai"),
    };
    let answers: Answers = serde_json::from_str(&held.row.answers)?;
    let papers = frame.procedure.papers.iter().filter_map(|paper| {
        let received = received_as(&answers, &paper.id);
        if received.is_none() && handed_in(&paper.id) == 0 {
            return None;
        }
        let ReceivedAs { shape, quantity } = received.unwrap_or(ReceivedAs { shape: kind, quantity: 1 });
        // Three photographs of a paper are one paper.
        let kind = match handed_in(&paper.id) {
            files @ 2.. => format!("{shape} ({files} tệp)"),
            _ => shape.to_owned(),
        };
        Some(PaperLine { name: paper.name.vi.clone(), kind, quantity })
    });
    let mut papers: Vec<PaperLine> = papers.collect();
    papers.insert(0, PaperLine { name: form.to_owned(), kind: kind.to_owned(), quantity: 1 });
    let row = &held.row;
    let (book, sequence) = match (row.register_year, row.register_number) {
        (Some(year), Some(number)) => (format!("01/{year}"), number.to_string()),
        _ => (String::new(), String::new()),
    };
    let paper = Paper::Receipt(Receipt {
        head: frame.head.clone(),
        desk: frame.desk.clone(),
        papers,
        sets: 1,
        period_text: period.label(Lang::Vi),
        received_text: clock_text(row.accepted_at.map_or(frame.head.issued_at, from_millis)),
        due_text: clock_text(due.at),
        due_arithmetic: due.arithmetic.iter().map(|step| step.sentence(Lang::Vi)).collect(),
        result_place: result_place(&answers, &frame.desk),
        book,
        sequence,
        receiver: receiver.to_owned(),
    });
    store(tx, actor, held, &frame, &paper).await
}

/// Mẫu 02: request for a supplement.
pub(crate) async fn supplement(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    held: &Held,
    items: &[views::SupplementItem],
    note: &str,
    deadline: &Due,
) -> Case<()> {
    let frame =
        needed(Frame::open(tx, office, held, StatutoryForm::SupplementRequest, Issuer::OneStop).await?)?;
    let items =
        items.iter().map(|item| SupplementItem { what: item.label.clone(), reason: item.reason.clone() });
    let paper = Paper::SupplementRequest(SupplementRequest {
        head: frame.head.clone(),
        items: items.collect(),
        note: note.to_owned(),
        deadline_text: clock_text(deadline.at),
        contact: Contact { name: frame.desk.clone(), phone: frame.desk_phone.clone() },
        guide: actor.name.clone(),
    });
    store(tx, actor, held, &frame, &paper).await
}

/// Who signs a paper; nobody signs what the system issues.
fn signer(actor: &Actor) -> String {
    if actor.is_system() { String::new() } else { actor.name.clone() }
}

/// Mẫu 03: refusal. `leader` is the head of the agency, where it refuses after an appraisal and the paper is the result.
pub(crate) async fn refusal(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    held: &Held,
    reason: &str,
    leader: Option<String>,
) -> Case<()> {
    let issuer = if leader.is_some() { Issuer::Agency } else { Issuer::OneStop };
    let frame = needed(Frame::open(tx, office, held, StatutoryForm::Refusal, issuer).await?)?;
    let paper = Paper::Refusal(Refusal {
        head: frame.head.clone(),
        desk: frame.desk.clone(),
        reason: reason.to_owned(),
        receiver: signer(actor),
        leader: leader.unwrap_or_default(),
    });
    store(tx, actor, held, &frame, &paper).await
}

/// Mẫu 04: apology and new appointment.
pub(crate) async fn apology(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    held: &Held,
    due: &Due,
    new_due: &Due,
    reason: &str,
) -> Case<()> {
    let frame = needed(Frame::open(tx, office, held, StatutoryForm::Apology, Issuer::Agency).await?)?;
    let received = held.row.accepted_at.unwrap_or(held.row.filed_at);
    let paper = Paper::Apology(Apology {
        head: frame.head.clone(),
        agency: frame.agency.clone(),
        received_day: day_text(from_millis(received)).replacen("ngày", "Ngày", 1),
        due_text: clock_text(due.at),
        reason: reason.to_owned(),
        new_due_text: clock_text(new_due.at),
        leader: actor.name.clone(),
    });
    store(tx, actor, held, &frame, &paper).await
}

/// Every circular has this paper, or its file is wrong.
fn needed(frame: Option<Frame>) -> Case<Frame> {
    frame.ok_or(Failure::NoPaperSet.into())
}

/// What the log keeps of an issued paper.
#[derive(Deserialize, Serialize)]
pub(crate) struct Issued {
    pub dossier: String,
    pub template: String,
    pub version: u32,
    pub number: String,
    /// SHA-256, so that nobody changes a paper that was issued and not yet printed.
    pub snapshot: String,
}

async fn store(tx: &Tx, actor: &Actor, held: &Held, frame: &Frame, paper: &Paper) -> Case<()> {
    let (id, snapshot) = (random()?, serde_json::to_string(paper)?);
    let issued = Issued {
        dossier: held.row.code.clone(),
        template: frame.template.clone(),
        version: frame.version,
        number: frame.head.letterhead.number.clone(),
        snapshot: sha256_hex(snapshot.as_bytes()),
    };
    let issued_at = to_millis(frame.head.issued_at);
    let data = serde_json::to_value(issued)?;
    record::event(tx, issued_at, actor, PAPER_ISSUED, &id, None, data).await?;
    let row = issued_paper::ActiveModel {
        id: Set(id),
        dossier_code: Set(held.row.code.clone()),
        template: Set(frame.template.clone()),
        template_version: Set(i32::try_from(frame.version).unwrap_or(i32::MAX)),
        number: Set(frame.head.letterhead.number.clone()),
        snapshot: Set(snapshot),
        issued_by: Set(actor.id.clone()),
        issued_at: Set(issued_at),
        sha256: Set(None),
        size: Set(None),
    };
    issued_paper::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Which statutory paper a snapshot is.
pub(crate) const fn form_of(paper: &Paper) -> StatutoryForm {
    match paper {
        Paper::Receipt(_) => StatutoryForm::Receipt,
        Paper::SupplementRequest(_) => StatutoryForm::SupplementRequest,
        Paper::Refusal(_) => StatutoryForm::Refusal,
        Paper::Apology(_) => StatutoryForm::Apology,
        Paper::StopNotice(_) => StatutoryForm::StopNotice,
        Paper::ControlSlip(_) => StatutoryForm::ControlSlip,
        Paper::Register(_) => StatutoryForm::Register,
    }
}
