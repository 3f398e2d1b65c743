// The tools for the open unit: its terms, what the memory has, phrases anywhere, and the note to colleagues.

import { get, post } from "./api.js";
import { activeId, insert, insertTerm, write } from "./editor.js";
import { save } from "./saving.js";
import { article, on } from "./store.js";
import { announce, differenceNodes, distinctTerms, make, wrapSpans } from "./text.js";

const terms = document.getElementById("terms");
const memory = document.getElementById("memory");
const phrases = document.getElementById("phrases");
const note = document.getElementById("note");
const MATCH_AFTER = 120;

let matches = [];
let asking = null;
let timer = 0;
let noteOf = null;
let shownTerms = "";

on("active", (id) => {
  clearTimeout(timer);
  asking?.abort();
  saveNote();
  if (id === null) {
    shownTerms = "";
    terms.replaceChildren(make("li", { class: "hint" }, "Open a unit to see its terms."));
    memory.replaceChildren(make("li", { class: "hint" }, "Open a unit to see what was approved before."));
    return;
  }
  noteOf = id;
  note.value = article.units.get(id).note;
  showTerms(id);
  matches = [];
  memory.replaceChildren(make("li", { class: "hint" }, "Looking …"));
  timer = setTimeout(showMatches, MATCH_AFTER, id);
});

on("unit", ({ unit }) => {
  if (unit.id === activeId()) showTerms(unit.id);
});

function showTerms(id) {
  const unit = article.units.get(id);
  const seen = JSON.stringify([id, unit.ready, unit.terms]);
  if (seen === shownTerms) return;
  shownTerms = seen;
  if (!unit.terms.length) {
    terms.replaceChildren(make("li", { class: "hint" }, unit.ready ? "No glossary term stands in this sentence." : "Looking …"));
    return;
  }
  terms.replaceChildren(...distinctTerms(unit).map(makeTerm));
}

function makeTerm(term, index) {
  const insertForm = (form) => ({ type: "button", lang: article.targetLanguage, on: { click: () => insert(form) } });
  const others = term.others.map((form) => make("button", { ...insertForm(form), class: "other" }, form));
  return make(
    "li",
    { class: "card" },
    make("span", { class: "key", "aria-hidden": "true" }, index < 9 ? `Alt ${index + 1}` : ""),
    make("span", { class: "from", lang: article.sourceLanguage }, term.text),
    make("button", { ...insertForm(term.form), class: "form", "aria-label": `Insert ${term.form}` }, term.form),
    others.length ? make("span", { class: "others" }, "also ", ...others) : null,
    term.forbidden.length ? make("span", { class: "forbidden" }, `not: ${term.forbidden.join(", ")}`) : null,
    term.note ? make("span", { class: "remark" }, term.note) : null,
  );
}

async function showMatches(id) {
  asking = new AbortController();
  try {
    const answer = await get(`articles/${article.id}/matches`, { unit: id }, asking.signal);
    if (id !== activeId()) return;
    matches = [...answer.matches, ...draftOf(article.units.get(id))];
    const hint = make("li", { class: "hint" }, "Nothing similar was approved before.");
    memory.replaceChildren(...(matches.length ? matches.map(makeMatch) : [hint]));
  } catch (error) {
    if (error.name !== "AbortError") memory.replaceChildren(make("li", { class: "hint" }, error.message));
  }
}

/** Return the machine's draft as one more match, where the target is another one by now. */
function draftOf(unit) {
  if (!unit.draft || unit.draft === unit.target) return [];
  return [{ score: null, target: unit.draft, difference: [], repaired: [], origin: "the machine's draft" }];
}

function makeMatch(match, index) {
  const use = { type: "button", class: "form", on: { click: () => useMatch(index) } };
  return make(
    "li",
    { class: "card" },
    make("span", { class: "key", "aria-hidden": "true" }, `Alt ⇧ ${index + 1}`),
    make("span", { class: "score" }, match.score === null ? "Draft" : `${match.score} %`),
    match.difference.length
      ? make("p", { class: "from", lang: article.sourceLanguage }, ...differenceNodes(match.difference))
      : make("p", { class: "from" }, match.score === null ? "As it was made" : "The same sentence"),
    make("p", { class: "prose", lang: article.targetLanguage }, match.target),
    match.repaired.length ? make("p", { class: "remark" }, `Put right: ${match.repaired.join("; ")}`) : null,
    make("p", { class: "foot" }, make("button", { ...use, "aria-label": `Use match ${index + 1}` }, "Use"), match.origin),
  );
}

/** Make match number `index` (from 0) the target of the open unit. */
export function useMatch(index) {
  if (matches[index]) write(matches[index].target);
}

/** Look up what is selected, or go to the field for a phrase. */
export function lookUp() {
  const area = document.activeElement?.closest?.("textarea");
  const inTarget = area?.closest(".target");
  const selected = inTarget ? area.value.slice(area.selectionStart, area.selectionEnd) : String(getSelection());
  const field = document.getElementById("phrase");
  openPanel();
  field.focus();
  if (selected.trim()) {
    field.value = selected.trim();
    document.getElementById("phrase-side").value = inTarget ? "target" : "source";
    search();
  }
}

async function search() {
  const phrase = document.getElementById("phrase").value.trim();
  const inTargets = document.getElementById("phrase-side").value === "target";
  if (!phrase) return phrases.replaceChildren();
  try {
    const { found } = await post("search", { phrase, in_targets: inTargets });
    announce(`${found.length} ${found.length === 1 ? "unit holds" : "units hold"} the phrase.`);
    const hint = make("li", { class: "hint" }, "Nothing approved holds this phrase.");
    phrases.replaceChildren(...(found.length ? found.map((one) => makePhrase(one, inTargets)) : [hint]));
  } catch (error) {
    phrases.replaceChildren(make("li", { class: "hint" }, error.message));
  }
  return undefined;
}

function makePhrase(found, inTargets) {
  const marks = found.spans.map(([start, end]) => ({ start, end, wrap: (text) => make("mark", {}, text) }));
  const marked = wrapSpans(inTargets ? found.target : found.source, marks);
  return make(
    "li",
    { class: "card" },
    make("p", { class: "from", lang: article.sourceLanguage }, ...(inTargets ? [found.source] : marked)),
    make("p", { class: "prose", lang: article.targetLanguage }, ...(inTargets ? marked : [found.target])),
    found.origin ? make("p", { class: "foot" }, found.origin) : null,
  );
}

function saveNote() {
  if (noteOf !== null && article.units.has(noteOf) && note.value !== article.units.get(noteOf).note) {
    save(noteOf, { note: note.value });
  }
}

/** Use term number `index` of a unit that was clicked: only of the one that is open. */
export function useTerm(unit, index, event) {
  if (unit.id !== activeId()) return;
  event.stopPropagation();
  insertTerm(index);
}

/** Show the tools where the window is too narrow for them to stand beside the text. */
export function openPanel(open = true) {
  document.getElementById("panel").classList.toggle("open", open);
  document.getElementById("show-panel").setAttribute("aria-expanded", String(open));
}

/** Connect the controls. */
export function startPanel() {
  note.addEventListener("change", saveNote);
  document.getElementById("phrase-form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  document.getElementById("close-panel").addEventListener("click", () => openPanel(false));
  document.getElementById("show-panel").addEventListener("click", () => openPanel(!document.querySelector("#panel.open")));
}
