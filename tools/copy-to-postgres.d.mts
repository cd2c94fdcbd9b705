export interface Databases {
  /** An SQLite file, all of whose tables have a primary key. */
  readonly path: string
  readonly url: string
}

/**
 * Copies all tables, keys and all. Dates stay the text they are in SQLite, which has no type for
 * them.
 */
export function copyToPostgres(databases: Databases): Promise<void>
