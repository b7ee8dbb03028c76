import { summaryTitle } from "../shared/settings.js";
import { h, icon, setText } from "./dom.js";

/** All errors at the top, each with a link to its field. */
export function errorSummary(prefix) {
  const words = h("span");
  const list = h("ul");
  const title = h("div", { class: "tc-summary-title", id: `${prefix}-summary` }, icon("bang"), words);
  const attributes = { class: "tc-summary", role: "group", "aria-labelledby": title.id, tabindex: "-1", hidden: "" };
  const element = h("div", attributes, title, list);
  const show = (errors) => {
    const wrong = Object.entries(errors);
    element.hidden = wrong.length === 0;
    setText(words, summaryTitle(wrong.length));
    list.replaceChildren(
      ...wrong.map(([key, message]) =>
        h("li", {}, h("a", { class: "tc-summary-link", href: `#${prefix}-${key}` }, message)),
      ),
    );
  };
  return { element, show };
}
