// @ts-check
/* What is typed: the words and phrases of a query. */
(() => {
  "use strict";

  const { tokens } = edition;
  /** What is read of a query: so many characters, and so many words and phrases. More would keep the browser busy. */
  const MAX_LENGTH = 1000;
  const MAX_PIECES = 40;

  /** Divide a query into words and quoted phrases, whichever quotation marks are used.
   * @type {SearchParts["parse"]} */
  function parse(query) {
    const plain = query
      .slice(0, MAX_LENGTH)
      .normalize("NFC")
      .replace(/[“”„‟«»＂]/g, '"')
      .replace(/(^|\s)['‘‚‹](\S[^"]*?\s[^"]*?\S)['’‘›](?=\s|$)/g, '$1"$2"');
    // initials may go on after a dot
    const open = /[\p{L}\p{N}]$|\p{L}\.\p{L}\.$/u.test(plain);
    const parts = plain.split('"');
    const pieces = parts.flatMap((part, n) => {
      const typing = open && n === parts.length - 1;
      return n % 2 ? quotedIn(part, typing) : wordsIn(part, typing);
    });
    const isCut = query.trim().length > MAX_LENGTH || pieces.length > MAX_PIECES;
    return { pieces: pieces.slice(0, MAX_PIECES), isCut };
  }

  /** The phrase between quotation marks. While it is typed, a single letter at its end is ignored: too many words
   * begin with it. @param {string} part @param {boolean} typing @returns {SearchPiece[]} */
  function quotedIn(part, typing) {
    const words = tokens(part).map(({ word }) => word).filter(Boolean);
    const last = words[words.length - 1] ?? "";
    const waits = typing && last.length === 1 && !edition.search.words.isDivided(last);
    if (!words.length) return [];
    const found = waits && words.length > 1 ? words.slice(0, -1) : words;
    return [{ tokens: found, open: typing && !waits, quoted: true }];
  }

  /** The words of a part of a query; those with a hyphen, and characters without spaces between them, are together.
   * @param {string} part @param {boolean} typing @returns {SearchPiece[]} */
  function wordsIn(part, typing) {
    /** @type {{tokens: Token[], joined?: string}[]} */
    const groups = [];
    for (const token of tokens(part)) {
      const group = groups[groups.length - 1];
      const before = group?.tokens[group.tokens.length - 1];
      if (!token.word) continue;
      if (before && isRun(before, token)) group.tokens.push(token);
      else if (before && group.tokens.length === 1 && isHyphenated(part, before, token)) {
        group.tokens.push(token);
        group.joined = before.word + token.word;
      } else groups.push({ tokens: [token] });
    }
    return groups.map(({ tokens, joined }, n) => ({
      tokens: tokens.map(({ word }) => word),
      open: typing && n === groups.length - 1,
      quoted: false,
      joined,
    }));
  }

  /** Whether two characters of a script without spaces follow each other. @param {Token} before @param {Token} token */
  function isRun(before, token) {
    const { isDivided } = edition.search.words;
    return before.end === token.start && isDivided(before.word) && isDivided(token.word);
  }

  /** Whether two words with a hyphen between them may also be written as one.
   * @param {string} text @param {Token} before @param {Token} token */
  function isHyphenated(text, before, token) {
    if (!/^[-‐‑]$/.test(text.slice(before.end, token.start))) return false;
    return edition.search.language.parts(before.word + token.word).some((pair) => pair[0] === before.word);
  }

  edition.search.parse = parse;
})();
