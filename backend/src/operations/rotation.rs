//! Key rotation: encrypting again what is under an older key or in an older format.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, FromRow};
use thiserror::Error;
use tracing::error;

use crate::crypto::sealed_secret::SealedSecret;
use crate::crypto::{DecryptError, EncryptError, EncryptionKeys, PRESENT, Place, Site, decrypt};
use crate::store::database::Database;

/// The number of secrets per transaction. Requests are served in between.
const BATCH: i64 = 100;

/// The result of [`Backend::rotate`](crate::Backend::rotate).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rotation {
    /// How many secrets were encrypted again.
    pub rewritten: u64,
    /// How many can't be decrypted and were left unchanged. The log lists them.
    pub unreadable: u64,
}

/// The result of [`Backend::check_secrets`](crate::Backend::check_secrets).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecretsCheck {
    /// How many secrets can be decrypted.
    pub readable: u64,
    /// How many can't be decrypted. The log lists them.
    pub unreadable: u64,
}

/// How much is encrypted under one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyUsage {
    /// API keys, client secrets and access tokens. [`Backend::rotate`](crate::Backend::rotate)
    /// encrypts them again.
    pub secrets: u64,
    /// How many of these are in an older format.
    pub old_format: u64,
    /// Stored responses to repeatable saves. They expire within a day.
    pub kept_answers: u64,
}

/// The secrets can't be encrypted again. Finished batches stay, and the next call continues from
/// there.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct RotationError(Cause);

#[derive(Debug, Error)]
enum Cause {
    #[error("Can't read or store the secrets: {0}")]
    Database(sqlx::Error),
    #[error("Can't encrypt a secret.")]
    Encrypt,
}

/// A table with secrets.
struct Table {
    name: &'static str,
    /// Selects a secret and its place: `account`, `row`, `column`, `version`, `region`, `site` and
    /// `sealed`, with `encryption_key_id`.
    select: &'static str,
    /// In row `$3`, replaces the ciphertext `$4` with `$1`, which is under the key `$2`.
    update: &'static str,
}

const TABLES: [Table; 4] = [
    Table {
        name: "connections",
        select: "SELECT account_id AS account, id AS row, 'api_key' AS name, version, region,
                        site_name AS site, api_key AS sealed, encryption_key_id
                 FROM connections WHERE api_key IS NOT NULL",
        update: "UPDATE connections SET api_key = $1, encryption_key_id = $2
                 WHERE id = $3 AND api_key = $4",
    },
    Table {
        name: "oauth_clients",
        select: "SELECT account_id AS account, id AS row, 'client_secret' AS name, version,
                        '' AS region, '' AS site, client_secret AS sealed, encryption_key_id
                 FROM oauth_clients",
        update: "UPDATE oauth_clients SET client_secret = $1, encryption_key_id = $2
                 WHERE id = $3 AND client_secret = $4",
    },
    Table {
        name: "access_tokens",
        select: "SELECT access_tokens.account_id AS account, connection_id AS row,
                        'access_token' AS name, access_tokens.created_at AS version, region,
                        site_name AS site, access_token AS sealed,
                        access_tokens.encryption_key_id AS encryption_key_id
                 FROM access_tokens JOIN connections ON connections.id = connection_id",
        update: "UPDATE access_tokens SET access_token = $1, encryption_key_id = $2
                 WHERE connection_id = $3 AND access_token = $4",
    },
    Table {
        name: "authorizations",
        select: "SELECT account_id AS account, id AS row, 'access_token' AS name, 1 AS version,
                        '' AS region, coalesce(site_url, '') AS site, access_token AS sealed,
                        encryption_key_id
                 FROM authorizations WHERE access_token IS NOT NULL",
        update: "UPDATE authorizations SET access_token = $1, encryption_key_id = $2
                 WHERE id = $3 AND access_token = $4",
    },
];

#[derive(FromRow)]
struct Record {
    account: String,
    row: String,
    name: String,
    version: i64,
    region: String,
    site: String,
    sealed: String,
}

