/* The only global of the site's scripts: `edition`. edition.js creates it, and the other scripts add their
   parts to it when they are loaded. */

declare var edition: Edition;

/** The translations of the interface (messages.js); undefined on a site in English. */
declare var editionMessages:
  | { texts: Record<string, string | string[]>; form: (number: number) => number }
  | undefined;

interface Edition extends Shared {
  /** The sections of a page, and how to go from one to the next (page.js). */
  sections: Sections;
  /** Tell the index of the section in view (-1 before the first): now, and whenever the page is scrolled
   * (scrolling.js). */
  watchSections(tell: (at: number) => void): void;
  /** Open the list of keyboard shortcuts, with a box for whether they are on (keys.js, loaded by page.js). */
  openKeys(areOn: boolean, change: (on: boolean) => void): void;
  /** Load that list and open it (page.js). */
  showKeys(): void;
  /** Place an open pop-up beside what it belongs to (placing.js). */
  place(box: HTMLElement, at: DOMRect, options?: Placing): void;
  /** Add a kind of pop-up (popups.js). */
  addPopup(kind: PopupKind): void;
  /** Place the notes in the margin again, after calls were shown or hidden (notes.js). */
  refreshMargin?(): void;
  /** The passage whose control is shown, and how passages are named (passages.js). */
  passages: Passages;
  /** What is selected (selection.js, loaded by passages.js). */
  selected: Selected;
  /** The text fragment that leads to selected words; empty if none does (text-fragment.js, loaded with the menu). */
  textFragment(pieces: Piece[]): string;
  /** Addresses, citations and copying (citations.js, loaded when they are first needed). */
  citing: Citing;
  /** The citations of this page (data/citations/<essay>.js). */
  citations: Citations;
  /** The menu of a passage (passage-menu.js, loaded when a control is first shown). */
  passageMenu: { element: HTMLElement };
  /** Go to what a faulty address means, or say that it is missing (notices.js). */
  correctAddress(): void;
  /** Say that the search is not there without a connection, and return whether there is none (notices.js). */
  sayIfOffline?(): boolean;
  /** The words of a text in the form in which they are searched and indexed (search-words.js). */
  tokens(text: string): Token[];
  /** The stem of an English word (vendor/stemmer.js, loaded with the search). */
  stem(word: string): string;
}

/** What edition.js provides for the other scripts. */
interface Shared {
  /** The address of the site's root folder. */
  site: URL;
  /** The language of the page as it was loaded. */
  language: string;
  /** A selector for what a page adds to a text: numbers, links, calls of notes, controls. */
  ADDED: string;
  element<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes?: Record<string, string>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Tag];
  load(address: string | URL): Promise<void>;
  /** Run something while the browser has nothing else to do. */
  idle(run: () => void): void;
  /** Let the browser do something else first, such as answer the reader. */
  pause(): Promise<void>;
  completed(address: string | URL): URL;
  /** The translation of an English message, with values where it names them in braces. */
  gettext(message: string, values?: Record<string, string | number>): string;
  /** The translation of the message that goes with a number, which it can name as `{number}`. */
  ngettext(one: string, many: string, number: number, values?: Record<string, string | number>): string;
  copyOf<Kind extends Node>(node: Kind, without?: string): Kind;
  plainText(node: Node): string;
  decoded(hash: string): string;
  unfold(): void;
  canPopUp: boolean;
  search: SearchParts;
}

interface Token {
  /** The word in the form in which it is searched: in lower case, without accents. */
  word: string;
  start: number;
  end: number;
}

interface Placing {
  /** Pixels between the pop-up and what it belongs to. */
  gap?: number;
  /** Pixels by which it is moved to the left. */
  shift?: number;
  /** Whether their right edges are aligned, instead of their left ones. */
  end?: boolean;
  /** Whether it covers what it belongs to. */
  covers?: boolean;
  /** Whether it is below even where there is more room above, because what is above is read with it. */
  below?: boolean;
}

interface Sections {
  /** The headings of the sections, including those of notes and apparatus. */
  headings: HTMLElement[];
  /** How far below the top of the window a target is after following a link to it. */
  landing(): number;
  /** Whether no filter has hidden a heading. */
  isShown(heading: HTMLElement): boolean;
  go(step: 1 | -1): void;
}

/** The content of a pop-up, and its name for screen readers. */
interface PopupContent {
  label: string;
  nodes: Node[];
}

