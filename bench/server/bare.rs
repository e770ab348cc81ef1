//! The least that could do the same: a handler that asks the database and answers a line.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use sea_orm::EntityTrait as _;
use store::Database;
use store::entity::dossier;

pub(crate) async fn serve(url: &str, address: SocketAddr) {
    let database = Database::open(url).await.unwrap();
    let app = Router::new().route("/bare/{code}", get(degree)).with_state(database);
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}

async fn degree(State(database): State<Database>, Path(code): Path<String>) -> Result<String, StatusCode> {
    let found = dossier::Entity::find_by_id(code).one(database.reader()).await;
    found.ok().flatten().map(|row| row.status.to_string()).ok_or(StatusCode::NOT_FOUND)
}
