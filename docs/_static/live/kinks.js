// when-it-is-linear: two units that bend at 0; their kinks add up as v |w|, whichever way they face.
"use strict";

reluLive.define("kinks", (() => {
  const { Fraction } = reluLive, REACH = 2, ZERO = new Fraction(0);
  const ROWS = { w1: -2.6, v1: -3.4, w2: -4.4, v2: -5.2 };
  const NAMES = { w1: "w\u2081", v1: "v\u2081", w2: "w\u2082", v2: "v\u2082" };

  const view = (state, draw, { ready }) => {
    const units = [[state.w1, state.v1], [state.w2, state.v2]];
    const slope = (side) => units.reduce((sum, [w, v]) => (w.sign() === side ? sum.plus(v.times(w)) : sum), ZERO);
    const [left, right] = [slope(-1), slope(1)], kinks = units.map(([w, v]) => v.times(w.size()));
    const kink = kinks[0].plus(kinks[1]);
    const arms = (l, r) => [[-REACH, -REACH * l], [0, 0], [REACH, REACH * r]]
      .map(([x, y]) => { const shrink = Math.min(1, 2 / (Math.abs(y) || 1)); return [x * shrink, y * shrink]; });
    units.forEach(([w, v], i) => {
      const own = v.times(w).value, [l, r] = w.sign() < 0 ? [own, 0] : [0, own];
      draw.line(`unit ${i}`, 0, arms(l, r), `unit-${i} dashed thin`);
    });
    draw.line("graph", 0, arms(left.value, right.value), "ink");
    for (const [name, y] of Object.entries(ROWS)) draw.track(name, 0, [-2, 2], y, NAMES[name], name.endsWith("1") ? "unit-0" : "unit-1");
    const seen = `slope ${left} left of 0 and ${right} right of it. ${kink.sign() ? "The sum bends." : "The sum is a straight line."}`;
    const shown = { left, right, kink };
    if (!ready) return { shown, words: [`The sum has ${seen}`] };
    return {
      shown,
      words: ["Bend v\u2081|w\u2081| + v\u2082|w\u2082| = ", { of: "v1" }, " \u00b7 ", state.w1.size(), " + ", { of: "v2" }, " \u00b7 ", state.w2.size(),
        " = ", kink, `: ${seen}`],
    };
  };

  const handle = (name) => ({
    label: NAMES[name], moves: [name], look: name.endsWith("1") ? "unit-0" : "unit-1",
    at: (state) => [state[name].value, ROWS[name]],
    words: (state) => `${NAMES[name]} is ${state[name]}`,
  });
  const range = { least: -2, most: 2, per: 2 };
  return {
    label: "Two units that bend at 0, their sum, and four numbers to slide",
    hint: "Slide a number, or choose it with Tab and use the arrow keys.",
    numbers: { w1: range, v1: range, w2: range, v2: range },
    handles: { w1: handle("w1"), v1: handle("v1"), w2: handle("w2"), v2: handle("v2") },
    view,
  };
})());
