//! Runs axe-core on every state in every look.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::json;
use teamwork_connect_e2e::{Gallery, LOOKS, visit};

use crate::script::ask;

/// All required levels, and axe's best practices.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Results that axe cannot decide, each with the reason why it is not a violation.
const EXPLAINED: &str = include_str!("axe_incomplete.json");

/// How many browsers share the states.
const BROWSERS: usize = 2;

#[derive(Debug, Deserialize)]
struct Found {
    violations: Vec<Finding>,
    incomplete: Vec<Finding>,
}

#[derive(Debug, Deserialize)]
struct Finding {
    rule: String,
    part: String,
    why: String,
}

/// An entry in the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    state: String,
    rule: String,
    part: String,
    reason: String,
}

#[test]
fn axe_finds_no_violations_in_any_state() {
    let explained: Vec<Explained> = serde_json::from_str(EXPLAINED).unwrap();
    let halves = std::thread::scope(|scope| {
        let half = |part| scope.spawn(move || check_every_nth(BROWSERS, part));
        let halves: Vec<_> = (0..BROWSERS).map(half).collect();
        halves.into_iter().map(|half| half.join().unwrap()).collect::<Vec<_>>()
    });
    let (violations, incomplete): (Vec<_>, Vec<_>) = halves.into_iter().unzip();
    let violations: Vec<String> = violations.into_iter().flatten().collect();
    assert!(violations.is_empty(), "axe violations:\n{}", violations.join("\n"));

    let incomplete: BTreeSet<_> = incomplete.into_iter().flatten().collect();
    let known: BTreeSet<_> = explained
        .iter()
        .map(|entry| (entry.state.clone(), entry.rule.clone(), entry.part.clone()))
        .collect();
    let unexplained: Vec<_> = incomplete.difference(&known).collect();
    assert!(
        unexplained.is_empty(),
        "incomplete results that axe_incomplete.json doesn't explain: {unexplained:#?}"
    );
    let stale: Vec<_> = known.difference(&incomplete).collect();
    assert!(stale.is_empty(), "stale entries in axe_incomplete.json: {stale:#?}");
    assert!(explained.iter().all(|entry| entry.reason.len() > 20), "every entry has a reason");
}

/// Checks the test above: violations inside the shadow root are found.
#[test]
fn axe_checks_the_shadow_root() {
    visit(async |gallery| {
        gallery.show("empty", LOOKS[0]).await;
        load_axe(gallery).await;
        gallery
            .browser
            .script("root.querySelector('label').removeAttribute('for')", json!([]))
            .await;
        let found: Found = ask(&gallery.browser, "axeFinds(given[0])", json!([TAGS])).await;
        let rules: Vec<_> = found.violations.iter().map(|found| &found.rule[..]).collect();
        assert!(rules.contains(&"label"), "{rules:?}");
    });
}

/// The violations as lines, and the incomplete results, of every nth state, starting at `first`.
fn check_every_nth(n: usize, first: usize) -> (Vec<String>, Vec<(String, String, String)>) {
    let (mut violations, mut incomplete) = (Vec::new(), Vec::new());
    visit(async |gallery| {
        let states = gallery.states().await;
        assert!(states.len() > 90, "{states:?}");
        // During a transition, for example of the opacity, contrast cannot be computed.
        let still = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
        gallery.browser.devtools("Emulation.setEmulatedMedia", still).await;
        for state in states.iter().skip(first).step_by(n) {
            gallery.show(state, LOOKS[0]).await;
            load_axe(gallery).await;
            for look in LOOKS {
                gallery.change(look).await;
                let found: Found = ask(&gallery.browser, "axeFinds(given[0])", json!([TAGS])).await;
                violations.extend(found.violations.into_iter().map(
                    |Finding { rule, part, why }| {
                        format!("{state} {look:?}: {rule}, {part}: {why}")
                    },
                ));
                incomplete.extend(
                    found.incomplete.into_iter().map(|it| (state.clone(), it.rule, it.part)),
                );
            }
        }
    });
    (violations, incomplete)
}

async fn load_axe(gallery: &Gallery) {
    let path = std::env::var_os("AXE").map(PathBuf::from);
    let path =
        path.expect("AXE is not set to axe.min.js: use `cargo xtask test --only accessibility`");
    let axe = std::fs::read_to_string(&path).unwrap();
    gallery.browser.script("eval(given[0]), axe.version", json!([axe])).await;
}
