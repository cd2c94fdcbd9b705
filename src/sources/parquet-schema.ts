import type { FileMetaData, SchemaElement } from 'hyparquet'

/** A column or group of a Parquet file. */
export interface Field {
  readonly element: SchemaElement
  /** What the field is called in the raw values: a name that means nothing to JavaScript. */
  readonly key: string
  readonly children: readonly Field[]
}

/**
 * The fields of the file, and the same file as one of nothing but groups and plain types: the
 * values then come as they are stored, none rounded, none lost under a doubled key.
 */
export function rawParquet(metadata: FileMetaData): {
  readonly fields: readonly Field[]
  readonly raw: FileMetaData
} {
  const fields = childrenOf(metadata.schema, 0)
  const row_groups = metadata.row_groups.map((group) => ({
    ...group,
    columns: group.columns.map((column) =>
      column.meta_data === undefined
        ? column
        : {
            ...column,
            meta_data: {
              ...column.meta_data,
              path_in_schema: keysOf(fields, column.meta_data.path_in_schema),
            },
          },
    ),
  }))
  const schema = metadata.schema.map((element, index) => plainElement(element, keyOf(index)))
  return { fields, raw: { ...metadata, schema, row_groups } }
}

/** Whether all have names, and groups the children that they promise: a damaged footer may say anything. */
export function isWholeSchema(schema: readonly SchemaElement[]): boolean {
  let missing = 1
  for (const { name, num_children = 0 } of schema) {
    if (typeof name !== 'string' || num_children < 0 || missing === 0) return false
    missing += num_children - 1
  }
  return missing === 0
}

/** The fields of the group at `index`: they follow it, each followed by its own. */
function childrenOf(schema: readonly SchemaElement[], index: number): readonly Field[] {
  const children: Field[] = []
  let next = index + 1
  for (let count = schema[index]?.num_children ?? 0; count > 0; count -= 1) {
    const element = schema[next]
    if (element === undefined) break
    children.push({ element, key: keyOf(next), children: childrenOf(schema, next) })
    next += sizeOf(schema, next)
  }
  return children
}

/** The first name that stands twice side by side, at whatever depth. */
export function repeatedName(fields: readonly Field[]): string | undefined {
  const names = new Set<string>()
  for (const { element, children } of fields) {
    const repeated = names.has(element.name) ? element.name : repeatedName(children)
    if (repeated !== undefined) return repeated
    names.add(element.name)
  }
  return undefined
}

/** How many elements of the schema the field at `index` takes, with itself. */
function sizeOf(schema: readonly SchemaElement[], index: number): number {
  let size = 1
  for (let count = schema[index]?.num_children ?? 0; count > 0; count -= 1) {
    size += sizeOf(schema, index + size)
  }
  return size
}

function keyOf(index: number): string {
  return `f${index}`
}

function keysOf(fields: readonly Field[], path: readonly string[]): string[] {
  const [name, ...rest] = path
  const field = fields.find(({ element }) => element.name === name)
  return field === undefined ? [...path] : [field.key, ...keysOf(field.children, rest)]
}

/** The element without what would have its values converted or its groups merged. */
function plainElement(element: SchemaElement, name: string): SchemaElement {
  const { type, type_length, repetition_type, num_children } = element
  return {
    name,
    ...(type !== undefined && { type }),
    ...(type_length !== undefined && { type_length }),
    ...(repetition_type !== undefined && { repetition_type }),
    ...(num_children !== undefined && { num_children }),
  }
}
