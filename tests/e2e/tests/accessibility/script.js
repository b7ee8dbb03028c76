// Checks that the tests run on the page. It is prepended to every call; `root` is the shadow root of the panel.

/** Runs axe: returns violations and incomplete results, each with its rule and part. */
async function axeFinds(tags) {
  const about = { runOnly: tags, resultTypes: ["violations", "incomplete"] };
  const { violations, incomplete } = await axe.run(document, about);
  const list = (results) => results.flatMap(({ id, nodes }) => nodes.map((node) => {
    const checks = [...node.any, ...node.all, ...node.none];
    return { rule: id, part: partOf(node.target.flat().at(-1)), why: checks.map(({ message }) => message).join(" ") };
  }));
  return { violations: list(violations), incomplete: list(incomplete) };
}

/** The part of the panel that axe's selector matches, or else the selector. */
function partOf(selector) {
  return root?.querySelector(selector)?.getAttribute("part") ?? selector;
}

const visible = (node) => node.checkVisibility({ visibilityProperty: true });
/** The visible elements of the panel; text only for screen readers is not visible. */
const seen = (selector) => [...root.querySelectorAll(selector)].filter((node) => visible(node) && !node.closest("[part~=hidden]"));
const named = (node) => `${node.tagName.toLowerCase()} ${node.getAttribute("part") ?? ""}: ${node.textContent.trim().slice(0, 40)}`;