interface PopupKind {
  /** Its CSS class; its id is `popup-` and this. */
  name: string;
  /** The element at this place that has a pop-up, if any. */
  find(at: Element): HTMLElement | null;
  fill(anchor: HTMLElement): PopupContent | null | Promise<PopupContent | null>;
  /** Whether a click opens it and moves the focus into it. */
  opens?: boolean;
  /** Whether it is not shown for an anchor that is pointed at or focused, because its content is visible already. */
  needless?(anchor: HTMLElement): boolean;
  /** Called when the anchor is clicked with the pointer; returns whether that was all, and no pop-up is needed. */
  choose?(anchor: HTMLElement): boolean;
  /** Whether it must not cover what is above the anchor while there is some room below. */
  below?(anchor: HTMLElement): boolean;
  /** Whether it covers the anchor, instead of being below it. */
  covers?(anchor: HTMLElement): boolean;
  /** Called with the anchor that is pointed at or focused. */
  mark?(anchor: HTMLElement | null): void;
}

/** A block with an address, or selected words that begin in it. */
interface Passage {
  block: HTMLElement;
  /** All blocks that it is in, of which `block` is the first. */
  blocks: HTMLElement[];
  range: Range | null;
}

/** A selected part of the text in a node. */
interface Piece {
  node: Text;
  start: number;
  end: number;
}

interface Selected {
  /** What is selected in the article; null if it is something else, or nothing. */
  range(): Range | null;
  /** The text in a range that belongs together: that of the essay, a digest or the notes, whichever is first. With
   * `ends`, the text of the essay and that in which the range begins and ends. */
  pieces(range: Range, ends?: boolean): Piece[];
  /** The nearest elements around it that match a selector, in order. */
  blocks(range: Range, selector: string): HTMLElement[];
  /** A copy of the range that has only these pieces. */
  copyOf(range: Range, ends?: boolean): HTMLElement;
  /** Whether a program has translated the page where it is. */
  isTranslated(): boolean;
}

interface Passages {
  current(): Passage | null;
  control(): HTMLButtonElement;
  /** The note that a block is in. */
  noteOf(block: Element): Element | null;
  /** The number of a note in its list. */
  noteNumber(block: HTMLElement): number;
  /** The number of a paragraph. */
  number(block: HTMLElement): string | undefined;
  /** What is cited: the digest of an essay, its notes, or (empty) the main text of the page. */
  part(block: HTMLElement): "digest" | "notes" | "";
  /** What the passage is called, such as “Paragraph 6”, and what its menu offers: “Link to or cite paragraph 6”. */
  describe(passage: Passage): { name: string; offer: string };
}

/** The forms of a citation; those for readers are there as plain text and as HTML. */
type Form = "chicago" | "chicago-html" | "apa" | "apa-html" | "bibtex" | "ris" | "csl";

/** The citations of an essay, its digest and its notes, to be filled in with a passage. */
interface Citations {
  /** By form, the characters that are spelt otherwise. */
  escapes: { bibtex: Record<string, string>; html: Record<string, string> };
  /** By part and form, text and in every second place the name of what is filled in. */
  works: Record<string, Record<Form, string[]>>;
}

/** The place in a work that a citation names, and its address. */
interface CitedPlace {
  part?: string;
  locator?: string;
  /** What is added to the key of the work. */
  key?: string;
  url?: string;
}

interface Citing {
  /** The essay whose page this is; empty on other pages. */
  slug: string;
  /** The address of this page for others. */
  page: string;
  previewAddress(id: string): string;
  /** Load the citations of this page. */
  templates(): Promise<Citations>;
  /** A citation of a place on this page, or of the whole. */
  cite(form: Form, place?: CitedPlace): Promise<string>;
  /** Copy a text; `whenCopied` is what is said then. */
  copy(text: string, whenCopied: string, html?: string): Promise<void>;
  say(text: string): void;
}

