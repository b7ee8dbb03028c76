// Takes over what a server has rendered, or renders it anew where the address ends in `#anew`.

import { StrictMode, createElement } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { App, seen } from "./app.js";

window.seen = seen;
// At the root: React 19 runs the effects of a first rendering twice only there.
const app = createElement(StrictMode, null, createElement(App));
const root = document.getElementById("root");
if (location.hash === "#anew") {
  root.replaceChildren();
  createRoot(root).render(app);
} else {
  hydrateRoot(root, app);
}
