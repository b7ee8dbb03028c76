//! What is left of panels that are gone.

use serde_json::{Value, json};
use teamwork_connect_e2e::{Setting, Stage};

use crate::project::{Project, beside};

/// How many at a time: a script may not take too long.
const AT_A_TIME: u64 = 10;

/// What may be left of a thousand panels, in bytes.
const LIMIT: u64 = 2_000_000;

/// What a page takes, after whatever can be given back has been.
#[derive(Clone, Copy, Debug)]
struct Memory {
    wasm: u64,
    /// What belongs to JavaScript.
    heap: u64,
    /// How many nodes there are, on the page or not.
    nodes: u64,
}

impl Memory {
    async fn of(stage: &Stage) -> Self {
        let wasm = stage.browser.script("wasmMemory.buffer.byteLength", json!([])).await;
        let wasm = wasm.as_u64().unwrap();
        let ask = async |command| stage.browser.devtools(command, json!({})).await;
        ask("HeapProfiler.collectGarbage").await;
        let heap = ask("Runtime.getHeapUsage").await;
        let counters = ask("Memory.getDOMCounters").await;
        Self { wasm, heap: whole(&heap["usedSize"]), nodes: whole(&counters["nodes"]) }
    }
}

/// A number that has no fraction, however it is written.
fn whole(number: &Value) -> u64 {
    number.to_string().trim_end_matches(".0").parse().unwrap()
}

#[test]
fn a_thousand_panels_that_came_and_went_leave_no_memory_behind() {
    let project = Project::new();
    project.add("index.html", &beside("memory.html"));
    project.add("memory.js", &beside("memory.js"));
    Setting::default().serving(project.path("")).play(async |stage| {
        stage.browser.go(&stage.server.url()).await;
        // The first ones bring what stays: code, names and pools.
        come_and_go(stage, 100).await;
        let before = Memory::of(stage).await;
        come_and_go(stage, 1000).await;
        let after = Memory::of(stage).await;
        let grown = (after.wasm + after.heap).saturating_sub(before.wasm + before.heap);
        assert!(grown < LIMIT, "{grown} bytes more: {before:?}, {after:?}");
        assert!(after.nodes < before.nodes + 100, "{before:?}, {after:?}");
    });
}

async fn come_and_go(stage: &Stage, times: u64) {
    for _ in 0..times / AT_A_TIME {
        stage.browser.script("await comeAndGo(given[0])", json!([AT_A_TIME])).await;
    }
}
