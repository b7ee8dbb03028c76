//! The sign-in window can be severed from the page that opened it.

use crate::common::{TestBackend, oauth, sandbox_client};

#[tokio::test]
async fn t44_the_start_page_severs_the_opener_if_configured() {
    for severed in [false, true] {
        let backend = TestBackend::start_with(|config| config.sever_opener = severed).await;
        let browser = backend.browser().await;
        let client = browser.caller().created_client(&sandbox_client()).await;
        let id = browser.caller().created(&oauth("desk", "v2", &client)).await;
        let start = browser.begin(&id).await;
        let way = browser.visit(&start.start_url).await;
        assert_eq!(way.status(), 303);
        let policy = way.headers().get("cross-origin-opener-policy");
        let policy = policy.map(|policy| policy.to_str().unwrap());
        assert_eq!(policy, severed.then_some("same-origin"));
        // Later pages don't have the policy, so that the page can still reach them.
        let callback = browser.accept(&start, "acme").await;
        let back = browser.visit(&callback).await;
        let done = browser.visit(back.headers()["location"].to_str().unwrap()).await;
        for answer in [&back, &done] {
            assert!(!answer.headers().contains_key("cross-origin-opener-policy"));
        }
    }
}
