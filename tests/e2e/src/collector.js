// Records console messages in browsers where WebDriver cannot read them. It is the first script of a page.

window.collectedConsole = [];

(() => {
  const note = (...words) => window.collectedConsole.push(words.map(String).join(" "));
  for (const level of ["debug", "log", "info", "warn", "error", "trace"]) {
    const real = console[level];
    console[level] = (...words) => {
      note(`console.${level}`, ...words);
      real.apply(console, words);
    };
  }
  // The event of an element means that something could not be loaded.
  const failed = ({ error, message, target }) => (
    target === window ? note("Uncaught", message, error?.stack) : note("Failed to load", target.src ?? target.href)
  );
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", ({ reason }) => note("Uncaught (in promise)", reason, reason?.stack));
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
    // Browsers request a favicon on their own, whether the page has one or not.
    if (!blockedURI.endsWith("/favicon.ico")) note("Content Security Policy", effectiveDirective, blockedURI, sample);
  });
})();
