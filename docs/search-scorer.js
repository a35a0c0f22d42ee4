// How this site's search orders what Sphinx's index holds; it becomes part of language_data.js.
//
// Sphinx gives every page that has all words one of two scores and sorts equals by name.  Here a
// word counts the more the fewer pages have it and the more often it stands on a page, in a heading
// more than in a text, and most where a heading is made of little else; the result leads to that
// heading.  Where no page has all words, the pages with the heaviest ones are shown.  A page is
// shown once, at its best place.  No phrase is named here.
"use strict";

(() => {
  const IN_TEXT = 1, IN_HEADING = 3, IN_TITLE = 2; // what a word is worth, by where it stands
  const OFTEN = 1.5, HALFWAY = 3; // what a word is worth that fills a page; standing so often is half of it
  const BESIDE = 0.5; // pages that list or document, against those that explain
  const LEAST = 0.5; // share of the weight of all words that a result has to have

  // A title that is typed nearly as it stands is what was looked for, and so is a word of the glossary
  // (100 in Sphinx); names of the API come behind pages, unless they are typed whole.
  Object.assign(Scorer, { title: 60, objNameMatch: 25, objPartialMatch: 0, objPrio: { 0: 0, 1: 0, 2: -5 } });

  const explains = (page) => !page.startsWith("reference/") || page === "reference/glossary";
  const list = (files) => (files === undefined ? [] : [].concat(files));

  // The files that have a word, by exact stem or, where there is none, by a part of one.
  const holding = (table, word) => {
    if (Object.hasOwn(table, word)) return list(table[word]);
    if (word.length < 4) return [];
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

  const best = (sections, weights) => {
    const rated = sections.map((section) => {
      const found = [...weights].filter(([word]) => section.stems.includes(word));
      const weight = found.reduce((sum, [, one]) => sum + one, 0);
      return { ...section, value: weight * Math.sqrt(found.length / Math.max(section.stems.length, 1)) };
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
    for (const word of searchTerms) {
      const having = new Set([...holding(terms, word), ...holding(titleterms, word)]);
      if (!having.size) continue;
      weights.set(word, Math.log(1 + docnames.length / having.size));
      for (const file of having) files.set(file, (files.get(file) ?? 0) + weights.get(word));
    }
    const whole = [...weights.values()].reduce((sum, one) => sum + one, 0);
    const full = Math.max(...files.values(), 0);
    const barred = new Set([...excludedTerms].flatMap((word) => [...holding(terms, word), ...holding(titleterms, word)]));
    return [...files].filter(([file, weight]) => !barred.has(file) && weight >= Math.min(full, whole * LEAST)).map(([file, weight]) => {
      const sections = sectionsOf.get(file) ?? [], { title, id, value } = best(sections, weights);
      const named = best(sections.filter((section) => section.title === titles[file]), weights).value;
      const about = [...weights].reduce((sum, [word, one]) => sum + one * often(docnames[file], word), 0);
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
