// The *Create connection* panel in vanilla JavaScript: elements are created when they are first shown, and then
// updated.

import { loadClients, loadConfig, loadConnections, saveConnection } from "../shared/api.js";
import {
  API_TYPES,
  AUTH_TYPES,
  EMPTY,
  LABELS,
  REGIONS,
  VERSIONS,
  authOf,
  isRequired,
  isShown,
  nextVersion,
  parseSite,
  toBody,
  versionText,
} from "../shared/settings.js";
import { openClientDialog } from "./client-dialog.js";
import { connectsTo } from "./connects-to.js";
import { help, httpDisclosure } from "./disclosures.js";
import { copyButton, h, icon, setAttribute, setText } from "./dom.js";
import { errorSummary } from "./error-summary.js";
import { choiceField, field, textField } from "./fields.js";
import { validate } from "./validate.js";

let panels = 0;

export function mountPanel(target) {
  const prefix = `panel-${++panels}`;
  const values = { ...EMPTY };
  let config = null;
  let names = [];
  let clients = null;
  let wasSubmitted = false;
  const fields = {};

  // Every change of a value goes through here.
  const set = (key, value) => {
    values[key] = value;
    update();
  };

  const text = (key, more = {}) =>
    textField({ id: `${prefix}-${key}`, label: LABELS[key], oninput: (event) => set(key, event.target.value), ...more });
  const choice = (key, choices, onchoice = (value) => set(key, value)) =>
    choiceField({ id: `${prefix}-${key}`, label: LABELS[key], choices, onchoice });

  const make = {
    name() {
      const notice = h(
        "div",
        { class: "tc-notice", role: "status", hidden: "" },
        "Another connection has this name. You can still save it.",
      );
      const made = text("name", { help: "A name you’ll recognize in a list.", below: [notice] });
      const update = () => {
        if (made.control.value !== values.name) made.control.value = values.name;
        const name = values.name.trim().toLowerCase();
        notice.hidden = !names.some((other) => other.toLowerCase() === name);
      };
      return { ...made, update };
    },
    apiType() {
      const made = choice("apiType", API_TYPES, (apiType) => {
        values.apiVersion = nextVersion(apiType, values.apiVersion, values.apiType);
        set("apiType", apiType);
      });
      return { ...made, update: () => made.choose(values.apiType) };
    },
    apiVersion() {
      const control = h("select", { class: "tc-control", onchange: () => set("apiVersion", control.value) });
      const row = h("div", { class: "tc-input" }, control);
      const made = field({ id: `${prefix}-apiVersion`, label: LABELS.apiVersion, control, row });
      let shownFor;
      const update = () => {
        if (shownFor !== values.apiType) {
          shownFor = values.apiType;
          const versions = VERSIONS[values.apiType];
          control.replaceChildren(...versions.map((v, i) => h("option", { value: v }, versionText(v, i))));
          made.setRequired(isRequired("apiVersion", values));
        }
        if (control.value !== values.apiVersion) control.value = values.apiVersion;
      };
      return { ...made, update };
    },
    region() {
      const made = choice("region", REGIONS);
      return { ...made, update: () => made.choose(values.region) };
    },
    siteName() {
      const suffix = h("span", { class: "tc-affix", "aria-hidden": "true" });
      const { element: line, update: updateLine } = connectsTo();
      const made = text("siteName", {
        before: h("span", { class: "tc-affix", "aria-hidden": "true" }, "https://"),
        after: suffix,
        help: "Paste your Teamwork address, or type the part before .teamwork.com.",
        onblur: normalizeSite,
        below: [line],
      });
      const update = () => {
        setText(suffix, REGIONS.find(({ value }) => value === values.region)?.suffix ?? "….teamwork.com");
        if (made.control.value !== values.siteName) made.control.value = values.siteName;
        updateLine(values);
      };
      return { ...made, update };
    },
    userId: () => withHelp("userId", "A number or your profile’s address."),
    spaceId: () => withHelp("spaceId", "A number or an API address of the space."),
    authType() {
      const made = choice("authType", AUTH_TYPES);
      return { ...made, update: () => made.choose(values.authType) };
    },
    apiKey: () =>
      withHelp("apiKey", "Encrypted when saved and never shown again. Required for every edit.", { type: "password" }),
    oauthClientId,
  };

  function withHelp(key, words, more = {}) {
    const { element, update } = help(key);
    const made = text(key, { help: words, below: [element], ...more });
    return {
      ...made,
      update: () => {
        if (made.control.value !== values[key]) made.control.value = values[key];
        update(values);
      },
    };
  }

  // Reduces a pasted address to its label, and sets the region.
  function normalizeSite() {
    const site = parseSite(values.siteName);
    if (!site?.region) return;
    values.region ||= site.region;
    if (values.region === site.region) values.siteName = site.label;
    update();
  }

  function oauthClientId() {
    const control = h("select", { class: "tc-control", onchange: () => set("oauthClientId", control.value) });
    const notice = h("div", { class: "tc-notice", role: "status", hidden: "" }, "Choose a client to edit first.");
    const square = (part, name, label, onclick) => {
      const attributes = { type: "button", class: `tc-button tc-plain tc-square ${part}` };
      return h("button", { ...attributes, "aria-label": label, title: label, onclick }, icon(name));
    };
    const edit = () => {
      const chosen = clients?.find(({ id }) => id === values.oauthClientId);
      notice.hidden = Boolean(chosen);
      if (chosen) openDialog(chosen);
    };
    const row = h(
      "div",
      { class: "tc-row" },
      h("div", { class: "tc-input tc-grow" }, control),
      square("tc-add", "plus", "Add an OAuth 2.0 client", () => openDialog()),
      square("tc-edit", "pen", "Edit the selected client", edit),
    );
    const redirect = h("code", { class: "tc-url", dir: "ltr" });
    const { element, update: updateHelp } = help(
      "oauthClientId",
      h(
        "div",
        { class: "tc-copyable" },
        h("span", { class: "tc-grow" }, "Redirect URI: ", redirect),
        copyButton(() => redirect.textContent),
      ),
      h("p", { class: "tc-help" }, "A redirect URI must use https; only localhost may use http."),
    );
    const made = field({
      id: `${prefix}-oauthClientId`,
      label: LABELS.oauthClientId,
      control,
      row,
      help: "The app registered with Teamwork that requests access.",
      below: [notice, element],
    });
    let shown;
    const update = () => {
      if (shown !== clients) {
        shown = clients;
        const none = clients?.length === 0 ? "None yet: add one" : "Choose a client";
        const options = [{ id: "", name: none }, ...(clients ?? [])];
        control.replaceChildren(...options.map(({ id, name }) => h("option", { value: id }, name)));
      }
      if (control.value !== values.oauthClientId) control.value = values.oauthClientId;
      setText(redirect, config?.redirectUri ?? "");
      updateHelp(values);
    };
    loadClients().then((loaded) => {
      clients = loaded;
      if (loaded.length === 1) values.oauthClientId = loaded[0].id;
      update();
    });
    return { ...made, update };
  }

  function openDialog(client) {
    openClientDialog({
      parent: root,
      id: `${prefix}-client`,
      client,
      apiType: values.apiType,
      redirectUri: config?.redirectUri ?? "",
      onSaved: (saved) => {
        clients = [...(clients ?? []).filter(({ id }) => id !== saved.id), saved];
        set("oauthClientId", saved.id);
      },
    });
  }

  const summary = errorSummary(prefix);

  function showErrors() {
    const errors = validate(values);
    for (const [key, made] of Object.entries(fields)) made.setError(errors[key]);
    summary.show(errors);
    return Object.keys(errors).length > 0;
  }

  const settings = h("div", { class: "tc-settings" });
  const http = httpDisclosure();
  http.element.hidden = true;
  settings.append(http.element);
  const banner = h("div", { class: "tc-banner tc-info", role: "status", hidden: "" });
  const test = h("button", { type: "button", class: "tc-button tc-plain tc-test", hidden: "" }, "Test connection");
  const cancel = h("button", { type: "reset", class: "tc-button tc-quiet tc-cancel" }, "Cancel");
  const save = h("button", { class: "tc-button tc-primary tc-save" }, "Save");

  function update() {
    let next = settings.firstChild;
    for (const key of Object.keys(make)) {
      const shown = isShown(key, values);
      if (shown) {
        fields[key] ??= make[key]();
        const { element } = fields[key];
        if (element === next) next = next.nextSibling;
        else settings.insertBefore(element, next);
        fields[key].update();
      } else if (fields[key]?.element.isConnected) {
        if (next === fields[key].element) next = next.nextSibling;
        fields[key].element.remove();
        if (key === "apiKey") values.apiKey = "";
      }
    }
    refreshRest();
    if (wasSubmitted) showErrors();
  }

  function refreshRest() {
    const authorizes = authOf(values) === "oauth2";
    http.element.hidden = values.apiType === "";
    if (values.apiType) http.update(values, config?.redirectUri);
    test.hidden = authorizes || !config?.capabilities.includes("test");
    setText(save, authorizes ? "Save and authorize" : "Save");
  }

  async function submit(event) {
    event.preventDefault();
    wasSubmitted = true;
    if (showErrors()) return summary.element.focus();
    setAttribute(save, "aria-disabled", "true");
    await saveConnection(toBody(values)).then(
      () => setText(banner, "Connection saved."),
      () => setText(banner, "Can’t reach this application. Your changes are still here; try again."),
    );
    banner.hidden = false;
    setAttribute(save, "aria-disabled", undefined);
  }

  const title = h("div", { class: "tc-title", id: `${prefix}-title`, role: "heading", "aria-level": "2" }, "Create connection");
  const note = h("p", { class: "tc-help" }, "Teamwork.com · Fields marked * are required.");
  const form = h(
    "form",
    { novalidate: "", "aria-labelledby": title.id, onsubmit: submit },
    h("header", { class: "tc-header" }, h("span", { class: "tc-mark" }, icon("plug")), h("div", {}, title, note)),
    h("div", { class: "tc-body" }, summary.element, settings, banner),
    h("footer", { class: "tc-footer" }, test, h("span", { class: "tc-actions" }, cancel, save)),
  );
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    Object.assign(values, EMPTY);
    wasSubmitted = false;
    summary.show({});
    for (const made of Object.values(fields)) made.setError(undefined);
    update();
  });
  const root = h("div", { class: "tc-panel", "data-theme": "light" }, form);
  update();
  target.append(root);

  loadConfig().then((loaded) => {
    config = loaded;
    update();
  }, () => {});
  loadConnections().then((list) => {
    names = list.map(({ name }) => name);
    update();
  }, () => {});
}
