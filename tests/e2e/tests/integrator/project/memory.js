// Adds and removes panels, one after the other.

const { instantiateStreaming, instantiate } = WebAssembly;
const keep = (made) => made.then((result) => {
  window.wasmMemory = (result.instance ?? result).exports.memory;
  return result;
});
WebAssembly.instantiateStreaming = (...given) => keep(instantiateStreaming(...given));
WebAssembly.instantiate = (...given) => keep(instantiate(...given));

const turn = () => new Promise((done) => { setTimeout(done); });

window.comeAndGo = async (times) => {
  for (let time = 0; time < times; time += 1) {
    const panel = document.createElement("teamwork-connect");
    panel.setAttribute("backend", "/api");
    const ready = new Promise((done) => { panel.addEventListener("teamwork-ready", done, { once: true }); });
    document.body.append(panel);
    await ready;
    panel.value = { name: `Connection ${time}`, apiType: "projects", region: "eu", siteName: "acme", authType: "basic" };
    await turn();
    panel.shadowRoot.querySelector("input[type=password]").value = "some-key";
    panel.value = { apiType: "desk" };
    await turn();
    panel.remove();
    // A panel is torn down a moment after its removal, in case it was only moved.
    await turn();
    if (panel.shadowRoot.childElementCount > 0) throw new Error("a panel is still there");
  }
};
