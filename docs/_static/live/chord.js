// one-unit: a chord of the graph of max(0, z), the gap below it, and a glass that magnifies.
"use strict";

reluLive.define("chord", (() => {
  const { Fraction } = reluLive, TRACK = -0.75;

  const gapOf = (a, b) => {
    const [low, high] = a.value < b.value ? [a, b] : [b, a];
    if (low.sign() >= 0 || high.sign() <= 0) return new Fraction(0);
    return low.times(high).negated().over(high.minus(low)); // the chord at 0
  };

  const end = (name) => ({
    label: `end ${name} of the chord`, moves: [name], look: "unit-0",
    at: (state) => [state[name].value, state[name].relu().value],
    words: (state) => `${name} is ${state[name].over(new Fraction(10 ** state.zoom.value))}`,
  });

  const view = ({ a, b, zoom }, draw) => {
    const glass = new Fraction(10 ** zoom.value), small = (value) => value.over(glass);
    const gap = gapOf(a, b), shown = { a: small(a), b: small(b), gap: small(gap) };
    draw.line("chord", 0, [a, b].map((end) => [end.value, end.relu().value]), "muted dashed");
    if (gap.sign()) {
      draw.line("gap", 0, [[0, 0], [0, gap.value]], "unit-1 wide");
      draw.text("gap words", 0, [0, gap.value / 2], String(shown.gap), "unit-1 large", "end", [-7, 4]);
    }
    for (const tick of [-2, -1, 1, 2]) draw.text(`tick ${tick}`, 0, [tick, 0], String(small(new Fraction(tick))), "muted", "middle", [0, 14]);
    for (const tick of [1, 2]) draw.text(`up ${tick}`, 0, [0, tick], String(small(new Fraction(tick))), "muted", "start", [5, 4]);
    draw.track("zoom", 0, [-1, 1], TRACK, "magnified", "muted");
    [1, 10, 100].forEach((times, i) => draw.text(`times ${times}`, 0, [i - 1, TRACK], `\u00d7${times}`, "muted", "middle", [0, 22]));
    const side = gap.sign()
      ? ["the chord passes ", shown.gap, " above the bend at 0. Magnify as you like: the picture stays the same."]
      : ["the chord lies on the graph: 0 is not strictly between them.", "", ""];
    return { shown, words: ["From ", { of: "a", text: shown.a }, " to ", { of: "b", text: shown.b }, ", ", ...side] };
  };

  return {
    label: "The graph of max(0, z) with a chord",
    numbers: {
      a: { least: -2, most: 2, per: 4 }, b: { least: -2, most: 2, per: 4 }, zoom: { least: 0, most: 2, per: 1 },
    },
    handles: {
      a: end("a"), b: end("b"),
      zoom: {
        label: "magnified", moves: ["zoom"], look: "muted", page: 1,
        at: (state) => [state.zoom.value - 1, TRACK],
        from: (x) => [x + 1],
        words: (state) => `${10 ** state.zoom.value} times`,
      },
    },
    view,
  };
})());
