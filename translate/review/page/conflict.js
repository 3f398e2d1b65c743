// Two people at one sentence: both texts side by side, and a choice.

import { STATES } from "./store.js";
import { differenceNodes } from "./text.js";

const dialog = document.getElementById("conflict");
let queue = Promise.resolve();

/** Show both texts; resolves to "theirs", "mine" or "edit". Several conflicts are asked about one after another. */
export function askAboutConflict({ unit, difference }, mine) {
  queue = queue.then(() => ask(unit, difference, mine));
  return queue;
}

function ask(unit, difference, mine) {
  document.getElementById("their-state").textContent = STATES[unit.state].word;
  document.getElementById("theirs").textContent = unit.target || "(empty)";
  document.getElementById("mine").textContent = mine || "(empty)";
  document.getElementById("difference").replaceChildren(...differenceNodes(difference));
  dialog.returnValue = "edit";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}
