// What an address entered as Site name does and suggests.

import { projectsDraft } from "../drafts.js";

const pasted = (about, draft, address, expected = "[part~=notice]") => ({
  about,
  async play(user) {
    await user.fill(draft);
    await user.paste("siteName", address);
    await user.sees(expected);
    user.leavesTheField();
  },
});

export const site = {
  "address-first": {
    about: "An address was pasted before an API type was chosen, and does not tell which",
    async play(user) {
      await user.paste("address", "https://acme.eu.teamwork.com/");
      await user.sees("[part~=notice]");
      user.leavesTheField();
    },
  },
  "address-wrong": {
    about: "What was pasted before an API type was chosen is no address of an account",
    async play(user) {
      await user.paste("address", "my company");
      await user.sees("[part~=error]");
      user.leavesTheField();
    },
  },
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
