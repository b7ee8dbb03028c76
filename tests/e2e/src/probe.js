// Finds things on the page by what is written on them, as a user does. Goes before every script.

// The first one, unless a test is about another.
const element = document.querySelector(window.inQuestion ?? "teamwork-connect")
  // Where `mount` was called it is an element of no particular name.
  ?? [...document.querySelectorAll("*")].find((node) => node.shadowRoot);
// In the Leptos example the panel is a part of the page itself.
const root = element ? element.shadowRoot : document;

/** What can be seen, words hidden from screen readers left out: the star of a required field. */
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
  /** The control with this label; for radio buttons, the group. */
  field: (label) => {
    const own = all(root, "[part=label]").find((node) => words(node) === label);
    return own && (own.htmlFor ? root.getElementById(own.htmlFor) : own.closest("[role=radiogroup]"));
  },
  /** The visible card or line of one radio button in a group. */
  choice: (label, title) => {
    const inputs = [...(probe.field(label)?.querySelectorAll("input[type=radio]") ?? [])];
    const own = inputs.find((input) => wordsOf(input.getAttribute("aria-labelledby")) === title);
    return own?.closest("label");
  },
  /** The title of the radio button that is chosen in a group. */
  chosen: (label) => {
    const input = probe.field(label)?.querySelector("input:checked");
    return input ? wordsOf(input.getAttribute("aria-labelledby")) : null;
  },
  /** A button of the panel, in the dialog where one is open: the rest cannot be pressed then. */
  button: (text) => {
    const place = probe.topDialog() ?? root;
    return all(place, "button").find((button) => (button.ariaLabel ?? words(button)) === text);
  },
  /** The dialog of the panel that has to be answered first. */
  topDialog: () => [...(root?.querySelectorAll("dialog[open]") ?? [])].at(-1),
  /** A link of the panel. */
  link: (text) => all(root, "a").find((link) => words(link).startsWith(text)),
  /** A disclosure. */
  disclosure: (text) => all(root, "summary").find((summary) => words(summary) === text),
  /** What is said to be wrong with a setting, by the means that screen readers have. */
  error: (label) => {
    const field = probe.field(label);
    const ids = field?.getAttribute("aria-describedby")?.split(" ") ?? [];
    const error = ids.map((id) => root.getElementById(id)).find((node) => node?.part.contains("error"));
    if (field?.getAttribute("aria-invalid") !== "true") return null;
    return error && shown(error) ? words(error) : "aria-invalid without a message";
  },
  /** The lines of the summary of errors. */
  summary: () => all(root, "[part=summary] li").map(words),
  /** The link in one of these lines. */
  summaryLink: (line) => all(root, "[part=summary] a").find((link) => words(link) === line),
  /** What the panel asks in a dialog, if it does. */
  dialog: () => {
    const dialog = probe.topDialog();
    return dialog ? words(root.getElementById(dialog.getAttribute("aria-labelledby"))) : null;
  },
  /** Each check of the test of the connection, as it reads. */
  checks: () => all(root, "[part~=test-report] li").map((line) => line.innerText.replace(/\s+/g, " ").trim()),
  /**
   * Scrolls to an element, if it is there, and gives where its middle is then, if a click there would reach it. What
   * has got the focus meanwhile has been scrolled to before: WebKit does so with the next frame only.
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
  /** Two frames later. A hidden window has none. */
  painted: () => new Promise((resolve) => {
    if (document.hidden) resolve();
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  }),
  /** Whether something is under way. */
  busy: () => root?.querySelector("[aria-busy=true]") != null,
  /** Everything that can be read in the panel. */
  panelText: () => [...(root?.children ?? [])].map((node) => node.innerText).join("\n"),
  /** Everything that can be read on the page, the panel included. */
  pageText: () => `${document.body.innerText}\n${probe.panelText()}`,
  /** What has the focus. */
  focus: () => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  },
  /** What has the focus, in words. */
  focusWords: () => probe.wordsFor(probe.focus()),
  /** A control in words: as it is labelled, or as it reads. */
  wordsFor: (node) => {
    const by = node?.getAttribute("aria-labelledby");
    if (by) return words(node.getRootNode().getElementById(by));
    return node?.ariaLabel ?? words(node?.labels?.[0] ?? node);
  },
  /** The saved connections, as the list shows them. */
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
  /** The address of everything that was fetched, and of the page. */
  addresses: () => [location.href, ...performance.getEntries().map((entry) => entry.name)],
  /** The markup of a tree, with that of the shadow roots in it. */
  markup: (node) => [
    node.innerHTML ?? node.documentElement.outerHTML,
    ...[...node.querySelectorAll("*")].flatMap((inner) => (inner.shadowRoot ? probe.markup(inner.shadowRoot) : [])),
  ],
  /** What is in the fields of a tree. */
  values: (node) => [...node.querySelectorAll("*")].flatMap((inner) => [
    ...(typeof inner.value === "string" ? [inner.value] : []),
    ...(inner.shadowRoot ? probe.values(inner.shadowRoot) : []),
  ]),
  /** Everything that a script of the page can read: markup, values, storage. */
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
