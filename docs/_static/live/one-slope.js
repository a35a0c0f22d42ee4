// the-flaw: one slope U over r(x) + v r(-x): on how many of the two sides can it be right?
"use strict";

reluLive.define("one-slope", (() => {
  const { Fraction } = reluLive, REACH = 2, ONE = new Fraction(1);

  const view = ({ U, v }, draw) => {
    const left = v.negated(), [rightOnLeft, rightOnRight] = [U.is(left), U.is(ONE)];
    const right = rightOnLeft + rightOnRight;
    draw.line("graph", 0, [[-REACH, REACH * v.value], [0, 0], [REACH, REACH]], "ink");
    draw.area("miss left", 0, [[0, 0], [-REACH, REACH * v.value], [-REACH, -REACH * U.value]], "unit-1");
    draw.area("miss right", 0, [[0, 0], [REACH, REACH], [REACH, REACH * U.value]], "unit-1");
    draw.line("line", 0, [[-REACH, -REACH * U.value], [REACH, REACH * U.value]], "unit-0 dashed");
    if (rightOnLeft) draw.line("lit left", 0, [[-REACH, 0], [0, 0]], "unit-2 wide");
    if (rightOnRight) draw.line("lit right", 0, [[0, 0], [REACH, 0]], "unit-2 wide");
    draw.text("name", 0, [1.5, 1.5 * U.value], `U x`, "unit-0 large", "start", [10, 12]);
    const said = ["on neither side.", "on one side of two.", "on both sides: for this f one U serves all."][right];
    return {
      shown: { right, left: v.negated() },
      words: ["f(x) = r(x) + (", { of: "v" }, ") r(\u2212x). One slope U = ", { of: "U" }, ` is right ${said}`],
    };
  };

  return {
    label: "A graph with two arms, and one straight line through 0",
    hint: "Drag the line, or the left arm of the graph; or use Tab and the arrow keys.",
    numbers: { U: { least: -2, most: 2, per: 2 }, v: { least: -1, most: 1, per: 2 } },
    handles: {
      U: {
        label: "the slope U", moves: ["U"], look: "unit-0", page: 2,
        at: ({ U }) => [1.5, 1.5 * U.value],
        from: (x, y) => [y / 1.5],
        words: ({ U }) => `U is ${U}`,
      },
      v: {
        label: "the left arm", moves: ["v"], look: "ink", page: 1,
        at: ({ v }) => [-1.5, 1.5 * v.value],
        from: (x, y) => [y / 1.5],
        words: ({ v }) => `left of 0 the graph has slope ${v.negated()}`,
      },
    },
    view,
  };
})());
