//! Keys from a key management service: the backend's key is in an encrypted file, and the service decrypts it.
//!
//! `cargo run -p teamwork-connect-backend --example kms` simulates the service on this machine. With a real one,
//! `Kms` calls its decryption API (AWS `Decrypt`, Google `decrypt`, Vault `transit/decrypt`) through the vendor's
//! library.
#![allow(clippy::print_stdout)] // Printing is its purpose.

use std::error::Error;

use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use reqwest::Client;
use serde_json::{Value, json};
use teamwork_connect_backend::{EncryptionKeys, KeyProvider};
use tokio::net::TcpListener;

/// A key that a service has to decrypt.
pub(crate) struct Kms {
    /// The URL of the service's decryption API.
    pub(crate) url: String,
    /// The ciphertext of `id:key`, as printed by `generate-key`.
    pub(crate) ciphertext: String,
}

impl KeyProvider for Kms {
    async fn keys(&self) -> Result<EncryptionKeys, Box<dyn Error + Send + Sync>> {
        let request = Client::new().post(&self.url).json(&json!({"ciphertext": self.ciphertext}));
        let answer = request.send().await?.error_for_status()?;
        let answer: Value = answer.json().await?;
        let text = answer["plaintext"].as_str().ok_or("The service gave no plaintext.")?;
        Ok(EncryptionKeys::parse(text)?)
    }
}

/// A fake service that knows a single ciphertext.
pub(crate) async fn service(
    ciphertext: &'static str,
    plaintext: String,
) -> std::io::Result<String> {
    let decrypt = async move |Json(asked): Json<Value>| {
        if asked["ciphertext"] == ciphertext {
            Ok(Json(json!({"plaintext": plaintext})))
        } else {
            Err(StatusCode::BAD_REQUEST)
        }
    };
    let router = Router::new().route("/decrypt", post(decrypt));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/decrypt", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(url)
}

#[tokio::main]
#[allow(dead_code)] // A test runs the rest of it.
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let url = service("encrypted", EncryptionKeys::generate("1")?.to_string()).await?;
    Kms { url, ciphertext: "encrypted".to_owned() }.keys().await?;
    println!("The service has decrypted the key; BackendConfig::new takes it.");
    Ok(())
}
