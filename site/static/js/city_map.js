// The map over its drawing: Leaflet on the drawn ground of the site, with tiles only where the site has them. Without it,
// drawing and list say the same. What is zoomed to stands in the address: `#kaart=14/52.0633/4.3193`.
const box = document.querySelector("[data-map]");
const PADDING = { padding: [22, 16] };
const STEP = 2.5; // zooms that a mark goes in at once, so that readers see where they are
const STATE = /^#kaart=(\d{1,2}(?:\.\d)?)\/(-?\d{1,2}\.?\d*)\/(-?\d{1,3}\.?\d*)$/;

const toBounds = (text) => {
  const [west, south, east, north] = text.split(",").map(Number);
  return text ? window.L.latLngBounds([south, west], [north, east]) : null;
};

const readState = () => {
  const found = STATE.exec(location.hash);
  return found && { zoom: Number(found[1]), center: [Number(found[2]), Number(found[3])] };
};

async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function makeMap(view, words, bounds) {
  const { L } = window;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(view, {
    attributionControl: false, zoomControl: false, scrollWheelZoom: false, maxZoom: Number(box.dataset.zoom), minZoom: 7,
    zoomSnap: 0.5, zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, maxBounds: bounds?.pad(1),
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  view.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  view.addEventListener("focusout", () => map.scrollWheelZoom.disable());
  return map;
}

// Tiles of the site's own address; a square that is not there shows the ground.
function addTiles(map) {
  const { L } = window;
  const Tiles = L.GridLayer.extend({
    createTile({ x, y, z }, done) {
      const image = document.createElement("img");
      image.alt = "";
      image.onload = () => done(null, image);
      image.onerror = () => { image.hidden = true; done(new Error("no tile"), image); };
      image.src = `${box.dataset.tiles}${z}/${x}/${y}`;
      return image;
    },
  });
  new Tiles({ minZoom: 7, maxZoom: Number(box.dataset.zoom) }).addTo(map);
  box.classList.add("city-map--tiles");
}

// Outlines and their names; those of smaller places show when there is room.
function addGround(map, outlines, cityZoom, marked) {
  const { L } = window;
  const levels = [...new Set(outlines.features.map((feature) => feature.properties.level))];
  L.geoJSON(outlines.features, {
    interactive: false,
    style: ({ properties }) => ({ className: `ground ground--${levels.indexOf(properties.level) ? "part" : "whole"}` }),
  }).addTo(map);
  const names = levels.map((level) => L.layerGroup(outlines.features.filter(({ properties }) => properties.level === level).map(({ properties }) => {
    const name = document.createElement("span");
    name.textContent = properties.name;
    name.setAttribute("aria-hidden", "true");
    const icon = L.divIcon({ html: name, className: "ground-name", iconSize: [0, 0] });
    const marker = L.marker([...properties.label].reverse(), { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
    return Object.assign(marker, { area: properties.name });
  })));
  return () => {
    const near = map.getZoom() > cityZoom;
    names.forEach((layer, at) => (at > 0) === (near && names.length > 1) ? layer.addTo(map) : layer.remove());
    names[0]?.eachLayer((marker) => marker.setOpacity(!near && marked.has(marker.area) ? 0 : 1));
  };
}

function makePanel(words, places) {
  const panel = box.querySelector(".city-map__panel");
  const make = (tag, text, fields = {}) => Object.assign(document.createElement(tag), { textContent: text, ...fields });
  let back;
  const close = () => { panel.hidden = true; back?.focus(); };
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return (items, title, slug) => {
    back = document.activeElement;
    const list = make("ul", "", { className: "plain" });
    for (const item of items.slice(0, 12)) {
      const row = make("li", "");
      row.append(make("a", item.title, { href: item.url, ...(box.dataset.blank && { target: "_blank", rel: "noopener" }) }), " ", make("small", item.label));
      list.append(row);
    }
    const heading = make("h3", title, { id: "map-panel", tabIndex: -1 });
    const shut = make("button", words.close, { type: "button", className: "button button--quiet", onclick: close });
    panel.replaceChildren(heading, list, shut);
    if (items.length > 12 && places[slug]?.url) {
      const url = new URL(box.dataset.list, location.href);
      url.searchParams.set("place", slug);
      shut.before(make("a", words.all.replace("{name}", title), { href: url.pathname + url.search + "#map-list" }));
    }
    panel.hidden = false;
    heading.focus();
  };
}

// The address has the view, and ways on within this page keep it.
function keepState(map) {
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    history.replaceState(history.state, "", `#kaart=${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
  });
  addEventListener("hashchange", () => { const state = readState(); if (state) map.setView(state.center, state.zoom); });
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.(".chips a, .pager a");
    if (link && readState()) link.hash = location.hash;
  });
  const form = document.querySelector("form.filters");
  const before = form?.elements.place?.value;
  form?.addEventListener("submit", () => {
    if (form.elements.place?.value === before && readState()) form.action = form.action.split("#")[0] + location.hash;
  });
}

// The city that has most, and ways to the others.
function addWays(map, stacks, places, words) {
  const cities = new Map();
  for (const [slug, items] of stacks) cities.set(places[slug].city, (cities.get(places[slug].city) || 0) + items.length);
  const order = [...cities.keys()].sort((a, b) => cities.get(b) - cities.get(a));
  const ways = box.querySelector(".city-map__ways");
  for (const slug of order.length > 1 ? order : []) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: places[slug].name });
    button.onclick = () => map.fitBounds(boundsOf(slug, stacks, places), PADDING);
    ways.append(button);
  }
  ways.hidden = !ways.children.length;
  return order[0];
}

// Bounds of a district or city: of its outline, else of what is in it.
function boundsOf(area, stacks, places) {
  const { bounds } = places[area];
  if (bounds) return window.L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
  const points = [...stacks.keys()].filter((slug) => [slug, places[slug].area, places[slug].city].includes(area)).map((slug) => [...places[slug].point].reverse());
  return window.L.latLngBounds(points);
}

async function start() {
  const words = JSON.parse(document.getElementById("map-words").textContent);
  const [view, said] = [box.querySelector(".city-map__view"), box.querySelector("[data-said]")];
  let marksModule, items, outlines;
  try {
    [marksModule, items, outlines] = await Promise.all([import(box.dataset.marks), load(box.dataset.items), box.dataset.outlines ? load(box.dataset.outlines) : { features: [] }]);
  } catch {
    said.textContent = words.broken;
    return;
  }
  const { Marks, fill, stack, unique } = marksModule;
  const stacks = stack(items.features);
  const all = toBounds(box.dataset.bounds);
  if (!all) return;
  view.hidden = false;
  box.classList.add("city-map--live");
  const map = makeMap(view, words, all);
  const city = addWays(map, stacks, items.places, words);
  const whole = city ? boundsOf(city, stacks, items.places) : all;
  const focus = toBounds(box.dataset.focus);
  const state = readState();
  if (state) map.setView(state.center, state.zoom);
  else map.fitBounds(focus || whole, PADDING);
  const cityZoom = map.getBoundsZoom(whole, false, PADDING.padding);

  const areas = new Map();
  for (const [slug, found] of stacks) areas.set(items.places[slug].area, [...(areas.get(items.places[slug].area) || []), ...found]);
  const withParts = new Set([...areas.keys()].filter((slug) => items.places[slug].city !== slug).map((slug) => items.places[slug].city));
  if (box.dataset.tiles) addTiles(map);
  const label = addGround(map, outlines, cityZoom, new Set([...areas.keys()].map((slug) => items.places[slug].name)));

  let keyed = false;
  const enter = (bounds, keyboard) => {
    keyed = keyboard;
    const fitting = map.getBoundsZoom(bounds, false, PADDING.padding);
    const zoom = Math.min(Math.max(fitting, map.getZoom() + 1), map.getZoom() + STEP, map.getMaxZoom());
    map.setView(bounds.getCenter(), zoom);
  };
  const marks = new Marks(map, items.places, words, makePanel(words, items.places), enter);
  const perPlace = marks.group([...stacks].map(([slug, found]) => marks.forPlace(slug, found)), 56);
  const perArea = areas.size > 1 ? marks.group([...areas].map(([slug, found]) => marks.forArea(slug, unique(found), boundsOf(slug, stacks, items.places), withParts.has(slug))), 28) : perPlace;
  const settle = () => {
    marks.use(map.getZoom() > cityZoom ? perPlace : perArea);
    label();
    const number = marks.tidy();
    if (keyed) {
      keyed = false;
      view.focus();
      said.textContent = fill(words.seen, { marks: number });
    }
  };
  map.on("moveend", settle);
  settle();
  keepState(map);
}

if (box && window.L) start();
