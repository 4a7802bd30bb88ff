// Marks of the map: one per place, clusters of places, and one per district while the whole city is in view.
// Every mark in view is a tab stop with a name; there are never more than MOST, for clusters grow until it is so.
const { L } = window;
const MOST = 48;
const NAMED = 3; // places that the name of a cluster tells

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, key) => values[key]);

const Icon = L.DivIcon.extend({
  createIcon() {
    const { label, number, name, act } = this.options;
    const element = L.DivIcon.prototype.createIcon.call(this);
    element.setAttribute("aria-label", label);
    const circle = document.createElement("span");
    circle.className = "pin__number";
    circle.textContent = number > 1 ? number : "";
    if (name) { // in the order of the label, for who says aloud what they see
      const text = document.createElement("span");
      text.className = "pin__name";
      text.textContent = name;
      element.append(text, " ");
    }
    element.append(circle);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act(true);
    });
    return element;
  },
});

const makeIcon = (options) => {
  const size = options.number > 99 ? 52 : options.number > 1 ? 44 : 28;
  return new Icon({ html: "", className: `pin${options.number > 1 ? "" : " pin--one"}`, iconSize: [size, size], ...options });
};

// {slug: items at that place}, in the order of the list.
export function stack(features) {
  const stacks = new Map();
  for (const { id, properties } of features)
    for (const slug of properties.places) {
      if (!stacks.has(slug)) stacks.set(slug, []);
      stacks.get(slug).push({ id, ...properties });
    }
  return stacks;
}

export const unique = (items) => [...new Map(items.map((item) => [item.id, item])).values()];

export class Marks {
  // `show(items, title, slug, keyboard)` lists items, `enter(bounds, keyboard)` zooms in.
  constructor(map, places, words, show, enter) {
    Object.assign(this, { map, places, words, show, enter, radii: {} });
  }

  // A mark for the items of one place.
  forPlace(slug, items) {
    const place = this.places[slug];
    const [only] = items;
    const words = items.length > 1 ? this.words.many : this.words.one;
    const label = fill(words, { name: place.name, number: items.length, title: only.title });
    return this.make(place.point, items, label, "", (keyboard) => this.show(items, place.name, slug, keyboard), place.name);
  }

  // A mark for all items in a district or city: a way in. What is of a whole city, beside its districts, is listed.
  forArea(slug, items, bounds, isRest) {
    const place = this.places[slug];
    const name = isRest ? fill(this.words.whole, { name: place.name }) : place.name;
    const label = fill(isRest ? this.words.many : this.words.area, { name, number: items.length });
    const { lng, lat } = bounds.getCenter();
    const act = isRest ? (keyboard) => this.show(items, name, slug, keyboard) : (keyboard) => this.enter(bounds, keyboard);
    return this.make(place.point || [lng, lat], items, label, isRest ? this.words.rest : name, act, place.name);
  }

  make([longitude, latitude], items, label, name, act, place) {
    const icon = makeIcon({ label, number: items.length, name, act });
    const marker = L.marker([latitude, longitude], { icon, keyboard: true, riseOnHover: true });
    Object.assign(marker, { items, place });
    return marker.on("click", () => act(false));
  }

  group(markers, least) {
    const group = L.markerClusterGroup({
      animate: false, spiderfyOnMaxZoom: false, zoomToBoundsOnClick: false, showCoverageOnHover: false,
      chunkedLoading: true, chunkInterval: 40, chunkDelay: 10,
      maxClusterRadius: (zoom) => Math.max(least, this.radii[zoom] || 0),
      iconCreateFunction: (cluster) => this.nameCluster(cluster),
      chunkProgress: (done, all) => done === all && setTimeout(() => this.tidy()),
    });
    group.on("clusterclick", ({ layer }) => this.open(layer, false));
    group.markers = markers;
    group.addLayers(markers);
    return group;
  }

  nameCluster(cluster) {
    const below = cluster.getAllChildMarkers();
    const items = unique(below.flatMap((marker) => marker.items));
    const names = [...new Set(below.sort((a, b) => b.items.length - a.items.length).map((marker) => marker.place))];
    const some = names.slice(0, NAMED).join(", ");
    const label = fill(this.words.cluster, { number: items.length, names: names.length > NAMED ? fill(this.words.more, { names: some }) : some });
    return makeIcon({ label, number: items.length, name: "", act: (keyboard) => this.open(cluster, keyboard) });
  }

  // A cluster: zoom in, or list what cannot be told apart.
  open(cluster, keyboard) {
    const bounds = cluster.getBounds();
    const below = cluster.getAllChildMarkers();
    if (this.map.getZoom() < this.map.getMaxZoom() && !bounds.getNorthEast().equals(bounds.getSouthWest())) return this.enter(bounds, keyboard);
    this.show(unique(below.flatMap((marker) => marker.items)), [...new Set(below.map((marker) => marker.place))].join(", "), "", keyboard);
  }

  use(group) {
    if (this.current === group) return;
    if (this.current) this.map.removeLayer(this.current);
    this.current = group;
    this.map.addLayer(group);
  }

  // After each move: marks out of view are no tab stops; with too many in view, clusters get larger. Returns how many are in view.
  tidy() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const marks = [...this.map.getPane("markerPane").querySelectorAll(".pin")];
    const seen = marks.map((mark) => {
      const box = mark.getBoundingClientRect();
      return box.right > frame.left && box.left < frame.right && box.bottom > frame.top && box.top < frame.bottom;
    });
    marks.forEach((mark, at) => {
      mark.tabIndex = seen[at] ? 0 : -1;
      mark.toggleAttribute("aria-hidden", false);
      if (!seen[at]) mark.setAttribute("aria-hidden", "true");
    });
    const number = seen.filter(Boolean).length;
    const zoom = this.map.getZoom();
    if (number > MOST && this.current) {
      this.radii[zoom] = Math.max(this.radii[zoom] || 0, 56) * 1.4;
      this.current.clearLayers();
      this.current.addLayers(this.current.markers);
    }
    return number;
  }
}
