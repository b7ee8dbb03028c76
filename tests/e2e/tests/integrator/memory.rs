//! Memory left by removed panels.

use serde_json::{Value, json};
use teamwork_connect_e2e::{Setting, Stage};

use crate::project::{Project, beside};

/// Panels per script run, because a script may not take too long.
const AT_A_TIME: u64 = 10;

/// What a thousand panels may leave behind, in bytes.
const LIMIT: u64 = 2_000_000;

/// The memory of a page after garbage collection.
#[derive(Clone, Copy, Debug)]
struct Memory {
    wasm: u64,
    /// The JavaScript heap.
    heap: u64,
    /// The number of nodes, attached or not.
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

/// An integer, whatever its JSON representation.
fn whole(number: &Value) -> u64 {
    number.to_string().trim_end_matches(".0").parse().unwrap()
}

#[test]
fn a_thousand_removed_panels_leak_no_memory() {
    let project = Project::new();
    project.add("index.html", &beside("memory.html"));
    project.add("memory.js", &beside("memory.js"));
    Setting::default().serving(project.path("")).play(async |stage| {
        stage.browser.go(&stage.server.url()).await;
        // The first panels allocate what stays: code, names and pools.
        add_and_remove(stage, 100).await;
        let before = Memory::of(stage).await;
        add_and_remove(stage, 1000).await;
        let after = Memory::of(stage).await;
        let grown = (after.wasm + after.heap).saturating_sub(before.wasm + before.heap);
        assert!(grown < LIMIT, "grew by {grown} bytes: {before:?}, {after:?}");
        assert!(after.nodes < before.nodes + 100, "{before:?}, {after:?}");
    });
}

async fn add_and_remove(stage: &Stage, times: u64) {
    for _ in 0..times / AT_A_TIME {
        stage.browser.script("await comeAndGo(given[0])", json!([AT_A_TIME])).await;
    }
}
