// Simulates a user: clicks and typing, with the events that browsers send for them.
//
// Settings and buttons are found by their keys and parts rather than their text, so that this works in every
// language.

const AT_MOST = 10_000;

/** Waits until something exists, and returns it. */
export async function until(what, find) {
  for (const begun = performance.now(); performance.now() - begun < AT_MOST; ) {
    const found = find();
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 10));
  }
  throw new Error(`timed out waiting for ${what}`);
}

export class User {
  #root;

  constructor(element) {
    this.#root = element.shadowRoot;
  }

  /** Waits until part of the panel is visible, and returns it. */
  sees(selector) {
    return until(selector, () => this.#all(selector).at(-1));
  }

  /** Waits until something replaces what was visible before. */
  seesInPlaceOf(before, selector) {
    return until(`another ${selector}`, () => this.#all(selector).find((element) => element !== before));
  }

  /** Waits until the text differs from the previous one. */
  readsOther(before, selector) {
    return until(`other words in ${selector}`, () => this.#all(selector).find(({ textContent }) => textContent !== before));
  }

  /** Types into a setting, replacing its content, and moves on to the next. */
  async type(key, text) {
    this.#input(await this.#control(key), text, "insertText");
  }

  /** Pastes into a setting, replacing its content. */
  async paste(key, text) {
    this.#input(await this.#control(key), text, "insertFromPaste");
  }

  /** Selects one of the radio buttons of a setting. */
  async choose(key, value) {
    const button = await this.sees(`input[name$="-${key}-group"][value="${value}"]`);
    button.focus();
    button.click();
  }

  /** Selects an option of a setting, once it exists. */
  async pick(key, value) {
    const select = await this.#control(key);
    await until(`${key} ${value}`, () => [...select.options].some((option) => option.value === value));
    select.focus();
    select.value = value;
    select.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Presses a button. If a dialog is open, one in the dialog, because nothing else can be pressed then. */
  async press(part) {
    const place = this.#root.querySelector("dialog[open]") ? "dialog[open] " : "";
    const button = await this.sees(`${place}[part~=button][part~=${part}]`);
    button.focus();
    button.click();
  }

  /** Opens every disclosure. */
  async discloseAll() {
    await this.sees("details");
    for (const summary of this.#all("summary")) summary.click();
  }

  /** Fills in a connection, given as its request body, in the order of the panel. */
  async fill({ name, apiType, apiVersion, region, siteName, userId, spaceId, authType, apiKey, oauthClientId }) {
    if (name) await this.type("name", name);
    if (apiType) await this.choose("apiType", apiType);
    if (apiVersion) await this.pick("apiVersion", apiVersion);
    if (region) await this.choose("region", region);
    if (siteName) await this.type("siteName", siteName);
    if (userId) await this.type("userId", userId);
    if (spaceId) await this.type("spaceId", spaceId);
    if (authType) await this.choose("authType", authType);
    if (apiKey) await this.type("apiKey", apiKey);
    if (oauthClientId) await this.pick("oauthClientId", oauthClientId);
  }

  /** Moves focus away from the field. */
  leavesTheField() {
    this.#root.activeElement?.blur();
  }

  #control(key) {
    const is = ({ id }) => id.replace(/^teamwork-connect-\d+-/, "") === key;
    return until(`the setting ${key}`, () => this.#all("[id]").find(is));
  }

  #all(selector) {
    const visible = (element) => element.checkVisibility({ visibilityProperty: true });
    return [...this.#root.querySelectorAll(selector)].filter(visible);
  }

  #input(input, text, inputType) {
    input.focus();
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType, data: text }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
