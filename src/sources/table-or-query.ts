/** What to read from a database: a table or view by its name, or the rows of one query. */
export type TableOrQuery =
  | { readonly table: string; readonly query?: undefined }
  | { readonly query: string; readonly table?: undefined }

/** The query as it may stand between parentheses: a last comment must not swallow the closing one. */
export function subquery(query: string): string {
  return `(${query.replace(/[;\s]+$/u, '')}\n)`
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
