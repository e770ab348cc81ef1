//! Issuing statutory papers: the number and an immutable snapshot, in the transaction of the step.

use documents::{
    Applicant, Contact, Letterhead, Paper, PaperLine, Receipt, Refusal, SupplementItem, SupplementRequest,
};
use domain::clock::Due;
use domain::text::Lang;
use domain::when;
use forms::procedure::Procedure;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _};
use store::Tx;
use store::entity::{issued_paper, person};
use store::id::random;
use store::moment::to_millis;
use time::OffsetDateTime;

use crate::dossier::{APPLICANT, Held};
use crate::draft::{Open, attachments};
use crate::{Actor, Case, CaseError, Office, organisation};

/// Everything that the head of each paper needs.
struct Frame {
    letterhead: Letterhead,
    applicant: Applicant,
    procedure: Procedure,
    desk: String,
    desk_phone: String,
    tracking_url: String,
    at: OffsetDateTime,
}

/// Mẫu 01: receipt and appointment.
pub(crate) async fn receipt(tx: &Tx, office: &Office, actor: &Actor, held: &Held, due: &Due) -> Case<()> {
    let frame = frame(tx, office, held, "TNHS").await?;
    let files = attachments(tx, &held.row.draft_id).await?;
    let handed_in =
        |id: &str| files.iter().filter(|file| file.origin == APPLICANT && file.paper_id == id).count();
    let papers = frame.procedure.papers.iter().filter_map(|paper| {
        let quantity = u32::try_from(handed_in(&paper.id)).unwrap_or(u32::MAX);
        let line = PaperLine { name: paper.name.vi.clone(), kind: "Bản điện tử".to_owned(), quantity };
        (quantity > 0).then_some(line)
    });
    let mut papers: Vec<PaperLine> = papers.collect();
    papers.insert(0, PaperLine { name: "Tờ khai điện tử".into(), kind: "Bản điện tử".into(), quantity: 1 });
    let number = frame.letterhead.number.clone();
    let sequence = number.split('/').next().unwrap_or_default().to_owned();
    let paper = Paper::Receipt(Receipt {
        issued_at: frame.at,
        demo: office.settings().demo,
        applicant: frame.applicant,
        dossier_code: held.row.code.clone(),
        tracking_url: frame.tracking_url,
        desk: frame.desk.clone(),
        procedure: frame.procedure.name.vi.clone(),
        papers,
        sets: 1,
        period_text: frame.procedure.deadline.period.label(Lang::Vi),
        received_text: clock_text(frame.at),
        due_text: clock_text(due.at),
        due_arithmetic: due.arithmetic.iter().map(|step| step.sentence(Lang::Vi)).collect(),
        result_place: frame.desk,
        book: when::local(frame.at).year().to_string(),
        sequence,
        receiver: actor.name.clone(),
        letterhead: frame.letterhead,
    });
    store(tx, actor, held, &number, frame.at, &paper).await
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
    let frame = frame(tx, office, held, "HDHS").await?;
    let items =
        items.iter().map(|item| SupplementItem { what: item.label.clone(), reason: item.reason.clone() });
    let number = frame.letterhead.number.clone();
    let paper = Paper::SupplementRequest(SupplementRequest {
        issued_at: frame.at,
        demo: office.settings().demo,
        letterhead: frame.letterhead,
        applicant: frame.applicant,
        dossier_code: held.row.code.clone(),
        tracking_url: frame.tracking_url,
        procedure: frame.procedure.name.vi,
        items: items.collect(),
        note: note.to_owned(),
        deadline_text: clock_text(deadline.at),
        contact: Contact { name: frame.desk, phone: frame.desk_phone },
        guide: actor.name.clone(),
    });
    store(tx, actor, held, &number, frame.at, &paper).await
}

/// Mẫu 03: refusal.
pub(crate) async fn refusal(tx: &Tx, office: &Office, actor: &Actor, held: &Held, reason: &str) -> Case<()> {
    let frame = frame(tx, office, held, "TCHS").await?;
    let number = frame.letterhead.number.clone();
    let paper = Paper::Refusal(Refusal {
        issued_at: frame.at,
        demo: office.settings().demo,
        letterhead: frame.letterhead,
        applicant: frame.applicant,
        dossier_code: held.row.code.clone(),
        tracking_url: frame.tracking_url,
        procedure: frame.procedure.name.vi,
        desk: frame.desk,
        reason: reason.to_owned(),
        receiver: actor.name.clone(),
    });
    store(tx, actor, held, &number, frame.at, &paper).await
}