/** The search. Its scripts are loaded when a reader first searches. */
interface SearchParts {
  /** Open the search dialog; `typed` returns what was typed while it was loaded (search.js). */
  show(typed: () => string): Promise<void>;
  /** Put the search into an element of the search page (search.js). */
  fill(place: Element): void;
  /** Load the part of the index that every query needs (search-index.js). */
  open(folder: URL): Promise<SearchIndex>;
  /** Load a file of the index (search-files.js). */
  fetchPart(folder: URL, name: string): Promise<any>;
  /** The words of an index; ranges of them; the first of some values that is not below another (search-dictionary.js). */
  Dictionary: new (main: any, load: (name: string) => Promise<any>) => SearchDictionary;
  beginning(letters: string): SearchRange;
  exactly(word: string): SearchRange;
  firstFrom<Value extends number | string>(values: Value[], least: Value, low?: number, high?: number): number;
  /** Called by each file of the index (search-files.js). */
  receive(name: string, version: string, data: any): void;
  /** Find the places for a query, the best first (search-query.js). */
  /** With `all`, whatever is in the index is read, and not only what may show the first results. */
  run(index: SearchIndex, query: string, all?: boolean): Promise<SearchResult>;
  /** Find the records with any of some words and phrases, and say whether these are all that can matter
   * (search-places.js). */
  read(index: SearchIndex, sought: SearchSought, within: SearchWithin): Promise<Pick<SearchUnit, "found" | "isComplete">>;
  /** The records that all sets have, in order; undefined if there are no sets (search-places.js). */
  shared(sets: Pick<Map<number, any>, "size" | "has" | "keys">[]): Set<number> | undefined;
  /** The records that have words of a query, with their scores (search-rank.js). */
  rank(index: SearchIndex, units: SearchUnit[]): SearchHit[];
  /** What can be said of a single word (search-words.js). */
  words: { isDivided(word: string): boolean; withoutElision(word: string): string };
  /** What the search knows of a language (search-english.js; without it, nothing). */
  language: SearchLanguage;
  /** The words and phrases of a query (search-typed.js). */
  parse(query: string): { pieces: SearchPiece[]; isCut: boolean };
  /** The field and the results, in a dialog or on a page (search-view.js). */
  makeView(options: SearchViewOptions): SearchView;
  isForOtherTab(event: MouseEvent): boolean;
  /** How results are shown, and what is said of them (search-results.js). */
  results: {
    /** The name of each kind of result: of one, and of several. */
    kinds: Record<string, [string, string]>;
    item(hit: SearchExcerpt): HTMLElement;
    summary(result: SearchResult, hits: SearchHit[]): string;
  };
  /** What is shown of a result (search-excerpt.js). */
  excerpt(index: SearchIndex, units: SearchUnit[], hit: SearchHit): Promise<SearchExcerpt>;
}

/** A language; all words are as in the index, in lower case and without accents. */
interface SearchLanguage {
  /** Words that are too common to be asked for. */
  common: Set<string>;
  stem(word: string): string;
  /** One spelling for all that a word has. */
  spelling(word: string): string;
  /** The other first three letters that words with such a spelling may have; with `open`, words whose spelling only
   * begins like it, too. */
  beginnings(spelt: string, open?: boolean): string[];
  /** The other ways to write a decade. */
  decades(word: string): string[];
  /** The two parts of a word that some write with a hyphen, in every way it can be divided. */
  parts(word: string): [string, string][];
  /** The names that a date may have in the index, whichever way it is written. */
  dates(words: string[]): string[];
}

/** A word or a phrase of a query. */
interface SearchPiece {
  /** Several for a phrase, a run of characters without spaces and a word with a hyphen. */
  tokens: string[];
  /** Whether it is still being typed. */
  open: boolean;
  quoted: boolean;
  /** For a word with a hyphen, how it is written without. */
  joined?: string;
}

/** Positions of words by record, and how well the words match what was typed. */
interface SearchPlaces {
  records: Map<number, number[]>;
  quality: number;
  /** How many words follow each other there: those of a phrase, otherwise 1. */
  width: number;
}

/** Terms of the index with their quality, and rows of terms that must follow each other. */
interface SearchSought {
  terms: Map<number, number>;
  rows: Map<number, number>[][];
}

/** Besides the best places of a word, those are read that are in records up to `reach`, and of these only blocks that
 * have one of the `candidates`, which are in order. */
interface SearchWithin {
  reach: number;
  candidates?: Set<number>;
}

/** The number of its page in its file, fragment, section, title and text of a record. */
type SearchFields = [number, string, string, string, string];

/** A word, phrase or name of a query, and where it was found. */
interface SearchUnit {
  sought: SearchSought;
  /** The entries that it names. */
  own: number[];
  found: Map<number, SearchPlaces[]>;
  /** Whether nothing that can matter for records with all words was left unread; whether nothing was. */
  isComplete: boolean;
  isWhole: boolean;
  /** In how many records it is at least, and at most. */
  atLeast: number;
  atMost: number;
  weight: number;
  /** Whether a record must contain it to count as having all words. */
  needed: boolean;
  /** How many positions it takes up: the number of words of a phrase, otherwise 1. */
  width: number;
  /** The words of the names of the people or dates that it stands for. */
  names: Set<string>;
}

