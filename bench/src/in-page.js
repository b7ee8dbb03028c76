// Runs in every page before anything else: finds controls by what users read, and marks in the trace where
// something begins and ends. It is the same for all panels and knows none of them.

window.bench = (() => {
  // Roots in which something may be: the document, and shadow roots as they are made.
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

  /** Resolves when there are so many Name fields. Nothing is watched any longer then. */
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

  /** Resolves in a task behind those that are in the queue. */
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

  /** The names of the fields that are seen, as users read them. */
  const settings = () =>
    all("label, legend")
      .filter((it) => it.checkVisibility() && !it.querySelector("input"))
      .map((it) => it.textContent)
      .join(", ");

  /** What there is to see, for whoever looks for the reason of a failure. */
  const state = () => {
    const texts = roots.map((root) => (root.body ?? root).textContent.trim().slice(0, 200));
    return JSON.stringify({ visibility: document.visibilityState, loaded: document.readyState, texts });
  };

  function place(element) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** Until frames and tasks that are under way are over. */
  const settle = () => afterFrame().then(afterFrame);

  /** Marks in the trace where the next event of this name begins. */
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
