//! The frame of the sign-in pages: their HTML and headers.

use core::fmt::{self, Display, Formatter, Write};

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use teamwork_connect_core::ResultCode;
use url::Url;

use super::sentence;
use crate::app::App;
use crate::http::api_error::ApiError;

/// Returns the content security policy: only resources from the backend, no framing, no HTML made
/// by scripts, and forms only to `form_action`. The pages have no `Cross-Origin-Opener-Policy`,
/// which would cut the done page off from the panel that waits for it.
fn policy(form_action: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; \
         form-action {form_action}; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// Displays text escaped for HTML, between tags and in quoted attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

/// A page: its text, and the data for its script.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) status: StatusCode,
    pub(crate) heading: &'a str,
    /// What happened and what to do.
    pub(crate) sentence: &'a str,
    /// The verification code that the user may have to type in the app.
    pub(crate) verification_code: Option<&'a str>,
    /// Attributes of the page's main element, for scripts and tests. The names are fixed; the
    /// values are escaped.
    pub(crate) data: &'a [(&'a str, &'a str)],
    /// Whether the page includes the done page's script.
    pub(crate) scripted: bool,
    /// What the user can do next.
    pub(crate) way_on: WayOn<'a>,
}

/// What the user can do next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WayOn<'a> {
    /// Close the window.
    Close,
    /// Close the window once the app has what it needs from it.
    CloseLater,
    /// Reload the page, because its content is about to change.
    LookAgain,
    /// Follow this URL from the backend's configuration.
    To(&'a str),
    /// Confirm by submitting this form.
    Confirm(Form<'a>),
}

/// A form with a single button.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    /// The path below the public URL that it is submitted to.
    pub(crate) action: &'a str,
    /// Its hidden fields. The names are fixed; the values are escaped.
    pub(crate) fields: &'a [(&'a str, &'a str)],
    pub(crate) button: &'a str,
    /// Where its response may finally redirect to, other than the backend's own pages.
    pub(crate) leads_to: Option<&'a str>,
}

impl Page<'_> {
    pub(crate) fn into_response(self, app: &App) -> Response {
        let path = app.public_url.path();
        let mut data = String::new();
        for (name, value) in self.data {
            data.push_str(&format!(" data-{name}=\"{}\"", Escaped(value)));
        }
        let script = if self.scripted {
            format!("\n<script src=\"{}/oauth/done.js\" defer></script>", Escaped(path))
        } else {
            String::new()
        };
        let verification_code =
            self.verification_code.map_or_else(String::new, |verification_code| {
                format!(
                    "\n<p>If the app asks for a verification code, enter this one: \
                 <code>{verification_code}</code></p>"
                )
            });
        let html = format!(
            include_str!("page.html"),
            path = Escaped(path),
            script = script,
            data = data,
            heading = Escaped(self.heading),
            sentence = Escaped(self.sentence),
            verification_code = verification_code,
            way_on = self.way_on.html(path),
        );
        // With `no-referrer`, a form would be submitted with the origin "null".
        let (form_action, referrer) = match self.way_on {
            WayOn::Confirm(form) => (form.policy(), "same-origin"),
            _ => ("'none'".to_owned(), "no-referrer"),
        };
        let headers = [
            (header::CONTENT_SECURITY_POLICY, policy(&form_action)),
            (header::REFERRER_POLICY, referrer.to_owned()),
            (header::X_FRAME_OPTIONS, "DENY".to_owned()),
        ];
        (self.status, headers, Html(html)).into_response()
    }
}

/// Returns the page that explains why the sign-in can't continue.
pub(crate) fn refusal(app: &App, status: StatusCode, code: ResultCode) -> Response {
    Page {
        status,
        heading: sentence::NOT_CONNECTED,
        sentence: sentence::of_failure(code),
        verification_code: None,
        data: &[("code", code.as_str())],
        scripted: false,
        way_on: WayOn::Close,
    }
    .into_response(app)
}

/// Returns the page for a failure of the backend.
pub(crate) fn failure(app: &App, error: &ApiError) -> Response {
    let retry_after = error.retry_after().map(|seconds| [(header::RETRY_AFTER, seconds)]);
    (retry_after, refusal(app, error.status(), error.code())).into_response()
}

/// Redirects the browser without a referrer.
pub(crate) fn go_to(url: &str) -> Response {
    let Ok(location) = HeaderValue::try_from(url) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::LOCATION, location),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

impl WayOn<'_> {
    /// Renders the page as HTML, for pages below this path.
    fn html(&self, path: &str) -> String {
        let words = match self {
            Self::Close => "You can close this window.".to_owned(),
            Self::CloseLater => {
                "You can close this window once the app shows that it’s connected.".to_owned()
            }
            Self::LookAgain => {
                "<a href=\"\">Check again</a>. You can also close this window.".to_owned()
            }
            Self::To(url) => format!("<a href=\"{}\">Continue in the app</a>.", Escaped(url)),
            Self::Confirm(form) => return form.html(path),
        };
        format!("<p>{words}</p>")
    }
}

impl Form<'_> {
    fn html(&self, path: &str) -> String {
        let fields: String = self
            .fields
            .iter()
            .map(|(name, value)| {
                format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", Escaped(value))
            })
            .collect();
        format!(
            "<form method=\"post\" action=\"{}{}\">{fields}<button>{}</button></form>",
            Escaped(path),
            self.action,
            Escaped(self.button)
        )
    }

    /// Returns the `form-action` sources. Browsers also check the redirects that follow a form.
    fn policy(&self) -> String {
        let origin = self.leads_to.and_then(|url| Url::parse(url).ok());
        match origin {
            Some(url) => format!("'self' {}", url.origin().ascii_serialization()),
            None => "'self'".to_owned(),
        }
    }
}

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
