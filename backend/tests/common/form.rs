//! A form on a page of the backend.

use reqwest::Response;
use url::form_urlencoded;

use super::browser::Browser;

/// A form: its target and its fields.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// The only form of a page.
    pub(crate) fn of(page: &str) -> Self {
        let (_, form) = page.split_once("<form method=\"post\" action=\"").expect("a form");
        let (action, form) = form.split_once('"').unwrap();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1).map(|field| {
            let mut parts = field.split('"');
            let name = parts.next().unwrap().to_owned();
            (name, parts.nth(1).unwrap().to_owned())
        });
        Self { action: action.to_owned(), fields: fields.collect() }
    }

    /// The same form with another value.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        let field = other.fields.iter_mut().find(|(own, _)| own == name).expect("such a field");
        field.1 = value.to_owned();
        other
    }

    /// Submits it in a browser.
    pub(crate) async fn send(&self, browser: &Browser) -> Response {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(&self.fields);
        browser.post_form(&self.action, body.finish()).await
    }
}
