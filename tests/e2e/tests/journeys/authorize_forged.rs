//! Other pages that claim that the authorization has succeeded.

use std::time::Instant;

use serde_json::json;
use teamwork_connect_e2e::{Stage, play, until_equal};

use crate::common::{DESK, accept, authorize, begun, is_listed, ready_to_authorize};

/// Sends many forged messages about the authorization in the address's fragment.
const FORGE: &str = r#"
    const id = decodeURIComponent(location.hash.slice(1));
    const done = { v: 1, id, status: "succeeded", verification_code: "AAAA-AAAA-AAAA" };
    const channel = new BroadcastChannel(`teamwork-connect:${id}`);
    for (const forged of [
        { ...done, id: "another" }, [done], { constructor: { prototype: done } },
        JSON.parse(`{ "__proto__": ${JSON.stringify(done)} }`), { ...done, id: "x".repeat(1_000_000) },
        ...Array(200).fill(done),
    ]) {
        parent.postMessage(forged, "*");
        channel.postMessage(forged);
    }
    parent.postMessage("finished", "*");
"#;

/// Inserts a frame with a page that does so, and waits until it is done.
const PUT: &str = r#"await new Promise((finished) => {
    addEventListener("message", ({ data }) => data === "finished" && finished(0));
    const frame = Object.assign(document.createElement("iframe"), { src: given[0] });
    if (given[1]) frame.setAttribute("sandbox", given[1]);
    document.body.append(frame);
})"#;

/// How many times the state of the authorization was requested.
fn status_requests(stage: &Stage) -> usize {
    let exchanges = stage.recorder.of_the_page();
    exchanges.iter().filter(|it| it.uri.starts_with("/api/authorizations/")).count()
}

#[test]
fn t40_t41_t42_t43_forged_messages_are_ignored_and_cause_at_most_two_requests_per_second() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.back().await;
        stage
            .browser
            .script(
                "addEventListener('teamwork-authorized', () => window.believed = true)",
                json!([]),
            )
            .await;
        stage
            .website
            .publish("/own/forge.html", "<!doctype html><script src=\"/own/forge.js\"></script>");
        stage.website.publish("/own/forge.js", FORGE);
        let forge = |site: String| format!("{site}/own/forge.html");
        let id = begun(stage).await["id"].as_str().unwrap().to_owned();
        let (begun, before) = (Instant::now(), status_requests(stage));
        for (page, sandbox) in [
            (forge(stage.website.url()), ""),
            (forge(stage.website.url_on_the_backends_site()), ""),
            (forge(stage.website.url()), "allow-scripts"),
        ] {
            let page = format!("{page}#{id}");
            stage.browser.script(PUT, json!([page, sandbox])).await;
        }
        let own = "(() => {
            const done = { v: 1, id: given[0], status: 'succeeded' };
            const channel = new BroadcastChannel(`teamwork-connect:${given[0]}`);
            for (let number = 0; number < 200; number += 1) {
                channel.postMessage(done);
                postMessage(done);
            }
        })()";
        stage.browser.script(own, json!([id])).await;
        until_equal(true, async || status_requests(stage) >= before + 3).await;
        let at_most = 2 * usize::try_from(begun.elapsed().as_secs()).unwrap() + 3;
        let asked = status_requests(stage) - before;
        assert!(asked <= at_most, "{asked} requests, expected at most {at_most}");
        panel.says("Waiting for Teamwork").await;
        assert_eq!(stage.browser.script("window.believed", json!([])).await, json!(null));
        is_listed(stage, "Acme desk", "Offline").await;

        popup.enter().await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
    });
}
