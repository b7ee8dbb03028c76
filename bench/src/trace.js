// Reads the work on the main thread from Chromium's own trace.

/** The trace categories: marks, and what DevTools calls scripting and rendering. */
export const CATEGORIES = ["blink.user_timing", "devtools.timeline", "v8", "v8.execute"];

/** Work that panels cause besides their scripts: style and layout of what has changed. */
const RENDERING = new Set(["UpdateLayoutTree", "Layout"]);

/**
 * Scripts, including what they await and the garbage that they leave. Those without a URL belong to the benchmark.
 */
function isScript({ name, args }) {
  const isCall = name === "FunctionCall" && args.data?.url?.startsWith("http");
  return isCall || name === "RunMicrotasks" || name === "MinorGC" || name === "MajorGC";
}

/** The thread-clock milliseconds of the events that are not nested in another one of them. */
function sum(events) {
  let [total, until] = [0, 0];
  for (const { ts, dur, tdur } of events) {
    if (ts < until) continue;
    total += tdur ?? dur;
    until = ts + dur;
  }
  return total / 1000;
}

/**
 * The milliseconds of work between each pair of marks, and the share of scripts. Uses the clock of the main
 * thread, which stops while another program has the processor.
 */
export function workOf(events) {
  const ordered = events.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const marks = ordered.filter(({ name }) => name === "bench-begin" || name === "bench-end");
  const works = [];
  for (let index = 0; index < marks.length; index += 2) {
    const [begin, end] = [marks[index], marks[index + 1]];
    if (begin.name !== "bench-begin" || end?.name !== "bench-end") throw new Error("marks are out of order");
    const within = ordered.filter(
      ({ ph, ts, pid, tid }) => ph === "X" && pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts,
    );
    const scripts = within.filter(isScript);
    const all = within.filter((event) => isScript(event) || RENDERING.has(event.name));
    works.push({ all: sum(all), scripts: sum(scripts) });
  }
  if (works.length === 0) throw new Error("the trace has no marks");
  return works;
}
