// Renders the app as a server does, and complains of whatever React complains of.

import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { App } from "./app.js";

console.error = (...words) => {
  throw new Error(words.join(" "));
};
console.log(renderToString(createElement(App)));
