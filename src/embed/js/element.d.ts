// Importing this registers the element <teamwork-connect>.

export * from "./index.js";
