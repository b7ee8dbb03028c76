import { createContext, useContext } from "react";

/** What the IDs of a form begin with, so that several panels can be on a page. */
export const IdPrefix = createContext("");

export const useIds = (name) => `${useContext(IdPrefix)}-${name}`;
