// What stands in place of a panel that could not be loaded or has stopped. Built without the wasm module
// and its style sheet, which may be what is missing.

const ENGLISH = {
  "result.load_failed": "A part of this component could not be loaded. Check the network, and try again.",
  "result.internal": "This panel has stopped because of an error in it.",
  "action.retry": "Try again",
};

/**
 * Shows why there is no panel, and how to try again. Gives the sentence.
 * @param {ShadowRoot} root
 * @param {"load_failed" | "internal"} code
 * @param {Record<string, string> | undefined} catalogue the language of the panel, where it could be loaded
 * @param {() => void} retry
 */
export function showFailure(root, code, catalogue, retry) {
  const text = (key) => catalogue?.[key] ?? ENGLISH[key];
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.setAttribute("part", "failure");
  const again = document.createElement("button");
  again.type = "button";
  again.setAttribute("part", "button");
  again.textContent = text("action.retry");
  again.addEventListener("click", () => {
    root.replaceChildren();
    retry();
  });
  root.replaceChildren(sentence, again);
  // After it is on the page, or screen readers would not hear of it.
  sentence.textContent = text(`result.${code}`);
  return sentence.textContent;
}
