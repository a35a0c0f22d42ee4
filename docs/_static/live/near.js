// near-the-data: a point between three creases, and the largest square on which one map holds.
"use strict";

reluLive.define("near", (() => {
  const { Fraction } = reluLive, SIZE = 3, number = (value) => new Fraction(value);
  // z = a x1 + b x2 + c, output weight v
  const UNITS = [[1, 1, -1, 1], [1, -2, 2, 1], [0, -1, -1, 2]].map((unit) => unit.map(number));
  const SQUARE = [[-SIZE, -SIZE], [SIZE, -SIZE], [SIZE, SIZE], [-SIZE, SIZE]];
  const list = (items) => items.map((i) => i + 1).join(" and ");
  const units = (items) => `unit${items.length > 1 ? "s" : ""} ${list(items)}`;

  const view = ({ x1, x2 }, draw) => {
    const z = UNITS.map(([a, b, c]) => a.times(x1).plus(b.times(x2)).plus(c));
    const on = z.map((value) => value.sign() > 0);
    const U = [0, 1].map((k) => UNITS.reduce((sum, unit, i) => (on[i] ? sum.plus(unit[3].times(unit[k])) : sum), number(0)));
    const far = z.map((value, i) => value.size().over(UNITS[i][0].size().plus(UNITS[i][1].size())));
    const radius = far.reduce((least, one) => (one.minus(least).sign() < 0 ? one : least));
    const stops = far.flatMap((one, i) => (one.is(radius) ? [i] : []));
    UNITS.forEach(([a, b, c], i) => {
      const kept = draw.cut(SQUARE, [a, b, c].map((part) => part.value));
      if (kept.length > 2) draw.area(`half ${i}`, 0, kept, `unit-${i}`);
    });
    const [x, y, r] = [x1.value, x2.value, radius.value];
    const corners = [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
    draw.area("square", 0, corners, "ink");
    draw.line("edge", 0, [...corners, corners[0]], "ink");
    draw.line("arrow", 0, [[x, y], [x + U[0].value / 3, y + U[1].value / 3]], "ink wide");
    draw.text("name", 0, [x, y], "x", "ink large", "end", [-10, 16]);
    const who = on.flatMap((state, i) => (state ? [i] : []));
    const whose = who.length ? `${units(who)} ${who.length > 1 ? "are" : "is"} on` : "no unit is on";
    const end = radius.sign()
      ? `One formula holds on the square of half width ${radius}; ${units(stops)} stop${stops.length > 1 ? "" : "s"} it.`
      : `x lies on the line${stops.length > 1 ? "s" : ""} of ${units(stops)}: no square is left.`;
    return {
      shown: { U1: U[0], U2: U[1], radius, stops: list(stops) },
      words: ["At x = (", { of: "x1" }, ", ", { of: "x2" }, `) ${whose}: U = (${U[0]}, ${U[1]}), the arrow. ${end}`],
    };
  };

  const range = { least: -5 / 2, most: 5 / 2, per: 4 };
  return {
    label: "The plane with the lines of three units, and a point",
    hint: "Drag x, or choose it with Tab and use the arrow keys.",
    numbers: { x1: range, x2: range },
    handles: {
      x: {
        label: "the input x", moves: ["x1", "x2"], look: "ink",
        at: ({ x1, x2 }) => [x1.value, x2.value],
        words: ({ x1, x2 }) => `x is (${x1}, ${x2})`,
      },
    },
    view,
  };
})());
