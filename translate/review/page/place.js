// Where a unit stands in the published page: its text is looked for there, whatever white space and tags lie between.

const TAG = /<\/?\d+\/?>/gu;
const flattened = new WeakMap();

const SKIPPED = /[\s⁰¹²³⁴-⁹⁺⁻]/u;
const SKIPPED_ALL = new RegExp(SKIPPED, "gu");
const LOWERED = /[₀-₉]/gu;
const MARK = /^[\d\s[\]()*†‡§¶,;+−–-]*$/u;

/** Return a text without white space; what stands raised is left out, for a page may write it in another way. */
const solid = (text) => text.replace(SKIPPED_ALL, "").replace(LOWERED, (one) => one.normalize("NFKC"));

const isMark = (node) => MARK.test(node.parentElement?.closest("sup")?.textContent ?? "x");

/** Return all of a document's text without white space, and its text nodes, each with its place in that text. */
function flatten(page) {
  const known = flattened.get(page);
  if (known) return known;
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    if (isMark(walker.currentNode)) continue;
    nodes.push({ node: walker.currentNode, start: text.length });
    text += solid(walker.currentNode.data);
  }
  const made = { text, nodes };
  flattened.set(page, made);
  return made;
}

/** Return the node and the offset in it that lie `place` characters into the flat text. */
function pointAt({ nodes }, place) {
  let first = 0;
  let last = nodes.length - 1;
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if (nodes[middle].start <= place) first = middle;
    else last = middle - 1;
  }
  const { node, start } = nodes[first];
  let left = place - start;
  let offset = 0;
  while (left > 0 || SKIPPED.test(node.data[offset] ?? "")) {
    if (!SKIPPED.test(node.data[offset])) left -= 1;
    offset += 1;
  }
  return [node, offset];
}

/** Return a segment's text as it can be found in a page: without tags and white space. */
export function plain(text) {
  return solid(text.replace(TAG, ""));
}

/**
 * Return the range of `text` in a page, null where it does not stand there. `before` are the texts of the segments
 * before it: of equal stretches, the one is taken that comes after as many.
 */
export function findRange(page, text, before) {
  const wanted = plain(text);
  if (!wanted || !page.body) return null;
  const flat = flatten(page);
  let place = flat.text.indexOf(wanted);
  for (let left = before.filter((one) => one.includes(wanted)).length; left > 0; left -= 1) {
    const next = flat.text.indexOf(wanted, place + 1);
    if (next < 0) break;
    place = next;
  }
  if (place < 0) return null;
  const range = page.createRange();
  range.setStart(...pointAt(flat, place));
  const [node, offset] = pointAt(flat, place + wanted.length - 1);
  range.setEnd(node, offset + 1);
  return range;
}
