// What an integrator, or whoever helps a user, wants to know of the page that a panel is on. No secrets, and
// nothing that the user typed. Loaded only when it is asked for.

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

/** The page's `Cross-Origin-Opener-Policy`, or `null` where it has none or cannot be asked for. */
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
 * Whether the backend answers, and how. A save-only backend answers with 404, which is well. One that refuses what
 * the page is called here says where it works.
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