impl Record {
    fn place(&self, table: &'static str) -> Place<'_> {
        let site = Site { region: &self.region, name: &self.site };
        let (account, row, column) = (&self.account, &self.row, &self.name);
        Place { account, table, row, column, version: self.version, site }
    }
}

/// Encrypts under the current key, in the current format, all secrets that are not.
pub(crate) async fn rotate(
    database: &Database,
    keys: &EncryptionKeys,
) -> Result<Rotation, RotationError> {
    let mut rotation = Rotation::default();
    for table in &TABLES {
        let mut after = String::new();
        loop {
            let mut transaction = database.write_for_all().await?;
            let records = batch(&mut transaction, keys, table, &after).await?;
            let Some(last) = records.last() else { break };
            after.clone_from(&last.row);
            for record in &records {
                if again(&mut transaction, keys, table, record).await? {
                    rotation.rewritten += 1;
                } else {
                    rotation.unreadable += 1;
                }
            }
            transaction.commit().await?;
        }
    }
    Ok(rotation)
}

/// Counts the secrets that can and can't be decrypted. Changes nothing.
pub(crate) async fn check(
    database: &Database,
    keys: &EncryptionKeys,
) -> sqlx::Result<SecretsCheck> {
    let mut check = SecretsCheck::default();
    for table in &TABLES {
        let mut after = String::new();
        loop {
            let statement = sqlx::AssertSqlSafe(format!(
                "SELECT * FROM ({}) AS secrets WHERE row > $1 ORDER BY row LIMIT $2",
                table.select
            ));
            let records: Vec<Record> = sqlx::query_as(statement)
                .bind(&after)
                .bind(BATCH)
                .fetch_all(database.pool())
                .await?;
            let Some(last) = records.last() else { break };
            after.clone_from(&last.row);
            for record in &records {
                match decrypt(keys, record.place(table.name), &record.sealed) {
                    Ok(_) => check.readable += 1,
                    Err(cause) => {
                        log_unreadable(table, record, cause);
                        check.unreadable += 1;
                    }
                }
            }
        }
    }
    Ok(check)
}

/// Returns how much is encrypted under each key, by the key's ID.
pub(crate) async fn usage(database: &Database) -> sqlx::Result<BTreeMap<String, KeyUsage>> {
    let mut usage = BTreeMap::<String, KeyUsage>::new();
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    for table in &TABLES {
        // Only constants are interpolated.
        let statement = sqlx::AssertSqlSafe(format!(
            "SELECT encryption_key_id, count(*), sum(CASE WHEN substr(sealed, 1, 2) IN ($1, $2) THEN 0 ELSE 1 END)
             FROM ({}) AS secrets GROUP BY encryption_key_id",
            table.select
        ));
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(statement)
            .bind(PRESENT[0])
            .bind(PRESENT[1])
            .fetch_all(database.pool())
            .await?;
        for (id, secrets, old_format) in rows {
            let own = usage.entry(id).or_default();
            own.secrets += count(secrets);
            own.old_format += count(old_format);
        }
    }
    let answers: Vec<(String, i64)> = sqlx::query_as(
        "SELECT encryption_key_id, count(*) FROM idempotency_records GROUP BY encryption_key_id",
    )
    .fetch_all(database.pool())
    .await?;
    for (id, answers) in answers {
        usage.entry(id).or_default().kept_answers += count(answers);
    }
    Ok(usage)
}

async fn batch(
    database: &mut AnyConnection,
    keys: &EncryptionKeys,
    table: &Table,
    after: &str,
) -> sqlx::Result<Vec<Record>> {
    let statement = sqlx::AssertSqlSafe(format!(
        "SELECT * FROM ({}) AS secrets WHERE row > $1
           AND (encryption_key_id <> $2 OR substr(sealed, 1, 2) NOT IN ($3, $4))
         ORDER BY row LIMIT $5",
        table.select
    ));
    sqlx::query_as(statement)
        .bind(after)
        .bind(keys.current().id())
        .bind(PRESENT[0])
        .bind(PRESENT[1])
        .bind(BATCH)
        .fetch_all(database)
        .await
}

/// Encrypts a secret again. Returns whether it could be decrypted.
async fn again(
    database: &mut AnyConnection,
    keys: &EncryptionKeys,
    table: &Table,
    record: &Record,
) -> Result<bool, RotationError> {
    let place = record.place(table.name);
    let secret = match decrypt(keys, place, &record.sealed) {
        Ok(secret) => secret,
        Err(cause) => {
            log_unreadable(table, record, cause);
            return Ok(false);
        }
    };
    let sealed = SealedSecret::seal(keys, place, &secret)?;
    sqlx::query(table.update)
        .bind(&sealed.ciphertext)
        .bind(&sealed.encryption_key_id)
        .bind(&record.row)
        .bind(&record.sealed)
        .execute(database)
        .await?;
    Ok(true)
}

fn log_unreadable(table: &Table, record: &Record, cause: DecryptError) {
    error!(%cause, table = table.name, row = record.row, "can't decrypt a secret");
}

impl From<sqlx::Error> for RotationError {
    fn from(cause: sqlx::Error) -> Self {
        Self(Cause::Database(cause))
    }
}

impl From<EncryptError> for RotationError {
    fn from(_: EncryptError) -> Self {
        Self(Cause::Encrypt)
    }
}
