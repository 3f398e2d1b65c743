// Looks over the page as it stands: names, landmarks, contrasts (WCAG 2.2, 1.4.3: 4.5, or 3 for large text).

const seen = (element) => element.checkVisibility({ checkVisibilityCSS: true });
const short = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 30)}`;

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  return element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent || "";
}

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
function colour(css) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return { rgb: [r, g, b], alpha: a / 255 };
}

const over = (top, bottom) => top.rgb.map((value, place) => value * top.alpha + bottom[place] * (1 - top.alpha));

function backdrop(element) {
  const layers = [];
  for (let one = element; one; one = one.parentElement) {
    const layer = colour(getComputedStyle(one).backgroundColor);
    if (layer.alpha > 0) layers.push(layer);
    if (layer.alpha === 1) break;
  }
  return layers.reverse().reduce((bottom, layer) => over(layer, bottom), [255, 255, 255]);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(element) {
  const behind = backdrop(element);
  let opacity = 1;
  for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
  const ink = colour(getComputedStyle(element).color);
  const [light, dark] = [luminance(over({ rgb: ink.rgb, alpha: ink.alpha * opacity }, behind)), luminance(behind)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function isLarge(element) {
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
}

const controls = [...document.querySelectorAll("button, input, select, textarea, iframe, a, [role=button]")];
const texts = [...document.querySelectorAll("body *")].filter(
  (element) => seen(element) && !element.closest("dialog, .unseen, .skip") &&
    (element.matches("textarea, input, select") || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())),
);
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);

return JSON.stringify({
  unnamed: controls.filter((element) => !nameOf(element).trim() && !element.title).map(short),
  repeated_ids: ids.filter((id, place) => ids.indexOf(id) !== place),
  landmarks: [...document.querySelectorAll("main, body > header, aside")].filter(seen).map((one) => one.tagName).sort(),
  headings: [...document.querySelectorAll("h1, h2, h3")].filter(seen).map((one) => Number(one.tagName[1])),
  languages: [...new Set([...document.querySelectorAll(".unit [lang]")].map((one) => one.lang))].sort(),
  live: document.querySelectorAll("[aria-live], [role=status], [role=alert]").length,
  pale: texts.filter((element) => contrast(element) < (isLarge(element) ? 3 : 4.5))
    .map((element) => `${contrast(element).toFixed(2)} ${short(element)}`),
});
