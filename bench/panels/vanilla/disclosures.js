// Help and HTTP settings.

import { helpSteps, httpSettings, siteOf, siteUrl } from "../shared/settings.js";
import { copyButton, h, setText } from "./dom.js";

/** *Where do I find it?*. Its links follow the site. */
export function help(key, ...more) {
  const list = h("ol", { class: "tc-instructions" });
  let shownFor;
  const update = (values) => {
    const site = siteOf(values);
    const now = `${values.apiType} ${site}`;
    if (now === shownFor) return;
    shownFor = now;
    list.replaceChildren(
      ...helpSteps(key, values).map((step) =>
        h("li", {}, ...(typeof step === "string" ? [step] : linked(step, site))),
      ),
    );
  };
  const summary = h("summary", { class: "tc-disclosure" }, "Where do I find it?");
  return { element: h("details", { class: "tc-details tc-help-steps" }, summary, list, ...more), update };
}

function linked([before, text, path, after], site) {
  if (!site) return [before + text + after];
  const href = siteUrl(site) + path;
  return [before, h("a", { class: "tc-link", href, target: "_blank", rel: "noopener noreferrer" }, text), after];
}

/** What the settings mean in HTTP. Existing rows are updated in place. */
export function httpDisclosure() {
  const list = h("dl", { class: "tc-properties" });
  const rows = new Map();
  let texts = [];
  const update = (values, redirectUri) => {
    texts = httpSettings(values, redirectUri);
    const shown = texts.map(([label, text]) => {
      if (!rows.has(label)) {
        const value = h("dd", { class: "tc-url" });
        rows.set(label, { element: h("div", {}, h("dt", {}, label), value), value });
      }
      const row = rows.get(label);
      setText(row.value, text);
      return row.element;
    });
    const isSame = shown.length === list.childElementCount && shown.every((row, i) => list.children[i] === row);
    if (!isSame) list.replaceChildren(...shown);
  };
  const intro = "The HTTP values derived from your settings. You can’t change them here.";
  const asText = () => texts.map(([label, value]) => `${label}: ${value}\n`).join("");
  const element = h(
    "details",
    { class: "tc-details tc-http-settings" },
    h("summary", { class: "tc-disclosure" }, "HTTP settings"),
    h("div", { class: "tc-copyable" }, h("p", { class: "tc-help tc-grow" }, intro), copyButton(asText)),
    list,
  );
  return { element, update };
}
