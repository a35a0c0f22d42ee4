// the-hexagon: two units without biases on the circle, and what they miss at six corners.
"use strict";

reluLive.define("hexagon", (() => {
  const { Fraction } = reluLive, ROOT = Math.sqrt(3), ONE = new Fraction(1);
  // A corner is x p + y q, with p at 0 degrees and q at 120.
  const CORNERS = [[1, 0], [1, 1], [0, 1], [-1, 0], [-1, -1], [0, -1]].map((pair) => pair.map((n) => new Fraction(n)));
  const TRACKS = { v1: -2.5, v2: -3.1 };
  const NAMES = { w1: "w\u2081", w2: "w\u2082", v1: "v\u2081", v2: "v\u2082" };

  // The weights w with w.p = a and w.q = b; and back.
  const arrow = (a, b) => [a, (b + a / 2) * 2 / ROOT];
  const back = (x, y) => [x, y * ROOT / 2 - x / 2];

  const view = (state, draw) => {
    const units = [1, 2].map((k) => ({ a: state[`a${k}`], b: state[`b${k}`], v: state[`v${k}`] }));
    const f = ([x, y]) => units.map(({ a, b, v }) => v.times(a.times(x).plus(b.times(y)).relu())).reduce((p, q) => p.plus(q));
    const misses = CORNERS.map((corner, j) => (j % 2 ? ONE.negated() : ONE).minus(f(corner)));
    const sum = misses.reduce((total, miss, j) => (j % 2 ? total.minus(miss) : total.plus(miss)), new Fraction(0));
    const largest = misses.map((miss) => miss.size()).reduce((p, q) => (q.value > p.value ? q : p));
    units.forEach(({ a, b }, i) => {
      const tip = arrow(a.value, b.value), name = `w${i + 1}`, track = `v${i + 1}`;
      draw.line(`arrow ${i}`, 0, [[0, 0], tip], `unit-${i}`);
      draw.text(`name ${i}`, 0, tip, NAMES[name], `unit-${i} large`, "start", [9, -8]);
      draw.track(track, 0, [-1.5, 1.5], TRACKS[track], NAMES[track], `unit-${i}`);
    });
    const round = [...Array(121).keys()].map((k) => {
      const t = (k * Math.PI) / 60, x = Math.cos(t), y = Math.sin(t);
      const z = units.map(({ a, b, v }) => { const w = arrow(a.value, b.value); return v.value * Math.max(0, w[0] * x + w[1] * y); });
      return [3 * k, Math.max(-2.3, Math.min(2.3, z[0] + z[1]))];
    });
    draw.line("wave", 1, round, "ink");
    misses.forEach((miss, j) => {
      const from = j % 2 ? -1 : 1;
      draw.line(`miss ${j}`, 1, [[60 * j, from], [60 * j, Math.max(-2.3, Math.min(2.3, from - miss.value))]], "unit-3 wide");
    });
    return {
      shown: { ...Object.fromEntries(misses.map((miss, j) => [`miss${j}`, miss])), sum, largest },
      words: ["f = ", { of: "v1" }, " r(w\u2081 \u00b7 x) + ", { of: "v2" }, " r(w\u2082 \u00b7 x). Misses at the corners: ",
        misses.join(", "), ". With the signs +, \u2212, +, \u2212, +, \u2212 they add up to ", sum, "; the largest is ", largest, "."],
    };
  };

  const direction = (k) => ({
    label: NAMES[`w${k}`], moves: [`a${k}`, `b${k}`], look: `unit-${k - 1}`, page: 2,
    at: (state) => arrow(state[`a${k}`].value, state[`b${k}`].value),
    from: back,
    words: (state) => `${NAMES[`w${k}`]} gives ${state[`a${k}`]} at 0 degrees and ${state[`b${k}`]} at 120 degrees`,
  });
  const factor = (name) => ({
    label: NAMES[name], moves: [name], look: name.endsWith("1") ? "unit-0" : "unit-1", page: 2,
    at: (state) => [state[name].value, TRACKS[name]],
    words: (state) => `${NAMES[name]} is ${state[name]}`,
  });
  const weight = { least: -2, most: 2, per: 2 }, output = { least: -1.5, most: 1.5, per: 2 };
  return {
    label: "A circle with six corners, two units, and the wave that their sum makes",
    hint: "Drag an arrow or a number; or choose one with Tab and use the arrow keys.",
    numbers: { a1: weight, b1: weight, v1: output, a2: weight, b2: weight, v2: output },
    handles: { w1: direction(1), w2: direction(2), v1: factor("v1"), v2: factor("v2") },
    view,
  };
})());
