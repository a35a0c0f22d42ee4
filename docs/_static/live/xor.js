// the-output: a line through P and Q, a fold of size v, and the four points of XOR.
"use strict";

reluLive.define("xor", (() => {
  const { Fraction } = reluLive, LOW = -1 / 2, HIGH = 3 / 2, TRACK = -3 / 4;
  const number = (value) => new Fraction(value);
  const CORNERS = [[0, 0], [1, 0], [0, 1], [1, 1]];
  const SQUARE = [[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]];

  // f = a x + b y + c - v r(x + y - 1)
  const parts = ({ p1, p2, q1, q2, v }) => {
    const a = p2.minus(q2), b = q1.minus(p1);
    return { a, b, c: a.times(p1).plus(b.times(p2)).negated(), v };
  };

  // What is coloured, before the fold and beyond it.
  const halves = ({ a, b, c, v }, draw) => {
    const [A, B, C, V] = [a.value, b.value, c.value, v.value];
    const before = draw.cut(draw.cut(SQUARE, [-1, -1, 1]), [A, B, C]);
    const beyond = draw.cut(draw.cut(SQUARE, [1, 1, -1]), [A - V, B - V, C + V]);
    return [before, beyond];
  };

  const view = (state, draw) => {
    const f = parts(state), { a, b, c, v } = f;
    const values = CORNERS.map(([x, y]) => a.times(number(x)).plus(b.times(number(y))).plus(c)
      .minus(v.times(number(x + y - 1).relu())));
    const on = values.map((value) => value.sign() > 0);
    const right = CORNERS.filter(([x, y], i) => on[i] === (x !== y)).length;
    const sides = halves(f, draw);
    sides.forEach((kept, i) => {
      if (kept.length > 2 && (a.sign() || b.sign() || v.sign())) draw.area(`side ${i}`, 0, kept, "unit-0");
    });
    // The border of each half that is no border of the square and none of the fold: where f = 0.
    const zero = ([x, y]) => Math.abs(a.value * x + b.value * y + c.value - v.value * Math.max(0, x + y - 1)) < 1e-9;
    sides.forEach((kept, i) => kept.forEach((corner, k) => {
      const next = kept[(k + 1) % kept.length];
      const apart = Math.hypot(corner[0] - next[0], corner[1] - next[1]) > 1e-9;
      if (apart && zero(corner) && zero(next)) draw.line(`boundary ${i} ${k}`, 0, [corner, next], "unit-0");
    }));
    if (v.sign()) draw.line("fold", 0, [[LOW, HIGH], [HIGH, LOW]], "muted dashed thin");
    CORNERS.forEach(([x, y], i) => {
      const good = on[i] === (x !== y);
      draw.text(`mark ${i}`, 0, [x, y], good ? "right" : "wrong", good ? "unit-2" : "unit-1", "middle", [0, 22]);
    });
    draw.text("P", 0, [state.p1.value, state.p2.value], "P", "unit-0 large", "middle", [0, -12]);
    draw.text("Q", 0, [state.q1.value, state.q2.value], "Q", "unit-0 large", "middle", [0, -12]);
    const what = v.sign() ? `With a fold of size ${v}` : "Without a fold";
    return {
      shown: { on: on.map(Number).join(""), right },
      words: ["P = (", { of: "p1" }, ", ", { of: "p2" }, "), Q = (", { of: "q1" }, ", ", { of: "q2" },
        `). ${what}, ${right} of the four points are right.`],
    };
  };

  const point = (name) => ({
    label: name.toUpperCase(), moves: [`${name}1`, `${name}2`], look: "unit-0", page: 2,
    at: (state) => [state[`${name}1`].value, state[`${name}2`].value],
    words: (state) => `${name.toUpperCase()} is (${state[`${name}1`]}, ${state[`${name}2`]})`,
  });
  const range = { least: LOW, most: HIGH, per: 4 };
  return {
    label: "The four points of XOR, a line through P and Q, and the size of a fold",
    hint: "Drag P, Q or the fold, or choose one with Tab and use the arrow keys.",
    numbers: { p1: range, p2: range, q1: range, q2: range, v: { least: 0, most: 4, per: 2 } },
    handles: {
      p: point("p"), q: point("q"),
      v: {
        label: "size of the fold", moves: ["v"], look: "muted", page: 2,
        at: ({ v }) => [v.value / 4, TRACK],
        from: (x) => [4 * x],
        words: ({ v }) => `the fold has size ${v}`,
      },
    },
    view,
  };
})());