/** Elements that overflow the page, the panel or its dialog, or themselves. */
function misfits() {
  const page = document.documentElement;
  const wide = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} wide`] : [];
  const leaves = seen("*").filter((node) => {
    const frame = (node.matches("dialog, [part=panel]") ? page : node.closest("dialog, [part=panel]") ?? page).getBoundingClientRect();
    const box = node.getBoundingClientRect();
    return box.width > 1 && (box.left < frame.left - 0.5 || box.right > frame.right + 0.5);
  });
  // Typed text may be longer than its field, and option names may be truncated.
  const cut = seen(":not(input, select)").filter((node) => {
    const { overflowX, overflowY } = getComputedStyle(node);
    const clips = overflowX !== "visible" || overflowY === "hidden" || node.matches("button");
    return clips && node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 1;
  });
  const low = seen("button, [part~=input], [part~=choice], summary, label").filter((node) => node.clientHeight > 1 && node.scrollHeight > node.clientHeight + 1);
  return [...wide, ...new Set([...leaves, ...cut, ...low].map(named))];
}

/** Adds a user style sheet. Those apply inside shadow roots. */
function addUserSheet(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  for (const place of [document, root]) place.adoptedStyleSheets = [...place.adoptedStyleSheets, sheet];
}

const CONTROLS = "a[href], button, input, select, summary";
/** The target of a control: for a radio button, its whole card. */
const target = (control) => control.closest("[part~=choice]") ?? control.closest("[part~=input]") ?? control;

/** Targets smaller than 24 by 24 pixels. */
function smallTargets() {
  return seen(CONTROLS).map(target).filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    return width < 24 || height < 24;
  }).map(named);
}

/** The focusable elements; while a dialog is open, only those in it. */
function focusable() {
  const place = [...root.querySelectorAll("dialog[open]")].at(-1) ?? root;
  return seen(CONTROLS).filter((control) => place.contains(control));
}

/** The background color behind an element. */
function ground(node) {
  const around = node.parentElement;
  const color = around ? getComputedStyle(around).backgroundColor : "none";
  return color === "rgba(0, 0, 0, 0)" ? ground(around) : color;
}

/** Controls that cannot be focused, or have no focus ring of at least 2 pixels. */
function withoutRing() {
  return focusable().filter((control) => {
    control.focus();
    if (root.activeElement !== control) return true;
    const shows = [control, target(control)].some((node) => {
      const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(node);
      // Without a style sheet, the browser draws its default focus ring.
      if (outlineStyle === "auto") return true;
      const clear = parseFloat(outlineOffset) >= 1 && outlineColor !== ground(node);
      return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 && clear;
    });
    control.blur();
    return !shows;
  }).map(named);
}

const BORDERED = "[part~=input], [part~=choice], [part~=primary], [part~=plain], [part~=banner], [part~=notice], [part=summary], [part~=test-report], [part~=dot], dialog, [part=panel]";

/** Controls without a border that contrasts with their own background. */
function withoutBorder() {
  return seen(BORDERED).filter((node) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(node);
    return borderTopStyle !== "solid" || parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor;
  }).filter((node) => node.textContent !== "").map(named);
}

/** The borders of the choices, selected and not. */
function choiceBorders() {
  const borders = (selector) => [...new Set(seen(selector).map((node) => getComputedStyle(node).borderTopColor))];
  return { chosen: borders("[part~=chosen]"), others: borders("[part~=choice]:not([part~=chosen])") };
}

/** Elements with animations or transitions. */
function motion() {
  const moving = document.getAnimations().map(({ effect }) => named(effect.target));
  const would = seen("*").flatMap((node) => [undefined, "::before", "::after", "::backdrop"].map((pseudo) => [node, getComputedStyle(node, pseudo)]))
    .filter(([, style]) => style.animationName !== "none" || parseFloat(style.transitionDuration) > 0)
    .map(([node]) => named(node));
  return [...new Set([...moving, ...would])];
}

/** Every computed style of every element in the panel, including that of selected text. */
function styles() {
  return [...root.querySelectorAll("*")].flatMap((node) => [undefined, "::selection"].map((pseudo) => {
    const style = getComputedStyle(node, pseudo);
    return { node, pseudo, values: new Map([...style].map((name) => [name, style.getPropertyValue(name)])) };
  }));
}

/** Saves the current styles. */
function rememberStyles() {
  window.remembered = styles();
}

/** The parts and properties that differ from the saved styles. */
function changedStyles() {
  return styles().flatMap(({ node, pseudo, values }, place) => {
    const before = window.remembered[place];
    if (before.node !== node) return ["the panel is another one"];
    const changed = [...values].filter(([name, value]) => before.values.get(name) !== value);
    return changed.map(([name, value]) => `${node.getAttribute("part")}${pseudo ?? ""} ${name}: ${before.values.get(name)} → ${value}`);
  });
}

/** Adds a style sheet of the page. */
function addPageSheet(text) {
  const style = document.createElement("style");
  style.textContent = text;
  document.head.append(style);
}

/** A computed style of the first element with this part. */
const styleOf = (part, property) => getComputedStyle(root.querySelector(`[part~=${part}]`)).getPropertyValue(property);

/** The width of the panel, and the available width. */
const widths = () => [root.querySelector("[part=panel]").getBoundingClientRect().width, document.querySelector("main").clientWidth];

/** Whether a click in the center of the dialog reaches it. */
function dialogIsOnTop() {
  const dialog = root.querySelector("dialog[open]");
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return dialog.contains(root.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}

/** Whether bars of this height cover the focused element completely. */
function focusIsCovered(bar) {
  const { top, bottom } = target(root.activeElement).getBoundingClientRect();
  return bottom <= bar || top >= innerHeight - bar;
}

/** The elements exposed to assistive technology, with their place in the tree, and everything except role and name. */
const TOLD = "[role], a[href], button, input, select, fieldset, ul, ol, li, dl, dt, dd, dialog, details, summary, header, footer, section, p";

/** Elements whose text is not their name. */
const WORDS = "p, li, dt, dd, [role=status], [role=alert]";

function told() {
  const text = (node) => node.textContent.trim().replace(/\s+/g, " ");
  const ownText = (node) => {
    const copy = node.cloneNode(true);
    for (const inner of copy.querySelectorAll(TOLD)) inner.remove();
    return text(copy);
  };
  const depth = (node) => (node === null ? -1 : depth(node.parentElement?.closest(TOLD) ?? null) + 1);
  // While a dialog is open, everything else is inert.
  const place = [...root.querySelectorAll("dialog[open]")].at(-1) ?? root;
  const nodes = [...root.querySelectorAll(TOLD)].filter((node) => place.contains(node) && visible(node) && !node.closest("[aria-hidden=true]"));
  return nodes.map((node) => {
    const is = (name) => node.getAttribute(`aria-${name}`) === "true";
    const described = (node.getAttribute("aria-describedby") ?? "").split(" ").map((id) => root.getElementById(id));
    const facts = {
      text: node.matches(WORDS) && ownText(node),
      described: described.filter(Boolean).map(text).join(" "),
      level: node.ariaLevel,
      value: node.matches("input:not([type=radio], [data-secret])") && node.value,
      selected: node.matches("select") && text(node.selectedOptions[0]),
    };
    const states = {
      "checked": node.checked,
      "required": is("required"),
      "invalid": is("invalid"),
      "disabled": is("disabled"),
      "busy": is("busy"),
      "current": node.ariaCurrent,
      "open": node.open || (node.matches("summary") && node.parentElement.open),
      "modal": node.matches("dialog:modal"),
      "readonly": node.readOnly && node.matches("[type=text]"),
      "secret": node.matches("[data-secret]"),
      "focused": node === root.activeElement,
    };
    return {
      node,
      depth: depth(node),
      facts: Object.entries(facts).filter(([, fact]) => fact).map(([name, fact]) => `${name} “${fact}”`),
      states: Object.entries(states).filter(([, is]) => is).map(([state]) => state),
    };
  });
}

/** Focuses the first element in the panel or its dialog. The page has more content after the panel. */
function goToFirst() {
  window.passed = new Set();
  document.body.append(Object.assign(document.createElement("button"), { textContent: "After the panel" }));
  focusable()[0].focus();
}

/** Clears the recorded focus. The focus cannot leave a dialog, so the way back begins at its first control. */
function turnBack() {
  window.passed.clear();
  if (root.querySelector("dialog[open]")) focusable()[0].focus();
}

/** Describes the focused element, or reports that every element has had the focus; `passed` is the set of those. */
function stop() {
  const { activeElement } = root;
  // From the last control of a dialog, Tab may lead to the browser's own controls, and from there to the first
  // control. In Firefox and WebKit, the dialog itself comes in between.
  if (!activeElement) return root.querySelector("dialog[open]") ? "" : null;
  if (activeElement.matches("dialog")) return "";
  const node = firstOfGroup(activeElement);
  if (window.passed.has(node)) return null;
  window.passed.add(node);
  return probe.wordsFor(node);
}

/** The first radio button of a group without a selection: WebKit enters such a group from the nearer end. */
function firstOfGroup(node) {
  const group = node.closest("[role=radiogroup]");
  return !group || group.querySelector(":checked") ? node : group.querySelector("input");
}
