"use client";
// The element as a React component, for React 18 or newer. Written without JSX, so that it needs no build.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { define } from "teamwork-connect";
import { OBJECTS, TEXTS } from "./options.js";

/** Maps each callback to its event type and the arguments taken from the event. */
const CALLBACKS = {
  onReady: ["teamwork-ready", ({ detail }) => detail],
  onChange: ["teamwork-change", ({ detail }) => detail],
  onDirty: ["teamwork-dirty", ({ detail }) => detail.dirty],
  onSaved: ["teamwork-saved", ({ detail }) => detail.connection],
  onAuthorized: ["teamwork-authorized", ({ detail }) => detail.connection],
  onError: ["teamwork-error", ({ detail }) => detail],
  onCancel: ["teamwork-cancel", (event) => event],
  onDone: ["teamwork-done", ({ detail }) => detail.connection],
};

const OWN = new Set([...Object.keys(TEXTS), ...OBJECTS, ...Object.keys(CALLBACKS), "className"]);

// A server has no layout, and React 18 would warn about it.
const useLayout = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** The panel. `ref` receives the element, with its methods. */
export const TeamworkConnect = forwardRef(function TeamworkConnect(props, ref) {
  const element = useRef(null);
  // React renders the attributes once and never updates them: its versions differ in how they remove an attribute.
  const [rendered] = useState(() => attributesOf(props));
  const given = useRef({ attributes: rendered, objects: {} });
  const latest = useRef(props);
  /** The draft that the panel reported last. */
  const told = useRef(undefined);

  useLayout(() => {
    const panel = element.current;
    const { attributes, objects } = given.current;
    const now = { attributes: attributesOf(props), objects: { ...objects } };
    for (const name of Object.values(TEXTS)) {
      const text = now.attributes[name];
      if (text === attributes[name]) continue;
      if (text === undefined) panel.removeAttribute(name);
      else panel.setAttribute(name, text);
    }
    for (const name of OBJECTS) {
      const value = props[name] ?? undefined;
      if (same(value, objects[name])) continue;
      now.objects[name] = value;
      // Don't pass the panel's own report back to it: the user may have typed more since.
      if (name !== "value" || value === undefined || !same(value, told.current)) panel[name] = value;
    }
    given.current = now;
    latest.current = props;
  });

  useLayout(() => {
    const panel = element.current;
    const life = new AbortController();
    for (const [name, [type, take]] of Object.entries(CALLBACKS)) {
      const hear = (event) => {
        if (name === "onChange") told.current = event.detail.value;
        latest.current[name]?.(take(event), event);
      };
      panel.addEventListener(type, hear, { signal: life.signal });
    }
    // Not on import: server-rendered markup would be upgraded without its properties.
    define();
    return () => life.abort();
  }, []);

  useImperativeHandle(ref, () => element.current, []);

  const others = Object.entries(props).filter(([name]) => !OWN.has(name));
  return createElement("teamwork-connect", {
    ...Object.fromEntries(others),
    ...rendered,
    class: props.className,
    ref: element,
  });
});

/** The attributes for these props, without those that are missing. */
function attributesOf(props) {
  const given = Object.entries(TEXTS).filter(([name]) => (props[name] ?? undefined) !== undefined);
  return Object.fromEntries(given.map(([name, attribute]) => [attribute, String(props[name])]));
}

/**
 * Whether two values are the same, or objects with the same entries: many pages create a new object on every
 * render.
 */
function same(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}
