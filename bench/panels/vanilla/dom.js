// Creates elements, and writes only what has changed.

import { ICONS } from "../shared/settings.js";

/**
 * Creates an element. Keys that start with `on` are event listeners; the others are attributes, unless
 * `undefined`.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined));
  return element;
}

export function setAttribute(element, name, value) {
  if (value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = {
    class: "tc-icon",
    "aria-hidden": "true",
    width: 20,
    height: 20,
    viewBox: "0 0 20 20",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.6",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function copyButton(text, label = "Copy") {
  const said = h("span", { class: "tc-help", role: "status" });
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setText(said, "Copied."),
      () => setText(said, "Your browser blocked copying. Select the text and copy it."),
    );
  const button = h("button", { type: "button", class: "tc-button tc-quiet tc-copy", onclick: copy }, label);
  return h("span", { class: "tc-copy-line" }, said, button);
}
