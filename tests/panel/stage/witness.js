// Writes down what reaches the page: the element's events, and errors that nobody caught.

const EVENTS = ["ready", "change", "saved", "authorized", "error", "cancel"].map((name) => `teamwork-${name}`);

export class Witness {
  #events = [];
  #errors = [];
  #end = new AbortController();

  constructor() {
    const { signal } = this.#end;
    for (const name of EVENTS) {
      document.addEventListener(name, ({ type, detail }) => this.#events.push({ type, detail }), { signal });
    }
    window.addEventListener("error", ({ message }) => this.#errors.push(message), { signal });
    window.addEventListener("unhandledrejection", ({ reason }) => this.#errors.push(String(reason)), { signal });
  }

  events() {
    return JSON.stringify(this.#events);
  }

  errors() {
    return this.#errors.join("; ");
  }

  end() {
    this.#end.abort();
  }
}
