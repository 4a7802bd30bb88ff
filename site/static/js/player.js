// The player and its words: the spoken line is marked, a line or a chapter seeks, words are filtered and quoted.
// Without it every link still works: the address carries the second, and the browser's player starts there.
const box = document.querySelector(".player");
const media = box.querySelector("video, audio");
const card = box.querySelector(".video[data-embed]");
const lines = [...box.querySelectorAll(".words__lines li[data-start]")];
const stops = [...box.querySelectorAll(".chapters li[data-start]")];
const tools = box.querySelector(".words__tools");
const status = tools.querySelector("[role=status]");
const startOf = (item) => Number(item.dataset.start);

// The last that starts before the next whole second, as in the address.
const at = (items, time) => items.findLast((item) => startOf(item) < Math.floor(time) + 1);

function mark(items, current) {
  for (const item of items) {
    if (item === current) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

function show(time) {
  mark(lines, at(lines, time));
  mark(stops, at(stops, time));
}

function seek(time, play) {
  if (media) {
    media.currentTime = time;
    show(time);
    if (play) media.play().catch(() => {});
    return true;
  }
  const frame = card?.querySelector("iframe");
  if (!frame) return false; // nothing is loaded from elsewhere before the reader asks
  const url = new URL(card.dataset.embed);
  if (url.hostname.includes("vimeo")) url.hash = `t=${time}s`;
  else url.searchParams.set("start", String(time));
  url.searchParams.set("again", String(Date.now())); // the same address with another hash would not load
  frame.src = url.href;
  show(time);
  return true;
}

box.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const item = event.target.closest("li");
  const link = event.target.closest("a[href^='?t=']") ?? item?.querySelector(":scope > a[href^='?t=']");
  if (!link || String(getSelection()) !== "") return;
  const time = Number(new URLSearchParams(link.search).get("t"));
  if (!seek(time, true)) return;
  event.preventDefault();
  history.replaceState(null, "", link.href);
});

if (media) {
  media.addEventListener("timeupdate", () => show(media.currentTime));
  media.addEventListener("seeking", () => show(media.currentTime));
}
const asked = new URLSearchParams(location.search).get("t");
if (/^\d{1,6}$/.test(asked ?? "")) {
  show(Number(asked));
  if (media) media.currentTime = Number(asked);
}

// Filter: lines without the words go, and heads without lines.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const field = tools.querySelector("input");
field.addEventListener("input", () => {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const line of lines) {
    const text = fold(line.querySelector("p").textContent);
    line.hidden = !words.every((word) => text.includes(word));
    found += line.hidden ? 0 : 1;
  }
  for (const list of box.querySelectorAll(".words__lines ol")) {
    const empty = !list.querySelector("li:not([hidden])");
    list.hidden = empty;
    if (list.previousElementSibling?.tagName === "H3") list.previousElementSibling.hidden = empty;
  }
  const { one, many, none } = tools.dataset;
  status.textContent = !words.length ? "" : found === 0 ? none : found === 1 ? one : many.replace("#", found);
});
tools.addEventListener("submit", (event) => event.preventDefault());

// Quotation: the selected lines, else the line that is marked, else the first.
const clockOf = (line) => line.querySelector("a").textContent;
const speakerOf = (line) => lines.slice(0, lines.indexOf(line) + 1).findLast((one) => one.querySelector("b"))?.querySelector("b").textContent;

function quotation() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  let chosen = range && !range.collapsed ? lines.filter((line) => range.intersectsNode(line)) : [];
  if (!chosen.length) chosen = [lines.find((line) => line.hasAttribute("aria-current")) ?? lines[0]];
  const [first, last] = [chosen[0], chosen.at(-1)];
  const said = chosen.map((line) => [...line.querySelector("p").childNodes].filter((node) => node.nodeName !== "B").map((node) => node.textContent.trim()).join(" "));
  const after = lines[lines.indexOf(last) + 1];
  const times = `${clockOf(first)}–${after ? clockOf(after) : clockOf(last)}`;
  const names = [...new Set(chosen.map(speakerOf).filter(Boolean))].join(", ");
  return { times, text: `“${said.join(" ")}” ${names ? `${names}, ` : ""}${box.dataset.title}, ${times}. ${first.querySelector("a").href}` };
}

tools.querySelector("button").addEventListener("click", async () => {
  const { times, text } = quotation();
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = `${tools.dataset.copied} ${times}`;
  } catch {
    status.textContent = `${tools.dataset.failed} ${text}`;
  }
});
tools.hidden = false;
