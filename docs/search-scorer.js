// How this site's search reads a query and orders what Sphinx's index holds; it becomes part of
// language_data.js.
//
// Reading: formulas become words, words that say nothing of the subject count little, words that are
// joined, split, spelled otherwise or with one wrong letter are taken for words that the pages have.
// For a word that readers bring along, the word that the glossary gives for it counts too, a little
// less.
//
// Ordering: Sphinx gives every page that has all words one of two scores and sorts equals by name.
// Here a word counts the more the fewer pages have it and the more often it stands on a page; more
// than in a text it counts in a line that says what the page is about, and most where the line is
// made of little else.  Such lines are the headings, and what readers say or ask (reluLines).  Where
// no page has all words, the pages with the heaviest ones are shown.  A page is shown once, at its
// best place.  No phrase is named here.
"use strict";

(() => {
  const IN_TEXT = 1, IN_LINE = 2, IN_TITLE = 3; // what a word is worth, by where it stands
  const OFTEN = 4, HALFWAY = 3; // what a word is worth that fills a page; standing so often is half of it
  const LINES = { heading: 1, term: 1, named: 2, asked: 0.9, answer: 0.9, led: 0.8 }; // what a line is worth, by its kind
  const MOSTLY = 0.6, PARTLY = 0.5; // share of a named word that has to be typed, and its worth below that
  const BESIDE = 0.5; // pages that list or document, against those that teach
  const ALIKE = 0.7; // what another word is worth that stands for the typed one
  const INSTEAD = 0.9; // what the like of a word is worth that no page has as it was typed
  const SHORT = 4; // letters of a stem for which a like is looked for only with care
  const SELDOM = 1, USUAL = 8; // pages that have a word which may be a slip, and those that have the right one
  const FILLING = 0.2; // what a word weighs that says nothing of the subject
  const WHOLE = 100; // what a word of the glossary is worth in Sphinx that was typed as it stands
  const PART = 0.01; // a word of the glossary, and a section of a page that lists, of which a part was typed
  const SECTION = 0.4; // a title typed nearly as it stands: of a section, against that of a page
  const LEAST = 0.5; // share of the weight of all words that a result has to have
  const NAME = 30; // a name of the API that was typed as it stands

  // A title that is typed nearly as it stands is what was looked for, and so is a word of the glossary
  // (100 in Sphinx); names of the API come behind pages that have the word in a heading.
  Object.assign(Scorer, { title: 60, objNameMatch: 2, objPartialMatch: 0, objPrio: { 0: 0, 1: 0, 2: -5 } });

  const FORMULAS = [ // what is typed, and the words that the pages have for it
    [/\w+n['’]t\b|['’](s|ll|re|ve|d|m)\b/g, " "],
    [/\bmax\s*\(\s*0(\.0*)?\s*,[^)]*\)?/g, " relu "],
    [/\b(relu|sin|abs|exp|sqrt)\s*\(\s*\w*\s*\)/g, " $1 "],
    [/\|\s*\w\s*\||\babs\b/g, " absolute value "],
    [/\bsin\b/g, " sine "],
    [/(\^|\*\*)\s*2\b|²/g, " squared "],
    [/(\^|\*\*)\s*3\b|³/g, " cubed "],
    [/\w?\s*(>=?|≥)\s*0\b/g, " positive "],
    [/\w?\s*(<=?|≤)\s*0\b/g, " negative "],
  ];
  const SPELLED = [ // endings that are spelled in two ways, and plurals that no stem is cut from
    [/is(?=(e|ed|es|er|ing|ation|ations)$)/, "iz"],
    [/iz(?=(e|ed|es|er|ing|ation|ations)$)/, "is"],
    [/our$/, "or"],
    [/ima$/, "imum"],
    [/ices$/, "ix"],
    [/ices$/, "ex"],
  ];
  const FILLERS = new Set(["neural", "non", "vs", "versus", "use", "mean", "explain", "definit", "exampl", "intuit", "problem", "question", "term", "tutori", "work"]);

  const MADE = /^reference\/(api|theorems|benchmarks)\//; // pages that nobody wrote
  const explains = (page) => Object.hasOwn(reluFrequencies, page);
  const teaches = (page) => explains(page) && !/^reference\/(?!glossary)/.test(page);
  const list = (files) => (files === undefined ? [] : [].concat(files));
  const sum = (values) => values.reduce((all, one) => all + one, 0);
  const stemmer = new Stemmer();
  const stemOf = (word) => stemmer.stemWord(word);
  const wordsOf = (text) => splitQuery(text.toLowerCase()).filter((word) => !stopwords.has(word) && !/^\d+$/.test(word));

  // The files that have each stem, and the stems that stand on a page that explains.
  // Powers are written as signs: what is squared is found at x² and z².
  const SIGNS = { squar: "²", cube: "³" };
  let files = null, explained = null;
  const readIndex = () => {
    const { terms, titleterms, docnames } = Search._index;
    files = new Map();
    const note = (stem, having) => files.set(stem, new Set([...files.get(stem) ?? [], ...list(having)]));
    for (const table of [terms, titleterms]) {
      for (const [stem, having] of Object.entries(table)) {
        note(stem, having);
        for (const [word, sign] of Object.entries(SIGNS)) if (stem.endsWith(sign)) note(word, having);
      }
    }
    const readers = Object.keys(reluAlike).filter((words) => !words.includes(" "));
    explained = new Map([...files].map(([stem, having]) => [stem, [...having].filter((file) => explains(docnames[file])).length]).filter(([, count]) => count));
    for (const word of readers) if (!explained.has(word)) explained.set(word, 1);
  };

  // Whether one letter too many, too few, wrong, or two in the wrong order make the one word the other.
  const oneLetterApart = (a, b) => {
    const long = Math.min(a.length, b.length) > SHORT; // of four letters only the order is mended
    let start = 0, end = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
    const left = a.slice(start, a.length - end), right = b.slice(start, b.length - end);
    if (/\d/.test(left + right)) return false; // another number is another word
    return (long && (left.length + right.length <= 1 || (left.length === 1 && right.length === 1)))
      || (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]);
  };

  // The same word in its other spelling, and the singular of a plural.
  const spelled = (word) => SPELLED.filter(([end]) => end.test(word))
    .map(([end, other]) => stemOf(word.replace(end, other))).filter((one) => explained.has(one));

  // The stems that stand for a word which no page that explains has, the likeliest kind first.
  const like = (word, stem) => {
    if (stem.length < SHORT) return [];
    const kin = [...explained.keys()].filter((one) => Math.min(one.length, stem.length) > SHORT && Math.abs(one.length - stem.length) < SHORT && (one.startsWith(stem) || stem.startsWith(one)));
    if (kin.length) return kin;
    const slip = slips(stem)[0];
    if (slip) return [slip];
    const parts = apart(word);
    return parts.length ? parts : [...files.keys()].filter((one) => one.includes(stem));
  };

  // The stems that a slip of one letter makes of this one, the most usual first.
  const slips = (stem) => [...explained.keys()]
    .filter((one) => one[0] === stem[0] && Math.min(one.length, stem.length) >= SHORT && oneLetterApart(one, stem))
    .sort((a, b) => explained.get(b) - explained.get(a));

  // Two words that were typed as one.
  const apart = (word) => {
    const cuts = Array.from({ length: Math.max(word.length - 5, 0) }, (_, at) => at + 3);
    const parts = cuts.map((at) => [stemOf(word.slice(0, at)), stemOf(word.slice(at))]);
    return parts.filter((two) => two.every((one) => explained.has(one))).map((two) => two.join(" ")).slice(0, 1);
  };

  // The ways to find a typed word: stems that have to be there together, and what that is worth.
  const meant = (word) => {
    const stem = stemOf(word), count = explained.get(stem) ?? 0;
    const instead = spelled(word);
    if (!count && !instead.length) instead.push(...like(word, stem));
    if (count && count <= SELDOM) {
      if (stem.length > SHORT) instead.push(...slips(stem).filter((one) => explained.get(one) >= USUAL).slice(0, 1));
      instead.push(...apart(word));
    }
    return [{ stems: [stem], share: 1 }, ...instead.map((one) => ({ stems: one.split(" "), share: INSTEAD }))];
  };

  // What was typed, word by word, with two words also as one.
  const typedWords = (query) => {
    const text = FORMULAS.reduce((all, [sign, words]) => all.replace(sign, words), query.toLowerCase());
    const typed = splitQuery(text).filter((word) => !/^\d+$/.test(word));
    const says = (word) => !stopwords.has(word) && !FILLERS.has(stemOf(word)) && explained.has(stemOf(word));
    const words = [];
    for (let at = 0; at < typed.length; at += 1) {
      const two = typed.slice(at, at + 2), joined = two.join("");
      const one = two.length === 2 && two.every((word) => word.length > 1) && explained.has(stemOf(joined));
      if (one && !two.every(says)) {
        words.push({ word: joined });
        at += 1;
      } else if (!stopwords.has(typed[at])) {
        words.push({ word: typed[at], joined: one ? joined : words.at(-1)?.joined === typed[at - 1] + typed[at] ? words.at(-1).joined : null });
      }
    }
    return words;
  };

  const read = (query) => {
    if (!files) readIndex();
    const read = new Map(typedWords(query).map(({ word, joined }) => [
      stemOf(word), [...meant(word), ...joined ? [{ stems: [stemOf(joined)], share: INSTEAD }] : []],
    ]));
    const all = new Set([...read.values()].flat().flatMap(({ stems }) => stems));
    // Our words for a typed one, if it, or it with others that were typed, is a reader's word.
    const bridges = Object.entries(reluAlike).map(([theirs, ours]) => [theirs.split(" "), ours.split(" ")])
      .filter(([theirs]) => theirs.every((one) => all.has(one))).sort(([a], [b]) => b.length - a.length);
    const count = Search._index.docnames.filter(explains).length;
    return [...read].map(([stem, ways]) => {
      const stems = ways.flatMap((way) => way.stems);
      const [, ours] = bridges.find(([theirs]) => theirs.some((one) => stems.includes(one))) ?? [];
      const having = explained.get(stem) ?? Math.max(1, ...stems.map((one) => explained.get(one) ?? 1));
      return {
        ways: ours ? [...ways, { stems: ours, share: ALIKE }] : ways,
        weight: Math.log(1 + count / having) * (FILLERS.has(stem) ? FILLING : 1),
      };
    });
  };

  // What a word is worth where some stems are: the best of its ways of which all stems are there.
  const worth = ({ ways }, has) => Math.max(0, ...ways.filter(({ stems }) => stems.every(has)).map(({ share }) => share));

  // The lines that say what each file is about: headings, and what readers say or ask.
  const readLines = () => {
    const { alltitles, docnames } = Search._index, byFile = docnames.map(() => []);
    for (const [title, places] of Object.entries(alltitles)) {
      const stems = wordsOf(title.replace(FORMULAS[0][0], " ")).map(stemOf);
      for (const [file, id] of places) byFile[file].push({ kind: "heading", title, id, stems });
    }
    for (const [page, lines] of Object.entries(reluLines)) {
      const file = docnames.indexOf(page);
      for (const [kind, stems, id, title] of lines) byFile[file]?.push({ kind, title, id, stems: stems.split(" ") });
    }
    return byFile;
  };

  // The line that holds most of the words; one with half of them is worth less than half.
  const best = (lines, words, whole) => {
    const rated = lines.map((line) => {
      const found = words.map((word) => word.weight * worth(word, (stem) => line.stems.includes(stem))).filter(Boolean);
      const weight = sum(found);
      const share = found.length / Math.max(line.stems.length, 1);
      const kind = line.kind === "named" && share < MOSTLY ? PARTLY : LINES[line.kind];
      return { ...line, value: kind * weight * (weight / whole) * Math.sqrt(share) };
    });
    return rated.reduce((one, other) => (other.value > one.value ? other : one), { value: 0 });
  };

  // How much of a word a page is about, 0 to 1, the less the longer the page is.
  const sizes = Object.values(reluFrequencies).map(([size]) => size);
  const usual = sum(sizes) / sizes.length;
  const often = (page, { ways }) => {
    const [size, counts] = reluFrequencies[page] ?? [usual, {}];
    const share = (stem) => {
      const count = Object.hasOwn(counts, stem) ? counts[stem] : 0;
      return count / (count + HALFWAY * Math.sqrt(size / usual));
    };
    return Math.max(...ways.map((way) => way.share * Math.min(...way.stems.map(share))));
  };

  let linesOf = null, words = [];
  Search.performTermsSearch = () => {
    const { docnames, filenames, titles } = Search._index;
    linesOf ??= readLines();
    const found = docnames.map((page, file) => {
      const lines = linesOf[file];
      const has = (stem) => files.get(stem)?.has(file) || lines.some((line) => line.stems.includes(stem));
      return sum(words.map((word) => word.weight * worth(word, has)));
    });
    const whole = sum(words.map(({ weight }) => weight)), full = Math.max(...found, 0);
    const shown = docnames.map((page, file) => file).filter((file) => found[file] && found[file] >= Math.min(full, whole * LEAST));
    return shown.map((file) => {
      const page = docnames[file], line = best(linesOf[file], words, whole);
      const named = best(linesOf[file].filter(({ title }) => title === titles[file]), words, whole).value;
      const about = sum(words.map((word) => word.weight * often(page, word)));
      const text = IN_TEXT * found[file] ** 2 / whole + OFTEN * about + IN_LINE * line.value;
      const score = text * (teaches(page) ? 1 : BESIDE) + IN_TITLE * named * (MADE.test(page) ? BESIDE : 1);
      const deeper = line.title && line.title !== titles[file] && line.id;
      return [page, deeper ? `${titles[file]} > ${line.title}` : titles[file], deeper ? `#${line.id}` : "", null, score, filenames[file], SearchResultKind.text];
    });
  };

  // What a result shows of its page is what a reader sees there: each formula once, nothing that opens
  // only by a click or under the pointer; of an entry of the glossary what it says, not the word alone.
  const UNSEEN = ".headerlink, script, style, .katex-mathml, .card, .claim-panel, details.formal-definitions";
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(UNSEEN).forEach((part) => part.remove());
    let shown = (anchor && page.getElementById(decodeURIComponent(anchor.slice(1)))) || page.querySelector('[role="main"]');
    while (shown?.tagName === "DT") shown = shown.nextElementSibling;
    return shown?.textContent ?? "";
  };

  // What a page says is shown from the last of these words on: where none was typed as it stands, from
  // one that stands for it.
  const parsed = Search._parseQuery;
  Search._parseQuery = (query) => {
    const [typed, stems, ...rest] = parsed(query);
    const instead = read(query).flatMap(({ ways }) => ways.flatMap((way) => way.stems));
    return [typed, new Set([...instead.filter((one) => !stems.has(one)), ...stems]), ...rest];
  };

  // A page is shown once, at its best place; names of the API are places of their own.
  const everything = Search._performSearch;
  Search._performSearch = (query, ...rest) => {
    words = read(query);
    Scorer.score = ([page, title, anchor, , score, , kind]) => {
      if (kind === SearchResultKind.object) return /[._]/.test(query) && title.endsWith(query.trim()) ? NAME : score;
      if (kind === SearchResultKind.index) return score < WHOLE ? score * PART : score;
      const section = kind === SearchResultKind.title && anchor && title.includes(" > ");
      return section ? score * (teaches(page) ? SECTION : PART) : score;
    };
    const seen = new Set();
    return everything(query, ...rest).reverse().filter(([page, , , , , , kind]) => {
      if (kind === SearchResultKind.object) return true;
      const first = !seen.has(page);
      seen.add(page);
      return first;
    }).map((result) => {
      const [page, title, anchor, , , , kind] = result;
      const term = kind === SearchResultKind.index && linesOf[Search._index.docnames.indexOf(page)].find(({ id }) => `#${id}` === anchor);
      return term?.title ? [page, `${title} > ${term.title}`, ...result.slice(2)] : result;
    }).reverse();
  };
})();
