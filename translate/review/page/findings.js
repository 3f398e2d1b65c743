// What the checks say about the target that is being written, the gravest first, with what can safely be put right.

import { make } from "./text.js";

let list = null;
let findings = [];
let actions = {};

/** Show findings in `element` from now on; `onSelect` gets one of them, `onFix` a list. */
export function connectFindings(element, { onSelect, onFix }) {
  list = element;
  actions = { onSelect, onFix };
  fill();
}

/** Show these findings; those that are shown already are not told again. */
export function setFindings(found) {
  if (JSON.stringify(found) === JSON.stringify(findings)) return;
  findings = found;
  fill();
}

/** Return the findings that come with a safe fix. */
export function fixable() {
  return findings.filter((finding) => finding.fix !== null);
}

/** Return `text` with fixes applied, the last one first; of two that overlap, only one. */
export function fixed(text, fixes) {
  let limit = Infinity;
  let result = text;
  for (const { start, end, fix } of [...fixes].sort((a, b) => b.start - a.start)) {
    if (end > limit) continue;
    result = result.slice(0, start) + fix + result.slice(end);
    limit = start;
  }
  return result;
}

function fill() {
  if (!list) return;
  const order = [...findings].sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  list.replaceChildren(...order.map(makeFinding));
  if (fixable().length > 1) {
    const all = { type: "button", class: "fix", on: { click: () => actions.onFix(fixable()) } };
    list.append(make("li", { class: "all" }, make("button", all, "Fix all ", make("kbd", {}, "Alt X"))));
  }
}

function makeFinding(finding) {
  const grave = finding.severity === "error";
  const select = { type: "button", class: "where", title: "Show the place", on: { click: () => actions.onSelect(finding) } };
  const fix = { type: "button", class: "fix", on: { click: () => actions.onFix([finding]) } };
  const said = [
    make("span", { class: "unseen" }, grave ? "Error: " : "Warning: "),
    make("b", {}, finding.check),
    " ",
    make("span", { class: "words" }, finding.message),
  ];
  return make(
    "li",
    { class: finding.severity },
    make("span", { class: "glyph", "aria-hidden": "true" }, grave ? "✕" : "!"),
    make("span", { class: "message" }, ...(finding.end > finding.start ? [make("button", select, ...said)] : said)),
    finding.fix === null ? null : make("button", fix, "Fix"),
  );
}
