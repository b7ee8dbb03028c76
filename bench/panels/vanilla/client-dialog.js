// The dialog to add or edit an OAuth 2.0 client.

import { saveClient } from "../shared/api.js";
import { API_TYPES, CLIENT_ERRORS, CLIENT_LABELS } from "../shared/settings.js";
import { copyButton, h } from "./dom.js";
import { textField } from "./fields.js";

export function openClientDialog({ parent, id, client, apiType, redirectUri, onSaved }) {
  let wasSubmitted = false;
  const oninput = () => wasSubmitted && validate();
  const text = (key, more = {}) =>
    textField({ id: `${id}-${key}`, label: CLIENT_LABELS[key], value: client?.[key] ?? "", oninput, ...more });
  const fields = {
    name: text("name"),
    clientId: text("clientId"),
    clientSecret: text("clientSecret", {
      type: "password",
      help: "Encrypted when saved and never shown again. Required for every edit.",
    }),
  };
  const validate = () => {
    const wrong = Object.entries(fields).filter(([, { control }]) => control.value.trim() === "");
    for (const [key, field] of Object.entries(fields)) {
      field.setError(wrong.some(([other]) => other === key) ? CLIENT_ERRORS[key] : undefined);
    }
    return wrong[0]?.[1];
  };
  const submit = async (event) => {
    event.preventDefault();
    wasSubmitted = true;
    const firstWrong = validate();
    if (firstWrong) return firstWrong.control.focus();
    const values = Object.fromEntries(Object.entries(fields).map(([key, { control }]) => [key, control.value]));
    onSaved(await saveClient({ ...values, id: client?.id }));
    dialog.close();
  };
  const product = API_TYPES.find(({ value }) => value === apiType)?.title;
  const request = () =>
    `Please register an app in Teamwork’s developer portal: select ${product} and add the redirect URI ` +
    `${redirectUri}. Then send me its client ID and client secret securely.`;
  const redirect = h("input", { class: "tc-control", id: `${id}-redirect`, readonly: "", dir: "ltr", value: redirectUri });
  const registration = h(
    "div",
    { class: "tc-field" },
    h("label", { class: "tc-label", for: redirect.id }, "Redirect URI to register"),
    h("div", { class: "tc-row" }, h("div", { class: "tc-input" }, redirect), copyButton(() => redirectUri)),
    copyButton(request, "Copy a request for my administrator"),
  );
  const cancel = { type: "button", class: "tc-button tc-quiet tc-cancel", onclick: () => dialog.close() };
  const footer = h(
    "div",
    { class: "tc-footer" },
    h("button", cancel, "Cancel"),
    h("button", { class: "tc-button tc-primary tc-save" }, "Save client"),
  );
  const title = client ? "Edit OAuth 2.0 client" : "New OAuth 2.0 client";
  const body = h("div", { class: "tc-body" }, ...Object.values(fields).map(({ element }) => element), registration);
  const dialog = h(
    "dialog",
    { class: "tc-dialog tc-client", "aria-labelledby": `${id}-title`, onclose: () => dialog.remove() },
    h("div", { class: "tc-title", id: `${id}-title`, role: "heading", "aria-level": "3" }, title),
    h("form", { novalidate: "", onsubmit: submit }, body, footer),
  );
  parent.append(dialog);
  dialog.showModal();
}
