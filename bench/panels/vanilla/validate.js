// Validates the settings.

import { ERRORS, isId, isRequired, isShown, parseSite, siteOf } from "../shared/settings.js";

const CHECKS = {
  siteName: (values) => (values.region ? siteOf(values) : parseSite(values.siteName)),
  userId: ({ userId }) => isId(userId.trim()),
  spaceId: ({ spaceId }) => isId(spaceId.trim()),
};

/** The errors of the settings that apply, by key and in the order of the panel. */
export function validate(values) {
  const errors = {};
  for (const key of Object.keys(values)) {
    if (!isShown(key, values) || !isRequired(key, values)) continue;
    const isGood = CHECKS[key]?.(values) ?? values[key].trim() !== "";
    if (!isGood) errors[key] = ERRORS[key];
  }
  if (values.name.trim().length > 100) errors.name = ERRORS.nameTooLong;
  return errors;
}
