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
    "An address was pasted before an API type was chosen, and does not tell which",
    {},
    "https://acme.eu.teamwork.com/",
    { key: "address" },
  ),
  "address-wrong": pasted(
    "What was pasted before an API type was chosen is no address of an account",
    {},
    "my company",
    { key: "address", expected: "[part~=error]" },
  ),
  "derived-url": {
    about: "The address that the settings lead to, what comes from them told apart",
    async play(user) {
      await user.fill(projectsDraft);
      await user.sees("[part~=url]");
    },
  },
  "region-set": pasted("The region was read from the address", { apiType: "projects" }, "https://acme.eu.teamwork.com/"),
  "region-conflict": pasted(
    "The address is in another region than the one chosen",
    { apiType: "projects", region: "us" },
    "https://acme.eu.teamwork.com/",
  ),
  "product-hint": pasted(
    "The address is of another product",
    { apiType: "projects", region: "us" },
    "https://acme.teamwork.com/desk/",
  ),
  "user-id-hint": pasted(
    "The address holds a User ID",
    { apiType: "spaces", apiVersion: "v0", region: "us" },
    "https://acme.teamwork.com/app/people/123456",
  ),
  "space-id-hint": pasted(
    "The address holds a Space ID",
    { apiType: "spaces", apiVersion: "v2", region: "us" },
    "https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json",
  ),
  "space-code-hint": pasted(
    "The address holds the code of a space where its number is asked for",
    { apiType: "spaces", apiVersion: "v2", region: "us" },
    "https://acme.teamwork.com/spaces/handbook/page/1",
  ),
};
