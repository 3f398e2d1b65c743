// The article as the page knows it, and the news about it. Nothing here touches the document.

export const STATES = {
  untranslated: { mark: "○", word: "untranslated" },
  draft: { mark: "◐", word: "draft" },
  fuzzy: { mark: "≈", word: "source changed" },
  "in edit": { mark: "✎", word: "in edit" },
  "post-edited": { mark: "✓", word: "approved" },
};

export const APPROVED = "post-edited";

/** The open article: `units` by their ids in the article's order, `places` every segment as [id, block]. */
export const article = {
  id: "",
  name: "",
  sourceLanguage: "fr",
  targetLanguage: "en",
  structure: 0,
  revision: 0,
  pending: 0,
  outdated: false,
  places: [],
  units: new Map(),
};

// So many units at once: a key that is pressed meanwhile waits for no more than these.
const SLICE = 10;
const listeners = new Map();

/** Call `listener` whenever `name` is told: "opened", "unit" (with the unit), "counts", "active" (with an id or null). */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

/** Tell all who listen for `name`. */
export function tell(name, what) {
  for (const listener of listeners.get(name) ?? []) listener(what);
}

/** Take over a whole article from the server. */
export function openArticle(id, overview) {
  article.id = id;
  article.name = overview.article;
  article.sourceLanguage = overview.source_language;
  article.targetLanguage = overview.target_language;
  article.places = overview.places;
  article.units = new Map();
  for (const [number, unit] of overview.units.entries()) article.units.set(unit.id, { ...unit, number: number + 1 });
  takeNumbers(overview);
  tell("opened");
  tell("counts");
}

function takeNumbers(news) {
  article.structure = news.structure;
  article.revision = news.revision;
  article.pending = news.pending;
  article.outdated = news.outdated;
}

/** Take over what has changed; resolves to false where the article has other units now and must be opened anew. */
export async function takeNews(news) {
  const { id } = article;
  for (let place = 0; place < news.units.length; place += SLICE) {
    if (place) await new Promise((resolve) => setTimeout(resolve));
    if (article.id !== id) return true;
    if (news.structure !== article.structure) return false;
    for (const unit of news.units.slice(place, place + SLICE)) putUnit(unit);
  }
  if (news.structure !== article.structure) return false;
  takeNumbers(news);
  if (news.units.length) tell("counts");
  return true;
}

/** Take over one unit, unless a newer one is known. */
export function putUnit(unit) {
  const known = article.units.get(unit.id);
  if (!known || unit.revision < known.revision) return;
  const before = { ...known };
  Object.assign(known, unit);
  delete known.folded;
  tell("unit", { unit: known, before });
}

/** Return the units in the article's order. */
export function units() {
  return [...article.units.values()];
}

/** Return whether somebody still has to look at a unit. */
export function isOpen(unit) {
  return unit.state !== APPROVED && !unit.locked;
}

/** Return how far the article is, in words and as a share. */
export function progress() {
  const all = units();
  const done = all.filter((unit) => unit.state === APPROVED);
  const words = (some) => some.reduce((sum, unit) => sum + (unit.words ??= unit.source.split(/\s+/u).filter(Boolean).length), 0);
  const [whole, ready] = [words(all), words(done)];
  const left = all.length - done.length;
  const share = whole ? ready / whole : 0;
  const rest = left === 0 ? "everything is approved" : `${left} ${left === 1 ? "unit" : "units"} to go`;
  const number = (value) => value.toLocaleString("en");
  return { share, text: `${number(ready)} of ${number(whole)} words approved (${Math.floor(share * 100)} %), ${rest}` };
}
