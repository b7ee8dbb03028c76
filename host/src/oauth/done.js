// The done page's only script. It tells the panel that there is something to ask the host for, and
// closes the window. What it says is a hint: nobody learns from it how the attempt ended.
"use strict";

(() => {
  const main = document.querySelector("main[data-authorization]");
  const id = main?.dataset.authorization ?? "";
  if (!/^[A-Za-z0-9_-]{22,64}$/.test(id)) return;

  const { result, origins = "" } = main.dataset;
  if (result === "checking") {
    setTimeout(() => location.reload(), 1000);
    return;
  }

  const message = { v: 1, id };
  // A browser may refuse any of these, and the others are to be tried all the same.
  const attempt = (action) => {
    try {
      action();
    } catch {
      // The panel asks by itself, if later.
    }
  };
  attempt(() => {
    const channel = new BroadcastChannel("teamwork-connect:" + id);
    channel.postMessage(message);
    channel.close();
  });
  for (const origin of origins.split(" ").filter(Boolean)) {
    attempt(() => window.opener?.postMessage(message, origin));
  }
  attempt(() => {
    window.opener = null;
  });

  // Who was not connected is to read why.
  if (result === "succeeded") attempt(() => window.close());
  setTimeout(() => document.querySelector("h1")?.focus(), 300);
})();
