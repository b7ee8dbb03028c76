// The done page's only script. It tells the panel to ask the backend and closes the window. The
// message is only a hint: it doesn't contain the outcome. If the authorization must be confirmed,
// the message also contains the verification code and goes only to the page that began the
// authorization.
"use strict";

(() => {
  const main = document.querySelector("main[data-authorization]");
  const id = main?.dataset.authorization ?? "";
  if (!/^[A-Za-z0-9_-]{22,64}$/.test(id)) return;

  const { result, verificationCode, origins = "" } = main.dataset;
  if (result === "checking") {
    setTimeout(() => location.reload(), 1000);
    return;
  }

  const message = verificationCode ? { v: 1, id, verificationCode } : { v: 1, id };
  // A browser may refuse any of these. The others must still run.
  const authorization = (action) => {
    try {
      action();
    } catch {
      // The panel polls anyway, only later.
    }
  };
  authorization(() => {
    const channel = new BroadcastChannel("teamwork-connect:" + id);
    channel.postMessage(message);
    channel.close();
  });
  for (const origin of origins.split(" ").filter(Boolean)) {
    authorization(() => window.opener?.postMessage(message, origin));
  }

  if (result === "awaiting_confirmation") {
    // Once the panel has the code, the next reload shows the outcome. After a few reloads the page
    // stays as it is, so that the user can read the code, until the user returns to it.
    const looks = history.state?.looks ?? 0;
    if (looks < 5) {
      history.replaceState({ looks: looks + 1 }, "");
      setTimeout(() => location.reload(), 1000);
      return;
    }
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) location.reload();
    });
  }

  if (!verificationCode) {
    authorization(() => {
      window.opener = null;
    });
  }
  // If the sign-in failed, the window stays open so that the user can read why.
  if (result === "succeeded") authorization(() => window.close());
  setTimeout(() => document.querySelector("h1")?.focus(), 300);
})();
