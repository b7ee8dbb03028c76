// The package: the API, with the files next to this one. Importing it has no side effects.

import { createApi } from "./api.js";
import * as files from "./files.js";

export { TeamworkConnectError } from "./error.js";
export const { define, mount, parseAccountUrl, validate } = /* @__PURE__ */ createApi(files);
