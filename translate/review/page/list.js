// The units in the article's order, each beside its source. One row is one unit, except where a sentence comes again.

import { article, on, STATES } from "./store.js";
import { differenceNodes, make, sourceNodes, targetNodes } from "./text.js";

const list = document.getElementById("list");
const rows = new Map();
// The browser lays out and paints only the chunks that are in view: the number of units costs nothing while writing.
const CHUNK = 40;
const KINDS = { paragraph: "", "list item": "List item", note: "Editor's note", "table cell": "Table cell" };

let openUnit = () => {};
let useTerm = () => {};

/** Give the list what it does on a click: open a unit, and use term number n of one. */
export function connectList(open, term) {
  openUnit = open;
  useTerm = term;
}

/** Return the row of a unit, at its first place. */
export function rowOf(id) {
  return rows.get(id)?.[0];
}

/** Return all rows of a unit: a sentence that comes again has several. */
export function rowsOf(id) {
  return rows.get(id) ?? [];
}

/** Return the ids of the rows that no filter hides, in order. */
export function shownIds() {
  return [...article.units.keys()].filter((id) => !rowOf(id).hidden);
}

on("opened", () => {
  rows.clear();
  let block = null;
  const fresh = article.places.map(([id, place]) => {
    const row = makeRow(article.units.get(id), rows.has(id));
    row.classList.toggle("opens-block", place !== block);
    block = place;
    rows.set(id, [...rowsOf(id), row]);
    return row;
  });
  const chunks = [];
  for (let place = 0; place < fresh.length; place += CHUNK) {
    chunks.push(make("ol", { start: String(place + 1), class: "chunk" }, ...fresh.slice(place, place + CHUNK)));
  }
  list.replaceChildren(...chunks);
});

on("unit", ({ unit }) => {
  for (const row of rowsOf(unit.id)) fillRow(row, unit);
});

function makeRow(unit, again) {
  const row = make("li", { "data-id": unit.id });
  row.dataset.again = again;
  row.append(
    make("button", { type: "button", class: "mark", on: { click: () => openUnit(unit.id) } }),
    make("div", { class: "source", lang: article.sourceLanguage }),
    make("div", { class: "target", lang: article.targetLanguage, on: { click: (event) => onTarget(event, unit.id) } }),
  );
  fillRow(row, unit);
  return row;
}

function onTarget(event, id) {
  // A click that ends a selection of text is no wish to edit.
  if (event.target.closest("textarea, button, .findings") || String(getSelection())) return;
  openUnit(id);
}

function fillRow(row, unit) {
  const active = row.classList.contains("active");
  const again = row.dataset.again === "true";
  const kind = unit.kind.replace(" ", "-");
  row.className = ["unit", `kind-${kind}`, `is-${unit.state.replace(" ", "-")}`, again ? "again" : "", active ? "active" : "",
    row.classList.contains("opens-block") ? "opens-block" : ""].filter(Boolean).join(" ");
  fillMark(row.querySelector(".mark"), unit, again);
  fillSource(row.querySelector(".source"), unit);
  if (!active) fillTarget(row.querySelector(".target"), unit, again);
}

/** Say in a row's button what it is: its number, state and findings. */
function fillMark(mark, unit, again) {
  const state = STATES[unit.state];
  const kind = KINDS[unit.kind] ?? unit.kind[0].toUpperCase() + unit.kind.slice(1);
  const count = unit.findings.length;
  const found = count ? `, ${count} ${count === 1 ? "finding" : "findings"}` : "";
  const name = `${again ? "Again unit" : "Edit unit"} ${unit.number}${kind ? `, ${kind}` : ""}, ${state.word}${found}`;
  mark.setAttribute("aria-label", name);
  mark.title = unit.locked || `${state.word}${kind ? `, ${kind.toLowerCase()}` : ""}`;
  mark.replaceChildren(
    make("span", { class: "state", "aria-hidden": "true" }, state.mark),
    make("span", { class: "number", "aria-hidden": "true" }, String(unit.number)),
  );
}

function fillSource(source, unit) {
  const prose = make("p", { class: "prose" }, ...sourceNodes(unit, useTerm));
  source.replaceChildren(prose);
  if (unit.change.length) {
    const label = make("span", { class: "label" }, "Source changed ");
    source.append(make("p", { class: "change" }, label, ...differenceNodes(unit.change)));
  }
}

/** Show a target that is not being edited, with a word on each finding. */
export function fillTarget(target, unit, again = false) {
  if (unit.target) target.replaceChildren(make("p", { class: "prose" }, ...targetNodes(unit)));
  else target.replaceChildren(make("p", { class: "prose empty", lang: "en" }, unit.locked || "Not translated yet"));
  const signs = again ? [make("li", { class: "sign" }, `as in ${unit.number}`)] : findingSigns(unit);
  if (unit.note) signs.push(make("li", { class: "sign note" }, `Note: ${unit.note.split("\n")[0]}`));
  if (signs.length) target.append(make("ul", { class: "signs", lang: "en" }, ...signs));
}

function findingSigns(unit) {
  const counts = new Map();
  for (const { check, severity } of unit.findings) {
    const one = counts.get(check) ?? { count: 0, severity };
    counts.set(check, { count: one.count + 1, severity: one.severity });
  }
  return [...counts].map(([check, { count, severity }]) => {
    const word = make("span", { class: "unseen" }, severity === "error" ? "Error: " : "Warning: ");
    return make("li", { class: `sign ${severity}` }, word, check + (count > 1 ? ` × ${count}` : ""));
  });
}
