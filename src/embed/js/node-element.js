// Importing this where there is no page does what importing it elsewhere does: it registers the element
// where there are elements.

import { define } from "./node.js";

define();

export * from "./node.js";
