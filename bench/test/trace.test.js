import assert from "node:assert/strict";
import { test } from "node:test";

import { workOf } from "../src/trace.js";

const here = { pid: 1, tid: 2 };
const mark = (name, ts) => ({ ...here, ph: "I", name: `bench-${name}`, ts });
const event = (name, ts, dur, more = {}) => ({ ...here, ph: "X", name, ts, dur, tdur: dur, args: {}, ...more });
const call = (ts, dur, url = "http://127.0.0.1/main.js") => event("FunctionCall", ts, dur, { args: { data: { url } } });

test("work within work counts once", () => {
  const events = [mark("begin", 0), call(100, 1000), call(200, 500), event("Layout", 300, 100), mark("end", 9000)];
  assert.deepEqual(workOf(events), [{ all: 1, scripts: 1 }]);
});

test("style and layout count beside scripts, and painting does not", () => {
  const events = [
    mark("begin", 0),
    call(100, 1000),
    event("UpdateLayoutTree", 2000, 200),
    event("Layout", 2200, 300),
    event("Paint", 2500, 4000),
    mark("end", 9000),
  ];
  assert.deepEqual(workOf(events), [{ all: 1.5, scripts: 1 }]);
});

test("the time that another program had the processor does not count", () => {
  const events = [mark("begin", 0), event("RunMicrotasks", 100, 5000, { tdur: 1000 }), mark("end", 9000)];
  assert.deepEqual(workOf(events), [{ all: 1, scripts: 1 }]);
});

test("what is done elsewhere, by the benchmark or outside of the marks does not count", () => {
  const events = [
    call(0, 50),
    mark("begin", 100),
    call(200, 1000, ""),
    event("Layout", 300, 1000, { tid: 3 }),
    mark("end", 2000),
    call(2100, 1000),
  ];
  assert.deepEqual(workOf(events), [{ all: 0, scripts: 0 }]);
});

test("each pair of marks has its own work, in whatever order events come", () => {
  const events = [mark("end", 3000), call(2500, 100), mark("begin", 2000), mark("end", 1000), call(500, 300), mark("begin", 0)];
  assert.deepEqual(workOf(events), [
    { all: 0.3, scripts: 0.3 },
    { all: 0.1, scripts: 0.1 },
  ]);
});

test("marks that do not pair are an error", () => {
  assert.throws(() => workOf([]));
  assert.throws(() => workOf([mark("begin", 0)]));
  assert.throws(() => workOf([mark("end", 0), mark("begin", 1)]));
});
