// Which units are shown: by state, by finding, and by words in source or target.

import { rowsOf } from "./list.js";
import { currentText } from "./saving.js";
import { article, isOpen, on, STATES, units } from "./store.js";
import { fold, make } from "./text.js";

const byText = document.getElementById("by-text");
const byState = document.getElementById("by-state");
const byFinding = document.getElementById("by-finding");
const PAUSE = 120;
let timer = 0;

function matchesState(unit, wanted) {
  return wanted === "all" || (wanted === "open" ? isOpen(unit) : unit.state === wanted);
}

function matchesFinding(unit, wanted) {
  if (wanted === "all") return true;
  if (wanted === "any") return unit.findings.length > 0;
  return unit.findings.some(({ check, severity }) => check === wanted || severity === wanted);
}

/** Show the units that fit; those that change afterwards stay where they are until the filters change. */
export function applyFilters() {
  const [words, state, finding] = [fold(byText.value.trim()), byState.value || "all", byFinding.value || "all"];
  let count = 0;
  for (const unit of article.units.values()) {
    unit.folded ??= fold(`${unit.source}\n${currentText(unit.id)}\n${unit.note}`);
    const fits = matchesState(unit, state) && matchesFinding(unit, finding) && unit.folded.includes(words);
    for (const row of rowsOf(unit.id)) row.hidden = !fits;
    count += fits;
  }
  const filtered = count < article.units.size;
  document.body.classList.toggle("filtered", filtered);
  document.getElementById("nothing").hidden = count > 0;
  document.getElementById("shown").textContent = filtered ? `${count} of ${article.units.size} units` : `${count} units`;
}

/** Bring the counts in the two lists up to date. */
function fillChoices() {
  const all = units();
  const states = Object.entries(STATES).map(([state, { mark, word }]) => [
    state,
    `${mark} ${word}`,
    all.filter((unit) => unit.state === state).length,
  ]);
  fillSelect(byState, [["all", "Every state", null], ["open", "To do", all.filter(isOpen).length], ...states]);
  const checks = new Map();
  for (const unit of all) {
    for (const check of new Set(unit.findings.map((finding) => finding.check))) checks.set(check, (checks.get(check) ?? 0) + 1);
  }
  const errors = all.filter((unit) => unit.findings.some((finding) => finding.severity === "error")).length;
  fillSelect(byFinding, [
    ["all", "With and without findings", null],
    ["any", "With findings", all.filter((unit) => unit.findings.length).length],
    ["error", "With errors", errors],
    ...[...checks].sort().map(([check, count]) => [check, check, count]),
  ]);
}

function fillSelect(select, choices) {
  const chosen = select.value || "all";
  const kept = choices.filter(([value, , count]) => count !== 0 || value === chosen);
  if (!kept.some(([value]) => value === chosen)) kept.push([chosen, chosen, 0]);
  const options = kept.map(([value, name, count]) => make("option", { value }, count === null ? name : `${name} (${count})`));
  // A list that somebody has open must not change under the pointer.
  if (document.activeElement !== select) select.replaceChildren(...options);
  select.value = chosen;
}

/** Connect the controls. */
export function startFilters() {
  for (const select of [byState, byFinding]) {
    select.addEventListener("change", applyFilters);
    select.addEventListener("blur", fillChoices);
  }
  byText.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(applyFilters, PAUSE);
  });
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  let counting = 0;
  on("counts", () => {
    clearTimeout(counting);
    counting = setTimeout(fillChoices, PAUSE);
  });
  on("opened", applyFilters);
}
