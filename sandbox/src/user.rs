//! Who uses Teamwork.

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    /// The given name.
    pub(crate) first_name: String,
    /// The rest of the name, which may be empty.
    pub(crate) last_name: String,
}

impl User {
    /// Everybody has the same ID: no test needs two of them on one site.
    pub(crate) const ID: u32 = 123_456;

    /// The user with this name, or `None` if it is blank.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut words = name.split_whitespace();
        let first_name = words.next()?.to_owned();
        Some(Self { first_name, last_name: words.collect::<Vec<_>>().join(" ") })
    }

    /// Whose API keys all are.
    pub(crate) fn sam() -> Self {
        Self { first_name: "Sam".to_owned(), last_name: "Sandbox".to_owned() }
    }

    /// First and last name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim_end().to_owned()
    }

    /// What the user signs in with, which is a word of letters and digits whatever the name is.
    pub(crate) fn login(&self) -> String {
        let plain = self.first_name.chars().filter(char::is_ascii_alphanumeric);
        let login = plain.collect::<String>().to_ascii_lowercase();
        if login.is_empty() { "user".to_owned() } else { login }
    }

    /// The e-mail address, at a domain that nobody has.
    pub(crate) fn email(&self) -> String {
        format!("{}@example.com", self.login())
    }
}
