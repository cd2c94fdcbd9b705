/** Copies the tables of a SQLite database into an empty Postgres database, keys and all. */
export function copySqliteToPostgres(path: string, url: string): Promise<void>
