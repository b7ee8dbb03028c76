import { basePath, siteOf } from "../shared/settings.js";
import { h, setText } from "./dom.js";

/** The URL that results from the settings so far. Its parts are created once and then updated. */
export function connectsTo() {
  const [host, path] = [h("b", { class: "tc-derived" }), h("b", { class: "tc-derived" })];
  const url = h("span", { class: "tc-url", dir: "ltr" }, "https://", host, ".teamwork.com", path);
  const undocumented = h("span", { class: "tc-help" });
  const line = h("p", {}, h("span", { class: "tc-connects-label" }, "Connects to"), " ", url, undocumented);
  const element = h("div", { class: "tc-connects", role: "status" });
  const update = (values) => {
    const site = siteOf(values);
    if (!site) return line.remove();
    const base = basePath(values);
    setText(host, site);
    setText(path, base ?? "");
    setText(
      undocumented,
      base === null
        ? ` Teamwork doesn’t document a path for ${values.apiVersion}, so this application chooses one.`
        : "",
    );
    if (!line.parentNode) element.append(line);
  };
  return { element, update };
}