interface SearchHit {
  record: number;
  score: number;
  /** Whether the record has all words of the query. */
  all: boolean;
  /** Whether it is the entry of the person or date whose name was typed. */
  own: boolean;
}

interface SearchExcerpt {
  kind: string;
  all: boolean;
  own: boolean;
  address: string;
  fragment: string;
  section: string;
  shownIn: string;
  /** Pieces of text, each with whether it is marked. */
  title: [string, boolean][];
  excerpt: [string, boolean][];
  /** The words to be marked on the page. */
  marks: string[];
}

interface SearchViewOptions {
  /** Whether it is the page /search/. */
  page: boolean;
  open(): Promise<SearchIndex>;
  /** What is offered before anything is typed, besides examples. */
  lists: Element[];
}

interface SearchView {
  element: HTMLElement;
  field: HTMLInputElement;
  /** The kind of results to be shown; empty for all. */
  kind: string;
  search(): Promise<void>;
  suggest(): Promise<void>;
  restore(state: SearchState): Promise<void>;
}

/** What a page remembers of a search, for a reader who comes back to it. */
interface SearchState {
  query: string;
  kind: string;
  shown: number;
  top: number;
}

interface SearchResult {
  query: string;
  hits: SearchHit[];
  /** Whether there may be more results, which are at least so many that have all words. */
  isPartial: boolean;
  atLeast: number;
  units: SearchUnit[];
  /** Whether the query is too long, and only its beginning was searched. */
  isCut: boolean;
  /** Pairs of what was typed and what was searched instead. */
  corrections: [string, string][];
}

/** What is between two values, which belong to it. */
type SearchRange = [from: string, to: string];

/** The record, the id and the names of a person or date; in a large index also the lengths of record and title, and of
 * a large dictionary number and count of the term that stands for it. */
type SearchEntry = [number, string, string[], number?, number?, number?, number?];

/** The words of an index: if it has many, those that have been loaded. */
interface SearchDictionary {
  terms: string[];
  counts: number[];
  /** The numbers of words with an apostrophe. */
  elided: Set<number>;
  /** With what each file begins, if there are several. */
  firsts?: Record<"terms" | "tails" | "names", string[]>;
  /** The files with what is in some ranges, each with its number. */
  filesWith(kind: "terms" | "tails" | "names", ranges: SearchRange[]): Promise<{ n: number; data: any }[]>;
  /** Load the words that are in some ranges. */
  learn(ranges: SearchRange[]): Promise<void>;
  /** The words one edit away from a word. */
  similar(word: string, open: boolean): Promise<number[]>;
  number(term: string): number | undefined;
  beginningWith(letters: string): number[];
}

interface SearchIndex {
  dictionary: SearchDictionary;
  /** Its words; those of a large dictionary that have not been loaded are missing. */
  terms: string[];
  /** The number of records that contain each term. */
  counts: number[];
  /** The number of words of each record, and of its title. */
  lengths: Uint32Array;
  titles: Uint32Array;
  kinds: string[];
  /** How much results of each kind count. */
  weights: Record<string, number>;
  /** What may be searched for. */
  examples: string[];
  /** The people and dates; those of a large dictionary that have not been loaded are missing. */
  entries: SearchEntry[];
  /** The words of each entry's names, the entries by name, and the number of words of the longest name. */
  nameWords: Set<string>[];
  names: Map<string, number[]>;
  longestName: number;
  size: number;
  meanLength: number;
  /** The number of the term that stands for an entry wherever a text mentions it. */
  termOf(entry: number): number | undefined;
  /** Load the words that pieces of a query may stand for, and the entries that words may name. */
  learn(pieces: SearchPiece[]): Promise<void>;
  learnNames(words: string[], open: boolean): Promise<void>;
  /** The same for names in the spellings that are known. */
  loadNames(words: string[], open: boolean): Promise<void>;
  /** A name in the form in which names are compared. */
  nameOf(words: string[]): string;
  /** The terms that are the same word, in any of its spellings. */
  spellings(word: string): number[];
  alternatives(word: string, open: boolean): Map<number, number>;
  corrections(typed: string, open: boolean): Promise<Map<number, number>>;
  placesOf(term: number, within: SearchWithin): Promise<{ records: Map<number, number[]>; isComplete: boolean }>;
  /** The fields of a record, and the address and the title of its page. */
  textOf(record: number): Promise<{ fields: SearchFields; page: [string, string] }>;
  loadRest(): Promise<void>;
}
