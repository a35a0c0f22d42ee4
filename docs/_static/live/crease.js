// all-positive: the crease of one unit over a cloud of rows; the hull is lit while no row is beyond.
"use strict";

reluLive.define("crease", (() => {
  const { Fraction } = reluLive, SIX = new Fraction(6), TWO = new Fraction(2);
  const ROWS = [[-2, 0], [-1, 2], [1, 1], [2, -1], [0, -2], [0, 0]], HULL = ROWS.slice(0, 5);

  const view = ({ a, b }, draw) => {
    const slope = b.minus(a).over(SIX), level = a.plus(b).over(TWO);
    const z = ROWS.map(([x, y]) => new Fraction(y).minus(slope.times(new Fraction(x))).minus(level));
    const sorted = [...z].sort((p, q) => p.value - q.value), least = sorted[0], greatest = sorted[5];
    const lit = least.sign() >= 0 || greatest.sign() <= 0;
    draw.area("on", 0, [[-3, a.value], [3, b.value], [3, 3], [-3, 3]], "unit-0");
    draw.area("hull", 0, HULL, lit ? "strong unit-2" : "muted");
    draw.line("crease", 0, [[-3, a.value], [3, b.value]], "unit-0");
    ROWS.forEach((row, i) => {
      draw.dot(`row ${i}`, 0, row, "ink", 4);
      draw.text(`z ${i}`, 0, row, String(z[i]), "ink", "start", [6, -5]);
    });
    const map = greatest.sign() <= 0 ? "off" : lit ? "on" : "switching";
    const seen = {
      on: "never negative: on the whole hull the unit hands on z, one affine map.",
      off: "never positive: on the whole hull the unit hands on 0, one affine map.",
      switching: "both signs. The crease crosses the hull, and there the unit bends.",
    }[map];
    return {
      shown: { least, greatest, map },
      words: ["The crease runs from ", { of: "a" }, " on the left to ", { of: "b" }, ` on the right. At the rows z goes from ${least} to ${greatest}: ${seen}`],
    };
  };

  const handle = (name, side, x) => ({
    label: `the ${side} end of the crease`, moves: [name], look: "unit-0",
    at: (state) => [x, state[name].value],
    from: (_, y) => [y],
    words: (state) => `the ${side} end of the crease is at ${state[name]}`,
  });
  const range = { least: -3, most: 3, per: 2 };
  return {
    label: "Six rows in the plane, their hull, and the crease of one unit",
    hint: "Drag an end of the crease, or choose it with Tab and use the arrow keys.",
    numbers: { a: range, b: range },
    handles: { a: handle("a", "left", -3), b: handle("b", "right", 3) },
    view,
  };
})());
