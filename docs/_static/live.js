// The ground of the live pictures: exact fractions, scales, handles for pointer, touch and keys,
// the guess, the words, the state in the address.  Each picture is a file of its own in `live/`.
//
// A picture takes the very place of its static figure: the axes that were drawn at build stay,
// what moves is drawn over them in the same scales.  Nothing is sent and nothing is kept.
"use strict";

const reluLive = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const REACH = 22; // radius of a handle's target, in the units of a panel: 44 pixels and more
  const REST = 700; // milliseconds after which a resting hand's picture is read aloud

  // ---- Exact fractions ---------------------------------------------------------------------------

  const gcd = (a, b) => (b ? gcd(b, a % b) : Math.abs(a));

  class Fraction {
    constructor(top, bottom = 1) {
      const common = (bottom < 0 ? -1 : 1) * gcd(top, bottom);
      this.top = top / common || 0;
      this.bottom = bottom / common;
    }

    static of(text) {
      const [top, bottom] = String(text).replace("\u2212", "-").split("/").map(Number);
      return new Fraction(top, bottom ?? 1);
    }

    plus(other) { return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom); }
    minus(other) { return this.plus(other.negated()); }
    times(other) { return new Fraction(this.top * other.top, this.bottom * other.bottom); }
    over(other) { return new Fraction(this.top * other.bottom, this.bottom * other.top); }
    negated() { return new Fraction(-this.top, this.bottom); }
    size() { return this.top < 0 ? this.negated() : this; }
    relu() { return this.top > 0 ? this : new Fraction(0); }
    sign() { return Math.sign(this.top); }
    is(other) { return this.top === other.top && this.bottom === other.bottom; }
    get value() { return this.top / this.bottom; }
    toString() { return `${this.top < 0 ? "\u2212" : ""}${Math.abs(this.top)}${this.bottom > 1 ? `/${this.bottom}` : ""}`; }
    get plain() { return this.toString().replace("\u2212", "-"); }
  }

  // ---- Elements ----------------------------------------------------------------------------------

  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  const set = (node, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (String(value) !== node.getAttribute(name)) node.setAttribute(name, value);
    }
    return node;
  };

  // One panel: a drawn figure and the map from its data to its own units.
  class Panel {
    constructor(svg, scale) {
      this.svg = svg;
      this.scale = scale; // {x: [factor, shift], y: [factor, shift]}
      for (const still of svg.querySelectorAll(".still")) still.remove();
      this.under = svg.appendChild(document.createElementNS(SVG, "g"));
      this.over = svg.appendChild(document.createElementNS(SVG, "g"));
      svg.removeAttribute("aria-hidden");
    }

    x(value) { return this.scale.x[0] * value + this.scale.x[1]; }
    y(value) { return this.scale.y[0] * value + this.scale.y[1]; }

    // Where a pointer is, in data.
    at(event) {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      return [(point.x - this.scale.x[1]) / this.scale.x[0], (point.y - this.scale.y[1]) / this.scale.y[0]];
    }
  }

  // What a view draws, by name: a name that is not drawn again is removed.
  class Draw {
    constructor(panels) {
      this.panels = panels;
      this.nodes = new Map();
    }

    begin() { this.seen = new Set(); }

    end() {
      for (const [name, node] of this.nodes) {
        if (!this.seen.has(name)) {
          node.remove();
          this.nodes.delete(name);
        }
      }
    }

    node(name, panel, tag, attributes) {
      this.seen.add(name);
      if (!this.nodes.has(name)) {
        this.nodes.set(name, this.panels[panel].under.appendChild(document.createElementNS(SVG, tag)));
      }
      return set(this.nodes.get(name), attributes);
    }

    d(panel, points) {
      const { panels: { [panel]: ground } } = this;
      return points.map(([x, y], i) => `${i ? "L" : "M"}${ground.x(x).toFixed(2)} ${ground.y(y).toFixed(2)}`).join("");
    }

    // `look` is a class of site.css: unit-0 ... unit-5, ink, muted, and thin, dashed, wide.
    line(name, panel, points, look) { return this.node(name, panel, "path", { d: this.d(panel, points), class: `line ${look}` }); }
    area(name, panel, points, look) { return this.node(name, panel, "path", { d: `${this.d(panel, points)}Z`, class: `area ${look}` }); }
    // An upright bar around x, from one height to another.
    bar(name, panel, x, from, to, look, wide = 0.6) {
      const [left, right] = [x - wide / 2, x + wide / 2];
      return this.area(name, panel, [[left, from], [right, from], [right, to], [left, to]], `strong ${look}`);
    }
    // The part of a convex polygon where a x + b y + c >= 0.
    cut(corners, [a, b, c = 0]) {
      const side = ([x, y]) => a * x + b * y + c;
      return corners.flatMap((corner, i) => {
        const next = corners[(i + 1) % corners.length], here = side(corner), there = side(next);
        const crossing = here * there < 0 ? [corner.map((x, k) => x + (here / (here - there)) * (next[k] - x))] : [];
        return [...(here >= 0 ? [corner] : []), ...crossing];
      });
    }
    // The part of a square, from -size to size, where a x + b y > 0.
    half(name, panel, [a, b], size, look) {
      const kept = a || b ? this.cut([[-size, -size], [size, -size], [size, size], [-size, size]], [a, b]) : [];
      return kept.length > 2 ? this.area(name, panel, kept, look) : null;
    }
    // The line on which a handle slides, and its name.
    track(name, panel, [from, to], y, words, look) {
      this.line(`${name} track`, panel, [[from, y], [to, y]], `${look} thin`);
      this.text(`${name} words`, panel, [from, y], words, look, "end", [-12, 4]);
    }
    dot(name, panel, [x, y], look, r = 4) {
      const ground = this.panels[panel];
      return this.node(name, panel, "circle", { cx: ground.x(x).toFixed(2), cy: ground.y(y).toFixed(2), r, class: `dot ${look}` });
    }
    text(name, panel, [x, y], words, look, anchor = "middle", [dx, dy] = [0, 0]) {
      const ground = this.panels[panel];
      const node = this.node(name, panel, "text", {
        x: (ground.x(x) + dx).toFixed(2), y: (ground.y(y) + dy).toFixed(2), class: `words ${look}`, "text-anchor": anchor,
      });
      if (node.textContent !== words) node.textContent = words;
      return node;
    }
  }

  // ---- One handle --------------------------------------------------------------------------------
  // moves: names of one or two numbers of the state (across, upwards), each
  //   {least, most, per}: it moves in steps of 1/per; `page` is the larger step.
  // at(state): where it stands, in data.  words(state): its value, read aloud.
  // from(x, y, state): for a handle that does not stand at (x, y) = its numbers: the numbers as floats.

  const KEYS = {
    ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [1, 1], ArrowDown: [1, -1],
  };

  class Handle {
    constructor(picture, name, about) {
      Object.assign(this, { picture, name, page: 4, panel: 0, look: "ink" }, about);
      const ground = picture.panels[this.panel];
      this.node = ground.over.appendChild(document.createElementNS(SVG, "g"));
      const circle = (r, look) => set(this.node.appendChild(document.createElementNS(SVG, "circle")), { r, class: look });
      circle(REACH, "reach");
      circle(10, "ring");
      circle(6, `grip ${this.look}`);
      set(this.node, { class: "handle", role: "slider", tabindex: 0, "aria-label": this.label });
      this.node.addEventListener("keydown", (event) => this.key(event));
      this.node.addEventListener("pointerdown", (event) => this.grasp(event));
      // Only this keeps a finger on the handle from scrolling the page.
      this.node.addEventListener("touchstart", (event) => picture.ready && event.preventDefault(), { passive: false });
    }

    move(name, steps) {
      const { least, most, per } = this.picture.numbers[name];
      const wanted = Math.round(steps);
      const inside = Math.min(Math.max(wanted, Math.ceil(least * per)), Math.floor(most * per));
      this.picture.state[name] = new Fraction(inside, per);
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const [across, upwards = across] = this.moves;
      const steps = (name) => Math.round(this.picture.state[name].value * this.picture.numbers[name].per);
      const { [across]: range } = this.picture.numbers;
      if (event.key in KEYS) {
        const [way, sign] = KEYS[event.key];
        const name = way ? upwards : across;
        this.pressed(event, () => this.move(name, steps(name) + sign));
      } else if (event.key === "PageUp" || event.key === "PageDown") {
        const sign = event.key === "PageUp" ? 1 : -1;
        this.pressed(event, () => this.move(upwards, steps(upwards) + sign * this.page));
      } else if (event.key === "Home" || event.key === "End") {
        const end = event.key === "Home" ? range.least : range.most;
        this.pressed(event, () => this.move(across, end * range.per));
      }
    }

    pressed(event, action) {
      event.preventDefault();
      if (!this.picture.ready) return;
      action();
      this.picture.moved();
    }

    grasp(event) {
      if (!this.picture.ready || event.button) return;
      event.preventDefault();
      const nearest = this.picture.nearest(this.panel, event) || this;
      nearest.node.focus({ preventScroll: true });
      this.node.setPointerCapture(event.pointerId);
      const drag = (moved) => nearest.drag(moved);
      const drop = () => this.node.removeEventListener("pointermove", drag);
      this.node.addEventListener("pointermove", drag);
      for (const end of ["pointerup", "pointercancel"]) this.node.addEventListener(end, drop, { once: true });
    }

    drag(event) {
      const [x, y] = this.picture.panels[this.panel].at(event);
      const wanted = this.from ? this.from(x, y, this.picture.state) : this.moves.length > 1 ? [x, y] : [x];
      this.moves.forEach((name, i) => this.move(name, wanted[i] * this.picture.numbers[name].per));
      this.picture.moved();
    }

    show() {
      const { state, numbers, panels } = this.picture;
      const [x, y] = this.at(state), ground = panels[this.panel], { least, most } = numbers[this.moves[0]];
      set(this.node, {
        transform: `translate(${ground.x(x).toFixed(2)} ${ground.y(y).toFixed(2)})`,
        "aria-valuemin": least, "aria-valuemax": most, "aria-valuenow": state[this.moves[0]].value,
        "aria-valuetext": this.words(state), "aria-disabled": !this.picture.ready,
      });
    }
  }

  // ---- What answers the hand ---------------------------------------------------------------------
  // given: the scales of the panels and the numbers at the start, as the static figure has them.
  // about: label, numbers, handles, hint and view, which draws a state and says what is seen.

  class Scene {
    constructor(place, given, about) {
      this.place = place;
      this.ready = true;
      this.view = about.view;
      this.numbers = about.numbers;
      this.start = Object.fromEntries(Object.entries(given.state).map(([name, text]) => [name, Fraction.of(text)]));
      this.state = { ...this.start };
      const svgs = [...place.querySelectorAll("figure svg")];
      this.panels = given.panels.map((scale, i) => new Panel(svgs[i], scale));
      this.draw = new Draw(this.panels);
      const panels = place.querySelector(".panels");
      set(panels, { role: "group", "aria-label": about.label });
      for (const svg of svgs) set(svg, { role: "group", "aria-label": about.label });
      this.seen = place.querySelector(".seen");
      this.aloud = place.appendChild(make("p", { class: "unseen", role: "status" }));
      this.handles = Object.entries(about.handles).map(([name, handle]) => new Handle(this, name, handle));
      this.tools = place.querySelector(".live-tools");
      this.tools.append(make("button", { type: "button", onclick: () => this.reset() }, "Reset"),
        make("span", {}, about.hint || "Drag a dot, or choose it with Tab and use the arrow keys."));
    }

    nearest(panel, event) {
      const [px, py] = this.panels[panel].at(event), ground = this.panels[panel];
      const far = (handle) => {
        const [x, y] = handle.at(this.state);
        return Math.hypot(ground.x(x) - ground.x(px), ground.y(y) - ground.y(py));
      };
      return this.handles.filter((handle) => handle.panel === panel).sort((a, b) => far(a) - far(b))[0];
    }

    reset() {
      this.state = { ...this.start };
      this.moved();
    }

    moved() {
      this.render();
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.rested(), REST);
    }

    rested() { this.aloud.textContent = this.seen.textContent; }

    render() {
      this.draw.begin();
      const { words, shown } = this.view(this.state, this.draw, this);
      this.draw.end();
      for (const handle of this.handles) handle.show();
      this.words(words);
      this.place.dataset.shown = JSON.stringify(Object.fromEntries(
        Object.entries(shown).map(([name, value]) => [name, value.plain ?? String(value)]),
      ));
    }

    // Words are texts and numbers; a number {of: name} of the state can be taken in hand itself,
  // and may be shown as another `text` (in other units).
    words(parts) {
      const scrubs = parts.map((part) => part.of).filter(Boolean).join();
      if (this.scrubs !== scrubs) {
        this.scrubs = scrubs;
        this.seen.replaceChildren(...parts.map((part) => (part.of ? this.scrub(part.of) : make("span"))));
      }
      parts.forEach((part, i) => {
        const text = String(part.of ? part.text ?? this.state[part.of] : part);
        if (this.seen.children[i].textContent !== text) this.seen.children[i].textContent = text;
      });
    }

    scrub(name) {
      const node = make("span", { class: "scrub", title: "Drag sideways" });
      const handle = this.handles.find((other) => other.moves.includes(name));
      let from = null;
      node.addEventListener("touchstart", (event) => this.ready && event.preventDefault(), { passive: false });
      node.addEventListener("pointerdown", (event) => {
        if (!this.ready || event.button) return;
        event.preventDefault();
        node.setPointerCapture(event.pointerId);
        from = [event.clientX, this.state[name].value];
      });
      node.addEventListener("pointermove", (event) => {
        if (!from) return;
        const { per } = this.numbers[name];
        handle.move(name, from[1] * per + (event.clientX - from[0]) / 8);
        this.moved();
      });
      for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => { from = null; });
      return node;
    }
  }

  // ---- One picture: a scene with a guess before it, and an address for each of its states ---------

  class Picture extends Scene {
    constructor(place, about) {
      const given = JSON.parse(place.dataset.live);
      super(place, given, about);
      this.name = given.name;
      if (!document.body.matches(".embed")) {
        const { content_root: root } = document.documentElement.dataset;
        this.tools.append(" ", make("a", { href: `${root}embed/${this.name}.html`, title: "This picture on a page of its own, to project or to embed" }, "Alone"));
      }
      this.guess(given);
      this.linked();
      this.render();
    }

    // The guess comes first: until it is made (or declined) nothing moves.
    guess(given) {
      const said = this.place.querySelector(".guess-said");
      const buttons = [...this.place.querySelectorAll(".guess-choices button")];
      this.ready = !buttons.length;
      this.answered = (words) => {
        this.ready = true;
        this.place.classList.add("is-ready");
        said.replaceChildren(...(words ? [make("strong", {}, `You said: ${words}.`), " "] : []), given.answer);
        for (const button of buttons) set(button, { "aria-pressed": button.textContent === words });
        this.render();
      };
      buttons.forEach((button, i) => button.addEventListener("click", () => {
        this.answered(i < buttons.length - 1 ? button.textContent : "");
      }));
    }

    // The address holds the state: ?name=a:-3/4,b:1
    linked() {
      const text = new URLSearchParams(location.search).get(this.name);
      if (!text) return;
      for (const part of text.split(",")) {
        const [name, value] = part.split(":");
        if (name in this.state && /^-?[0-9]{1,6}(\/[1-9][0-9]{0,5})?$/.test(value)) {
          const { per } = this.numbers[name];
          Handle.prototype.move.call({ picture: this }, name, Fraction.of(value).value * per);
        }
      }
      this.answered("");
    }

    link() {
      const address = new URL(location.href);
      const changed = Object.entries(this.state).some(([name, value]) => !value.is(this.start[name]));
      if (changed) address.searchParams.set(this.name, Object.entries(this.state).map(([name, value]) => `${name}:${value.plain}`).join(","));
      else address.searchParams.delete(this.name);
      const readable = address.search.replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",");
      try {
        history.replaceState(history.state, "", `${address.pathname}${readable}${address.hash}`);
      } catch { /* a page from a folder may keep its address */ }
    }

    rested() {
      super.rested();
      this.link();
    }
  }

  const define = (name, about) => {
    for (const place of document.querySelectorAll(`.live-picture[data-picture="${name}"]`)) {
      place.picture = new Picture(place, about);
    }
  };

  return { Fraction, Scene, define };
})();
