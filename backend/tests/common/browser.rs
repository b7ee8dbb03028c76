//! A browser: it stores cookies, and follows redirects one step at a time.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;

use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::{Value, json};

use super::caller::Caller;

/// The backend's public origin. Nothing listens there; the browser resolves it to the backend's address.
const PUBLIC_ORIGIN: &str = "http://localhost:8080";

/// A browser with the backend's cookies.
pub(crate) struct Browser {
    client: Client,
    backend: SocketAddr,
    sandbox: SocketAddr,
    cookies: Mutex<BTreeMap<String, String>>,
    page: Page,
}

/// The page with the panel.
#[derive(Clone, Debug)]
enum Page {
    /// On the backend's own site: its requests carry the backend's cookies.
    SameSite,
    /// On another site: its requests carry only this token, and cookies in responses are discarded.
    CrossSite { token: String },
}

/// The origin of the page on another site.
pub(crate) const APP_ORIGIN: &str = "https://app.example";

/// A started authorization.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    pub(crate) id: String,
    pub(crate) start_url: String,
    pub(crate) set_cookies: Vec<String>,
}

impl Browser {
    pub(crate) fn new(backend: SocketAddr, sandbox: SocketAddr) -> Self {
        let client =
            Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap();
        Self { client, backend, sandbox, cookies: Mutex::default(), page: Page::SameSite }
    }

    /// A browser with the panel in a page on another site, with its user's token.
    pub(crate) fn with_token(self, token: &str) -> Self {
        Self { page: Page::CrossSite { token: token.to_owned() }, ..self }
    }

    /// The same cookies, with the backend at another address.
    pub(crate) fn at(&self, backend: SocketAddr) -> Self {
        let cookies = Mutex::new(self.cookies.lock().unwrap().clone());
        Self { cookies, page: self.page.clone(), ..Self::new(backend, self.sandbox) }
    }

    /// A caller with its cookies, or its token.
    pub(crate) fn caller(&self) -> Caller {
        let caller = Caller::new(self.backend);
        match &self.page {
            Page::SameSite => caller.with_cookies(self.cookie_header()),
            Page::CrossSite { token } => caller.with_token(token),
        }
    }

    /// Stores the cookies of a response.
    pub(crate) fn keep_cookies(&self, answer: &Response) {
        for set_cookie in answer.headers().get_all("set-cookie") {
            self.keep_cookie(set_cookie.to_str().unwrap());
        }
    }

