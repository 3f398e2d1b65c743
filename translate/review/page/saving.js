// What was written here on its way to the file: one request at a time for each unit, tried again until it is there.

import { keepSteps, keptSteps, post, Refused, Unreachable } from "./api.js";
import { askAboutConflict } from "./conflict.js";
import { APPROVED, article, on, putUnit, tell } from "./store.js";
import { announce, showBanner } from "./text.js";

const RETRY = 3000;
const LISTENING = 1500;
const KEPT_STEPS = 500;

const unsaved = new Map(); // unit id -> the text that the file does not have yet
const queues = new Map(); // unit id -> the last request for it
let steps = []; // what can be taken back in this article: {id, step, version, open}, with the version that it left
let undoing = Promise.resolve();
let failure = "";
let told = 0;

/** Return the text of a unit as it stands in the page. */
export function currentText(id) {
  return unsaved.get(id) ?? article.units.get(id).target;
}

/** Return whether there is text that the file does not have yet. */
export function hasUnsaved() {
  return unsaved.size > 0;
}

/** Forget the texts of units that are no longer in the article, and return them: they must be shown to somebody. */
export function takeOrphans() {
  const orphans = [...unsaved].filter(([id]) => !article.units.has(id));
  for (const [id] of orphans) unsaved.delete(id);
  return orphans.map(([, text]) => text);
}

/** Remember a text that was written and is not in the file yet. */
export function keepText(id, text) {
  if (text === article.units.get(id).target) unsaved.delete(id);
  else unsaved.set(id, text);
  showState();
}

/** Let the next change of a unit be a step of its own, when things are taken back. */
export function closeStep() {
  const last = steps.at(-1);
  if (last) last.open = false;
}

/** Bring a unit into the file; resolves to whether it is there, and was not refused or held up. */
export function save(id, { approved = undefined, note = undefined, again = false } = {}) {
  const run = () => send(id, { approved, note, again });
  const job = (queues.get(id) ?? Promise.resolve()).then(run);
  queues.set(id, job);
  return job;
}

/** Save everything that is still waiting; with `leaving`, in requests that outlive the page. */
export function saveAll(leaving = false) {
  for (const id of unsaved.keys()) {
    if (leaving) request(id, currentText(id), false, undefined, true).catch(() => {});
    else save(id);
  }
}

function request(id, target, approved, note, keepalive = false) {
  const content = { unit: id, version: article.units.get(id).version, target, approved };
  if (note !== undefined) content.note = note;
  return post(`articles/${article.id}/save`, content, { keepalive });
}

async function send(id, { approved, note, again }) {
  const unit = article.units.get(id);
  const text = currentText(id);
  // Whoever goes on writing in an approved unit has not approved what is there now.
  const wanted = approved ?? (unit.state === APPROVED && text === unit.target);
  const same = text === unit.target && wanted === (unit.state === APPROVED) && (note === undefined || note === unit.note);
  if (same) {
    unsaved.delete(id);
    showState();
    return true;
  }
  try {
    const answer = await request(id, text, wanted, note);
    // What was typed while the request was on its way is still unsaved.
    if (unsaved.get(id) === text) unsaved.delete(id);
    remember(id, answer, approved === undefined);
    arrive(answer.unit);
    return true;
  } catch (error) {
    return again ? fail(error) : refuse(error, id, text, { approved, note });
  }
}

function arrive(unit) {
  failure = "";
  showBanner("");
  putUnit(unit);
  tell("counts");
  showState();
}

function remember(id, { step, unit: { version } }, ongoing) {
  const last = steps.at(-1);
  if (ongoing && last?.id === id && last.open) last.version = version;
  else steps.push({ id, step, version, open: ongoing });
  keepSteps(article.id, steps.slice(-KEPT_STEPS));
}

function fail(error) {
  failure = error.message;
  showBanner(`Not saved: ${error.message}`);
  showState();
  return false;
}

/** Deal with a request that did not succeed: a conflict is asked about, an absent server is asked again. */
async function refuse(error, id, text, options) {
  if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
  if (error.status === 409 && error.body.unit) {
    // The same words from elsewhere, or from a request whose answer was lost, are no conflict.
    if (error.body.unit.target === text && options.note === undefined) {
      arrive(error.body.unit);
      return send(id, { ...options, again: true });
    }
    const choice = await askAboutConflict(error.body, text);
    if (choice === "theirs") unsaved.delete(id);
    else unsaved.set(id, currentText(id) === article.units.get(id).target ? text : currentText(id));
    arrive(error.body.unit);
    tell("settled", id);
    return choice === "mine" ? send(id, { ...options, again: true }) : false;
  }
  // A sentence that has left the article is told when the article is opened anew.
  if (error.status !== 404) setTimeout(() => article.units.has(id) && save(id, options), RETRY);
  return fail(error);
}

/** Take back the last change made here; resolves to the unit's id, null where there is none. */
export function takeBack() {
  // Each step starts from what the one before it left behind.
  undoing = undoing.then(takeStepBack);
  return undoing;
}

async function takeStepBack() {
  const last = steps.at(-1);
  if (!last) {
    announce("Nothing to undo.");
    return null;
  }
  await save(last.id);
  const done = steps.pop();
  keepSteps(article.id, steps);
  const { id: unit, version, step } = done;
  try {
    const answer = await post(`articles/${article.id}/undo`, { unit, version, step });
    unsaved.delete(done.id);
    arrive(answer.unit);
    tell("settled", done.id);
    announce(`Unit ${article.units.get(done.id).number} is as it was.`);
  } catch (error) {
    if (error.status !== 409 || !error.body.unit) fail(error);
    else {
      // What stands there now is somebody else's, or another tab's: the text before it is not put over it.
      arrive(error.body.unit);
      announce(`Unit ${article.units.get(done.id).number} was changed elsewhere since, and is left so.`);
    }
  }
  return done.id;
}

on("opened", () => {
  // What was written before a reload can be taken back, but goes on no more.
  const known = keptSteps(article.id).filter(({ id }) => article.units.has(id));
  steps = known.map((step) => ({ ...step, open: false }));
});

/** Say whether everything is saved: at once to eyes, and to ears when it has settled. */
export function showState() {
  const place = document.getElementById("saved");
  const state = failure ? "failed" : unsaved.size ? "waiting" : "saved";
  const words = { failed: "Not saved", waiting: "Saving …", saved: "All saved" }[state];
  place.dataset.state = state;
  document.getElementById("saved-text").textContent = words;
  clearTimeout(told);
  told = setTimeout(() => {
    const live = document.getElementById("saved-live");
    if (live.textContent !== words) live.textContent = words;
  }, LISTENING);
}
