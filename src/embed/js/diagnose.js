// Collects what an integrator or a support engineer needs to know about the page that contains a panel. No
// secrets, and nothing that the user typed. Loaded on demand.

/**
 * @param {{texts: object, headers: [string, string][], popup: boolean | null, blocked: string[]}} known what
 * the panel knows
 */
export async function diagnose({ texts, headers, popup, blocked }) {
  const framed = window.top !== window;
  const facts = {
    browser: navigator.userAgent,
    language: texts.lang ?? "en",
    online: navigator.onLine,
    popupAllowed: popup,
    framed,
    framedAcrossSites: framed && !canSee(window.top),
    openerPolicy: await openerPolicy(),
    blockedByPolicy: blocked,
    storagePartitioned: framed && !(await hasStorage()),
    backend: await reach(texts.backend ?? ".", texts.credentials, headers),
  };
  return { ...facts, text: JSON.stringify(facts, null, 2) };
}

function canSee(other) {
  try {
    return other.location.href !== undefined;
  } catch {
    return false;
  }
}

/** The page's `Cross-Origin-Opener-Policy`, or `null` if it has none or can't be requested. */
async function openerPolicy() {
  try {
    const response = await fetch(location.href, { method: "HEAD", cache: "force-cache" });
    return response.headers.get("Cross-Origin-Opener-Policy");
  } catch {
    return null;
  }
}

async function hasStorage() {
  try {
    return await document.hasStorageAccess();
  } catch {
    return true;
  }
}

/**
 * Whether the backend responds, and how. A 404 is fine: that is a save-only backend. A backend that rejects the
 * page's origin says where it works.
 */
async function reach(backend, credentials = "same-origin", headers) {
  try {
    const own = { "X-Requested-With": "teamwork-connect", Accept: "application/json" };
    const url = `${backend.replace(/\/+$/, "")}/config`;
    const response = await fetch(url, { credentials, headers: { ...Object.fromEntries(headers), ...own } });
    const problem = await response.json().catch(() => null);
    return { reachable: true, status: response.status, worksAt: problem?.publicUrl ?? null };
  } catch {
    return { reachable: false, status: null, worksAt: null };
  }
}
