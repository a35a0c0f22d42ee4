// the-flaw: one U for r(x1) + r(x2): on how many of the four cones can it be right?
"use strict";

reluLive.define("one-u", (() => {
  const { Fraction } = reluLive, SIZE = 2;
  const CONES = [[1, 1], [0, 1], [0, 0], [1, 0]]; // U in each, going round

  const view = ({ U1, U2 }, draw, { ready }) => {
    let right = 0;
    for (const [a, b] of CONES) {
      const fits = U1.is(new Fraction(a)) && U2.is(new Fraction(b));
      const [x, y] = [a ? SIZE : -SIZE, b ? SIZE : -SIZE];
      right += fits;
      draw.area(`cone ${a}${b}`, 0, [[0, 0], [x, 0], [x, y], [0, y]], fits ? "unit-2 strong" : "unit-1");
      draw.text(`U ${a}${b}`, 0, [0.62 * x, 0.86 * y], `needs (${a}, ${b})`, fits ? "ink large" : "unit-1 large");
      draw.dot(`goal ${a}${b}`, 0, [a, b], "muted", 3);
    }
    draw.line("arrow", 0, [[0, 0], [U1.value, U2.value]], "unit-0");
    draw.text("name", 0, [U1.value, U2.value], "U", "unit-0 large", "start", [10, -8]);
    const where = right ? "the quarter that needs just this U." : "no quarter needs this U.";
    return {
      shown: { right },
      words: ["U = (", { of: "U1" }, ", ", { of: "U2" }, ready ? `) is right in ${right} of 4 quarters: ${where}` : ")."],
    };
  };

  return {
    label: "The plane in four quarters, each with the U that it needs, and one U",
    hint: "Drag U, or choose it with Tab and use the arrow keys.",
    numbers: { U1: { least: -2, most: 2, per: 2 }, U2: { least: -2, most: 2, per: 2 } },
    handles: {
      U: {
        label: "U", moves: ["U1", "U2"], look: "unit-0", page: 2,
        at: ({ U1, U2 }) => [U1.value, U2.value],
        words: ({ U1, U2 }) => `U is (${U1}, ${U2})`,
      },
    },
    view,
  };
})());
