// Exercises answered by a drawing: a height above each of seven places, joined by straight lines.
// The judges say what `relu_proofs.argument.exercises.answer` says of the same heights; the boards
// are scenes of `live.js`, and put what is drawn into the boxes of their forms.
"use strict";

(() => {
  const { Pieces, zero, one, whole, sum, point } = reluExact, { judges, need } = reluExercises;
  const AT = [-3, -2, -1, 0, 1, 2, 3].map(whole), MIDDLE = AT.findIndex((x) => !x.sign);
  const THREE_UNITS = [
    (x) => x.plus(one).relu(),
    (x) => whole(-2).times(x.minus(one).relu()),
    (x) => x.negated().minus(whole(2)).relu(),
  ];

  const lineOf = (heights) => {
    const slope = (i) => heights[i + 1].minus(heights[i]).over(AT[i + 1].minus(AT[i]));
    return new Pieces(AT, heights, slope(0), slope(AT.length - 2)).tidy();
  };

  // ---- Judges ------------------------------------------------------------------------------------

  judges["draw-the-sum"] = (heights) => {
    AT.forEach((x, i) => {
      const units = THREE_UNITS.map((unit) => unit(x)), [first, second, third] = units, total = sum(units);
      need(
        heights[i].is(total),
        `At x = ${x} the three units are ${first}, ${second} and ${third}, which makes ${total}; you drew ${heights[i]}.`,
        x,
      );
    });
    return "It is the sum of all three everywhere. Right of x = 1 two units are at work, and the slope is 1 − 2 = −1.";
  };

  judges["bend-without-biases"] = (heights) => {
    const { knots, slopes } = lineOf(heights), middle = heights[MIDDLE];
    need(!middle.sign, `At x = 0 you drew ${middle}; without biases every unit is 0 there, and so is the network.`, zero);
    knots.forEach((x, i) => need(
      !x.sign,
      `At x = ${x} your slope changes from ${slopes[i]} to ${slopes[i + 1]}; without biases the only knot is at 0.`,
      x,
    ));
    need(
      knots.length,
      `It is a straight line with slope ${slopes[0]}, at x = 0 too: the slopes to the left of 0 and to the right have to differ.`,
      zero,
    );
    return `It is a·r(x) + b·r(−x) with a = ${slopes[1]} and b = ${slopes[0].negated()}, and no bias.`;
  };

  judges["three-pieces-from-two-units"] = (heights) => {
    const { knots, slopes } = lineOf(heights), pieces = knots.length + 1, [start] = slopes;
    need(pieces === 3, `It has ${pieces} piece${pieces > 1 ? "s" : ""}, not three.`, ...knots);
    // Left of its knot a unit that faces left has the slope minus its change, the others have 0.
    const onTheLeft = [start.minus(slopes[1]), slopes[1].minus(slopes[2])];
    const facingLeft = [[], [0], [1], [0, 1]].find((chosen) => sum(chosen.map((i) => onTheLeft[i])).is(start));
    need(
      facingLeft,
      `On the far left your slope is ${start}. Only a unit that faces left is at work there, with slope ${onTheLeft[0]} if its knot is `
        + `${knots[0]}, ${onTheLeft[1]} if it is ${knots[1]}: neither, nor both together, make ${start}, so a third unit is needed.`,
      ...knots,
    );
    const faces = knots.map((knot, i) => `the unit with its knot at ${knot} faces ${facingLeft.includes(i) ? "left" : "right"}`);
    return `Three pieces with slopes ${point(slopes)}: ${faces.join(" and ")}.`;
  };

  // ---- Boards ------------------------------------------------------------------------------------

  const list = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

  const view = (state, draw, { given, marked }) => {
    const heights = given.at.map((_, j) => state[`y${j}`]);
    for (const x of marked) draw.line(`marked ${x}`, 0, [[x.value, -given.highest], [x.value, given.highest]], "ink dashed thin");
    draw.line("line", 0, heights.map((y, j) => [Number(given.at[j]), y.value]), "ink");
    const { knots, slopes } = lineOf(heights.map((y) => whole(y.value)));
    const bends = knots.length ? `, and bends at x = ${list(knots)}` : ", and bends nowhere";
    return {
      shown: { heights: heights.join(" ") },
      words: [`Your line has the slope${knots.length ? "s" : ""} ${list(knots.length ? slopes : [slopes[0]])}${bends}.`],
    };
  };

  const handle = ({ at, units }, j) => {
    const there = Object.entries(units).map(([name, heights]) => `${name} is ${heights[j].replace("-", "\u2212")}`);
    const x = at[j].replace("-", "\u2212");
    return {
      label: `your line at x = ${x}`, moves: [`y${j}`], page: 2,
      at: (state) => [Number(at[j]), state[`y${j}`].value],
      from: (_, y) => [y],
      words: (state) => `at x = ${x} you drew ${state[`y${j}`]}${there.length ? `; there ${list(there)}` : ""}`,
    };
  };

  class Board extends reluLive.Scene {
    constructor(place, form) {
      const given = JSON.parse(place.dataset.live), names = given.at.map((_, j) => `y${j}`);
      super(place, given, {
        label: given.label,
        hint: "Drag a dot up or down, or choose it with Tab and use the arrow keys.",
        numbers: Object.fromEntries(names.map((name) => [name, { least: -given.highest, most: given.highest, per: 1 }])),
        handles: Object.fromEntries(names.map((name, j) => [name, handle(given, j)])),
        view,
      });
      Object.assign(this, { given, marked: [], boxes: [...form.querySelectorAll("input")] });
      form.addEventListener("judged", ({ detail }) => {
        this.marked = detail.places;
        this.render();
      });
      this.render();
    }

    moved() {
      this.marked = [];
      super.moved();
    }

    render() {
      super.render();
      this.boxes.forEach((box, j) => { box.value = this.state[`y${j}`].plain; });
    }
  }

  for (const place of document.querySelectorAll(".drawing-board")) {
    place.picture = new Board(place, document.querySelector(`form.exercise[data-exercise="${place.dataset.board}"]`));
  }
})();
