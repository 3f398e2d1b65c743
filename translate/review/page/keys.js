// Every key with what it does: the table is what is pressed and what the help shows.

import { activeId, approve, close, copySource, fixAll, flush, insertTerm, move, open, undo } from "./editor.js";
import { lookUp, openPanel, useMatch } from "./panel.js";
import { togglePreview } from "./preview.js";
import { APPROVED, STATES } from "./store.js";
import { make } from "./text.js";
import { insertTag, withdraw } from "./tools.js";

const help = document.getElementById("help");
const any = () => true;

/** `keys` as people read them, `what` they do; `run` gets the digit that was pressed, where there is one. */
const KEYS = [
  { keys: "Ctrl+Enter", what: "Approve, and go on to the next open unit", run: approve },
  { keys: "Alt+ArrowDown", what: "Next open unit", run: () => move(1) },
  { keys: "Alt+ArrowUp", what: "Previous open unit", run: () => move(-1) },
  { keys: "Alt+Shift+ArrowDown", what: "Next unit, open or not", run: () => move(1, any) },
  { keys: "Alt+Shift+ArrowUp", what: "Previous unit, open or not", run: () => move(-1, any) },
  { keys: "Alt+1…9", what: "Insert term 1 to 9", run: (digit) => insertTerm(digit - 1) },
  { keys: "Alt+Shift+1…9", what: "Take match 1 to 9 from the memory", run: (digit) => useMatch(digit - 1) },
  { keys: "Alt+C", what: "Copy the source", run: copySource },
  { keys: "Alt+T", what: "Insert the next tag that is missing", run: insertTag },
  { keys: "Alt+X", what: "Put right what is safe to put right", run: fixAll },
  { keys: "Alt+Z", what: "Undo the last change, also one that was saved", run: undo },
  { keys: "Alt+U", what: "Take an approval back", run: withdraw },
  { keys: "Alt+K", what: "Look the selected words up in the memory", run: lookUp },
  { keys: "Alt+P", what: "Show or hide the preview", run: togglePreview },
  { keys: "Ctrl+S", what: "Save now, without waiting", run: flush },
  { keys: "/", what: "Find (outside of a text)", plain: true, run: () => document.getElementById("by-text").focus() },
  { keys: "?", what: "These keys (outside of a text; F1 anywhere)", plain: true, run: showHelp },
  { keys: "F1", what: "", run: showHelp },
  { keys: "Escape", what: "Leave the text; Enter on a unit opens it again", run: leave },
];

function showHelp() {
  if (!help.open) help.showModal();
}

function leave() {
  const field = document.activeElement?.closest("input, select, #note");
  if (field) {
    field.blur();
    if (activeId() !== null) open(activeId());
  } else if (document.getElementById("panel").classList.contains("open")) openPanel(false);
  else if (activeId() !== null) close();
}

/** Return the digit of a key, whatever else the layout puts on it; 0 for none. */
function digitOf(event) {
  return Number(/^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1] ?? 0);
}

function isPressed(keys, event) {
  const parts = keys.split("+");
  const name = parts.pop();
  const wanted = (modifier) => parts.includes(modifier);
  if (wanted("Alt") !== event.altKey || wanted("Ctrl") !== (event.ctrlKey || event.metaKey)) return false;
  if (name === "1…9") return wanted("Shift") === event.shiftKey && digitOf(event) > 0;
  // With Alt some layouts give another character: the place of the key counts then.
  if (/^[A-Z]$/u.test(name)) return wanted("Shift") === event.shiftKey && (event.key.toUpperCase() === name || event.code === `Key${name}`);
  if (name === "?" || name === "/") return event.key === name;
  return wanted("Shift") === event.shiftKey && event.key === name;
}

function onKey(event) {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const writing = event.target.closest?.("input, textarea, select");
  // A list of choices has its own use for the arrows.
  if (event.target.matches?.("select") && event.key.startsWith("Arrow")) return;
  for (const { keys, run, plain } of KEYS) {
    if (isPressed(keys, event) && !(plain && writing)) {
      event.preventDefault();
      run(digitOf(event));
      return;
    }
  }
}

/** Connect the keyboard and fill the help. */
export function startKeys() {
  document.addEventListener("keydown", onKey);
  document.getElementById("show-help").addEventListener("click", showHelp);
  const shown = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Escape: "Esc" };
  const nameKeys = (keys) => keys.split("+").map((key) => make("kbd", {}, shown[key] ?? key));
  const rows = KEYS.filter(({ what }) => what).map(({ keys, what }) =>
    make("tr", {}, make("th", { scope: "row" }, ...nameKeys(keys)), make("td", {}, what)),
  );
  document.getElementById("keys").replaceChildren(...rows);
  const marks = Object.entries(STATES).flatMap(([state, { mark, word }]) => [
    make("dt", { class: `is-${state.replace(" ", "-")}` }, make("span", { class: "state" }, mark)),
    make("dd", {}, state === APPROVED ? `${word}: it will be published` : word),
  ]);
  document.getElementById("marks").replaceChildren(...marks);
}
