/** What a database says of a table or view without reading it. */
export interface TableFacts {
  /** As `source.table` names it. */
  readonly name: string
  /** Its name in SQL, with quotes. */
  readonly sql: string
  /** Columns with their declared types. */
  readonly columns: readonly ColumnFacts[]
  /** Rows, as far as the database knows without counting long; of views nothing is known. */
  readonly rows?: number
  /** Whether there are more than `rows`, and nobody knows how many. @default false */
  readonly hasMoreRows?: boolean
  /** In SQLite, what row ids are called, where the table has them. */
  readonly rowId?: string
}

interface ColumnFacts {
  readonly name: string
  readonly type: string
}
