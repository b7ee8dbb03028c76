//! What live regions announce on the way to every state (WCAG 4.1.3, T89).

use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, visit};

use crate::every_state::{DESK, set_up};
use crate::golden::assert_golden;
use crate::script::ask;

const LISTENER: &str = include_str!("announcements.js");

#[test]
fn everything_is_announced_once_in_existing_regions() {
    visit(async |gallery| {
        set_up(gallery, DESK).await;
        let listener = json!({"source": LISTENER});
        gallery.browser.devtools("Page.addScriptToEvaluateOnNewDocument", listener).await;
        let mut golden = String::new();
        for state in gallery.states().await {
            gallery.show(&state, ENGLISH).await;
            let mut said: Vec<String> = ask(&gallery.browser, "window.said", json!([])).await;
            let again = said.windows(2).find(|two| two[0] == two[1]);
            assert_eq!(again, None, "{state} announces something twice");
            // The connection's address is not new information if it appears with a loaded form.
            said.retain(|line| !line.starts_with("unheard: Connects to "));
            // On a busy machine, loading may take long enough to be announced.
            let loading = |line: &String| line.contains("Loading the connection…");
            said.retain(|line| state == "loading" || !loading(line));
            golden += &format!("{state}\n");
            golden.extend(said.iter().map(|line| format!("  {line}\n")));
        }
        assert_golden("announcements.txt", &golden);
    });
}
