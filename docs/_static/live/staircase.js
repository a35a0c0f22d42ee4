// knots-and-slopes: three units, each from its knot on; their sum; and the staircase of its slope.
"use strict";

reluLive.define("staircase", (() => {
  const { Fraction } = reluLive, ZERO = new Fraction(0), EDGE = 3.2, TOP = 4.6, UNITS = [0, 1, 2];

  const unit = (state, i) => ({ t: state[`t${i}`], side: state[`f${i}`].sign() ? 1 : -1, v: state[`v${i}`] });
  const at = (units, x) => units.reduce((sum, { t, side, v }) => {
    const z = side > 0 ? x.minus(t) : t.minus(x);
    return sum.plus(v.times(z.relu()));
  }, new Fraction(-1));

  // The parts of a polygon's segments that are not higher or lower than the panel.
  const within = (points) => points.slice(1).flatMap(([x1, y1], k) => {
    const [x0, y0] = points[k], place = (y) => (y - y0) / (y1 - y0);
    const ends = y1 === y0 ? (Math.abs(y0) <= TOP ? [0, 1] : [1, 0]) : [place(-TOP), place(TOP)].sort((a, b) => a - b);
    const [from, to] = [Math.max(0, ends[0]), Math.min(1, ends[1])];
    const point = (share) => [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
    return from < to ? [[point(from), point(to)]] : [];
  });

  // Segments that meet become one path, so that its corners are sharp.
  const joined = (segments) => segments.reduce((runs, [from, to]) => {
    const last = runs[runs.length - 1], end = last && last[last.length - 1];
    if (end && Math.hypot(end[0] - from[0], end[1] - from[1]) < 1e-9) last.push(to);
    else runs.push([from, to]);
    return runs;
  }, []);

  const list = (units) => {
    const changes = new Map();
    for (const { t, v } of units) changes.set(String(t), { t, c: (changes.get(String(t))?.c ?? ZERO).plus(v) });
    const knots = [...changes.values()].filter(({ c }) => c.sign()).sort((a, b) => a.t.value - b.t.value);
    const first = units.reduce((sum, { side, v }) => (side < 0 ? sum.minus(v) : sum), ZERO);
    return { knots: knots.map(({ t }) => t), slopes: knots.reduce((slopes, { c }) => [...slopes, slopes[slopes.length - 1].plus(c)], [first]) };
  };

  const view = (state, draw, { ready }) => {
    const units = UNITS.map((i) => unit(state, i)), { knots, slopes } = list(units);
    units.forEach(({ t, side, v }, i) => {
      const long = Math.min(EDGE - side * t.value, v.sign() ? TOP / Math.abs(v.value) : EDGE - side * t.value);
      draw.line(`arm ${i}`, 0, [[t.value, 0], [t.value + side * long, v.value * long]], `unit-${i}`);
      draw.line(`cut ${i}`, 0, [[t.value, 0], [t.value - side, -v.value]], `unit-${i} thin dashed`);
      draw.text(`v ${i}`, 0, [t.value + side, v.value], String(v), `unit-${i}`, side > 0 ? "start" : "end", [side * 11, 4]);
    });
    if (ready) {
      const stops = [new Fraction(-16, 5), ...knots, new Fraction(16, 5)];
      joined(within(stops.map((x) => [x.value, at(units, x).value]))).forEach((run, k) => draw.line(`sum ${k}`, 1, run, "ink"));
      const stairs = slopes.flatMap((slope, k) => [[stops[k].value, slope.value], [stops[k + 1].value, slope.value]]);
      draw.line("stairs", 2, stairs, "ink");
      units.forEach(({ t }, i) => {
        const y = at(units, t).value, place = list(units).knots.findIndex((knot) => knot.is(t));
        if (Math.abs(y) <= TOP) draw.dot(`corner ${i}`, 1, [t.value, y], `unit-${i}`);
        if (place >= 0) draw.line(`step ${i}`, 2, [[t.value, slopes[place].value], [t.value, slopes[place + 1].value]], `unit-${i} wide`);
      });
    }
    const right = UNITS.filter((i) => units[i].side > 0), last = slopes[slopes.length - 1];
    const shown = { knots: knots.join(" "), slopes: slopes.join(" "), right: last };
    if (!ready) return { shown, words: ["Each unit is 0 up to its knot and then goes straight on; dashed is what r cuts off.", ""] };
    const number = (i, first) => ({ of: `v${i}`, text: !first && units[i].v.sign() < 0 ? `(${units[i].v})` : units[i].v });
    const sum = right.flatMap((i, k) => [k ? " + " : right.length > 1 ? "the units that face right add up: " : "one unit faces right: ", number(i, !k)]);
    const all = `Slopes ${slopes.join(", ")}${knots.length ? `, with knots ${knots.join(", ")}` : ", no knot"}. On the far right `;
    return { shown, words: [all, ...(sum.length ? [...sum, right.length > 1 ? ` = ${last}.` : "."] : ["no unit faces right: 0."])] };
  };

  const NAMES = ["first", "second", "third"];
  const knot = (i) => ({
    label: `the knot of the ${NAMES[i]} unit`, moves: [`t${i}`], look: `unit-${i}`,
    at: (state) => [state[`t${i}`].value, 0],
    words: (state) => `the ${NAMES[i]} unit has its knot at ${state[`t${i}`]}`,
  });
  const arm = (i) => ({
    label: `the arm of the ${NAMES[i]} unit`, moves: [`f${i}`, `v${i}`], look: `unit-${i}`, page: 2,
    at: (state) => { const { t, side, v } = unit(state, i); return [t.value + side, v.value]; },
    from: (x, y, state) => [x > state[`t${i}`].value ? 1 : 0, y],
    words: (state) => `the ${NAMES[i]} unit faces ${state[`f${i}`].sign() ? "right" : "left"}, its v is ${state[`v${i}`]}`,
  });
  const each = (make) => Object.assign({}, ...UNITS.map(make));
  return {
    label: "Three units, their sum, and the slope of the sum",
    hint: "Drag a knot along the axis, or the end of an arm (across: turn the unit round); or use Tab and the arrow keys.",
    numbers: each((i) => ({
      [`t${i}`]: { least: -2, most: 2, per: 2 }, [`f${i}`]: { least: 0, most: 1, per: 1 }, [`v${i}`]: { least: -3, most: 3, per: 1 },
    })),
    handles: each((i) => ({ [`t${i}`]: knot(i), [`v${i}`]: arm(i) })),
    view,
  };
})());
