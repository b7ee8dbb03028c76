// Runs before anything else on the page, and writes down what its live regions say.
{
  const REGION = "[role=status], [role=alert]";
  const said = (window.said = []);
  const words = (node) => node.textContent.trim().replace(/\s+/g, " ");
  const attachShadow = Element.prototype.attachShadow;

  function hear(changes) {
    // A region that comes with words in it is not listened to yet when it comes.
    const unheard = changes.flatMap(({ addedNodes }) => [...addedNodes])
      .filter((node) => node.nodeType === Node.ELEMENT_NODE)
      .flatMap((node) => [node, ...node.querySelectorAll("*")].filter((inner) => inner.matches(REGION)));
    for (const region of unheard) if (words(region)) said.push(`unheard: ${words(region)}`);
    const heard = changes.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(REGION));
    for (const region of new Set(heard)) {
      if (region?.isConnected && !unheard.includes(region) && words(region)) said.push(`${region.role}: ${words(region)}`);
    }
  }

  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true });
    return root;
  };
}
