// Beside a certificate on a page: check it here, change one leaf of it and see what happens.
// A certificate comes as a script of its own, so this works from a folder and asks no server.
"use strict";

(() => {
  const LARGEST = 60_000; // beyond this many bytes the leaves of a certificate are not listed

  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  // `of` is read out only: a page has many buttons of one name.
  const button = (text, onclick, of = "") =>
    make("button", { type: "button", onclick }, text, make("span", { class: "unseen" }, of && `: ${of}`));

  // JSON with what is short on one line.
  const layout = (value, margin = "\n") => {
    const line = JSON.stringify(value), inner = `${margin}  `;
    if (line.length < 50 || typeof value !== "object") return line.replaceAll(",", ", ").replaceAll('":', '": ');
    const parts = Array.isArray(value) ? value.map((entry) => layout(entry, inner))
      : Object.keys(value).map((key) => `"${key}": ${layout(value[key], inner)}`);
    return `${line[0]}${inner}${parts.join(`,${inner}`)}${margin}${line[line.length - 1]}`;
  };

  // What the checker says: a word, the details, and the statement if there is one.
  const verdict = (text) => {
    const start = performance.now();
    try {
      const statement = reluProofs.check(text);
      const time = Math.max(1, Math.round(performance.now() - start));
      return { word: "Accepted", said: `in ${time} ms`, statement };
    } catch (problem) {
      if (problem instanceof reluProofs.Refused) return { word: "Refused:", said: problem.message };
      if (problem instanceof reluProofs.Malformed) return { word: "Malformed:", said: problem.message };
      throw problem;
    }
  };

  const show = (place, { word, said, statement }, ...more) => {
    const line = make("p", {}, make("strong", { class: statement ? "is-accepted" : "is-refused" }, word), ` ${said}`);
    place.replaceChildren(line, ...more);
    if (statement && !more.length) {
      place.append(make("details", {}, make("summary", {}, "The statement it proves"),
        make("pre", {}, layout(statement))));
    }
  };

  // ---- One leaf changed ------------------------------------------------------------------------

  // Every leaf of a JSON value as a path, ["evidence", "points", 0, 1].
  const leaves = (value, path) => (typeof value === "object" && value !== null
    ? Object.keys(value).flatMap((key) => leaves(value[key], [...path, Array.isArray(value) ? Number(key) : key]))
    : [path]);

  const nameOf = (path) => path.map((step, i) =>
    (typeof step === "number" ? `[${step}]` : `${i ? "." : ""}${step}`)).join("");

  const leafAt = (whole, path) => path.reduce((value, step) => value[step], whole);

  const changed = (whole, path, leaf) => {
    const copy = JSON.parse(JSON.stringify(whole));
    leafAt(copy, path.slice(0, -1))[path[path.length - 1]] = leaf;
    return copy;
  };

  // Another value for a leaf, of the same sort.
  const OTHER = { on: "off", off: "on", "+": "*", "*": "+", "=": ">", ">": "=", ">=": "=", "!=": "=" };
  const suggestion = (leaf) => {
    if (typeof leaf === "number") return leaf + 1;
    if (/^-?[0-9]+(\/[0-9]+)?$/.test(leaf)) {
      const [top, bottom] = leaf.split("/").map(BigInt);
      return bottom ? `${top + bottom}/${bottom}` : `${top + 1n}`;
    }
    if (/^[01]+$/.test(leaf)) return leaf.replace(/.$/, (bit) => (bit === "0" ? "1" : "0"));
    return OTHER[leaf] || "0";
  };

  const parsed = (text, leaf) =>
    (typeof leaf === "number" && /^-?[0-9]{1,15}$/.test(text) ? Number(text) : text);

  const breaker = (text, name) => {
    const whole = JSON.parse(text);
    const paths = ["evidence", "statement"].flatMap((part) => leaves(whole[part], [part]));
    let at = Math.floor(paths.length / 3);
    const judged = (path, leaf) => verdict(reluProofs.canonical(changed(whole, path, leaf)));

    const result = make("div", { class: "doubt-result", role: "status" });
    const old = make("code", {});
    const which = make("select", { "aria-label": `The leaf of ${name} to change` });
    paths.forEach((path, i) => which.append(new Option(nameOf(path), i)));
    const value = make("input", { type: "text", "aria-label": "Its new value", autocomplete: "off", spellcheck: "false" });

    const judge = () => {
      const path = paths[at], leaf = leafAt(whole, path), wanted = parsed(value.value, leaf);
      const found = judged(path, wanted);
      if (found.statement) {
        found.said = wanted === leaf ? "as it was before"
          : path[0] === "evidence" ? "all the same: this evidence proves the statement too"
            : "all the same: the evidence proves the changed statement too";
      }
      show(result, found, make("p", { class: "where" },
        `${nameOf(path)}: ${JSON.stringify(leaf)} \u2192 ${JSON.stringify(wanted)}`));
    };
    const turnTo = (i) => {
      at = i;
      which.value = i;
      const leaf = leafAt(whole, paths[at]);
      old.textContent = JSON.stringify(leaf);
      value.value = suggestion(leaf);
      judge();
    };
    // The next leaf on whose change the checker has something to say.
    const another = () => {
      let i = at;
      for (let tries = 0; tries < 60; tries += 1) {
        i = (i + 1 + Math.floor(paths.length / 7)) % paths.length;
        if (judged(paths[i], suggestion(leafAt(whole, paths[i]))).word === "Refused:") break;
      }
      turnTo(i);
    };
    which.addEventListener("change", () => turnTo(Number(which.value)));
    value.addEventListener("input", judge);
    another();
    return make("div", { class: "doubt-change" },
      make("p", {}, "Change ", which, " from ", old, " to ", value, " ", button("Another place", another)), result);
  };

  // ---- The controls ----------------------------------------------------------------------------

  // Certificates by the names of their claims: each script puts its own in.
  reluProofs.texts = {};

  reluProofs.doubt = (place) => {
    const name = place.dataset.claim, text = reluProofs.texts[name];
    const result = make("div", { class: "doubt-result", role: "status" });
    const row = make("p", { class: "doubt-buttons" });
    place.append(row, result);
    if (place.classList.contains("is-open")) {
      place.append(breaker(text, name));
      return;
    }
    row.append(button("Check it here", () => show(result, verdict(text)), name));
    if (text.length > LARGEST) return;
    let broken = null;
    const breakIt = button("Break it", () => {
      if (broken) broken.hidden = !broken.hidden;
      else place.append(broken = breaker(text, name));
      breakIt.setAttribute("aria-expanded", String(!broken.hidden));
    }, name);
    breakIt.setAttribute("aria-expanded", "false");
    row.append(breakIt);
  };

  // ---- The desk on the page of certificates: a file chosen, dropped or pasted ------------------

  for (const desk of document.querySelectorAll(".certificate-desk")) {
    const place = make("div", { class: "doubt-result", role: "status" });
    const take = (source, name) => {
      place.replaceChildren(make("p", {}, `Checking ${name} ...`));
      setTimeout(() => { // once these words are on the screen
        const found = verdict(source);
        show(place, { ...found, said: `${found.said} (${name})` });
      }, 30);
    };
    const read = async (file) => file && take(new Uint8Array(await file.arrayBuffer()), file.name);
    const file = make("input", { type: "file", accept: ".json,application/json", onchange: () => read(file.files[0]) });
    const pasted = make("textarea", { rows: "4", "aria-label": "A certificate as text", spellcheck: "false",
      placeholder: "or paste one here" });
    const judge = button("Check the pasted text", () => take(pasted.value.replace(/\n*$/, "\n"), "pasted text"));
    desk.replaceChildren(make("p", {}, make("label", {}, "Choose a certificate or drop it here: ", file)),
      make("p", {}, pasted), make("p", { class: "doubt-buttons" }, judge), place);
    desk.addEventListener("dragover", (event) => {
      event.preventDefault();
      desk.classList.add("is-over");
    });
    desk.addEventListener("dragleave", () => desk.classList.remove("is-over"));
    desk.addEventListener("drop", (event) => {
      event.preventDefault();
      desk.classList.remove("is-over");
      read(event.dataTransfer.files[0]);
    });
  }
})();
