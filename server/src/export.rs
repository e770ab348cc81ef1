//! The board of an organisation as a file. Rows are read a page at a time and leave as they come, so that a hundred
//! thousand dossiers need no more memory than five hundred.

mod calendar;
mod csv;
mod xlsx;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::organisation::{self, Reading};
use casework::{Actor, Case, Office};
use domain::text::Lang;
use domain::when::local;
use futures::StreamExt as _;
use tokio::sync::{Semaphore, mpsc};
use views::{BoardAsked, BoardLine, Deadline, Moment};

pub(crate) use self::calendar::calendar;
pub(crate) use self::xlsx::MEDIA_TYPE as XLSX;
use crate::reply::failed;

/// So many files are made at a time; others wait for their turn.
static MAKERS: Semaphore = Semaphore::const_new(2);
/// So many pieces may be made ahead of a slow line.
const AHEAD: usize = 4;

/// A piece of a file on its way out; an error breaks the download off, so that nobody takes a part for the whole.
type Piece = Result<Bytes, std::io::Error>;

pub(crate) async fn as_csv(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Query(asked): Query<BoardAsked>,
    headers: HeaderMap,
) -> Response {
    match begin(&office, &actor, &asked, "csv").await {
        Ok(reading) => sent(csv::MEDIA_TYPE, "ho-so.csv", csv::write(reading, actor.lang)),
        Err(error) => failed(&headers, &error),
    }
}

pub(crate) async fn as_xlsx(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Query(asked): Query<BoardAsked>,
    headers: HeaderMap,
) -> Response {
    match begin(&office, &actor, &asked, "xlsx").await {
        Ok(reading) => sent(xlsx::MEDIA_TYPE, "ho-so.xlsx", xlsx::write(reading, actor.lang)),
        Err(error) => failed(&headers, &error),
    }
}

async fn begin(office: &Office, actor: &Actor, asked: &BoardAsked, kind: &'static str) -> Case<Reading> {
    let reading = organisation::read_all(office, actor, asked)?;
    organisation::note_export(office, actor, kind).await?;
    Ok(reading)
}

fn sent(media_type: &'static str, name: &str, pieces: mpsc::Receiver<Piece>) -> Response {
    let stream = futures::stream::unfold(pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        Some((piece, pieces))
    });
    // Whoever compresses it asks once more after the end.
    let stream = stream.fuse();
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::from_stream(stream)).into_response()
}

/// What broke while a file was made goes to the log; the download breaks off.
fn broken_off(error: &dyn std::fmt::Display) -> std::io::Error {
    tracing::error!(%error, "a file of the board could not be finished");
    std::io::Error::other("the file could not be finished")
}

const COLUMNS: usize = 12;

fn heads(lang: Lang) -> [&'static str; COLUMNS] {
    match lang {
        Lang::Vi => [
            "Mã hồ sơ",
            "Mã thủ tục",
            "Thủ tục",
            "Nơi nhận",
            "Trạng thái",
            "Nộp lúc",
            "Người nộp",
            "Thời hạn",
            "Loại thời hạn",
            "Hẹn lại",
            "Cơ quan quá hạn",
            "Kết thúc lúc",
        ],
        Lang::En => [
            "Code",
            "Procedure code",
            "Procedure",
            "Received at",
            "Status",
            "Filed at",
            "Filed by",
            "Deadline",
            "Kind of deadline",
            "Moved to",
            "Office is late",
            "Ended at",
        ],
    }
}

fn cells(line: BoardLine, lang: Lang) -> [String; COLUMNS] {
    let moment = |at: Option<Moment>| at.map(minute).unwrap_or_default();
    let kind = match line.deadline {
        Some((Deadline::Check, _)) => lang_text(lang, "Kiểm tra", "Check"),
        Some((Deadline::Result, _)) => lang_text(lang, "Trả kết quả", "Result"),
        Some((Deadline::Supplement, _)) => lang_text(lang, "Bổ sung", "Supplement"),
        None => "",
    };
    [
        line.code,
        line.procedure_code,
        line.procedure.get(lang).to_owned(),
        line.unit.get(lang).to_owned(),
        line.lifecycle.status().label(lang).to_owned(),
        minute(line.filed_at),
        line.filed_by,
        moment(line.deadline.map(|(_, at)| at)),
        kind.to_owned(),
        moment(line.moved_to),
        if line.late { lang_text(lang, "Có", "Yes") } else { "" }.to_owned(),
        moment(line.ended_at),
    ]
}

const fn lang_text(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// On the clocks of Vietnam, so that it sorts as text: `2026-11-18 09:00`.
fn minute(at: Moment) -> String {
    let at = local(at.at());
    format!("{} {:02}:{:02}", domain::when::iso_date(at.date()), at.hour(), at.minute())
}
