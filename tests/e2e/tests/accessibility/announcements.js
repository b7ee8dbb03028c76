// Runs before anything else on the page, and records what its live regions announce.
{
  const REGION = "[role=status], [role=alert]";
  const said = (window.said = []);
  const words = (node) => node.textContent.trim().replace(/\s+/g, " ");
  const attachShadow = Element.prototype.attachShadow;

  function hear(changes) {
    // Content that a region has when it is inserted is not announced.
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
