// index: two points on max(0, z), and the bars max(0, a) + max(0, b) and max(0, a + b).
"use strict";

reluLive.define("sum", (() => {
  const BARS = [2.9, 3.9], WIDE = 0.5;

  const handle = (name, look) => ({
    label: name, moves: [name], look,
    at: (state) => [state[name].value, state[name].relu().value],
    words: (state) => `${name} is ${state[name]}, max(0, ${name}) is ${state[name].relu()}`,
  });

  const view = ({ a, b }, draw, { ready }) => {
    const [ra, rb, sum] = [a.relu(), b.relu(), a.plus(b)], apart = ra.plus(rb), joint = sum.relu();
    for (const [name, value, look] of [["a", a, "unit-0"], ["b", b, "unit-1"]]) {
      draw.line(`foot ${name}`, 0, [[value.value, 0], [value.value, value.relu().value]], `${look} thin dashed`);
      draw.text(`name ${name}`, 0, [value.value, value.relu().value], name, `${look} large`, "end", [-9, -7]);
    }
    draw.bar("bar a", 0, BARS[0], 0, ra.value, "unit-0", WIDE);
    draw.bar("bar b", 0, BARS[0], ra.value, apart.value, "unit-1", WIDE);
    draw.bar("bar sum", 0, BARS[1], 0, joint.value, "ink", WIDE);
    draw.text("apart", 0, [BARS[0], apart.value], String(apart), "ink large", "middle", [0, -5]);
    draw.text("joint", 0, [BARS[1], joint.value], String(joint), "ink large", "middle", [0, -5]);
    const same = apart.is(joint);
    const sides = a.sign() * b.sign() >= 0 ? "both are on one side of 0" : "0 lies between them";
    const seen = ready ? `: ${same ? "equal" : "not equal"}, and ${sides}.` : ".";
    return {
      shown: { apart, joint },
      words: ["max(0, ", { of: "a" }, ") + max(0, ", { of: "b" }, ") = ", apart, ", and max(0, ", a, " + ",
        b.sign() < 0 ? `(${b})` : b, ") = ", joint, seen],
    };
  };

  return {
    label: "The graph of max(0, z) with two points a and b, and two bars",
    numbers: { a: { least: -2, most: 2, per: 4 }, b: { least: -2, most: 2, per: 4 } },
    handles: { a: handle("a", "unit-0"), b: handle("b", "unit-1") },
    view,
  };
})());
