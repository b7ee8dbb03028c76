//! The users of Teamwork.

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    /// The given name.
    pub(crate) first_name: String,
    /// The rest of the name, which may be empty.
    pub(crate) last_name: String,
}

impl User {
    /// The ID of every user: no test needs two users on one site.
    pub(crate) const ID: u32 = 123_456;

    /// Returns the user with this name, or `None` if the name is blank.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut words = name.split_whitespace();
        let first_name = words.next()?.to_owned();
        Some(Self { first_name, last_name: words.collect::<Vec<_>>().join(" ") })
    }

    /// Returns the user to whom all API keys belong.
    pub(crate) fn sam() -> Self {
        Self { first_name: "Sam".to_owned(), last_name: "Sandbox".to_owned() }
    }

    /// Returns first and last name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim_end().to_owned()
    }

    /// Returns the login name, a word of letters and digits for any name.
    pub(crate) fn login(&self) -> String {
        let plain = self.first_name.chars().filter(char::is_ascii_alphanumeric);
        let login = plain.collect::<String>().to_ascii_lowercase();
        if login.is_empty() { "user".to_owned() } else { login }
    }

    /// Returns the email address, at a reserved domain.
    pub(crate) fn email(&self) -> String {
        format!("{}@example.com", self.login())
    }
}
