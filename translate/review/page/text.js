// Texts turned into elements. Text only ever becomes text: nothing here knows how to make markup of it.

/** Return a new element with attributes and children; a child may be a text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return a text with some stretches of it wrapped: each of `spans` is {start, end, wrap(text)}, none overlapping. */
export function wrapSpans(text, spans) {
  const nodes = [];
  let position = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < position || span.end <= span.start) continue;
    nodes.push(text.slice(position, span.start), span.wrap(text.slice(span.start, span.end)));
    position = span.end;
  }
  nodes.push(text.slice(position));
  return nodes.filter((node) => node !== "");
}

/** Return the terms of a unit with all their places in its source: one that comes again, spelt alike, is one term. */
export function distinctTerms(unit) {
  const found = new Map();
  for (const { start, end, ...term } of unit.terms) {
    const text = unit.source.slice(start, end);
    const name = JSON.stringify([text, term]);
    if (!found.has(name)) found.set(name, { ...term, text, places: [] });
    found.get(name).places.push({ start, end });
  }
  return [...found.values()];
}

/** Return the nodes of a unit's source: its terms underlined and numbered, its tags as small chips. */
export function sourceNodes(unit, onTerm) {
  const tags = unit.tags.map((tag) => ({ ...tag, wrap: (text) => make("code", { class: "tag", title: tag.shown }, text) }));
  const terms = distinctTerms(unit).flatMap((term, index) => {
    const title = [`${term.text} → ${term.form}`, ...term.others.map((form) => `or ${form}`)].join("\n");
    const click = { click: (event) => onTerm(unit, index, event) };
    const attributes = { class: "term", title, "data-number": index < 9 ? index + 1 : null, on: click };
    return term.places.map((place) => ({ ...place, wrap: (text) => make("span", attributes, text) }));
  });
  return wrapSpans(unit.source, [...tags, ...terms]);
}

/** Return the nodes of a target that is not being edited: tags as chips, what findings point at underlined. */
export function targetNodes(unit) {
  const found = unit.findings
    .filter((finding) => finding.end > finding.start && finding.end - finding.start < unit.target.length)
    .map((finding) => ({
      ...finding,
      wrap: (text) => make("span", { class: `wrong ${finding.severity}`, title: finding.message }, text),
    }));
  const tags = [...unit.target.matchAll(/<\/?\d+\/?>/gu)].map((tag) => ({
    start: tag.index,
    end: tag.index + tag[0].length,
    wrap: (text) => make("code", { class: "tag" }, text),
  }));
  return wrapSpans(unit.target, [...found, ...tags]);
}

/** Return the nodes of a difference, as the server gives it: [kind, text] pairs. */
export function differenceNodes(pieces) {
  return pieces.map(([kind, text]) => {
    if (kind === "kept") return text;
    return make(kind === "removed" ? "del" : "ins", {}, text);
  });
}

/** Return a text as it is compared in searches: without case and accents. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/gu, "'").toLowerCase();
}

/** Show what a person might otherwise miss: to eyes in the banner, "" to take it away. */
export function showBanner(text) {
  const banner = document.getElementById("banner");
  if (banner.textContent === text) return;
  banner.textContent = text;
  banner.hidden = text === "";
}

/** Say something to people who listen to the page. */
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}
