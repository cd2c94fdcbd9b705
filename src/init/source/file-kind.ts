/** What a file holds, as the source of a recipe says it. */
export type FileKind = RecordsKind | DatabaseKind

export interface DatabaseKind {
  readonly type: 'sqlite' | 'duckdb'
}

type RecordsKind =
  | { readonly type: 'jsonl' }
  | { readonly type: 'parquet' }
  /** `records`: the path to the array of records in the object that the file is. */
  | { readonly type: 'json'; readonly records?: string }
  | {
      readonly type: 'csv' | 'tsv'
      /** When it is not the usual one. */
      readonly delimiter?: string
      /** When there is no header row. */
      readonly columns?: readonly string[]
    }

export function isDatabase(kind: FileKind): kind is DatabaseKind {
  return kind.type === 'sqlite' || kind.type === 'duckdb'
}

/** Whether it is text, and so a file with nothing in it may be one of them. */
export function isText({ type }: FileKind): boolean {
  return type !== 'parquet' && type !== 'sqlite' && type !== 'duckdb'
}

/** Whether one recipe can read both. */
export function isSameKind(left: FileKind, right: FileKind): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
