// Fields: a label, a control, help, and an error. Each is `{ element, control, setError, setRequired }`.

import { h, icon, setAttribute, setText } from "./dom.js";

const star = () => h("span", { class: "tc-required", "aria-hidden": "true" }, "*");

/** Shows an error, in the field's element and to assistive technology. */
function errorParts(id, described, helpId) {
  const words = h("span");
  const line = h("p", { class: "tc-error", id: `${id}-error`, hidden: "" }, icon("bang"), words);
  const setError = (element, message) => {
    element.classList.toggle("tc-wrong", Boolean(message));
    line.hidden = !message;
    setText(words, message ?? "");
    setAttribute(described, "aria-invalid", message ? "true" : undefined);
    const ids = [helpId, message && line.id].filter(Boolean).join(" ");
    setAttribute(described, "aria-describedby", ids || undefined);
  };
  return { line, setError };
}

/** Creates a field around an existing control. `row` is shown in the place of the control. */
export function field({ id, label, help, control, row = control, below = [] }) {
  const helpId = help && `${id}-help`;
  const mark = star();
  const { line, setError } = errorParts(id, control, helpId);
  setAttribute(control, "id", id);
  setAttribute(control, "aria-required", "true");
  setAttribute(control, "aria-describedby", helpId);
  const element = h(
    "div",
    { class: "tc-field" },
    h("label", { class: "tc-label", for: id }, label, mark),
    row,
    help && h("p", { class: "tc-help", id: helpId }, help),
    line,
    ...below,
  );
  const setRequired = (isRequired) => {
    setText(mark, isRequired ? "*" : "");
    setAttribute(control, "aria-required", isRequired);
  };
  return { element, control, setRequired, setError: (message) => setError(element, message) };
}

export function textField({ type = "text", before, after, oninput, onblur, value = "", ...rest }) {
  const attributes = { autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  const listeners = { ...(oninput && { oninput }), ...(onblur && { onblur }) };
  const control = h("input", { class: "tc-control", type, value, ...attributes, ...listeners });
  const row = h("div", { class: "tc-input", dir: before ? "ltr" : undefined }, before, control, after);
  return field({ control, row, ...rest });
}

export function choiceField({ id, label, choices, onchoice }) {
  const described = h("fieldset", { class: "tc-field", role: "radiogroup", "aria-labelledby": `${id}-label` });
  const { line, setError } = errorParts(id, described);
  const inputs = {};
  const labels = choices.map(({ value, title, help, icon: name }, index) => {
    const own = index === 0 ? id : `${id}-${value}`;
    inputs[value] = h("input", {
      class: "tc-radio",
      type: "radio",
      id: own,
      name: id,
      value,
      "aria-labelledby": `${own}-title`,
      "aria-describedby": `${own}-help`,
      onchange: () => onchoice(value),
    });
    return h(
      "label",
      { class: "tc-choice" },
      inputs[value],
      name && icon(name),
      h("span", { class: "tc-choice-title", id: `${own}-title` }, title),
      h("span", { class: "tc-choice-help", id: `${own}-help` }, help),
    );
  });
  const isCards = choices.some((choice) => choice.icon);
  setAttribute(described, "aria-required", "true");
  described.append(
    h("legend", { class: "tc-label" }, h("span", { id: `${id}-label` }, label), star()),
    h("div", { class: isCards ? "tc-choices tc-cards" : "tc-choices" }, labels),
    line,
  );
  const choose = (chosen) =>
    choices.forEach(({ value }, index) => {
      labels[index].classList.toggle("tc-chosen", value === chosen);
      inputs[value].checked = value === chosen;
    });
  return { element: described, choose, setError: (message) => setError(described, message) };
}
