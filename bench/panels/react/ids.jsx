import { createContext, useContext } from "react";

/** The prefix of a form's IDs, so that a page can contain several panels. */
export const IdPrefix = createContext("");

export const useIds = (name) => `${useContext(IdPrefix)}-${name}`;
