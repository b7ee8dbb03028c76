// What a user does, as the events that a browser makes of it.

function input(control, text, inputType) {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType, data: text }));
}

/** Types in place of what was there, and stays in the field. */
export function type(control, text) {
  input(control, text, "insertText");
}

/** Pastes in place of what was there, and stays in the field. */
export function paste(control, text) {
  input(control, text, "insertFromPaste");
}

/** Leaves the field after a change. */
export function finish(control) {
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Chooses an option of a select. */
export function pick(select, value) {
  select.focus();
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  finish(select);
}

/** Presses a key. */
export function key(control, name, options) {
  control.focus();
  const all = { key: name, bubbles: true, composed: true, cancelable: true, ...options };
  control.dispatchEvent(new KeyboardEvent("keydown", all));
  control.dispatchEvent(new KeyboardEvent("keyup", all));
}

/** Focuses and presses a button, a radio button or a link. */
export function press(button) {
  button.focus();
  button.click();
}

/** Whether the browser shows an element, its style sheet considered. */
export function isVisible(element) {
  return element.checkVisibility({ visibilityProperty: true });
}
