// Runs in every page before anything else: finds controls by what users read, and times. It is the same for
// all panels and knows none of them.

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
        if (labels.filter(({ control }) => control).length < count) return;
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

  function place(element) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  function layOut() {
    for (const root of roots) (root.host ?? root.documentElement).getBoundingClientRect();
    return document.body.offsetHeight;
  }

  // What is done later is done in tasks of this kind: React's scheduler takes one to render, and another one
  // for effects. After four nothing of that is left in the queue. (A task in the background would come last,
  // but browsers let it wait for the next frame.)
  async function drained() {
    for (let task = 0; task < 4; task++) await nextTask();
    layOut();
  }

  const api = { control, choice, button, dialogButton, place, timed: undefined };

  /** Times from the first event `start` until everything is done that the event `last` leads to. */
  api.arm = (start, last) => {
    api.timed = new Promise((resolve) => {
      let begun;
      addEventListener(start, () => (begun = performance.now()), { capture: true, once: true });
      const finish = () => drained().then(() => resolve(performance.now() - begun));
      addEventListener(last, finish, { capture: true, once: true });
    });
  };

  /** Until frames and tasks that are under way are over. */
  api.settle = () => afterFrame().then(afterFrame).then(drained);

  /** Mounts a second panel. Milliseconds until it has a Name field, and everything is done. */
  api.mountSecond = async () => {
    for (const root of roots) observer.observe(root, watched);
    const mounted = nameFields(2);
    const begun = performance.now();
    window.mountPanel(document.getElementById("second"));
    await mounted;
    await drained();
    return performance.now() - begun;
  };

  return api;
})();
