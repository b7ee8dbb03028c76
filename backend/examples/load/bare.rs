//! The minimum that a server with SQLite does: one durable insert per request, on one connection.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use tokio::net::TcpListener;

/// Serves it, and returns its address.
pub(crate) async fn serve(directory: &Path) -> Result<SocketAddr> {
    std::fs::create_dir_all(directory)?;
    let options = SqliteConnectOptions::new()
        .filename(directory.join("bare.sqlite3"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    sqlx::query("CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        .execute(&pool)
        .await?;
    let router = Router::new().route("/connections", post(insert)).with_state(pool);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

async fn insert(State(pool): State<SqlitePool>, body: String) -> StatusCode {
    match sqlx::query("INSERT INTO rows (body) VALUES ($1)").bind(body).execute(&pool).await {
        Ok(_) => StatusCode::CREATED,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
