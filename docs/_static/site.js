// What a page can do better with a script; without one it loses nothing but convenience.
"use strict";

// What the address's fragment names on this page; nothing where that is no fragment of ours.
const reluAddressed = () => {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
};

(() => {
  // The checker is needed by few: it is asked for when a claim is first opened.
  const here = document.currentScript.src;
  const loading = {};
  const load = (name) => loading[name] ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: new URL(name, here), async: false, onload: done, onerror: failed });
    document.head.append(script);
  });
  const checker = () => load("checker.short.js").then(() => load("certificates.js"));

  const doubt = async (place) => {
    if (!place || place.dataset.asked) return;
    place.dataset.asked = "yes";
    await checker();
    await load(`certificates/${place.dataset.claim}.js`);
    reluProofs.doubt(place);
  };

  const button = (text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = "Copy";
    made.setAttribute("aria-label", `Copy ${text.what}`);
    made.addEventListener("click", async () => {
      let done = "Copied";
      try {
        await navigator.clipboard.writeText(text.get());
      } catch {
        done = "Not allowed here";
      }
      made.textContent = done;
      setTimeout(() => { made.textContent = "Copy"; }, 1500);
    });
    return made;
  };

  for (const block of document.querySelectorAll("div.highlight:not(.output *):has(> pre)")) {
    block.append(button({ what: "this code", get: () => block.querySelector("pre").innerText }));
  }

  // A mark opens what stands behind it; opened by the address, it is closed by the mark as well.
  const panelOf = (mark) => document.getElementById(mark.hash.slice(1));
  const turn = (mark, open) => {
    const panel = panelOf(mark);
    panel.classList.toggle("is-open", open);
    panel.classList.toggle("is-closed", !open);
    mark.setAttribute("aria-expanded", open);
    if (open) doubt(panel.querySelector(".doubt"));
  };
  const marks = [...document.querySelectorAll("a.mark")];
  for (const mark of marks) {
    const panel = panelOf(mark);
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-expanded", "false");
    const press = (event) => {
      event.preventDefault();
      turn(mark, mark.getAttribute("aria-expanded") !== "true");
    };
    mark.addEventListener("click", press);
    mark.addEventListener("keydown", (event) => event.key === " " && press(event));
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      turn(mark, false);
      mark.focus();
    });
    const get = () => {
      const words = panel.querySelector(".claim-words").textContent.replaceAll("\u00a0", " ");
      return `${words}\n${new URL(mark.getAttribute("href"), location.href.split("#")[0])}`;
    };
    panel.append(button({ what: "this sentence and its link", get }));
  }
  const addressed = () => {
    const target = reluAddressed();
    if (!target) return;
    if (target.closest(".moved")) location.replace(target.querySelector("a").href);
    const mark = marks.find((other) => panelOf(other) === target);
    if (!mark) return;
    turn(mark, true);
    target.scrollIntoView();
  };
  addressed();
  addEventListener("hashchange", addressed);

  if (document.querySelector(".certificate-desk, .doubt.is-open")) {
    addEventListener("load", () => setTimeout(() => {
      checker();
      for (const place of document.querySelectorAll(".doubt.is-open")) doubt(place);
    }, 300));
  }

  // A card beside a word: read aloud with it, closed by Escape, opened by a finger before its link.
  for (const word of document.querySelectorAll(".carded")) {
    const link = word.querySelector("a"), card = word.querySelector(".card");
    link.setAttribute("aria-describedby", card.id);
    const close = () => word.classList.add("is-shut");
    for (const come of ["pointerenter", "focusin"]) word.addEventListener(come, () => word.classList.remove("is-shut"));
    word.addEventListener("keydown", (event) => event.key === "Escape" && close());
    let touched = false;
    link.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    link.addEventListener("click", (event) => {
      if (!touched || word.classList.contains("is-open")) return;
      event.preventDefault();
      word.classList.add("is-open");
    });
    link.addEventListener("blur", () => word.classList.remove("is-open"));
  }

  // A block that scrolls sideways has to be reachable by keyboard.
  const reachable = () => {
    for (const block of document.querySelectorAll("pre, .table-wrapper, div.math")) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
      else block.removeAttribute("tabindex");
    }
  };
  reachable();
  document.fonts.ready.then(reachable);
  addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);

  // The ledger: words and a badge choose the rows.
  for (const table of document.querySelectorAll("table.ledger")) {
    const rows = [...table.tBodies[0].rows];
    const badge = (row) => row.querySelector(".badge").textContent;
    const form = document.createElement("form");
    form.className = "filter";
    const words = document.createElement("input");
    words.type = "search";
    words.placeholder = "Words";
    words.setAttribute("aria-label", "Show rows with these words");
    const which = document.createElement("select");
    which.setAttribute("aria-label", table.tHead.rows[0].cells[0].textContent);
    for (const name of ["all", ...new Set(rows.map(badge))]) which.append(new Option(name));
    const count = document.createElement("output");
    const choose = () => {
      const wanted = words.value.toLowerCase().split(/\s+/);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !(["all", badge(row)].includes(which.value) && wanted.every((word) => text.includes(word)));
        shown += !row.hidden;
      }
      count.value = `${shown} of ${rows.length}`;
    };
    form.append(words, which, count);
    form.addEventListener("input", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    table.closest(".table-wrapper").previousElementSibling.append(form);
    choose();
  }
})();
