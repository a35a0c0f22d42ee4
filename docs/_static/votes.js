// Sentences to vote on: what holds is shown when the reader has said something, or asks to see it.
"use strict";

// Each vote by its element: how to open it without a choice.
const reluVotes = new Map();

for (const vote of document.querySelectorAll(".vote")) {
  const said = vote.querySelector(".vote-said"), buttons = [...vote.querySelectorAll(".vote-choices button")];
  const show = document.createElement("button");
  Object.assign(show, { type: "button", textContent: "just show me" });
  vote.querySelector(".vote-choices").append(show);
  const open = (chosen) => {
    const { holds } = vote.dataset;
    for (const button of buttons) button.setAttribute("aria-pressed", button === chosen);
    const words = chosen && document.createElement("strong");
    if (words) words.textContent = `You said: ${chosen.textContent}. `;
    const verdict = chosen?.textContent === holds ? "So it is." : `What holds: ${holds}.`;
    said.replaceChildren(...(words ? [words] : []), verdict);
    vote.classList.add("is-open");
  };
  for (const button of buttons) button.addEventListener("click", () => open(button));
  show.addEventListener("click", () => open(null));
  reluVotes.set(vote, () => open(null));
}

// An address that leads to something inside a vote opens it.
const reluLed = () => {
  const target = reluAddressed(), vote = target?.closest(".vote:not(.is-open)");
  if (!vote) return;
  reluVotes.get(vote)();
  target.scrollIntoView();
};
reluLed();
addEventListener("hashchange", reluLed);
