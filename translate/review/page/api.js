// What the page asks of the server. The key comes behind the # of the address and travels in a header only.

const STORE = "review-key";
const STEPS = "review-steps";

/** The server understood and refused: `status` is HTTP's, `body` what it says. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? `the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {
  constructor() {
    super("the program does not answer: is it still running in the terminal?");
  }
}

/** Take the key out of the address, so that it is in no history and on no screenshot; return whether there is one. */
export function takeKey() {
  const found = new URLSearchParams(location.hash.slice(1)).get("key");
  if (found) {
    // Another key is another program's, which knows nothing of these steps.
    if (found !== sessionStorage.getItem(STORE)) sessionStorage.removeItem(STEPS);
    sessionStorage.setItem(STORE, found);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(STORE) !== null;
}

/** Return the steps that can be taken back in an article, as they were before a reload. */
export function keptSteps(id) {
  return JSON.parse(sessionStorage.getItem(STEPS) ?? "{}")[id] ?? [];
}

/** Keep the steps of an article for the time after a reload. */
export function keepSteps(id, steps) {
  const kept = JSON.parse(sessionStorage.getItem(STEPS) ?? "{}");
  sessionStorage.setItem(STEPS, JSON.stringify({ ...kept, [id]: steps }));
}

async function ask(path, options = {}) {
  const headers = { Authorization: `Bearer ${sessionStorage.getItem(STORE)}` };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  let body;
  try {
    answer = await fetch(path, { ...options, headers, credentials: "omit", redirect: "error" });
    body = await answer.json().catch(() => ({}));
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}

/** Return what the server has at `path`; `query` are texts. */
export function get(path, query = {}, signal = undefined) {
  const search = new URLSearchParams(query).toString();
  return ask(`/api/${path}${search ? `?${search}` : ""}`, { signal });
}

/** Send `content` to `path` and return the answer; `keepalive` lets it outlive the page. */
export function post(path, content, { signal, keepalive = false } = {}) {
  return ask(`/api/${path}`, { method: "POST", body: JSON.stringify(content), signal, keepalive });
}
