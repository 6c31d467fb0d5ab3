/* The one global of the site's scripts: `edition`. edition.js makes it; each other script adds its part
   when it is loaded, and nothing else becomes global. */

declare var edition: Edition;

interface Edition extends Shared {
  /** The sections of a page, and how to go from one to the next (page.js). */
  sections: Sections;
  /** List the keys (page.js). */
  showKeys(): void;
  /** Give pop-ups to what a kind finds (popups.js). */
  addPopup(kind: PopupKind): void;
  /** Place the notes in the margin again, for calls have come or gone (notes.js). */
  renewMargin?(): void;
  /** The passage whose control is shown, and what passages are called (passages.js). */
  passages: Passages;
  /** The menu of a passage (passage-menu.js, loaded when a control is first shown). */
  passageMenu: { element: HTMLElement };
  /** The stem of an English word (vendor/stemmer.js, loaded with the search). */
  stem(word: string): string;
}

/** What edition.js offers to all. */
interface Shared {
  /** The address of the folder of the site, and of its assets. */
  site: URL;
  /** What a page adds to a text, as a selector: numbers, links, calls of notes, controls. */
  ADDED: string;
  element<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes?: Record<string, string>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Tag];
  load(address: string | URL): Promise<void>;
  completed(address: string | URL): URL;
  copyOf<Kind extends Node>(node: Kind, without?: string): Kind;
  plainText(node: Node): string;
  fold(word: string): string;
  tokens(text: string): Token[];
  decoded(hash: string): string;
  unfold(): void;
  place(box: HTMLElement, at: DOMRect, options?: Placing): void;
  canPopUp: boolean;
  search: SearchParts;
}

interface Token {
  /** The word as it is searched: in small letters, without accents. */
  word: string;
  start: number;
  end: number;
}

interface Placing {
  /** Pixels between the pop-up and what it belongs to. */
  gap?: number;
  /** Pixels by which it stands further left. */
  shift?: number;
  /** Whether their right edges are in line, not their left ones. */
  end?: boolean;
  /** Whether it lies over what it belongs to. */
  covers?: boolean;
}

interface Sections {
  /** The headings of sections, those of notes and apparatus among them. */
  headings: HTMLElement[];
  /** How far below the top of the window a target comes to stand. */
  landing(): number;
  go(step: 1 | -1): void;
}

/** What stands in a pop-up, and its name for who cannot see it. */
interface PopupContent {
  label: string;
  nodes: Node[];
}

interface PopupKind {
  /** A class for its look. */
  name: string;
  /** What has a pop-up at this place. */
  find(at: Element): HTMLElement | null;
  fill(anchor: HTMLElement): PopupContent | null | Promise<PopupContent | null>;
  /** Whether a click opens it, and focus moves in. */
  opens?: boolean;
  /** Whether pointing at the anchor need not show it. */
  needless?(anchor: HTMLElement): boolean;
  /** Whether it lies over the anchor, not below. */
  covers?(anchor: HTMLElement): boolean;
  /** Called with what is pointed at. */
  mark?(anchor: HTMLElement | null): void;
}

/** A block with an address, or words that are selected in it. */
interface Passage {
  block: HTMLElement;
  range: Range | null;
}

interface Passages {
  current(): Passage | null;
  control(): HTMLButtonElement;
  /** The note in which a block stands. */
  noteOf(block: Element): Element | null;
  /** The number of a note in its list. */
  noteNumber(block: HTMLElement): number;
  /** The number of a paragraph. */
  number(block: HTMLElement): string | undefined;
  /** What is cited: the digest of an essay, its notes, or empty for what the page mainly shows. */
  part(block: HTMLElement): "digest" | "notes" | "";
  /** The place as a reader knows it. */
  describe(passage: Passage): string;
}

/** The search, each part from the script of its name; all are loaded when a reader first searches. */
interface SearchParts {
  /** Open the search over the page; `typed` returns what was typed meanwhile (search.js). */
  show(typed: () => string): Promise<void>;
  /** Put the search into its own page (search.js). */
  fill(place: Element): void;
  /** Load what every query needs (search-index.js). */
  open(folder: URL): Promise<SearchIndex>;
  /** Called by each file of the index (search-index.js). */
  receive(name: string, version: string, data: any): void;
  /** Find the places for a query, the best first (search-query.js). */
  run(index: SearchIndex, query: string): Promise<SearchResult>;
  /** What is shown of a place that was found (search-excerpt.js). */
  excerpt(index: SearchIndex, units: SearchUnit[], hit: SearchHit): Promise<SearchExcerpt>;
}

/** Positions of words by record, and how well the words fit what was typed. */
interface SearchPlaces {
  records: Map<number, number[]>;
  quality: number;
}

/** A word, phrase or name of a query, and where it stands. */
interface SearchUnit {
  found: Map<number, SearchPlaces[]>;
  weight: number;
  /** Whether a record must have it to count as having all. */
  needed: boolean;
  /** How many words it has. */
  width: number;
  /** The words of the names that it stands for. */
  names: Set<string>;
}

interface SearchHit {
  record: number;
  score: number;
  /** Whether the record has all words of the query. */
  all: boolean;
  /** Whether it is the entry of which the name was typed. */
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

interface SearchResult {
  hits: SearchHit[];
  units: SearchUnit[];
  /** What was typed and what was searched instead. */
  corrections: [string, string][];
}

interface SearchIndex {
  terms: string[];
  /** How many records have each term. */
  counts: number[];
  /** How many words each record has, and how many of them are its title. */
  lengths: number[];
  titles: number[];
  kinds: string[];
  /** Of each page: address and title. */
  pages: [string, string][];
  /** Of each person and date: its record, its id and its names. */
  entries: [number, string, string[]][];
  /** The words of each entry's names, entries by name, and how many words the longest name has. */
  nameWords: Set<string>[];
  names: Map<string, number[]>;
  longestName: number;
  size: number;
  meanLength: number;
  termNumber(term: string): number | undefined;
  beginningWith(letters: string): number[];
  alternatives(word: string, open: boolean): { terms: Map<number, number>; isSlip: boolean };
  placesOf(term: number): Promise<Map<number, number[]>>;
  textOf(record: number): Promise<any[]>;
  loadRest(): Promise<void>;
}
