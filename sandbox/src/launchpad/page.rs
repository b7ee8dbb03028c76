//! The frame of the launchpad's pages.

use std::fmt::{self, Display, Formatter, Write};

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// Displays text escaped for HTML, between tags and in quoted attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Returns a page with this heading, which is also its title, and this HTML below it.
pub(crate) fn page(status: StatusCode, heading: &str, html: &str) -> Response {
    let page = format!(
        include_str!("page.html"),
        style = include_str!("page.css"),
        heading = Escaped(heading),
        html = html,
    );
    // A page belongs to one login, so it must not be cached.
    (status, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

/// Returns a page that explains why the sign-in can't continue.
pub(crate) fn error_page(sentence: &str) -> Response {
    let html = format!("<p>{}</p>", Escaped(sentence));
    page(StatusCode::BAD_REQUEST, "Teamwork (sandbox) cannot sign you in", &html)
}

/// Returns the page for a form whose login has ended or never existed.
pub(crate) fn no_such_login() -> Response {
    error_page("This sign-in has ended. Close this window and start again in the app.")
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn escapes_html() {
        let hostile = r#"<a href="x" title='y'>&amp;"#;
        assert_eq!(
            Escaped(hostile).to_string(),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;"
        );
    }
}