async fn frame(tx: &Tx, office: &Office, held: &Held, series: &str) -> Case<Frame> {
    let at = office.now();
    let catalogue = office.catalogue();
    let unit =
        catalogue.unit(&held.row.unit_code).ok_or(CaseError::Impossible("a dossier has an unknown unit"))?;
    let parent = unit.parent.as_ref().and_then(|parent| catalogue.unit(parent));
    let local = when::local(at);
    let name = format!("paper:{series}:{}:{}", unit.code, local.year());
    let number = store::series::next(tx, &name).await?;
    let open = Open::behind(tx, office, &held.row.draft_id).await?;
    let letterhead = Letterhead {
        parent_agency: parent.map(|parent| parent.name.vi.clone()).unwrap_or_default(),
        agency: unit.name.vi.clone(),
        number: format!("{number}/{series}"),
        place: "Bình Dương".to_owned(),
        date_text: format!(
            "ngày {:02} tháng {:02} năm {}",
            local.day(),
            u8::from(local.month()),
            local.year()
        ),
    };
    Ok(Frame {
        letterhead,
        applicant: applicant(tx, office, held, &open).await?,
        procedure: open.procedure,
        desk: unit.name.vi.clone(),
        desk_phone: unit.phone.clone(),
        tracking_url: format!("{}/track/{}", office.settings().base_url, held.row.code),
        at,
    })
}

/// Who applied, and how this dossier says that they are reached; their account says it where the form did not ask.
async fn applicant(
    connection: &impl ConnectionTrait,
    office: &Office,
    held: &Held,
    open: &Open,
) -> Case<Applicant> {
    let person = person::Entity::find_by_id(&held.row.person_id).one(connection).await?;
    let person = person.ok_or(CaseError::Impossible("a dossier has no applicant"))?;
    let filed_for = organisation::filed_for(connection, &held.row).await?;
    let (name, filed_by, tax_code) = match filed_for {
        Some(filed_for) => (filed_for.name, filed_for.filed_by, filed_for.tax_code),
        None => (person.full_name, String::new(), String::new()),
    };
    Ok(Applicant {
        name,
        tax_code,
        filed_by,
        address: stated(office, open, "street-address").unwrap_or(person.address),
        phone: stated(office, open, "tel").unwrap_or(person.phone),
        email: stated(office, open, "email").unwrap_or(person.email),
    })
}

/// What the applicant answered where the form asks for their own address or number: the browser fills in what belongs
/// to whoever types, so the question says so by its `autocomplete`.
fn stated(office: &Office, open: &Open, autocomplete: &str) -> Option<String> {
    let questions = open.procedure.form.sections.iter().flat_map(|section| &section.questions);
    let question = questions.filter(|question| question.autocomplete.as_deref() == Some(autocomplete)).find(
        |question| {
            open.answers.iter().any(|(key, value)| {
                let part = key.strip_prefix(question.id.as_str());
                part.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && !value.is_empty()
            })
        },
    )?;
    let words = forms::display::shown(question, &open.answers, &question.id, Lang::Vi, &office.places());
    (!words.is_empty()).then_some(words)
}

/// Such as `08 giờ 30 phút, ngày 05 tháng 01 năm 2026`.
fn clock_text(at: OffsetDateTime) -> String {
    let local = when::local(at);
    format!(
        "{:02} giờ {:02} phút, ngày {:02} tháng {:02} năm {}",
        local.hour(),
        local.minute(),
        local.day(),
        u8::from(local.month()),
        local.year()
    )
}

async fn store(
    tx: &Tx,
    actor: &Actor,
    held: &Held,
    number: &str,
    at: OffsetDateTime,
    paper: &Paper,
) -> Case<()> {
    let row = issued_paper::ActiveModel {
        id: Set(random()?),
        dossier_code: Set(held.row.code.clone()),
        template: Set(paper.template().to_owned()),
        number: Set(number.to_owned()),
        snapshot: Set(serde_json::to_string(paper)?),
        issued_by: Set(actor.id.clone()),
        issued_at: Set(to_millis(at)),
        sha256: Set(None),
        size: Set(None),
    };
    issued_paper::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
