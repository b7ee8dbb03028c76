//! What a failure of the database means for a request.

/// What a failure of the database means for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// There was a conflict with other requests, or the database can't be reached now. A retry may
    /// soon succeed.
    Busy,
    /// The database is out of space or can't write.
    Full,
    /// A failure that doesn't go away by waiting.
    Other,
}

impl Failure {
    /// Classifies an error.
    pub(crate) fn of(cause: &sqlx::Error) -> Self {
        if let Some(error) = cause.as_database_error() {
            let code = error.code();
            return code.map_or(Self::Other, |code| Self::of_code(&code));
        }
        match cause {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::InvalidSavePointStatement
            | sqlx::Error::BeginFailed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_) => Self::Busy,
            _ => Self::Other,
        }
    }

    /// Classifies an error code. SQLite's result codes are numbers below 10,000
    /// (<https://sqlite.org/rescode.html>). PostgreSQL's codes have five characters
    /// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    fn of_code(code: &str) -> Self {
        match code {
            // A deadlock, a serialization failure, or a timeout of a lock or a statement.
            "40P01" | "40001" | "55P03" | "57014" | "25P03" => Self::Busy,
            // Disk full, out of memory, an I/O error, or a read-only server.
            "53100" | "53200" | "58030" | "25006" => Self::Full,
            // The server stops or starts, has too many connections, or a connection broke.
            _ if code.len() == 5 && ["57P", "533", "08"].iter().any(|it| code.starts_with(it)) => {
                Self::Busy
            }
            // Without the extended part: SQLITE_BUSY and SQLITE_LOCKED; SQLITE_IOERR and
            // SQLITE_FULL.
            _ if code.len() < 5 => match code.parse::<u32>().map(|code| code & 0xff) {
                Ok(5 | 6) => Self::Busy,
                Ok(10 | 13) => Self::Full,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn classifies_the_codes_of_both_databases() {
        let cases = [
            (
                Failure::Busy,
                &["5", "261", "517", "6", "40001", "40P01", "57P01", "53300", "08006"][..],
            ),
            (Failure::Full, &["10", "13", "2570", "53100", "25006"]),
            (Failure::Other, &["1", "19", "2067", "23505", "42P01", "", "x"]),
        ];
        for (expected, codes) in cases {
            for code in codes {
                assert_eq!(Failure::of_code(code), expected, "{code}");
            }
        }
    }
}
