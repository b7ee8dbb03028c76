// The done page's only script. It tells the panel that there is something to ask the backend for, and
// closes the window. What it says is a hint: nobody learns from it how the authorization ended. With an authorization
// that is to be confirmed it also hands over the verificationCode, to the page that began it and no other.
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
  // A browser may refuse any of these, and the others are to be tried all the same.
  const authorization = (action) => {
    try {
      action();
    } catch {
      // The panel asks by itself, if later.
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
    // If the panel has got it, the next look at this page says how the authorization ended. After a few of them
    // the page stays as it is, so that the code can be read, until somebody comes back to it.
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
  // Who was not connected is to read why.
  if (result === "succeeded") authorization(() => window.close());
  setTimeout(() => document.querySelector("h1")?.focus(), 300);
})();
