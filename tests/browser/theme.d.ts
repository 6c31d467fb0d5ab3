/* What the theme gives the scripts of a page. */

/** What the reader chose, as it was kept by `__md_set`. */
declare function __md_get(name: string): unknown;
declare function __md_set(name: string, value: unknown): void;
