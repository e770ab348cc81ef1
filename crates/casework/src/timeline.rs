//! What happened to a dossier, in words, from the log.

use std::collections::BTreeMap;

use domain::text::Text;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use store::entity::{event, officer};
use store::moment::Millis;
use views::{Moment, ReadLine, TimelineLine};

use crate::{Actor, Case, CaseError};

/// What [`crate::record::event`] wrote.
#[derive(Deserialize)]
struct Payload {
    who: String,
    note: Option<String>,
}

/// The kind of event that tells of an officer's reading.
pub(crate) const READ: &str = "read";

/// The one-stop corrected who decides.
pub(crate) const AGENCY_CHANGED: &str = "agency_changed";
/// The kind of event that tells of the applicant's supplement.
pub(crate) const SUPPLEMENTED: &str = "supplement_answered";

/// What [`crate::submit`] wrote of a supplement: keys of answers, and files.
#[derive(Default, Deserialize)]
struct Supplemented {
    #[serde(default)]
    data: Changes,
}

#[derive(Default, Deserialize)]
struct Changes {
    #[serde(default)]
    changed: Vec<String>,
    #[serde(default)]
    added: Vec<String>,
}

/// What [`crate::decision::hand_over`] wrote.
#[derive(Default, Deserialize)]
struct Returned {
    #[serde(default)]
    data: By,
}

#[derive(Default, Deserialize)]
struct By {
    #[serde(default)]
    by: String,
}

/// The answers that the applicant changed and the files that they added when they were asked for more: keys and ids.
pub(crate) async fn supplemented(connection: &impl ConnectionTrait, code: &str) -> Case<Vec<String>> {
    let Some(last) = last(connection, code, SUPPLEMENTED).await? else { return Ok(Vec::new()) };
    let Supplemented { data } = serde_json::from_str(&last.payload)?;
    Ok(data.changed.into_iter().chain(data.added).collect())
}

/// The name of whoever did something to the dossier last; empty when nobody did.
pub(crate) async fn who_last(connection: &impl ConnectionTrait, code: &str, kind: &str) -> Case<String> {
    let Some(row) = last(connection, code, kind).await? else { return Ok(String::new()) };
    let officer = officer::Entity::find_by_id(&row.actor_id).one(connection).await?;
    Ok(officer.map(|officer| officer.full_name).unwrap_or_default())
}

/// When the applicant asked to have the dossier back, and why.
pub(crate) async fn withdrawal(connection: &impl ConnectionTrait, code: &str) -> Case<(Millis, String)> {
    let row = last(connection, code, "withdrawn").await?;
    let row = row.ok_or(CaseError::Impossible("a dossier was withdrawn without an event"))?;
    let Payload { note, .. } = serde_json::from_str(&row.payload)?;
    Ok((row.at, note.unwrap_or_default()))
}

/// How the results of these dossiers were fetched: the word that [`crate::collected::Collected`] keeps.
pub(crate) async fn collected(
    connection: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = String>,
) -> Case<BTreeMap<String, String>> {
    let rows = event::Entity::find()
        .filter(event::Column::Subject.is_in(codes))
        .filter(event::Column::Kind.eq("returned"))
        .all(connection)
        .await?;
    let mut known = BTreeMap::new();
    for row in rows {
        let Returned { data } = serde_json::from_str(&row.payload)?;
        known.insert(row.subject, data.by);
    }
    Ok(known)
}

/// The last event of a kind about a dossier, a paper or whatever else the log tells of.
pub(crate) async fn last(
    connection: &impl ConnectionTrait,
    subject: &str,
    kind: &str,
) -> Case<Option<event::Model>> {
    Ok(event::Entity::find()
        .filter(event::Column::Subject.eq(subject))
        .filter(event::Column::Kind.eq(kind))
        .order_by_desc(event::Column::Seq)
        .one(connection)
        .await?)
}

