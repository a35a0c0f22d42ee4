// creases-and-regions: three lines cut a square; the regions counted, the missing patterns named.
"use strict";

reluLive.define("lines", (() => {
  const { Fraction } = reluLive, SIZE = 3, ROOM = 0.6, GRIPS = { l: -2.6, m: 1.9 };
  const whole = (n) => new Fraction(n), SIX = whole(6);
  const WAYS = ["+++", "++\u2212", "+\u2212+", "+\u2212\u2212", "\u2212++", "\u2212+\u2212", "\u2212\u2212+", "\u2212\u2212\u2212"];

  // Units as a x + b y + c > 0: right of a line, above one, below one from (-3, l) to (3, m).
  const unitsOf = ({ c, d, l, m }) => {
    const rise = m.minus(l).over(SIX);
    return [[whole(1), whole(0), c.negated()], [whole(0), whole(1), d.negated()], [rise, whole(-1), l.plus(rise.times(whole(SIZE)))]];
  };
  const at = ([a, b, c], [x, y]) => a.times(x).plus(b.times(y)).plus(c);

  // The part of a polygon on one side of a line, in exact fractions; empty if it has no area.
  const side = (polygon, unit, sign) => {
    const kept = polygon.flatMap((corner, i) => {
      const next = polygon[(i + 1) % polygon.length], here = at(unit, corner), there = at(unit, next);
      const cut = here.sign() * there.sign() < 0
        ? [corner.map((x, k) => x.plus(here.over(here.minus(there)).times(next[k].minus(x))))] : [];
      return [...(here.sign() * sign >= 0 ? [corner] : []), ...cut];
    });
    return kept.some((corner) => at(unit, corner).sign() === sign) ? kept : [];
  };

  const area = (polygon) => Math.abs(polygon.reduce((sum, [x, y], i) => {
    const [u, v] = polygon[(i + 1) % polygon.length];
    return sum + (x.value * v.value - u.value * y.value) / 2;
  }, 0));

  const view = (state, draw) => {
    const units = unitsOf(state);
    let parts = [{ way: "", polygon: [[-SIZE, -SIZE], [SIZE, -SIZE], [SIZE, SIZE], [-SIZE, SIZE]].map((p) => p.map(whole)) }];
    for (const unit of units) {
      parts = parts.flatMap(({ way, polygon }) => [["+", 1], ["\u2212", -1]]
        .map(([mark, sign]) => ({ way: way + mark, polygon: side(polygon, unit, sign) }))
        .filter((part) => part.polygon.length));
    }
    const found = new Set(parts.map(({ way }) => way)), missing = WAYS.filter((way) => !found.has(way));
    const [c, d, l, m] = ["c", "d", "l", "m"].map((name) => state[name].value);
    draw.line("upright", 0, [[c, -SIZE], [c, SIZE]], "unit-0");
    draw.line("level", 0, [[-SIZE, d], [SIZE, d]], "unit-1");
    draw.line("slanted", 0, [[-SIZE, l], [SIZE, m]], "unit-2");
    for (const { way, polygon } of parts) {
      if (area(polygon) < ROOM) continue; // its sign would lie on the lines
      const middle = [0, 1].map((k) => polygon.reduce((sum, corner) => sum + corner[k].value, 0) / polygon.length);
      draw.text(`way ${way}`, 0, middle, way, "ink large", "middle", [0, 4]);
    }
    return {
      shown: { regions: parts.length, missing: missing.join(" ") },
      words: [`${parts.length} regions in this square. Of the eight patterns `,
        missing.length > 1 ? `these are missing: ${missing.join(", ")}.` : `one is missing: ${missing[0]}.`],
    };
  };

  const height = (state, x) => state.l.value + ((state.m.value - state.l.value) * (x + SIZE)) / 6;
  const end = (name, words, from) => ({
    label: `the third line, ${words} end`, moves: [name], look: "unit-2", page: 2,
    at: (state) => [GRIPS[name], height(state, GRIPS[name])],
    from: (x, y, state) => [from(y, (GRIPS[name] + SIZE) / 6, state)],
    words: (state) => `the third line is at ${state[name]} at the ${words} edge`,
  });
  const half = { least: -2, most: 2, per: 2 };
  return {
    label: "A square cut by three lines, with the pattern of on and off in each region",
    hint: "Drag a dot on a line, or choose it with Tab and use the arrow keys.",
    numbers: { c: half, d: half, l: half, m: half },
    handles: {
      c: {
        label: "the first line", moves: ["c"], look: "unit-0", page: 2,
        at: ({ c }) => [c.value, -2.7],
        words: ({ c }) => `the first unit is on right of ${c}`,
      },
      d: {
        label: "the second line", moves: ["d"], look: "unit-1", page: 2,
        at: ({ d }) => [2.7, d.value],
        from: (x, y) => [y],
        words: ({ d }) => `the second unit is on above ${d}`,
      },
      l: end("l", "left", (y, share, { m }) => (y - share * m.value) / (1 - share)),
      m: end("m", "right", (y, share, { l }) => (y - (1 - share) * l.value) / share),
    },
    view,
  };
})());