    /// Stores the cookie of a `Set-Cookie` header.
    pub(crate) fn keep_cookie(&self, set_cookie: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        let (name, value) = set_cookie.split(';').next().unwrap().split_once('=').unwrap();
        if set_cookie.contains("Max-Age=0;") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Deletes the cookies whose name contains this.
    pub(crate) fn forget_cookies(&self, part: &str) {
        self.cookies.lock().unwrap().retain(|name, _| !name.contains(part));
    }

    /// The `Cookie` header of a request.
    pub(crate) fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Requests a page of the backend or the sandbox, without following redirects.
    pub(crate) async fn visit(&self, url: &str) -> Response {
        let answer = self.request(Method::GET, url).send().await.unwrap();
        self.keep_cookies(&answer);
        answer
    }

    /// Requests a page that redirects, and returns the target.
    pub(crate) async fn sent_on(&self, url: &str) -> String {
        location(&self.visit(url).await)
    }

    /// Submits a form to the backend, as one of its pages does.
    pub(crate) async fn post_form(&self, path: &str, body: String) -> Response {
        let request = self.request(Method::POST, &format!("{PUBLIC_ORIGIN}{path}"));
        let request = request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", PUBLIC_ORIGIN);
        request.body(body).send().await.unwrap()
    }

    /// Starts an authorization in a window, as the panel does.
    pub(crate) async fn begin(&self, connection: &str) -> Start {
        let answer = self.try_begin(connection, &json!({"mode": "popup"})).await;
        assert_eq!(answer.status(), 201);
        start_of(answer).await
    }

    /// Starts an authorization with this body.
    pub(crate) async fn try_begin(&self, connection: &str, body: &Value) -> Response {
        let path = format!("/connections/{connection}/authorizations");
        let request = self.caller().request(Method::POST, &path).json(body);
        match self.page {
            Page::SameSite => {
                let answer = request.send().await.unwrap();
                self.keep_cookies(&answer);
                answer
            }
            Page::CrossSite { .. } => {
                let request = request.header("Origin", APP_ORIGIN);
                request.header("Sec-Fetch-Site", "cross-site").send().await.unwrap()
            }
        }
    }

    /// Signs in to this site in the US and accepts. Returns the URL of the callback without visiting it.
    pub(crate) async fn accept(&self, start: &Start, site: &str) -> String {
        let login = self.sent_on(&start.start_url).await;
        self.accept_at(&login, site, "us").await
    }

    /// Signs in at a sign-in page that the backend redirected to, and accepts.
    pub(crate) async fn accept_at(&self, login: &str, site: &str, region: &str) -> String {
        self.decide(login, site, region, "accept").await
    }

    /// Signs in at a sign-in page that the backend redirected to, and denies.
    pub(crate) async fn deny_at(&self, login: &str) -> String {
        self.decide(login, "acme", "us", "deny").await
    }

    /// Runs an authorization from start to done page, and returns its outcome according to the backend.
    pub(crate) async fn connect(&self, connection: &str) -> Value {
        let start = self.begin(connection).await;
        let callback = self.accept(&start, "acme").await;
        self.finish(&start, &callback).await
    }

    /// Visits the callback and the done page, and returns the outcome according to the backend.
    pub(crate) async fn finish(&self, start: &Start, callback: &str) -> Value {
        let done = self.sent_on(callback).await;
        assert_eq!(done, format!("{PUBLIC_ORIGIN}/api/oauth/done/{}", start.id));
        assert_eq!(self.visit(&done).await.status(), 200);
        self.status(&start.id).await
    }

    /// Visits the callback of an authorization that needs confirmation, and returns the verification code on the
    /// done page.
    pub(crate) async fn verification_code(&self, start: &Start, callback: &str) -> String {
        let done = self.sent_on(callback).await;
        assert_eq!(done, format!("{PUBLIC_ORIGIN}/api/oauth/done/{}", start.id));
        self.verification_code_on(&done).await.expect("the done page shows a verification code")
    }

    /// The verification code that a page shows and passes to its script, if any.
    pub(crate) async fn verification_code_on(&self, done: &str) -> Option<String> {
        let page = self.visit(done).await.text().await.unwrap();
        let verification_code =
            page.split("data-verification-code=\"").nth(1)?.split('"').next().unwrap();
        assert!(page.contains(&format!("<code>{verification_code}</code>")), "{page}");
        Some(verification_code.to_owned())
    }

    /// Confirms an authorization, as the panel does.
    pub(crate) async fn confirm(&self, id: &str, verification_code: &str) -> Response {
        let path = format!("/authorizations/{id}/confirm");
        let request = self.caller().request(Method::POST, &path);
        request.json(&json!({"verificationCode": verification_code})).send().await.unwrap()
    }

    /// The status of an authorization, as polled by the panel.
    pub(crate) async fn status(&self, id: &str) -> Value {
        self.caller().get_json(&format!("/authorizations/{id}")).await
    }

    async fn decide(&self, login: &str, site: &str, region: &str, decision: &str) -> String {
        let page = self.visit(login).await.text().await.unwrap();
        let pending = page.split("name=\"login\" value=\"").nth(1).expect("the sign-in page");
        let pending = pending.split('"').next().unwrap();
        let form =
            [("login", pending), ("name", "Ada Lovelace"), ("site", site), ("region", region)];
        let login = self.form("/launchpad/login", &form).await;
        assert_eq!(login.status(), 200);
        let form = [("login", pending), ("decision", decision)];
        location(&self.form("/launchpad/consent", &form).await)
    }

    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = self.client.post(format!("http://{}{path}", self.sandbox));
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        request.body(body.finish()).send().await.unwrap()
    }

    /// A navigation request, with the backend's cookies if it goes to the backend.
    fn request(&self, method: Method, url: &str) -> RequestBuilder {
        match url.strip_prefix(PUBLIC_ORIGIN) {
            None => self.client.request(method, url),
            Some(path) => {
                let url = format!("http://{}{path}", self.backend);
                self.client.request(method, url).header("Cookie", self.cookie_header())
            }
        }
    }
}

/// The target of a redirect.
fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), 303);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

async fn start_of(answer: Response) -> Start {
    let set_cookies = answer.headers().get_all("set-cookie").iter();
    let set_cookies = set_cookies.map(|value| value.to_str().unwrap().to_owned()).collect();
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["expiresIn"], 600);
    Start {
        id: body["id"].as_str().unwrap().to_owned(),
        start_url: body["startUrl"].as_str().unwrap().to_owned(),
        set_cookies,
    }
}
