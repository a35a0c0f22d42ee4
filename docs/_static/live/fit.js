// a-line-is-not-a-regression: five rows to pull; the least-squares fit follows them, ReLU does not.
"use strict";

reluLive.define("fit", (() => {
  const { Fraction } = reluLive, ZERO = new Fraction(0), ONE = new Fraction(1);
  const PLACES = [-2, -1, 0, 1, 2], TRACK = -3.1, NONE = 2;
  const dot = (a, b) => a.reduce((sum, value, i) => sum.plus(value.times(b[i])), ZERO);

  // The coefficients with the least sum of squares: the equations of the features, solved exactly.
  const solve = (columns, y) => {
    const rows = columns.map((a) => [...columns.map((b) => dot(a, b)), dot(a, y)]);
    rows.forEach((pivot, k) => rows.forEach((row, i) => {
      if (i === k) return;
      const factor = row[k].over(pivot[k]);
      rows[i] = row.map((value, j) => value.minus(factor.times(rows[k][j])));
    }));
    return rows.map((row, i) => row[columns.length].over(row[i]));
  };

  const features = (x, knot) => [ONE, x, ...(knot.value === NONE ? [] : [x.minus(knot).relu()])];

  const view = (state, draw) => {
    const { knot } = state, xs = PLACES.map((x) => new Fraction(x)), y = PLACES.map((_, i) => state[`y${i}`]);
    const table = xs.map((x) => features(x, knot));
    const v = solve(table[0].map((_, j) => table.map((row) => row[j])), y);
    const at = (x) => dot(features(x, knot), v), errors = xs.map((x, i) => y[i].minus(at(x)));
    const squares = dot(errors, errors), hinged = v.length > 2;
    draw.line("relu", 0, [[-2.3, 0], [0, 0], [2.3, 2.3]], "unit-0 dashed");
    draw.text("relu name", 0, [2.3, 2.3], "r(x)", "unit-0", "start", [4, 4]);
    xs.forEach((x, i) => draw.line(`error ${i}`, 0, [[x.value, y[i].value], [x.value, at(x).value]], "muted thin"));
    const ends = [new Fraction(-23, 10), ...(hinged ? [knot] : []), new Fraction(23, 10)];
    draw.line("fit", 0, ends.map((x) => [x.value, at(x).value]), "unit-1");
    draw.track("knot", 0, [-1, NONE], TRACK, "hinge at", "unit-2");
    draw.text("none", 0, [NONE, TRACK], "no hinge", "muted", "middle", [0, -12]);
    const [q, p, c] = v, bracket = (value) => (value.bottom > 1 || value.sign() < 0 ? `(${value})` : String(value));
    const inside = knot.sign() > 0 ? `x \u2212 ${knot}` : knot.sign() ? `x + ${knot.size()}` : "x";
    const formula = `${q} + ${bracket(p)}\u00b7x${hinged ? ` + ${bracket(c)}\u00b7r(${inside})` : ""}`;
    return {
      shown: { constant: q, slope: p, hinge: hinged ? c : "none", squares },
      words: [`Least squares answers the rows with ${formula}; the squared errors add up to ${squares}. `,
        ...(hinged ? ["The hinge is one more feature, its knot frozen at ", { of: "knot" }, "."] : ["The features are 1 and x: a straight line."]),
        " r(x) takes no notice of the rows."],
    };
  };

  const row = (i) => ({
    label: `the row at x = ${String(PLACES[i]).replace("-", "\u2212")}`, moves: [`y${i}`], look: "ink", page: 2,
    at: (state) => [PLACES[i], state[`y${i}`].value],
    from: (_, y) => [y],
    words: (state) => `the row is at ${state[`y${i}`]}`,
  });
  const height = { least: -2, most: 3, per: 2 };
  return {
    label: "Five rows, the fit that answers them, and the graph of ReLU",
    hint: "Pull a row up or down, or slide the hinge; or use Tab and the arrow keys.",
    numbers: { y0: height, y1: height, y2: height, y3: height, y4: height, knot: { least: -1, most: NONE, per: 1 } },
    handles: {
      y0: row(0), y1: row(1), y2: row(2), y3: row(3), y4: row(4),
      knot: {
        label: "the hinge", moves: ["knot"], look: "unit-2", page: 1,
        at: (state) => [state.knot.value, TRACK],
        words: (state) => (state.knot.value === NONE ? "no hinge" : `a hinge with its knot at ${state.knot}`),
      },
    },
    view,
  };
})());
