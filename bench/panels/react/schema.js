import { z } from "zod";

import { CLIENT_ERRORS, ERRORS, isId, isRequired, isShown, parseSite, siteOf } from "../shared/settings.js";

const text = z.string().trim();

export const connectionSchema = z
  .object({
    name: text.min(1, ERRORS.name).max(100, ERRORS.nameTooLong),
    apiType: z.string().min(1, ERRORS.apiType),
    apiVersion: z.string(),
    region: z.string(),
    siteName: text,
    userId: text,
    spaceId: text,
    authType: z.string(),
    apiKey: text,
    oauthClientId: z.string(),
  })
  .superRefine((values, context) => {
    const require = (key, isGood) => {
      if (isShown(key, values) && isRequired(key, values) && !isGood) {
        context.addIssue({ code: "custom", path: [key], message: ERRORS[key] });
      }
    };
    for (const key of ["apiVersion", "region", "authType", "apiKey", "oauthClientId"]) {
      require(key, values[key] !== "");
    }
    require("siteName", values.region ? siteOf(values) : parseSite(values.siteName));
    require("userId", isId(values.userId));
    require("spaceId", isId(values.spaceId));
  });

export const clientSchema = z.object({
  name: text.min(1, CLIENT_ERRORS.name).max(100, ERRORS.nameTooLong),
  clientId: text.min(1, CLIENT_ERRORS.clientId),
  clientSecret: text.min(1, CLIENT_ERRORS.clientSecret),
});
