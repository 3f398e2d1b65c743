// The page from its opening on: which article, and what others do to it meanwhile.

import { get, Refused, takeKey } from "./api.js";
import { activeId, close, flush, open } from "./editor.js";
import { startFilters } from "./filters.js";
import { startKeys } from "./keys.js";
import { connectList } from "./list.js";
import { openPanel, startPanel, useTerm } from "./panel.js";
import { startPreview } from "./preview.js";
import { hasUnsaved, saveAll, takeOrphans } from "./saving.js";
import { article, isOpen, on, openArticle, progress, takeNews, units } from "./store.js";
import { make, showBanner } from "./text.js";

const CALM = 1500;
const BUSY = 350;
const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
const byId = (id) => document.getElementById(id);
let several = false;

async function chooseArticle() {
  const { articles } = await get("articles");
  several = articles.length > 1;
  byId("all-articles").hidden = !several;
  const wanted = sessionStorage.getItem("review-article");
  const chosen = several ? articles.find(({ id }) => id === wanted) : articles[0];
  if (chosen) await load(chosen.id);
  else showChooser(articles);
}

function showChooser(articles) {
  const entries = articles.map(({ id, name, units: count, approved, done, note }) => {
    const say = note || `${approved} of ${count} units approved, ${Math.floor(done)} % of the words`;
    const bar = make("progress", { max: "100", value: String(done), "aria-hidden": "true" });
    const button = { type: "button", on: { click: () => load(id).catch(complain) } };
    return make("li", {}, make("button", button, make("b", {}, name), bar, make("span", {}, say)));
  });
  byId("chooser").replaceChildren(make("ul", {}, ...entries));
  byId("chooser").hidden = false;
  document.body.classList.add("choosing");
  byId("article-name").textContent = "Choose an article";
  for (const id of ["filters", "panel", "columns"]) byId(id).hidden = true;
  byId("list").replaceChildren();
}

async function load(id) {
  const overview = await get(`articles/${id}`);
  const before = activeId();
  close();
  openArticle(id, overview);
  sessionStorage.setItem("review-article", id);
  document.title = `${article.name} – review`;
  byId("article-name").textContent = article.name;
  byId("chooser").hidden = true;
  document.body.classList.remove("choosing");
  for (const part of ["filters", "panel", "columns"]) byId(part).hidden = false;
  byId("source-name").textContent = names.of(article.sourceLanguage);
  byId("target-name").textContent = names.of(article.targetLanguage);
  const orphans = takeOrphans();
  if (orphans.length) showBanner(`The sentence left the article while you wrote. Your text: ${orphans.join(" / ")}`);
  const first = article.units.has(before) ? before : units().find(isOpen)?.id;
  if (first) open(first);
  openPanel(false);
}

on("counts", () => {
  const { share, text } = progress();
  byId("progress").textContent = text;
  byId("progress-bar").value = share;
  byId("pending").textContent = article.pending ? `checking ${article.pending.toLocaleString("en")} more …` : "";
});

/** Ask for news over and over: what other people and programs did to the catalogue, and what the checks found. */
async function follow() {
  if (article.id && !document.hidden) {
    try {
      const id = article.id;
      const news = await get(`articles/${id}/changes`, { since: String(article.revision) });
      if (id === article.id && !(await takeNews(news))) await load(id);
      else if (!hasUnsaved()) showBanner(article.outdated ? "The article has changed. Run translate update to bring its catalogue up to date." : "");
    } catch (error) {
      complain(error);
    }
  }
  setTimeout(follow, article.pending ? BUSY : CALM);
}

function complain(error) {
  showBanner(`${error.message[0].toUpperCase()}${error.message.slice(1)}`);
  if (!(error instanceof Refused) && error.name !== "Error") console.error(error);
}

function start() {
  connectList(open, useTerm);
  startFilters();
  startPanel();
  startPreview();
  startKeys();
  byId("phrase-side").replaceChildren(make("option", { value: "source" }, "in sources"), make("option", { value: "target" }, "in targets"));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("units").focus();
  });
  byId("all-articles").addEventListener("click", async () => {
    await flush();
    close();
    article.id = "";
    sessionStorage.removeItem("review-article");
    chooseArticle().catch(complain);
  });
  addEventListener("beforeunload", (event) => {
    if (hasUnsaved()) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => document.hidden && saveAll());
  addEventListener("pagehide", () => saveAll(true));
  if (takeKey()) {
    chooseArticle().catch(complain);
    follow();
  } else showBanner("Open the address that the terminal shows: it holds the key to this page.");
}

start();
