// Mistakes that the types detect. The compiler reports every `@ts-expect-error` without an error below it.

import {
  define,
  mount,
  parseAccountUrl,
  validate,
  type Draft,
  type TeamworkConnectAttributes,
} from "teamwork-connect";
import { validateBody } from "teamwork-connect/backend";

const target = document.body;

// Names of options.
// @ts-expect-error
mount(target, { backed: "/api" });
// @ts-expect-error
mount(target, { "connection-id": "7" });
// @ts-expect-error
mount(target, { apiKey: "twp_key" });
// @ts-expect-error
mount(target, { links: { help: "https://help.example" } });
// @ts-expect-error
mount(target, { value: { apiKey: "twp_key" } });

// Values of options.
// @ts-expect-error
mount(target, { backend: 7 });
// @ts-expect-error
mount(target, { theme: "pink" });
// @ts-expect-error
mount(target, { authorize: "window" });
// @ts-expect-error
mount(target, { credentials: "always" });
// @ts-expect-error
mount(target, { getHeaders: "Bearer token" });
// @ts-expect-error
mount(target, { getHeaders: () => 7 });
// @ts-expect-error
mount(target, { messages: { "title.create": 7 } });
// @ts-expect-error
mount(target, { value: { apiType: "crm" } });
// @ts-expect-error
mount(target, { value: { region: "mars" } });

// Arguments.
// @ts-expect-error
mount();
// @ts-expect-error
mount("#panel");
// @ts-expect-error
define(7);
// @ts-expect-error
parseAccountUrl();
// @ts-expect-error
parseAccountUrl(new URL("https://acme.teamwork.com"));
// @ts-expect-error
validate({ name: "Acme", site: "acme" });

// What comes back.
const panel = mount(target);
// @ts-expect-error
panel.update({ backed: "/api" });
// @ts-expect-error
panel.element = target;
// @ts-expect-error
panel.value = { clientSecret: "secret" };
// @ts-expect-error
panel.save().then(({ id }) => id);
// @ts-expect-error
panel.test().then(({ checks }) => checks[0]?.status === "broken");
// @ts-expect-error
parseAccountUrl("acme").then(({ siteName }) => siteName);
// @ts-expect-error
validateBody({}).then(({ settings }) => settings.siteName);
// @ts-expect-error
validateBody({}, { tests: true });

// The element.
const element = document.createElement("teamwork-connect");
// @ts-expect-error
element.value = { apiVersion: "v4" };
// @ts-expect-error
element.addEventListener("teamwork-saved", ({ detail }) => detail.apiKey);
// @ts-expect-error
const attributes: TeamworkConnectAttributes = { theme: "pink" };
// @ts-expect-error
const draft: Draft = { siteUrl: "https://acme.teamwork.com" };

export { attributes, draft };
