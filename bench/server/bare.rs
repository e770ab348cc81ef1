//! The least that could do the same: a handler that asks the database and answers a line.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use store::Database;
use store::entity::{attachment, decision, dossier, supplement_request};

pub(crate) async fn serve(url: &str, address: SocketAddr) {
    let database = Database::open(url).await.unwrap();
    let app = Router::new()
        .route("/bare/{code}", get(one_question))
        .route("/bare/{code}/all", get(all_questions))
        .with_state(database);
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}

async fn one_question(
    State(database): State<Database>,
    Path(code): Path<String>,
) -> Result<String, StatusCode> {
    let found = dossier::Entity::find_by_id(code).one(database.reader()).await;
    found.ok().flatten().map(|row| row.status.to_string()).ok_or(StatusCode::NOT_FOUND)
}

/// What the use case asks for: dossier, supplement request, decision and the office's files.
async fn all_questions(
    State(database): State<Database>,
    Path(code): Path<String>,
) -> Result<String, StatusCode> {
    let reader = database.reader();
    let found = dossier::Entity::find_by_id(&code).one(reader).await;
    let row = found.ok().flatten().ok_or(StatusCode::NOT_FOUND)?;
    let broken = |_| StatusCode::INTERNAL_SERVER_ERROR;
    supplement_request::Entity::find_by_id(&code).one(reader).await.map_err(broken)?;
    decision::Entity::find_by_id(&code).one(reader).await.map_err(broken)?;
    attachment::Entity::find()
        .filter(attachment::Column::DraftId.eq(&row.draft_id))
        .filter(attachment::Column::Origin.eq("office"))
        .filter(attachment::Column::RemovedAt.is_null())
        .count(reader)
        .await
        .map_err(broken)?;
    Ok(row.status.to_string())
}
