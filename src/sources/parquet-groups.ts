import type { Field } from './parquet-schema.js'
import { holdsText, parquetValueWriter } from './parquet-values.js'
import { parquetFault } from './parquet-fault.js'
import { mapText, writeNullable, type WriteValue } from './row-text.js'

/** How to write a field: a value, an object, or what lists and maps are made of. */
export function fieldWriter(field: Field): WriteValue {
  const write = singleWriter(field)
  return field.element.repetition_type === 'REPEATED' ? arrayWriter(write) : write
}

/** Whether the values of a field are texts as UTF-8. */
export function isTextField({ element, children }: Field): boolean {
  return children.length === 0 && element.repetition_type !== 'REPEATED' && holdsText(element)
}

/** The raw value of a field; a repeated one that is not there is an empty list, not null. */
export function fieldValue({ element }: Field, raw: unknown): unknown {
  return raw ?? (element.repetition_type === 'REPEATED' ? [] : null)
}

/** As `fieldWriter`, for one item of a repeated field. */
function singleWriter(field: Field): WriteValue {
  const { element, children } = field
  if (children.length === 0) {
    return element.type === undefined ? () => 'null' : parquetValueWriter(element)
  }
  const [repeated] = children
  if (children.length === 1 && repeated?.element.repetition_type === 'REPEATED') {
    if (isList(field)) return listWriter(field, repeated)
    if (isMap(field)) return mapWriter(repeated)
  }
  return structWriter(children)
}

function isList({ element }: Field): boolean {
  return element.logical_type?.type === 'LIST' || element.converted_type === 'LIST'
}

function isMap({ element }: Field): boolean {
  return (
    element.logical_type?.type === 'MAP' ||
    element.converted_type === 'MAP' ||
    element.converted_type === 'MAP_KEY_VALUE'
  )
}

function arrayWriter(write: WriteValue): WriteValue {
  return (value, refuse) =>
    `[${itemsOf(value)
      .map((item) => writeNullable(item, write, refuse))
      .join(',')}]`
}

function structWriter(children: readonly Field[]): WriteValue {
  const members = children.map((child) => ({
    child,
    name: `${JSON.stringify(child.element.name)}:`,
    write: fieldWriter(child),
  }))
  return (value, refuse) => {
    const texts = members.map(
      ({ child, name, write }) => name + writeNullable(memberOf(value, child), write, refuse),
    )
    return `{${texts.join(',')}}`
  }
}

/**
 * A list: the items are the only field of the repeated group, or, as older writers have it, that
 * group itself (LogicalTypes.md of the Parquet format, "Backward-compatibility rules").
 */
function listWriter(list: Field, repeated: Field): WriteValue {
  const [item] = repeated.children
  const isItem =
    item === undefined ||
    repeated.children.length > 1 ||
    repeated.element.name === 'array' ||
    repeated.element.name === `${list.element.name}_tuple` ||
    item.element.repetition_type === 'REPEATED'
  const write = isItem ? singleWriter(repeated) : fieldWriter(item)
  const items = arrayWriter(
    isItem ? write : (group, refuse) => writeNullable(memberOf(group, item), write, refuse),
  )
  return (value, refuse) => items(memberOf(value, repeated), refuse)
}

/** A map becomes an object, its keys as text; one without values the list of its keys. */
function mapWriter(repeated: Field): WriteValue {
  const [key, item] = repeated.children
  if (key === undefined) return () => '{}'
  const writeKey = singleWriter(key)
  const writeItem = item === undefined ? String : fieldWriter(item)

  return (value, refuse) => {
    const entries = itemsOf(memberOf(value, repeated))
    const keys = entries.map((entry) => {
      const name = memberOf(entry, key)
      return name === null || name === undefined ? refuse('a null key') : writeKey(name, refuse)
    })
    if (item === undefined) return `[${keys.join(',')}]`
    const values = entries.map((entry) => writeNullable(memberOf(entry, item), writeItem, refuse))
    return mapText(
      keys.map((name, index) => ({ key: name, value: values[index] ?? 'null' })),
      refuse,
    )
  }
}

/** Lists of numbers come as typed arrays or as plain ones. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw parquetFault('a value that is no list')
}

function memberOf(group: unknown, field: Field): unknown {
  if (typeof group !== 'object' || group === null) return null
  return fieldValue(field, Reflect.get(group, field.key))
}
