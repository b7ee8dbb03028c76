// Fake windows for the panel to open: the gallery signs nobody in.

/**
 * What happens to a window that the panel opens: it stays `open`; it is `blocked`; it looks `closed` once it shows
 * Teamwork; or it is `lost` before that.
 * @param {"open" | "blocked" | "closed" | "lost"} way
 */
export function openWindows(way) {
  // The page need not be in the foreground for a state to be reached.
  if (way === "closed") document.hasFocus = () => true;
  window.open = () => (way === "blocked" ? null : new OpenedWindow(way));
}

class OpenedWindow {
  closed = false;
  document = document.implementation.createHTMLDocument("");
  location = {
    replace: () => {
      this.closed = this.#way === "closed";
    },
  };
  #way;

  constructor(way) {
    this.#way = way;
    // The panel has the window for a moment, as with a real one that its user closes at once.
    if (way === "lost") queueMicrotask(() => this.close());
  }

  focus() {}

  close() {
    this.closed = true;
  }
}
