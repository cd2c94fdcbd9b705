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
  const [root, ...elements] = metadata.schema.map((element, index) => ({
    element,
    key: `f${index}`,
  }))
  const rest = elements.values()
  const fields = takeFields(rest, root?.element.num_children ?? 0)
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
  const schema = [root, ...elements].flatMap((entry) =>
    entry === undefined ? [] : [plainElement(entry.element, entry.key)],
  )
  return { fields, raw: { ...metadata, schema, row_groups } }
}

function takeFields(
  rest: Iterator<{ readonly element: SchemaElement; readonly key: string }>,
  count: number,
): readonly Field[] {
  return Array.from({ length: count }, () => {
    const { value, done } = rest.next()
    if (done === true) return undefined
    return { ...value, children: takeFields(rest, value.element.num_children ?? 0) }
  }).filter((field) => field !== undefined)
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
