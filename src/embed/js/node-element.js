// Without a page, importing this module does the same as elsewhere: it registers the element if there are custom
// elements.

import { define } from "./node.js";

define();

export * from "./node.js";
