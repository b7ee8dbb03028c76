// Hydrates the server's output, or renders from scratch if the address ends in `#fresh`.

import { StrictMode, createElement } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { App, seen } from "./app.js";

window.seen = seen;
// At the root: only there does React 19 run the effects of the first rendering twice.
const app = createElement(StrictMode, null, createElement(App));
const root = document.getElementById("root");
if (location.hash === "#fresh") {
  root.replaceChildren();
  createRoot(root).render(app);
} else {
  hydrateRoot(root, app);
}
