// The calls to the backend.

const HEADERS = { "X-Requested-With": "teamwork-connect", "Content-Type": "application/json" };

async function call(path, options = {}) {
  const response = await fetch(`/api${path}`, { credentials: "same-origin", headers: HEADERS, ...options });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const post = (path, body) =>
  call(path, {
    method: "POST",
    headers: { ...HEADERS, "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });

export const loadConfig = () => call("/config");
export const loadConnections = () => call("/connections");
export const loadClients = () => call("/oauth-clients");
export const saveConnection = (body) => post("/connections", body);
export const saveClient = (body) => post("/oauth-clients", body);
