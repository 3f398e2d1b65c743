// The unit that is being edited: its text, what the checks say about it while it is written, and the way on.

import { post } from "./api.js";
import { connectFindings, fixable, fixed, setFindings } from "./findings.js";
import { fillTarget, rowOf, shownIds } from "./list.js";
import { closeStep, currentText, keepText, save, takeBack } from "./saving.js";
import { APPROVED, article, isOpen, on, progress, tell } from "./store.js";
import { announce, distinctTerms, make } from "./text.js";

const SAVE_AFTER = 800;
const CHECK_AFTER = 200;
const MODIFIER = /Mac|iPhone|iPad/u.test(navigator.platform) ? "⌃" : "Ctrl";

let active = null;
let area = null;
let saveTimer = 0;
let checkTimer = 0;
let checking = null;

/** Return the id of the open unit, null for none. */
export function activeId() {
  return active;
}

/** Open a unit for editing, and close the one that was. */
export function open(id, { caret = "end" } = {}) {
  const unit = article.units.get(id);
  if (!unit) return;
  if (active === id) {
    area?.focus();
    return;
  }
  close();
  active = id;
  const row = rowOf(id);
  row.classList.add("active");
  row.querySelector(".mark").setAttribute("aria-current", "true");
  setFindings(unit.findings);
  row.querySelector(".target").replaceChildren(...makeEditor(unit));
  area = row.querySelector("textarea");
  resize();
  area.focus({ preventScroll: true });
  area.setSelectionRange(...(caret === "end" ? [area.value.length, area.value.length] : [0, 0]));
  row.scrollIntoView({ block: "nearest" });
  tell("active", id);
  check();
}

/** Close the open unit; what was written is saved. */
export function close() {
  if (active === null) return;
  const id = active;
  flush();
  closeStep();
  active = null;
  area = null;
  const row = rowOf(id);
  row.classList.remove("active");
  const mark = row.querySelector(".mark");
  mark.removeAttribute("aria-current");
  if (row.contains(document.activeElement)) mark.focus({ preventScroll: true });
  fillTarget(row.querySelector(".target"), article.units.get(id));
  tell("active", null);
}

function makeEditor(unit) {
  const input = make("textarea", {
    rows: "1",
    class: "prose",
    lang: article.targetLanguage,
    spellcheck: "true",
    readonly: Boolean(unit.locked),
    "aria-label": `Target of unit ${unit.number}`,
    "aria-describedby": "findings",
    on: { input: onInput, keydown: onKey },
  });
  input.value = currentText(unit.id);
  const list = make("ul", { id: "findings", class: "findings", "aria-live": "polite", lang: "en" });
  connectFindings(list, { onSelect: select, onFix: applyFixes });
  const locked = unit.locked ? make("p", { class: "locked", lang: "en" }, unit.locked) : null;
  return [input, list, locked ?? makeActions()];
}

function makeActions() {
  const action = (name, keys, run, main = false) =>
    make("button", { type: "button", class: main ? "main" : "plain", on: { click: run } }, `${name} `, make("kbd", {}, keys));
  return make(
    "div",
    { class: "actions", lang: "en" },
    action("Approve and next", `${MODIFIER} ↵`, approve, true),
    action("Copy source", "Alt C", copySource),
    action("Undo", "Alt Z", undo),
  );
}

function onKey(event) {
  // A segment is one line: what it needs of line ends stands in its tags.
  if (event.key === "Enter" && !event.isComposing) event.preventDefault();
}

function onInput() {
  if (area.value.includes("\n")) replaceAll(area.value.replace(/\s*\n\s*/gu, " "));
  changed();
}

function changed() {
  resize();
  keepText(active, area.value);
  clearTimeout(saveTimer);
  saveTimer = setTimeout(save, SAVE_AFTER, active);
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, CHECK_AFTER);
}

function resize() {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

/** Save now what was written in the open unit. */
export function flush() {
  clearTimeout(saveTimer);
  return active === null ? Promise.resolve(true) : save(active);
}

async function check() {
  const id = active;
  if (id === null || article.units.get(id).locked) return;
  checking?.abort();
  checking = new AbortController();
  const text = area.value;
  try {
    const answer = await post(`articles/${article.id}/check`, { unit: id, target: text }, { signal: checking.signal });
    if (active === id && area.value === text) setFindings(answer.findings);
  } catch {
    // The next keystroke asks again, and the state of saving tells when nobody answers.
  }
}

function select(finding) {
  area.focus();
  area.setSelectionRange(finding.start, finding.end);
}

/** Put right what needs no judgement, all at once. */
export function fixAll() {
  applyFixes(fixable());
}

function applyFixes(fixes) {
  if (active !== null) write(fixed(area.value, fixes));
}

/** Make `text` the whole target, in a way that the browser's own undo knows. */
function replaceAll(text) {
  area.focus();
  area.setSelectionRange(0, area.value.length);
  insertText(text);
}

function insertText(text) {
  // The only call that keeps the text area's own history of undoing.
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
}

/** Make `text` the target of the open unit. */
export function write(text) {
  if (active === null || area.readOnly || area.value === text) return;
  replaceAll(text);
  changed();
}

/** Put `text` in the place of the selection. */
export function insert(text) {
  if (active === null || area.readOnly) return;
  area.focus();
  insertText(text);
  changed();
}

export const copySource = () => active !== null && write(article.units.get(active).source);

/** Insert the form of term number `index` (from 0) of the open unit. */
export function insertTerm(index) {
  const term = active === null ? undefined : distinctTerms(article.units.get(active))[index];
  if (term) insert(term.form);
}

export async function undo() {
  const id = await takeBack();
  if (id !== null) open(id);
}

/** Approve the open unit and go on to the next one that is open. */
export async function approve() {
  if (active === null) return;
  const id = active;
  const unit = article.units.get(id);
  clearTimeout(saveTimer);
  if (!currentText(id)) {
    announce("An empty target cannot be approved.");
    return;
  }
  const done = save(id, { approved: true });
  // At the end of the article there may be something left further up.
  if (!move(1, isOpen, { quiet: true })) {
    close();
    move(1, (other) => isOpen(other) && other.id !== id, { quiet: true });
  }
  if (await done) {
    announce(`Unit ${unit.number} approved: ${progress().text}.`);
    if (active !== id) closeStep();
  } else open(id);
}

/** Open the next (1) or previous (-1) unit that `wanted` takes; return whether there is one. */
export function move(step, wanted = isOpen, { quiet = false } = {}) {
  const ids = shownIds();
  const from = active === null ? (step > 0 ? -1 : ids.length) : ids.indexOf(active);
  for (let place = from + step; place >= 0 && place < ids.length; place += step) {
    if (wanted(article.units.get(ids[place]))) {
      open(ids[place]);
      return true;
    }
  }
  if (!quiet) announce(step > 0 ? "No unit further down." : "No unit further up.");
  return false;
}

on("unit", ({ unit, before }) => {
  if (unit.id !== active) return;
  if (area.value !== currentText(active)) {
    area.value = currentText(active);
    resize();
    if (before.target !== unit.target && unit.state !== APPROVED) announce("This unit was changed elsewhere.");
    check();
  }
});

on("settled", (id) => {
  if (id === active) {
    area.value = currentText(id);
    area.focus();
    // A dialog that has just closed gives the focus back, but not the caret.
    area.setSelectionRange(area.value.length, area.value.length);
    resize();
    check();
  }
});
