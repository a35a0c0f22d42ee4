// The form of a reader's own network: its boxes, a file, and what `reluOwn` says of it.
"use strict";

for (const place of document.querySelectorAll(".own-network")) {
  const { MOST, Refused, analyse, drawn, number, read, said, written } = reluOwn;
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  };
  const box = (label, value, unit = "") => make("label", {}, `${label} `, make("input", {
    value, autocomplete: "off", spellcheck: "false", "aria-label": unit ? `${unit}, ${label}` : label, oninput: () => show(),
  }));
  const rows = make("div", { class: "own-units" }), result = make("div", { class: "own-result", role: "status" });
  const picture = make("div", { class: "own-picture" }), text = make("code"), output = box("output bias", "0");
  const [low, high] = [box("from", "-2", "domain"), box("to", "2", "domain")];
  const inputs = make("select", { "aria-label": "number of inputs", onchange: () => resize() }, new Option("one input", 1), new Option("two inputs", 2));

  const empty = (count) => Array.from({ length: count }, () => make("p", { class: "exercise-boxes" }));
  const fill = (network) => {
    inputs.value = network.units[0].w.length;
    output.firstElementChild.value = network.bias.plain;
    rows.replaceChildren(...empty(network.units.length));
    [...rows.children].forEach((row, i) => boxes(row, i, network.units[i].w.map((x) => x.plain), network.units[i].b.plain, network.units[i].v.plain));
    show();
  };
  const boxes = (row, i, w, b, v) => {
    const name = `unit ${i + 1}`, labels = w.length === 1 ? ["w"] : ["w₁", "w₂"];
    row.replaceChildren(make("span", { class: "exercise-row" }, name), ...w.map((value, k) => box(labels[k], value, name)), box("b", b, name), box("v", v, name));
  };
  const typed = () => [...rows.children].map((row) => [...row.querySelectorAll("input")].map((input) => input.value));
  const resize = (count = rows.childElementCount) => {
    const wanted = Number(inputs.value);
    const kept = typed().slice(0, count);
    while (kept.length < count) kept.push([...Array(kept[0].length - 2).fill("1"), "0", "1"]);
    rows.replaceChildren(...empty(count));
    kept.forEach((row, i) => boxes(rows.children[i], i, Array.from({ length: wanted }, (_, k) => (k < row.length - 2 ? row[k] : "0")), row.at(-2), row.at(-1)));
    show();
  };
  const current = () => {
    const at = (label, where) => number(label.firstElementChild.value, where);
    const network = {
      units: typed().map((row, i) => {
        const values = row.map((value, k) => number(value, `unit ${i + 1}, ${["b", "v"][k - row.length + 2] ?? "w"}`));
        return { w: values.slice(0, -2), b: values.at(-2), v: values.at(-1) };
      }),
      bias: at(output, "output bias"), low: at(low, "domain, from"), high: at(high, "domain, to"),
    };
    if (!network.low.below(network.high)) throw new Refused("domain: “from” has to be less than “to”");
    return network;
  };
  const refuse = (problem) => {
    if (!(problem instanceof Refused)) throw problem;
    result.replaceChildren(make("p", {}, make("strong", {}, "This cannot be read. "), problem.message));
    picture.replaceChildren();
    text.textContent = ""; // not the network before it
  };
  const show = () => {
    try {
      const network = current(), found = analyse(network), [first, ...others] = said(network, found);
      result.replaceChildren(make("p", {}, make("strong", {}, first)), make("ul", {}, ...others.map((words) => make("li", {}, words))));
      picture.replaceChildren(drawn(network, found));
      text.textContent = written(network);
    } catch (problem) {
      refuse(problem);
    }
  };
  const load = async (file) => {
    try {
      if (file.size > 1e6) throw new Refused("The file is larger than a small network is.");
      fill(read(await file.text()));
    } catch (problem) {
      refuse(problem);
    }
  };

  const add = (more) => () => resize(Math.min(Math.max(rows.childElementCount + more, 1), MOST));
  place.replaceChildren(
    make("p", {}, inputs, " ", make("button", { type: "button", onclick: add(1) }, "add a unit"), " ", make("button", { type: "button", onclick: add(-1) }, "remove one")),
    rows,
    make("p", { class: "exercise-boxes" }, output, low, high),
    make("p", {}, make("label", {}, "or a file, relu-network/1 or /2: ", make("input", { type: "file", accept: ".json,application/json", onchange: ({ target }) => {
      const [file] = target.files;
      if (file) load(file).finally(() => { target.value = ""; }); // the same file, mended, is a change again
    } })), " (dropped here, too; it is read in this page and sent nowhere)"),
    make("div", { class: "own-answer" }, picture, result),
    make("details", {}, make("summary", {}, "This network as a file, for the commands below"), make("pre", { tabindex: "0", "aria-label": "The network as JSON" }, text)),
  );
  for (const name of ["dragover", "drop"]) place.addEventListener(name, (event) => event.preventDefault());
  place.addEventListener("drop", (event) => event.dataTransfer.files[0] && load(event.dataTransfer.files[0]));
  fill(read(place.dataset.start));
}
