// Single moves on the open unit that editors want at hand.

import { activeId, insert } from "./editor.js";
import { currentText, save } from "./saving.js";
import { APPROVED, article } from "./store.js";
import { announce } from "./text.js";

const count = (text, part) => text.split(part).length - 1;

/** Insert the first tag of the source that the target does not have yet. */
export function insertTag() {
  const unit = article.units.get(activeId());
  if (!unit) return;
  const text = currentText(unit.id);
  const tags = unit.tags.map(({ start, end }) => unit.source.slice(start, end));
  const missing = tags.find((tag) => count(text, tag) < count(unit.source, tag));
  if (missing) insert(missing);
  else announce("Every tag of the source is there.");
}

/** Take the approval of the open unit back: it is not published then, and its text stays. */
export async function withdraw() {
  const unit = article.units.get(activeId());
  if (unit?.state !== APPROVED) announce("This unit is not approved.");
  else if (await save(unit.id, { approved: false })) announce(`Unit ${unit.number} is no longer approved.`);
}
