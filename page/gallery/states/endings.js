// The outcomes of an authorization.

import { json, unreachable } from "../backend.js";
import { desk } from "../samples.js";
import { authorized, ended } from "./authorizing.js";

const failed = (about, code, account) => ended(about, "failed", { code, account }, `[data-code=${code}]`);

export const endings = {
  "connected": ended(
    "The connection is online",
    "succeeded",
    { account: { siteUrl: desk.siteUrl, userName: "Ada Lovelace" } },
    "[part~=banner]",
  ),
  "cancelled": ended("The user canceled", "cancelled", {}, "[data-code=user_cancelled]"),
  "expired": ended("It took too long", "expired", {}, "[data-code=expired]"),
  "superseded": ended("A newer sign-in replaced it", "superseded", {}, "[data-code=superseded]"),
  "denied": failed("Access wasn't granted", "denied"),
  "site-mismatch": failed("The user signed in to a different site", "site_mismatch", {
    siteUrl: "https://beta.eu.teamwork.com",
    userName: "Ada Lovelace",
  }),
  "client-invalid": failed("Teamwork rejected the client", "client_invalid"),
  "product-unavailable": failed("The account can't use the product", "product_unavailable"),
  "still-online": {
    about: "A connection that is still online",
    connection: desk.id,
    backend: {
      [`GET /connections/${desk.id}`]: json(200, { ...desk, status: "online" }),
      "GET /authorizations/authorization-1": json(200, { id: "authorization-1", status: "failed", code: "denied" }),
    },
    async play(user) {
      await user.press("authorize");
      await user.sees("[data-code=denied]");
    },
  },
  "not-started": authorized(
    "The connection is saved, but the sign-in can't start",
    { [`POST /connections/${desk.id}/authorizations`]: unreachable },
    "[data-code=network]",
  ),
};
