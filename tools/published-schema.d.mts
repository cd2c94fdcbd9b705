/** Holds a JSON text against `schemas/<name>.schema.json`; fails as an assertion does. */
export function assertPublished(name: string, text: string): void
