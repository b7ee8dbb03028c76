// What stands in place of a panel that could not be loaded or has stopped. Built without the wasm module
// and its style sheet, which may be what is missing.

const ENGLISH = {
  "failure.load_failed": "A part of this component could not be loaded. Check the network, and try again.",
  "failure.internal": "This panel has stopped because of an error in it.",
  "action.retry": "Try again",
};

/**
 * Shows why there is no panel, and how to try again. Gives the sentence.
 * @param {ShadowRoot} root
 * @param {"load_failed" | "internal"} code
 * @param {Record<string, string>} messages the page's own, and those of the language where it could be loaded
 * @param {() => void} retry
 */
export function showFailure(root, code, messages, retry) {
  const text = (key) => messages[key] ?? ENGLISH[key];
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.setAttribute("part", "failure");
  sentence.dir = "auto";
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
  sentence.textContent = text(`failure.${code}`);
  return sentence.textContent;
}
