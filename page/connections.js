// The page's own calls to the backend, for the list beside the panel. docs/backend-api.md describes them.

const BASE = document.querySelector("teamwork-connect").getAttribute("backend");
const HEADERS = { "X-Requested-With": "teamwork-connect", Accept: "application/json" };

/** Loads the saved connections. Throws if the response is missing or not as expected. */
export async function list() {
  const response = await fetch(`${BASE}/connections`, { headers: HEADERS });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** Deletes a connection. Returns whether it is gone. */
export async function remove(id) {
  try {
    const url = `${BASE}/connections/${encodeURIComponent(id)}`;
    const response = await fetch(url, { method: "DELETE", headers: HEADERS });
    return response.ok || response.status === 404;
  } catch {
    return false;
  }
}
