"use client";
// The element as a component of React, 18 or newer. Without JSX, so that nothing has to build it.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { define } from "teamwork-connect";
import { OBJECTS, TEXTS } from "./options.js";

/** What a callback is given of its event: by its name, the type of the event and what it takes from that. */
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

// A server has no layout, and React 18 would complain of it.
const useLayout = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** The panel. What `ref` gets is the element, with its methods. */
export const TeamworkConnect = forwardRef(function TeamworkConnect(props, ref) {
  const element = useRef(null);
  // React renders the attributes once, and knows of no change: its versions differ in what becomes of one that is
  // not there any more.
  const [rendered] = useState(() => attributesOf(props));
  const given = useRef({ attributes: rendered, objects: {} });
  const latest = useRef(props);
  /** The draft that the panel has told of last. */
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
      // What the panel has said itself is not said to it again: the user may be further.
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
    // Not when this is imported: what a server has rendered would come to life without its properties.
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

/** The attributes that these props are, without those that are not given. */
function attributesOf(props) {
  const given = Object.entries(TEXTS).filter(([name]) => (props[name] ?? undefined) !== undefined);
  return Object.fromEntries(given.map(([name, attribute]) => [attribute, String(props[name])]));
}

/** Whether two values are the same, or objects with the same entries: many pages write theirs anew at every render. */
function same(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}
