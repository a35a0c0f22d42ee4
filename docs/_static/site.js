// What a page can do better with a script; without one it loses nothing but convenience.
"use strict";

(() => {
  // The checker is needed by few and late: it is asked for after the page is seen.
  const here = document.currentScript.src;
  if (document.querySelector(".certificate-data, .certificate-desk")) {
    addEventListener("load", () => setTimeout(() => {
      for (const name of ["checker.js", "certificates.js"]) {
        const script = document.createElement("script");
        script.src = new URL(name, here);
        script.async = false;
        document.head.append(script);
      }
    }, 300));
  }

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
  for (const claim of document.querySelectorAll(".claim")) {
    const sentence = claim.querySelector(".claim-sentence");
    const link = claim.querySelector(".claim-head a");
    const get = () => `${sentence.textContent.replaceAll("\u00a0", " ")}\n${link.href}`;
    claim.querySelector(".claim-head").append(button({ what: "this sentence and its link", get }));
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
