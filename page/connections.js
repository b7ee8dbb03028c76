// The calls of the page itself: the list beside the panel. See section 7 of the contract.

const BASE = document.querySelector("teamwork-connect").getAttribute("backend");
const HEADERS = { "X-Requested-With": "teamwork-connect", Accept: "application/json" };

/** The saved connections. Throws when there is no answer, or none of the kind expected. */
export async function list() {
  const response = await fetch(`${BASE}/connections`, { headers: HEADERS });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** Deletes a connection. Says whether it is gone. */
export async function remove(id) {
  try {
    const url = `${BASE}/connections/${encodeURIComponent(id)}`;
    const response = await fetch(url, { method: "DELETE", headers: HEADERS });
    return response.ok || response.status === 404;
  } catch {
    return false;
  }
}
