//! Bringing an authorized connection online.

use sqlx::AnyConnection;

use crate::crypto::EncryptionKeys;
use crate::crypto::sealed_secret::SealedSecret;
use crate::store::account::Account;
use crate::store::connection_row::ConnectionRow;
use crate::store::error::StoreError;
use crate::store::{access_tokens, connections};

/// Stores the access token of a connection, replacing any earlier one, with the name of the user
/// who signed in, and brings the connection online.
pub(crate) async fn bring_online(
    database: &mut AnyConnection,
    keys: &EncryptionKeys,
    account: &Account,
    connection: &ConnectionRow,
    (token, signed_in_as): (&str, &str),
    now: i64,
) -> Result<(), StoreError> {
    let place = access_tokens::place(account.id(), &connection.id, now, connection.site_key());
    let token = SealedSecret::seal(keys, place, token)?;
    access_tokens::replace(database, account, &connection.id, &token, now).await?;
    connections::set_online(database, account, &connection.id, signed_in_as, now).await
}
