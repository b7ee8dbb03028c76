// Finds elements on the page by their text, as a user does. It is prepended to every script.

// The first panel, unless a test is about another one.
const element = document.querySelector(window.inQuestion ?? "teamwork-connect")
  // `mount` uses an element without a particular name.
  ?? [...document.querySelectorAll("*")].find((node) => node.shadowRoot);
// In the Leptos example, the panel is part of the page itself.
const root = element ? element.shadowRoot : document;

/** The visible text without what is hidden from screen readers, such as the star of a required field. */
const words = (node) => {
  const copy = node.cloneNode(true);
  for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};
const shown = (node) => node.checkVisibility({ visibilityProperty: true });
const all = (place, selector) => [...(place?.querySelectorAll(selector) ?? [])].filter(shown);
const wordsOf = (id) => words(root.getElementById(id));

const probe = {
  /** The labels of the settings, from top to bottom. */
  labels: () => all(root, "[part=label]").map(words),
  /** The control with this label, or the group of radio buttons. */
  field: (label) => {
    const own = all(root, "[part=label]").find((node) => words(node) === label);
    return own && (own.htmlFor ? root.getElementById(own.htmlFor) : own.closest("[role=radiogroup]"));
  },
  /** The visible card or line of a radio button in a group. */
  choice: (label, title) => {
    const inputs = [...(probe.field(label)?.querySelectorAll("input[type=radio]") ?? [])];
    const own = inputs.find((input) => wordsOf(input.getAttribute("aria-labelledby")) === title);
    return own?.closest("label");
  },
  /** The title of a group's selected radio button. */
  chosen: (label) => {
    const input = probe.field(label)?.querySelector("input:checked");
    return input ? wordsOf(input.getAttribute("aria-labelledby")) : null;
  },
  /** A button of the panel, or of the dialog if one is open, because the rest is inert then. */
  button: (text) => {
    const place = probe.topDialog() ?? root;
    return all(place, "button").find((button) => (button.ariaLabel ?? words(button)) === text);
  },
  /** The panel's topmost dialog. */
  topDialog: () => [...(root?.querySelectorAll("dialog[open]") ?? [])].at(-1),
  /** A link of the panel. */
  link: (text) => all(root, "a").find((link) => words(link).startsWith(text)),
  /** A disclosure. */
  disclosure: (text) => all(root, "summary").find((summary) => words(summary) === text),
  /** The error message of a setting, found the way screen readers find it. */
  error: (label) => {
    const field = probe.field(label);
    const ids = field?.getAttribute("aria-describedby")?.split(" ") ?? [];
    const error = ids.map((id) => root.getElementById(id)).find((node) => node?.part.contains("error"));
    if (field?.getAttribute("aria-invalid") !== "true") return null;
    return error && shown(error) ? words(error) : "aria-invalid without a message";
  },
  /** The lines of the error summary. */
  summary: () => all(root, "[part=summary] li").map(words),
  /** The link in one of these lines. */
  summaryLink: (line) => all(root, "[part=summary] a").find((link) => words(link) === line),
  /** The title of the panel's open dialog, if any. */
  dialog: () => {
    const dialog = probe.topDialog();
    return dialog ? words(root.getElementById(dialog.getAttribute("aria-labelledby"))) : null;
  },
  /** The text of each check in the connection test. */
  checks: () => all(root, "[part~=test-report] li").map((line) => line.innerText.replace(/\s+/g, " ").trim()),
  /**
   * Scrolls to an element, if it exists, and returns the position of its center if a click there would reach it. A newly
   * focused element has been scrolled to before: WebKit does that in the next frame.
   */
  placeInReach: async (node) => {
    await probe.painted();
    node?.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    await probe.painted();
    const [box] = node?.getClientRects() ?? [];
    if (!box) return null;
    const middle = (from, to, size) => Math.floor((Math.max(from, 0) + Math.min(to, size)) / 2);
    const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
    return node.contains(node.getRootNode().elementFromPoint(x, y)) ? [x, y] : null;
  },
  /** Waits for two frames. A hidden window has none. */
  painted: () => new Promise((resolve) => {
    if (document.hidden) resolve();
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  }),
  /** Whether the panel is busy. */
  busy: () => root?.querySelector("[aria-busy=true]") != null,
  /** All text in the panel. */
  panelText: () => [...(root?.children ?? [])].map((node) => node.innerText).join("\n"),
  /** All text on the page, including the panel. */
  pageText: () => `${document.body.innerText}\n${probe.panelText()}`,
  /** The focused element. */
  focus: () => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  },
  /** Describes the focused element. */
  focusWords: () => probe.wordsFor(probe.focus()),
  /** Describes a control by its label or its text. */
  wordsFor: (node) => {
    const by = node?.getAttribute("aria-labelledby");
    if (by) return words(node.getRootNode().getElementById(by));
    return node?.ariaLabel ?? words(node?.labels?.[0] ?? node);
  },
  /** The saved connections as shown in the list. */
  rows: () => all(document, "#connections li").map((row) => ({
    name: words(row.querySelector("strong")),
    detail: words(row.querySelector(".words span")),
    status: words(row.querySelector(".badge")),
    current: row.hasAttribute("data-current"),
  })),
  /** A button of the page around the panel, by its accessible name. */
  pageButton: (name) => {
    const place = document.querySelector("dialog[open]") ?? document;
    return all(place, "button").find((button) => (button.ariaLabel ?? words(button)) === name);
  },
  /** The control with this label on a page without the panel. */
  pageField: (label) => all(document, "label").find((node) => words(node) === label)?.control,
  /** The addresses of everything that was fetched, and of the page. */
  addresses: () => [location.href, ...performance.getEntries().map((entry) => entry.name)],
  /** The markup of a tree, including its shadow roots. */
  markup: (node) => [
    node.innerHTML ?? node.documentElement.outerHTML,
    ...[...node.querySelectorAll("*")].flatMap((inner) => (inner.shadowRoot ? probe.markup(inner.shadowRoot) : [])),
  ],
  /** The values of the fields in a tree. */
  values: (node) => [...node.querySelectorAll("*")].flatMap((inner) => [
    ...(typeof inner.value === "string" ? [inner.value] : []),
    ...(inner.shadowRoot ? probe.values(inner.shadowRoot) : []),
  ]),
  /** Everything a script of the page can read: markup, values, storage. */
  readable: async () => [
    ...probe.markup(document),
    ...probe.values(document),
    ...[localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage })),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
    document.cookie,
    document.title,
    window.name,
    JSON.stringify(history.state),
  ].join("\n"),
};
