// What an address sets and suggests, entered first or as Site name.

import { projectsDraft } from "../drafts.js";

const pasted = (about, draft, address, { key = "siteName", expected = "[part~=notice]" } = {}) => ({
  about,
  async play(user) {
    await user.fill(draft);
    await user.paste(key, address);
    await user.sees(expected);
    user.leavesTheField();
  },
});

export const site = {
  "address-first": pasted(
    "An address pasted before an API type is chosen, which doesn't reveal it",
    {},
    "https://acme.eu.teamwork.com/",
    { key: "address" },
  ),
  "address-wrong": pasted(
    "Pasted before an API type is chosen, but not an account address",
    {},
    "my company",
    { key: "address", expected: "[part~=error]" },
  ),
  "derived-url": {
    about: "The address derived from the settings, with their parts highlighted",
    async play(user) {
      await user.fill(projectsDraft);
      await user.sees("[part~=url]");
    },
  },
  "region-set": pasted("The region was read from the address", { apiType: "projects" }, "https://acme.eu.teamwork.com/"),
  "region-conflict": pasted(
    "The address is in a different region from the selected one",
    { apiType: "projects", region: "us" },
    "https://acme.eu.teamwork.com/",
  ),
  "product-hint": pasted(
    "The address is for another product",
    { apiType: "projects", region: "us" },
    "https://acme.teamwork.com/desk/",
  ),
  "user-id-hint": pasted(
    "The address contains a User ID",
    { apiType: "spaces", apiVersion: "v0", region: "us" },
    "https://acme.teamwork.com/app/people/123456",
  ),
  "space-id-hint": pasted(
    "The address contains a Space ID",
    { apiType: "spaces", apiVersion: "v2", region: "us" },
    "https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json",
  ),
  "space-code-hint": pasted(
    "The address contains a space's code instead of its number",
    { apiType: "spaces", apiVersion: "v2", region: "us" },
    "https://acme.teamwork.com/spaces/handbook/page/1",
  ),
};
