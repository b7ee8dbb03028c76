// Renders the app on a server, and fails on any React warning.

import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { App } from "./app.js";

console.error = (...words) => {
  throw new Error(words.join(" "));
};
console.log(renderToString(createElement(App)));
