// four-cases: two units' directions and an input; which cases there are, and U in each.
"use strict";

reluLive.define("cones", (() => {
  const { Fraction } = reluLive, SIZE = 3, ZERO = new Fraction(0);
  const dot = (p, q) => p[0].times(q[0]).plus(p[1].times(q[1]));
  const pair = (p) => `(${p[0]}, ${p[1]})`;

  // Patterns that some open part of the plane has: a unit without weights is off.
  const colours = (w1, w2) => {
    const live = [w1, w2].filter((w) => w[0].sign() || w[1].sign()).length;
    if (live < 2) return live + 1;
    return w1[0].times(w2[1]).is(w1[1].times(w2[0])) ? 2 : 4;
  };

  const handle = (name, label, look) => ({
    label, moves: [`${name}1`, `${name}2`], look,
    at: (state) => [state[`${name}1`].value, state[`${name}2`].value],
    words: (state) => `${label} is ${pair([state[`${name}1`], state[`${name}2`]])}`,
  });

  const view = (state, draw) => {
    const at = (name) => [state[`${name}1`], state[`${name}2`]];
    const [w1, w2, x] = [at("v"), at("w"), at("x")], z = [dot(w1, x), dot(w2, x)];
    const on = z.map((value) => value.sign() > 0);
    const U = [0, 1].map((k) => [w1, w2].reduce((sum, w, i) => (on[i] ? sum.plus(w[k]) : sum), ZERO));
    [w1, w2].forEach((w, i) => {
      const [a, b] = w.map((part) => part.value);
      draw.half(`half ${i}`, 0, [a, b], SIZE, `unit-${i}`);
      const long = (a || b) ? SIZE / Math.max(Math.abs(a), Math.abs(b)) : 0; // to the edge
      draw.line(`crease ${i}`, 0, [[-b * long, a * long], [b * long, -a * long]], `unit-${i} thin`);
      draw.line(`arrow ${i}`, 0, [[0, 0], [a, b]], `unit-${i}`);
      draw.text(`name ${i}`, 0, [a, b], `w${"\u2081\u2082"[i]}`, `unit-${i} large`, "start", [9, -8]);
    });
    draw.text("name x", 0, x.map((part) => part.value), "x", "ink large", "start", [9, -8]);
    const count = colours(w1, w2);
    const who = on[0] ? (on[1] ? "both units are on" : "unit 1 is on, unit 2 off") : on[1] ? "unit 1 is off, unit 2 on" : "both units are off";
    const f = z[0].relu().plus(z[1].relu());
    return {
      shown: { U1: U[0], U2: U[1], f, colours: count },
      words: ["At x = (", { of: "x1" }, ", ", { of: "x2" }, `) ${who}: U = ${pair(U)} and f(x) = U \u00b7 x = ${f}. `,
        `${count} ${count > 1 ? "areas" : "area"} in the plane.`],
    };
  };

  const range = { least: -3, most: 3, per: 1 };
  return {
    label: "The plane of inputs, coloured by who is on",
    hint: "Drag x, w\u2081 or w\u2082, or choose one with Tab and use the arrow keys.",
    numbers: Object.fromEntries(["v1", "v2", "w1", "w2", "x1", "x2"].map((name) => [name, range])),
    handles: {
      v: handle("v", "w\u2081", "unit-0"), w: handle("w", "w\u2082", "unit-1"), x: handle("x", "the input x", "ink"),
    },
    view,
  };
})());
