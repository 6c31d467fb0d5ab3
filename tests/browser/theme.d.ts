/* Functions that the theme provides. */

/** The reader's choice that `__md_set` stored. */
declare function __md_get(name: string): unknown;
declare function __md_set(name: string, value: unknown): void;
