// The article as it would be published now, in a frame that runs nothing.

import { get } from "./api.js";
import { article, on } from "./store.js";

const section = document.getElementById("preview");
const frame = document.getElementById("preview-frame");
const drafts = document.getElementById("preview-drafts");
const button = document.getElementById("show-preview");
const PAUSE = 700;

// Scripts cannot run in the frame, and the page's policy forbids it to load anything but this style sheet.
const policy = globalThis.trustedTypes?.createPolicy("preview", { createHTML: (text) => text }) ?? {
  createHTML: (text) => text,
};
let timer = 0;

async function fill() {
  if (section.hidden || !article.id) return;
  const { html } = await get(`articles/${article.id}/preview`, drafts.checked ? { drafts: "1" } : {});
  const place = frame.contentWindow?.scrollY ?? 0;
  const style = `<link rel="stylesheet" href="${location.origin}/preview.css">`;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
  frame.srcdoc = policy.createHTML(html + style);
}

function refill() {
  clearTimeout(timer);
  timer = setTimeout(() => fill().catch(() => {}), PAUSE);
}

/** Show the preview or put it away. */
export function togglePreview() {
  section.hidden = !section.hidden;
  document.body.classList.toggle("with-preview", !section.hidden);
  button.setAttribute("aria-pressed", String(!section.hidden));
  fill().catch(() => {});
}

/** Connect the controls. */
export function startPreview() {
  button.addEventListener("click", togglePreview);
  drafts.addEventListener("change", () => fill().catch(() => {}));
  on("unit", refill);
  on("opened", refill);
}
