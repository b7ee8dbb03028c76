// Runs in every page before anything else: finds controls by their visible labels, and marks in the trace where
// something begins and ends. It is the same for all panels and depends on none of them.

window.bench = (() => {
  // The roots to search: the document, and shadow roots as they are created.
  const roots = [document];
  const watched = { childList: true, subtree: true };
  let onMutation = () => {};
  const observer = new MutationObserver(() => onMutation());
  observer.observe(document, watched);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    observer.observe(root, watched);
    return root;
  };

  /** Resolves when there are `count` Name fields. Nothing is observed after that. */
  const nameFields = (count) =>
    new Promise((resolve) => {
      onMutation = () => {
        const labels = all("label").filter((label) => label.textContent.startsWith("Name your connection"));
        if (labels.filter(({ control }) => control && !control.disabled).length < count) return;
        observer.disconnect();
        onMutation = () => {};
        resolve();
      };
    });

  /** Resolves in a task after those that are already queued. */
  const nextTask = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });

  /** Resolves in the task after the next frame. */
  const afterFrame = () => new Promise((resolve) => requestAnimationFrame(resolve)).then(nextTask);

  // The field is usable in the first frame that shows it.
  nameFields(1)
    .then(afterFrame)
    .then(() => benchUsable(String(performance.now())));

  function all(selector) {
    return roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  }

  function found(element, what) {
    if (!element) throw new Error(`there is no ${what}`);
    return element;
  }

  const control = (name) =>
    found(all("label").find((label) => label.textContent.startsWith(name))?.control, `field ${name}`);

  const choice = (title) =>
    found(
      all("label").find((label) => label.querySelector("input[type=radio]") && label.textContent.startsWith(title)),
      `choice ${title}`,
    );

  const button = (name) =>
    found(
      all("button").find((it) => it.checkVisibility() && [it.textContent, it.ariaLabel].includes(name)),
      `button ${name}`,
    );

  const dialogButton = (name) =>
    found(all("dialog[open] button").find((it) => it.textContent === name), `button ${name} in a dialog`);

  /** The labels of the visible fields. */
  const settings = () =>
    all("label, legend")
      .filter((it) => it.checkVisibility() && !it.querySelector("input"))
      .map((it) => it.textContent)
      .join(", ");

  /** What is visible, for debugging a failure. */
  const state = () => {
    const texts = roots.map((root) => (root.body ?? root).textContent.trim().slice(0, 200));
    return JSON.stringify({ visibility: document.visibilityState, loaded: document.readyState, texts });
  };

  function place(element) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** Waits until pending frames and tasks are done. */
  const settle = () => afterFrame().then(afterFrame);

  /** Marks in the trace where the next event of this type begins. */
  const begin = (event) => addEventListener(event, () => performance.mark("bench-begin"), { capture: true, once: true });

  /** Marks in the trace that everything is done. */
  const end = async () => {
    await settle();
    performance.mark("bench-end");
  };

  /** Mounts a second panel, and waits for its Name field. */
  async function mountSecond() {
    for (const root of roots) observer.observe(root, watched);
    const mounted = nameFields(2);
    performance.mark("bench-begin");
    window.mountPanel(document.getElementById("second"));
    await mounted;
    await end();
  }

  return { control, choice, button, dialogButton, settings, state, place, settle, begin, end, mountSecond };
})();
