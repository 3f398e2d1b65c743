// The article as it would be published now, in a frame that runs nothing, at the place of the open unit.

import { get } from "./api.js";
import { activeId } from "./editor.js";
import { findRange, plain } from "./place.js";
import { APPROVED, article, on } from "./store.js";

const section = document.getElementById("preview");
const frame = document.getElementById("preview-frame");
const drafts = document.getElementById("preview-drafts");
const button = document.getElementById("show-preview");
const PAUSE = 700;
const MARK = "unit";

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
  const settle = () => {
    frame.contentWindow.scrollTo(0, place);
    showUnit();
  };
  frame.addEventListener("load", settle, { once: true });
  frame.srcdoc = policy.createHTML(html + style);
}

function refill() {
  clearTimeout(timer);
  timer = setTimeout(() => fill().catch(() => {}), PAUSE);
}

/** Return what the published page has for a unit. */
function published(unit) {
  return unit.target && (drafts.checked || unit.state === APPROVED) ? unit.target : unit.source;
}

/** Mark the open unit in the preview, and scroll there where it is out of sight. */
function showUnit() {
  const view = frame.contentWindow;
  const id = activeId();
  if (section.hidden || !view?.document?.body) return;
  view.CSS.highlights?.delete(MARK);
  if (id === null) return;
  const index = article.places.findIndex(([one]) => one === id);
  const before = article.places.slice(0, index).map(([one]) => plain(published(article.units.get(one))));
  const range = findRange(view.document, published(article.units.get(id)), before);
  if (!range) return;
  if (view.Highlight) view.CSS.highlights.set(MARK, new view.Highlight(range));
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 0 || bottom > view.innerHeight) view.scrollBy(0, top - view.innerHeight / 3);
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
  document.getElementById("close-preview").addEventListener("click", togglePreview);
  drafts.addEventListener("change", () => fill().catch(() => {}));
  on("unit", refill);
  on("opened", refill);
  on("active", showUnit);
}
