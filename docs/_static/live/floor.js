// what-a-line-costs: a line over x^2, its errors at three points, and the floor that they obey.
"use strict";

reluLive.define("floor", (() => {
  const { Fraction } = reluLive, HALF = new Fraction(1, 2), ONE = new Fraction(1), TWO = new Fraction(2);
  const FLOOR = new Fraction(1, 8), PLACES = [new Fraction(0), HALF, ONE];
  const larger = (p, q) => (p.value >= q.value ? p : q);

  const view = ({ a, b }, draw, { ready }) => {
    const slope = b.minus(a), line = (x) => a.plus(slope.times(x));
    const misses = PLACES.map((x) => x.times(x).minus(line(x)));
    // Besides the ends, the miss x^2 - line is largest where its slope is 0.
    const deepest = slope.over(TWO), inside = deepest.sign() >= 0 && deepest.value <= 1;
    const places = [...PLACES, ...(inside ? [deepest] : [])];
    const largest = places.map((x) => x.times(x).minus(line(x)).size()).reduce(larger);
    draw.line("line", 0, [[0, a.value], [1, b.value]], "unit-0");
    PLACES.forEach((x, i) => {
      draw.line(`miss ${i}`, 0, [[x.value, x.value ** 2], [x.value, line(x).value]], "unit-1 wide");
      draw.bar(`bar ${i}`, 1, i, 0, misses[i].size().value, "unit-1");
      draw.text(`size ${i}`, 1, [i, misses[i].size().value], String(misses[i].size()), "unit-1 large", "middle", [0, -5]);
    });
    draw.line("floor", 1, [[-0.5, FLOOR.value], [3.5, FLOOR.value]], "ink dashed");
    draw.bar("bar all", 1, 3, 0, largest.value, "unit-0");
    draw.text("size all", 1, [3, largest.value], String(largest), "unit-0 large", "middle", [0, -5]);
    const verdict = largest.is(FLOOR) ? ", exactly the floor: this is the best line" : ", more than the floor 1/8";
    const [left, middle, right] = misses, sum = left.minus(middle.times(TWO)).plus(right);
    return {
      shown: { left, middle, right, sum, largest },
      words: ["The line runs from ", { of: "a" }, " to ", { of: "b" }, `. It misses x\u00b2 by ${misses.join(", ")} at 0, 1/2 and 1`, ready ? `; left plus right minus twice the middle is ${sum}, as always. ` : ". ",
        `At most it misses by ${largest}${ready ? verdict : ""}.`],
    };
  };

  const handle = (name, side, x) => ({
    label: `the ${side} end of the line`, moves: [name], look: "unit-0",
    at: (state) => [x, state[name].value],
    from: (_, y) => [y],
    words: (state) => `the ${side} end of the line is at ${state[name]}`,
  });
  return {
    label: "The graph of x squared with a straight line, and the errors of the line",
    hint: "Drag an end of the line, or choose it with Tab and use the arrow keys.",
    numbers: { a: { least: -0.5, most: 0.5, per: 16 }, b: { least: 0.5, most: 1.5, per: 16 } },
    handles: { a: handle("a", "left", 0), b: handle("b", "right", 1) },
    view,
  };
})());
