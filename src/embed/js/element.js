// Importing this module registers the element <teamwork-connect>.

import { define } from "./index.js";

define();

export * from "./index.js";
