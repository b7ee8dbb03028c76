// Importing this module registers the element <teamwork-connect>.

export * from "./index.js";
