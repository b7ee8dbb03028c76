// An app with the panel, for servers and browsers. `seen` has the controls for the tests.

import { createElement, useEffect, useRef, useState } from "react";
import { TeamworkConnect } from "teamwork-connect/react";

export const seen = { effects: 0, heard: [], panel: null };

const CALLBACKS = ["onReady", "onChange", "onDirty", "onSaved", "onAuthorized", "onError"];

/** Callbacks that are new functions on every render. */
function callbacks() {
  return Object.fromEntries(CALLBACKS.map((name) => [name, (told) => seen.heard.push([name, told])]));
}

export function App() {
  const panel = useRef(null);
  const [shown, show] = useState(true);
  const [props, setProps] = useState({ backend: "/api", lang: "de", headingLevel: 3, className: "wide" });
  useEffect(() => {
    seen.effects += 1;
  }, []);
  useEffect(() => {
    const change = (changes) => setProps((before) => ({ ...before, ...changes }));
    Object.assign(seen, { show, change, panel: panel.current });
  });
  if (!shown) return null;
  const getHeaders = () => ({ "X-App": "react" });
  return createElement(TeamworkConnect, { ref: panel, id: "panel", getHeaders, ...callbacks(), ...props });
}
