// How this site's search orders what Sphinx's index holds; it becomes part of language_data.js.
//
// Sphinx gives every page that has all words one of two scores and sorts equals by name.  Here a
// word counts the more the fewer pages have it and the more often it stands on a page, in a heading
// more than in a text, and most where a heading is made of little else; the result leads to that
// heading.  Where no page has all words, the pages with the heaviest ones are shown.  A page is
// shown once, at its best place.  For a word that readers bring along, pages that have the word which
// the glossary gives for it count too, a little less.  No phrase is named here.
"use strict";

(() => {
  const IN_TEXT = 1, IN_HEADING = 2, IN_TITLE = 3; // what a word is worth, by where it stands
  const OFTEN = 4, HALFWAY = 3; // what a word is worth that fills a page; standing so often is half of it
  const BESIDE = 0.5; // pages that list or document, against those that explain
  const ALIKE = 0.7; // what our word is worth where a reader's was typed
  const SECTION = 0.4; // a title typed nearly as it stands: of a section, against that of a page
  const LEAST = 0.5; // share of the weight of all words that a result has to have

  // A title that is typed nearly as it stands is what was looked for, and so is a word of the glossary
  // (100 in Sphinx); names of the API come behind pages that have the word in a heading.
  Object.assign(Scorer, { title: 60, objNameMatch: 6, objPartialMatch: 0, objPrio: { 0: 0, 1: 0, 2: -5 } });

  Scorer.score = ([, title, anchor, , score, , kind]) => (
    kind === SearchResultKind.title && anchor && title.includes(" > ") ? score * SECTION : score
  );

  const explains = (page) => Object.hasOwn(reluFrequencies, page);
  const list = (files) => (files === undefined ? [] : [].concat(files));

  // The files that have a word, by exact stem or, where there is none, by a part of one.
  // Powers are written as signs: what is squared is found at x² and z².
  const SIGNS = { squar: "²", cube: "³" };
  const holding = (table, word) => {
    const signed = Object.hasOwn(SIGNS, word) ? Object.keys(table).filter((term) => term.endsWith(SIGNS[word])) : [];
    const written = signed.flatMap((term) => list(table[term]));
    if (Object.hasOwn(table, word)) return [...list(table[word]), ...written];
    if (word.length < 4 || written.length) return written;
    return Object.keys(table).filter((term) => term.includes(word)).flatMap((term) => list(table[term]));
  };

  // All headings of each file: their stems, and how much of a heading some words are.
  const headings = () => {
    const stemmer = new Stemmer(), byFile = new Map();
    for (const [title, places] of Object.entries(Search._index.alltitles)) {
      const stems = splitQuery(title.toLowerCase()).filter((word) => !stopwords.has(word)).map((word) => stemmer.stemWord(word));
      for (const [file, id] of places) {
        if (!byFile.has(file)) byFile.set(file, []);
        byFile.get(file).push({ title, id, stems });
      }
    }
    return byFile;
  };

  const best = (sections, weights, ours) => {
    const whole = [...weights.values()].reduce((sum, one) => sum + one, 0); // a heading with half of the words is worth less than half
    const rated = sections.map((section) => {
      const found = [...weights].map(([word, one]) => (
        section.stems.includes(word) ? one : ours(word)?.every((other) => section.stems.includes(other)) ? one * ALIKE : 0
      )).filter(Boolean);
      const weight = found.reduce((sum, one) => sum + one, 0);
      return { ...section, value: weight * (weight / whole) * Math.sqrt(found.length / Math.max(section.stems.length, 1)) };
    });
    return rated.reduce((one, other) => (other.value > one.value ? other : one), { value: 0 });
  };

  // How much of a word a page is about, 0 to 1, the less the longer the page is.
  const sizes = Object.values(reluFrequencies).map(([size]) => size);
  const usual = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const often = (page, word) => {
    const [size, counts] = reluFrequencies[page] ?? [usual, {}];
    const count = Object.hasOwn(counts, word) ? counts[word] : 0;
    return count / (count + HALFWAY * Math.sqrt(size / usual));
  };

  let sectionsOf = null;
  Search.performTermsSearch = (searchTerms, excludedTerms) => {
    const { terms, titleterms, docnames, filenames, titles } = Search._index;
    sectionsOf ??= headings();
    const files = new Map(), weights = new Map();
    const anywhere = (word) => new Set([...holding(terms, word), ...holding(titleterms, word)]);
    // Our words for a typed one, if it, or it with others that were typed, is a reader's word.
    const bridges = Object.entries(reluAlike).filter(([theirs]) => theirs.split(" ").every((stem) => searchTerms.has(stem)));
    const longest = (word) => bridges.filter(([theirs]) => theirs.split(" ").includes(word)).sort(([a], [b]) => b.length - a.length)[0];
    const ours = (word) => longest(word)?.[1].split(" ");
    for (const word of searchTerms) {
      const having = anywhere(word), others = (ours(word) ?? []).map(anywhere);
      const also = others.length ? [...others[0]].filter((file) => others.every((one) => one.has(file))) : [];
      const all = new Set([...having, ...also]);
      if (!all.size) continue;
      weights.set(word, Math.log(1 + docnames.length / (having.size || all.size)));
      for (const file of all) files.set(file, (files.get(file) ?? 0) + weights.get(word) * (having.has(file) ? 1 : ALIKE));
    }
    const whole = [...weights.values()].reduce((sum, one) => sum + one, 0);
    const full = Math.max(...files.values(), 0);
    const barred = new Set([...excludedTerms].flatMap((word) => [...holding(terms, word), ...holding(titleterms, word)]));
    return [...files].filter(([file, weight]) => !barred.has(file) && weight >= Math.min(full, whole * LEAST)).map(([file, weight]) => {
      const sections = sectionsOf.get(file) ?? [], { title, id, value } = best(sections, weights, ours);
      const named = best(sections.filter((section) => section.title === titles[file]), weights, ours).value;
      const about = [...weights].reduce((sum, [word, one]) => {
        const instead = ours(word)?.map((other) => often(docnames[file], other)) ?? [0];
        return sum + one * Math.max(often(docnames[file], word), ALIKE * Math.min(...instead));
      }, 0);
      const score = (IN_TEXT * weight ** 2 / whole + OFTEN * about + IN_HEADING * value + IN_TITLE * named)
        * (explains(docnames[file]) ? 1 : BESIDE);
      const deeper = value && title !== titles[file] && id;
      return [docnames[file], deeper ? `${titles[file]} > ${title}` : titles[file], deeper ? `#${id}` : "", null, score, filenames[file], SearchResultKind.text];
    });
  };

  // A page is shown once, at its best place; names of the API are places of their own.
  const everything = Search._performSearch;
  Search._performSearch = (...query) => {
    const seen = new Set();
    return everything(...query).reverse().filter(([page, , , , , , kind]) => {
      if (kind === SearchResultKind.object) return true;
      const first = !seen.has(page);
      seen.add(page);
      return first;
    }).reverse();
  };
})();
