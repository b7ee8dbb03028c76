//! What makes an authorised connection usable.

use sqlx::AnyConnection;

use crate::EncryptionKeys;
use crate::account::Account;
use crate::api_error::ApiError;
use crate::connection_row::ConnectionRow;
use crate::sealed_secret::SealedSecret;
use crate::{access_token_store, connection_store};

/// Stores the access token of a connection in place of the one that it has, with the name of the user who signed in,
/// and brings it online.
pub(crate) async fn bring_online(
    database: &mut AnyConnection,
    keys: &EncryptionKeys,
    account: &Account,
    connection: &ConnectionRow,
    (token, signed_in_as): (&str, &str),
    now: i64,
) -> Result<(), ApiError> {
    let place = access_token_store::place(account.id(), &connection.id, now, connection.site_key());
    let token = SealedSecret::seal(keys, place, token)?;
    access_token_store::replace(database, account, &connection.id, &token, now).await?;
    connection_store::set_online(database, account, &connection.id, signed_in_as, now).await
}