/// For so long an officer is told that what they did is done.
const JUST_NOW: Millis = 2 * 60 * 1000;

/// The last step of a dossier, when this officer took it a moment ago.
pub(crate) fn just_done(steps: &[TimelineLine], actor: &Actor, now: Millis) -> Option<Text> {
    let last = steps.last()?;
    let mine = last.who == actor.signature() && now - last.at.0 <= JUST_NOW;
    mine.then(|| last.what.clone())
}

/// Steps and readings of a dossier, oldest first.
pub(crate) async fn of(
    connection: &impl ConnectionTrait,
    code: &str,
) -> Case<(Vec<TimelineLine>, Vec<ReadLine>)> {
    let events = event::Entity::find()
        .filter(event::Column::Subject.eq(code))
        .order_by_asc(event::Column::Seq)
        .all(connection)
        .await?;
    let (mut steps, mut readings) = (Vec::new(), Vec::new());
    for row in events {
        let payload: Payload = serde_json::from_str(&row.payload)?;
        let at = Moment(row.at);
        if row.kind == READ {
            readings.push(ReadLine { at, who: payload.who });
            continue;
        }
        if let Some(what) = words(&row.kind) {
            steps.push(TimelineLine { at, kind: row.kind, what, who: payload.who, note: payload.note });
        }
    }
    Ok((steps, readings))
}

/// The words for a kind of event; nothing for what only auditors read.
pub(crate) fn words(kind: &str) -> Option<Text> {
    let (vi, en) = match kind {
        "filed" => ("Đã nộp hồ sơ", "Filed"),
        "accepted" => ("Đã tiếp nhận, hẹn ngày trả kết quả", "Accepted, with a day for the result"),
        "supplement_asked" => ("Yêu cầu bổ sung giấy tờ", "More papers were asked for"),
        SUPPLEMENTED => ("Đã nộp bổ sung", "The supplement was sent"),
        "refused" => ("Không tiếp nhận hồ sơ", "The dossier was refused"),
        "transferred" => ("Đã chuyển người xử lý", "Handed to the handling officer"),
        AGENCY_CHANGED => ("Đã đổi cơ quan giải quyết", "Another agency decides"),
        "reassigned" => ("Đã phân công người khác xử lý", "Given to another handling officer"),
        "result_drafted" => {
            ("Đã thẩm định và trình dự thảo kết quả", "Appraised; a draft result was submitted")
        }
        "draft_returned" => ("Dự thảo được trả lại để xem xét thêm", "The draft went back for another look"),
        "result_approved" => ("Lãnh đạo đã duyệt kết quả", "The result was approved"),
        "finished" => ("Đã có kết quả, chuyển về Một cửa", "The result is ready at the one-stop"),
        "returned" => ("Đã trả kết quả", "The result was handed over"),
        "applicant_corrected" => (
            "Đã sửa người nộp: trước ghi nhầm người",
            "The applicant was corrected: it was somebody else's by mistake",
        ),
        "applicant_renamed" => {
            ("Đã sửa tên người nộp ghi sai", "The applicant's mistyped name was corrected")
        }
        "withdrawn" => ("Người nộp yêu cầu rút hồ sơ", "The applicant asked to withdraw"),
        "stopped" => ("Đã dừng giải quyết theo yêu cầu", "Stopped as the applicant asked"),
        "receipt_issued" => ("Đã cấp Giấy tiếp nhận và hẹn trả kết quả", "The receipt was issued"),
        "payment_asked" => ("Yêu cầu nộp phí, lệ phí", "A payment was asked for"),
        "payment_settled" => ("Đã ghi nhận phí, lệ phí", "The payment was settled"),
        "reappointed" => ("Xin lỗi và hẹn lại ngày trả kết quả", "Apology, with a new day for the result"),
        "closed_unsupplemented" => ("Đã đóng vì quá hạn bổ sung", "Closed: no supplement came in time"),
        _ => return None,
    };
    Some(Text::new(vi, en))
}
