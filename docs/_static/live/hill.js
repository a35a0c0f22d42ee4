// deciding-deep-networks: the network of some clauses; a hill over each corner where they all hold.
"use strict";

reluLive.define("hill", (() => {
  const { Fraction } = reluLive, HALF = new Fraction(1, 2), ONE = new Fraction(1), LEVELS = [0, 0.125, 0.25, 0.375];
  const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];
  // What a clause lacks is r(a x + b y + c): 1 less its literals.
  const CLAUSES = [
    { name: "x or y", lacks: [-1, -1, 1] }, { name: "x or not y", lacks: [-1, 1, 0] },
    { name: "not x or y", lacks: [1, -1, 0] }, { name: "not x or not y", lacks: [1, 1, -1] },
  ];
  const whole = (n) => new Fraction(n);
  const distance = (t) => (t.value <= 0.5 ? t.size() : t.minus(ONE).size());
  const lacking = ([a, b, c], x, y) => whole(a).times(x).plus(whole(b).times(y)).plus(whole(c)).relu();
  const F = (clauses, x, y) => clauses.reduce((sum, { lacks }) => sum.plus(lacking(lacks, x, y)), distance(x).plus(distance(y)));

  // Around a corner F is a largest one of sums: |x - a| + |y - b| and some of what clauses lack.
  const slice = (draw, clauses, [a, b], height) => {
    let sums = [[0, 0, 0]];
    for (const { lacks } of clauses) sums = sums.flatMap((sum) => [sum, sum.map((part, k) => part + lacks[k])]);
    let polygon = [[a - 0.5, b - 0.5], [a + 0.5, b - 0.5], [a + 0.5, b + 0.5], [a - 0.5, b + 0.5]];
    for (const [p, q, k] of sums) {
      for (const [s, t] of [[1, 1], [1, -1], [-1, 1], [-1, -1]]) {
        polygon = draw.cut(polygon, [-p - s, -q - t, s * a + t * b + height - k]);
      }
    }
    return polygon;
  };

  const view = (state, draw) => {
    const clauses = CLAUSES.filter((clause, k) => state[`c${k + 1}`].sign());
    const G = HALF.minus(F(clauses, state.x, state.y)).relu();
    const tops = CORNERS.filter(([a, b]) => F(clauses, whole(a), whole(b)).is(whole(0)));
    for (const [a, b] of tops) {
      for (const level of LEVELS) draw.area(`hill ${a}${b} ${level}`, 0, slice(draw, clauses, [a, b], 0.5 - level), "unit-0");
    }
    CLAUSES.forEach(({ name }, k) => draw.track(name, 1, [0, 1], -1 - k, name, `unit-${k + 1}`));
    const where = tops.map(([a, b]) => `(${a}, ${b})`).join(" and ");
    return {
      shown: { G, hills: tops.length },
      words: [`Clauses on: ${clauses.length}. `,
        tops.length ? `All that are on hold at ${where}; a hill of height 1/2 stands there. ` : "They do not all hold at any corner: the network is 0 everywhere. ",
        "At (", { of: "x" }, ", ", { of: "y" }, ") it is ", G, "."],
    };
  };

  const coordinate = { least: -0.5, most: 1.5, per: 8 }, onOff = { least: 0, most: 1, per: 1 };
  const clause = (k) => ({
    label: CLAUSES[k - 1].name, moves: [`c${k}`], look: `unit-${k}`, panel: 1, page: 1,
    at: (state) => [state[`c${k}`].value, -k],
    words: (state) => (state[`c${k}`].sign() ? "on" : "off"),
  });
  return {
    label: "The square of x and y with the hills of a formula, and a switch for each clause",
    hint: "Drag the point or a switch; or use Tab and the arrow keys.",
    numbers: { x: coordinate, y: coordinate, c1: onOff, c2: onOff, c3: onOff, c4: onOff },
    handles: {
      point: {
        label: "the point", moves: ["x", "y"], look: "ink",
        at: ({ x, y }) => [x.value, y.value],
        words: ({ x, y }) => `x is ${x}, y is ${y}`,
      },
      c1: clause(1), c2: clause(2), c3: clause(3), c4: clause(4),
    },
    view,
  };
})());
