// @ts-check
/* The words of a text, in the form in which they are searched. The index divides and folds texts in the same
   way (scripts/edition/search/words.py); the tests compare the two. */
(() => {
  "use strict";

  /** Accents and other marks that follow a letter, as e by U+0301. */
  const MARKS =
    "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u064b-\\u065f\\u0670" +
    "\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f";
  /** Soft hyphens, joiners, marks of direction and the like, which may be anywhere in a word. */
  const INVISIBLE =
    "\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff";
  const APOSTROPHES = "'’‘‛ʼ＇";
  const SPACES = " \\u00a0\\u2009\\u202f";
  /** Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean: there each character is a word, and what is typed
   * is a phrase, since no spaces say where words begin. */
  const WITHOUT_SPACES =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
    "\\u31f0-\\u31ff\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
  const LETTER = `(?:(?![${WITHOUT_SPACES}])[\\p{L}\\p{N}][${MARKS}${INVISIBLE}]*)`;
  const INITIAL = `(?![0-9])${LETTER}`;
  const WORD = new RegExp(
    "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])" +
      "|[\\u1100-\\u115f][\\u1160-\\u11a7]+[\\u11a8-\\u11ff]?" +
      `|[${WITHOUT_SPACES}][\\u3099\\u309a\\uff9e\\uff9f]?` +
      // U.S.S.R. is one word, and so are the initials of J. V. Stalin
      `|${INITIAL}(?:(?:\\.${INITIAL})+|(?:\\.[${SPACES}]${INITIAL}(?=\\.))+)(?!${LETTER})` +
      `|${LETTER}+(?:[${APOSTROPHES}]${LETTER}+)*`,
    "gu",
  );
  const IGNORED = new RegExp(`[${MARKS}${INVISIBLE}${SPACES},.]`, "gu");
  /** Ligatures, letters in other widths and styles, and numerals that are written as letters. */
  const COMPATIBILITY =
    /[\u0132\u0133\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2160-\u2188\ufb00-\ufdff\ufe70-\ufefc\uff00-\uffef\u{1d400}-\u{1d7ff}]+/gu;
  const SPELT_OUT = /** @type {Record<string, string>} */ ({
    ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" },
    ...Object.fromEntries([...APOSTROPHES].map((mark) => [mark, "'"])),
  });
  const SPELT = new RegExp(`[${Object.keys(SPELT_OUT).join("")}]`, "g");
  /** An article or preposition that has lost its vowel, as in l’Humanité. */
  const ELIDED = /^(?:l|d|qu|jusqu|lorsqu|puisqu|quelqu|all|dall|dell|nell|quell|sull|un)'(?=[aeiouh])/;
  const PLAIN = /^[a-z0-9]+$/i;

  /** A word without case, accents and apostrophes; only that of an elision stays. @param {string} word */
  function fold(word) {
    if (PLAIN.test(word)) return word.toLowerCase();
    const letters = word
      .replace(COMPATIBILITY, (found) => found.normalize("NFKD"))
      .toLowerCase()
      .normalize("NFD")
      .replace(IGNORED, "")
      .replace(SPELT, (letter) => SPELT_OUT[letter]);
    const elided = ELIDED.exec(letters)?.[0] ?? "";
    return elided + letters.slice(elided.length).replaceAll("'", "");
  }

  const YEAR = /^[12][0-9]{3}$/;
  const SHORT_YEAR = /^[0-9]{2}$/;
  const BETWEEN_YEARS = new RegExp(`^[-‐‑–—/][${APOSTROPHES}]?$`);
  const MORE_DIGITS = /^[-‐‑–—/][0-9]/;

  /** The words of a text with their positions. The last year of 1930–39 is written out, as in 1930–1939.
   * @type {Edition["tokens"]} */
  function tokens(text) {
    let year = "";
    let yearEnd = 0;
    return [...text.matchAll(WORD)].map(({ 0: written, index: start }) => {
      const end = start + written.length;
      let word = fold(written);
      if (year && word.length === 2 && SHORT_YEAR.test(word) && year.slice(2) < word) {
        const isRange = BETWEEN_YEARS.test(text.slice(yearEnd, start));
        if (isRange && !MORE_DIGITS.test(text.slice(end, end + 2))) word = year.slice(0, 2) + word;
      }
      year = word.length === 4 && YEAR.test(word) ? word : "";
      yearEnd = end;
      return { word, start, end };
    });
  }

  const DIVIDED = new RegExp(`^[${WITHOUT_SPACES}\\u1100-\\u11ff]`, "u");

  edition.tokens = tokens;
  edition.search.words = {
    /** Whether a word is one character of a script without spaces. */
    isDivided: (word) => DIVIDED.test(word),
    withoutElision: (word) => word.replace(ELIDED, ""),
  };
  // unless there is a script for the language of the edition
  edition.search.language = {
    common: new Set(),
    stem: (word) => word,
    spelling: (word) => word,
    beginnings: () => [],
    decades: () => [],
    parts: () => [],
    dates: () => [],
  };
})();
