//! The migrations of both databases.
//!
//! An applied migration must never be edited, not even its comments: sqlx compares checksums and refuses to open a
//! database whose migrations differ.

use sqlx::migrate::Migrator;

/// The tables of SQLite.
pub(super) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
/// The tables of PostgreSQL.
pub(super) static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

#[cfg(test)]
mod tests {
    use sqlx::migrate::Migrator;

    use super::{POSTGRES, SQLITE};

    /// The first bytes of each checksum, in hexadecimal.
    fn checksums(migrator: &Migrator) -> Vec<String> {
        let first =
            |checksum: &[u8]| checksum.iter().take(4).map(|it| format!("{it:02x}")).collect();
        migrator.iter().map(|migration| first(&migration.checksum)).collect()
    }

    #[test]
    fn applied_migrations_are_unchanged() {
        let sqlite =
            ["dbd89521", "1765ebf4", "f2b6681d", "bf9afee0", "e7a3c9c2", "94293e83", "241f8fd5"];
        assert_eq!(checksums(&SQLITE), sqlite);
        assert_eq!(checksums(&POSTGRES), ["43233281", "241f8fd5"]);
    }
}
