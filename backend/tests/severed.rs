//! The window of the sign-in can be cut off from the page that opened it.

use crate::common::{TestBackend, oauth, sandbox_client};

#[tokio::test]
async fn t44_the_way_to_teamwork_severs_the_opener_where_that_is_wanted() {
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
        // The pages that come later have none, so that they can be reached by who is left.
        let callback = browser.accept(&start, "acme").await;
        let back = browser.visit(&callback).await;
        let done = browser.visit(back.headers()["location"].to_str().unwrap()).await;
        for answer in [&back, &done] {
            assert!(!answer.headers().contains_key("cross-origin-opener-policy"));
        }
    }
}
