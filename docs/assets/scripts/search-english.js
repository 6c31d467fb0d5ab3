// @ts-check
/* English for the search: which words are spelt in several ways, which are common, and how dates are written.
   The words are those of the index, in lower case and without accents. An edition in another language has a
   script of its own for this, or none (search.js). */
(() => {
  "use strict";

  /** Common words: they count for the ranking, but a result need not have them. */
  const COMMON =
    "a about after an and are as at be been before but by can could did do does for from had has have how " +
    "i if in into is it its me no not of on or our so than that the their them then there these they this " +
    "to was we were what when where which who whom why will with would you";

  /* --- spelling ----------------------------------------------------------------------------------- */

  // One spelling stands for all, which need not be that of any country. A rule may also change words that are
  // spelt in one way only, as long as no other word is spelt like the result.

  /** @param {string} pairs @returns {[string, string][]} */
  const pairs = (pairs) => pairs.trim().split(/\s+/).map((pair) => /** @type {[string, string]} */ (pair.split("-")));

  /** Beginnings of words. */
  const BEGINNINGS = pairs(
    "aeon-eon aesthe-esthe aetiol-etiol anaemi-anemi anaesthe-anesthe amoeb-ameb archaeo-archeo caesare-cesare " +
    "coelia-celia diarrhoe-diarrhe encyclopaed-encycloped faec-fec foet-fet gynaec-gynec haem-hem homoeo-homeo " +
    "mediaev-mediev oecumen-ecumen oedem-edem oeconom-econom oenolog-enolog oesoph-esoph oestr-estr " +
    "orthopaed-orthoped paedag-pedag paediatr-pediatr paedo-pedo palaeo-paleo praesid-presid primaev-primev " +
    "acknowledgeab-acknowledgab aeroplane-airplane aluminium-aluminum artefact-artifact behov-behoov " +
    "cancellation-cancelation chequer-checker councillo-councilo cypher-cipher decypher-decipher " +
    "defenc-defens despatch-dispatch devill-devil enquir-inquir enrolment-enrollment enthralment-enthrallment " +
    "focuss-focus fulfilment-fulfillment gaol-jail imperill-imperil instalment-installment jewellery-jewelry " +
    "kidnapp-kidnap licenc-licens manoeuv-maneuv moslem-muslim moult-molt mould-mold moustach-mustach " +
    "offenc-offens omelette-omelet pencill-pencil plough-plow practis-practic pretenc-pretens pyjama-pajama " +
    "roumania-romania rumania-romania sceptic-skeptic skilful-skillful smoulder-smolder snowplough-snowplow " +
    "stencill-stencil sulph-sulf surpriz-surpris tsar-czar tzar-czar tranquilli-tranquili waggon-wagon " +
    "wilful-willful woollen-woolen worshipp-worship yoghurt-yogurt",
  );
  /** Whole words. */
  const WORDS = new Map(
    pairs(
      "ageing-aging appal-appall appals-appalls axe-ax burnt-burned calibring-calibering carcase-carcass " +
      "carcases-carcasses centring-centering cosier-cozier cosily-cozily cosiness-coziness cosy-cozy disk-disc " +
      "disks-discs distil-distill distils-distills dreamt-dreamed dulness-dullness enrol-enroll enrols-enrolls " +
      "enthral-enthrall enthrals-enthralls fulfil-fulfill fulfils-fulfills fulness-fullness furore-furor " +
      "gipsies-gypsies gipsy-gypsy grey-gray greyed-grayed greyer-grayer greying-graying greyish-grayish " +
      "greys-grays instal-install instals-installs instil-instill instils-instills leant-leaned leapt-leaped " +
      "learnt-learned manoeuvring-maneuvering mollusc-mollusk molluscs-mollusks programme-program " +
      "programmes-programs spilt-spilled spoilt-spoiled " +
      "twenties-20s thirties-30s forties-40s fifties-50s sixties-60s seventies-70s eighties-80s nineties-90s",
    ),
  );
  /** In these words -re is -er elsewhere. Not in timbre, entre, acre. */
  const CENTRE =
    "accout|calib|cent|fib|goit|lit|lust|maneuv|meag|met|mit|nit|och|reconnoit|sab|scept|sepulch|somb|spect|theat";
  const RULES = /** @type {[RegExp, string][]} */ ([
    // organize, analyze
    [/([a-z]{2}[iy])z(?=e|ing|at|ab|$)/, "$1s"],
    // labour, behavioural; not four, tour
    [/([aeiouy][^aeiouy]+i?)our/, "$1or"],
    // centred, kilometre
    [new RegExp(`(${CENTRE})re(?=d$)`), "$1ere"],
    [new RegExp(`(${CENTRE})re`), "$1er"],
    // travelled, marvellous; not felled, filled
    [/([aeiouy][^aeiouy]+[aeo])ll(?=ed|ing|er|or|ous|ist)/, "$1l"],
    // dialogue, cataloguing; not vogue
    [/([aeiouy][^aeiouy]+)ogu(?:e(?=$|[dsr])|(?=ing))/, "$1og"],
    [/dgement/, "dgment"],
    [/([lvkz])eable/, "$1able"],
    [/(nne|fle)xion/, "$1ction"],
    [/aemi/, "emi"],
  ]);
  /** A prize is not a prise. */
  const UNCHANGED = /^(?:over)?priz/;

  /** The beginnings by their first letters, so that few need be compared with a word. @type {Map<string, [string, string][]>} */
  const BY_LETTERS = new Map();
  for (const pair of BEGINNINGS) {
    const letters = pair[0].slice(0, 3);
    BY_LETTERS.set(letters, [...(BY_LETTERS.get(letters) ?? []), pair]);
  }
  /** What a word has if one of the rules may change it. */
  const CHANGEABLE = /[iy]z|our|re|ll|ogu|dge|eabl|xion|aemi/;

  /** @param {string} word */
  function spelling(word) {
    const whole = WORDS.get(word);
    if (whole) return whole;
    if (UNCHANGED.test(word)) return word;
    const beginning = BY_LETTERS.get(word.slice(0, 3))?.find(([from]) => word.startsWith(from));
    const begun = beginning ? beginning[1] + word.slice(beginning[0].length) : word;
    if (!CHANGEABLE.test(begun)) return begun;
    return RULES.reduce((spelt, [rule, spelling]) => spelt.replace(rule, spelling), begun);
  }

  const MOVED = [...BEGINNINGS, ...WORDS].filter(([from, to]) => from.slice(0, 3) !== to.slice(0, 3));

  /** The other first letters that words with a spelling may have; with `open`, words whose spelling only begins so.
   * @param {string} spelt @param {boolean} [open] */
  const beginnings = (spelt, open = false) =>
    MOVED.filter(([, to]) => spelt.startsWith(to) || (open && to.startsWith(spelt))).map(([from]) => from.slice(0, 3));

  /** The other ways to write a decade: 30s and 1930s. @param {string} word */
  function decades(word) {
    if (/^[1-9]\d\d0s$/.test(word)) return [word.slice(2)];
    const short = spelling(word);
    return /^\d0s$/.test(short) ? Array.from({ length: 11 }, (_, n) => `${10 + n}${short}`) : [];
  }

  /* --- compounds ---------------------------------------------------------------------------------- */

  const PREFIXES = (
    "anti- bi- co- counter- cyber- de- eco- ex- extra- hyper- infra- inter- intra- macro- mega- meta- micro- mid- " +
    "mini- mis- mono- multi- neo- non- pan- para- poly- post- pre- pro- proto- pseudo- quasi- re- semi- sub- super- " +
    "tele- trans- tri- ultra- un-"
  )
    .split(" ")
    .map((prefix) => prefix.slice(0, -1));
  const TO_DAY = /^to(?:day|morrow|night)$/;

  /** The parts of a word that some write with a hyphen: co-operation, to-day. @param {string} word */
  function parts(word) {
    const ends = PREFIXES.filter((prefix) => word.startsWith(prefix)).map((prefix) => prefix.length);
    if (TO_DAY.test(word)) ends.push(2);
    return ends
      .filter((end) => word.length > end + 2)
      .map((end) => /** @type {[string, string]} */ ([word.slice(0, end), word.slice(end)]));
  }

  /* --- dates -------------------------------------------------------------------------------------- */

  const MONTHS = (
    "january february march april may june july august september october november december"
  ).split(" ");
  const ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split(" ");

  /** The names that a date has in the index, from any way to write it: 25.10.1917, 25 X 1917, Sept. 1917.
   * @param {string[]} written */
  function dates(written) {
    const words = written.filter((word) => word !== "of" && word !== "the");
    const year = words.find((word) => /^[1-9]\d{2,3}$/.test(word));
    const rest = words.filter((word) => word !== year);
    if (!year || rest.length > 2 || words.length !== rest.length + 1) return [];
    const [first, second] = rest;
    if (rest.length === 1) return monthsNamed(first).map((month) => `${month} ${year}`);
    return [[first, second], [second, first]].flatMap(([day, month]) =>
      isDay(day) ? monthsIn(month).map((name) => `${Number(day)} ${name} ${year}`) : [],
    );
  }

  /** @param {string} word */
  const isDay = (word) => /^\d\d?$/.test(word) && Number(word) >= 1 && Number(word) <= 31;

  /** @param {string} word */
  const monthsNamed = (word) => (word?.length > 2 ? MONTHS.filter((month) => month.startsWith(word)) : []);

  /** @param {string} word */
  function monthsIn(word) {
    const number = /^\d\d?$/.test(word) ? Number(word) : ROMAN.indexOf(word) + 1;
    return number ? MONTHS.slice(number - 1, number) : monthsNamed(word);
  }

  edition.search.language = {
    common: new Set(COMMON.split(" ")),
    stem: (word) => edition.stem(word),
    spelling,
    beginnings,
    decades,
    parts,
    dates,
  };
})();
