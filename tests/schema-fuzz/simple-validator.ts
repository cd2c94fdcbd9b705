/** What the schemas applied to a value have looked at. */
interface Evaluated {
  readonly keys: Set<string>
  readonly items: Set<number>
}

type Schema = boolean | Readonly<Record<string, unknown>>

/**
 * JSON Schema 2020-12 as the specification reads, keyword by keyword, on plain values: slow, and written
 * apart from the compiler, to judge it. References are `#` and `#/$defs/NAME`.
 */
export function isValid(root: Schema, value: unknown): boolean {
  return evaluate({ root }, root, value) !== undefined
}

interface Context {
  readonly root: Schema
}

/** What was looked at, or nothing when the value is invalid. */
function evaluate(context: Context, schema: Schema, value: unknown): Evaluated | undefined {
  const seen: Evaluated = { keys: new Set(), items: new Set() }
  if (typeof schema === 'boolean') return schema ? seen : undefined
  const holds = keywords.every(([keyword, check]) => {
    const wanted = schema[keyword]
    return wanted === undefined || check({ context, schema, wanted, value, seen })
  })
  return holds ? seen : undefined
}

interface Check {
  readonly context: Context
  readonly schema: Readonly<Record<string, unknown>>
  readonly wanted: unknown
  readonly value: unknown
  readonly seen: Evaluated
}

type Keyword = (check: Check) => boolean

/** In an order in which those that depend on others come last. */
const keywords: readonly (readonly [name: string, check: Keyword])[] = [
  ['$ref', (check) => inPlace(check, target(check))],
  ['type', ({ wanted, value }) => [wanted].flat().some((name) => isOfType(value, String(name)))],
  ['const', ({ wanted, value }) => same(wanted, value)],
  ['enum', ({ wanted, value }) => list(wanted).some((one) => same(one, value))],
  ['minimum', number((value, bound) => value >= bound)],
  ['maximum', number((value, bound) => value <= bound)],
  ['exclusiveMinimum', number((value, bound) => value > bound)],
  ['exclusiveMaximum', number((value, bound) => value < bound)],
  // Values are halves, so that this is exact.
  ['multipleOf', number((value, divisor) => Number.isInteger(value / divisor))],
  ['minLength', length((points, bound) => points >= bound)],
  ['maxLength', length((points, bound) => points <= bound)],
  ['pattern', ({ wanted, value }) => !isText(value) || new RegExp(String(wanted), 'u').test(value)],
  ['minItems', ({ wanted, value }) => !isList(value) || value.length >= Number(wanted)],
  ['maxItems', ({ wanted, value }) => !isList(value) || value.length <= Number(wanted)],
  ['uniqueItems', ({ wanted, value }) => wanted !== true || !isList(value) || areUnique(value)],
  ['minProperties', ({ wanted, value }) => !isObject(value) || size(value) >= Number(wanted)],
  ['maxProperties', ({ wanted, value }) => !isObject(value) || size(value) <= Number(wanted)],
  ['required', ({ wanted, value }) => !isObject(value) || hasAll(value, wanted)],
  ['dependentRequired', dependentRequired],
  ['propertyNames', propertyNames],
  ['prefixItems', prefixItems],
  ['items', items],
  ['contains', contains],
  ['properties', properties],
  ['patternProperties', patternProperties],
  ['additionalProperties', additionalProperties],
  ['dependentSchemas', dependentSchemas],
  ['allOf', (check) => list(check.wanted).every((one) => inPlace(check, one))],
  [
    'anyOf',
    (check) =>
      list(check.wanted)
        .map((one) => inPlace(check, one))
        .some(Boolean),
  ],
  [
    'oneOf',
    (check) =>
      list(check.wanted)
        .map((one) => inPlace(check, one))
        .filter(Boolean).length === 1,
  ],
  ['not', ({ context, wanted, value }) => evaluate(context, schemaOf(wanted), value) === undefined],
  ['if', conditional],
  ['unevaluatedItems', unevaluatedItems],
  ['unevaluatedProperties', unevaluatedProperties],
]

/** Whether the value is valid; then what was looked at counts here, too. */
function inPlace({ context, value, seen }: Check, schema: unknown): boolean {
  const evaluated = evaluate(context, schemaOf(schema), value)
  for (const key of evaluated?.keys ?? []) seen.keys.add(key)
  for (const item of evaluated?.items ?? []) seen.items.add(item)
  return evaluated !== undefined
}

function target({ context, wanted }: Check): unknown {
  const [, name] = /^#\/\$defs\/(.+)$/u.exec(String(wanted)) ?? []
  if (name === undefined) return context.root
  return Reflect.get(Object(Reflect.get(Object(context.root), '$defs')), name)
}

function part({ context }: Check, schema: unknown, value: unknown): boolean {
  return evaluate(context, schemaOf(schema), value) !== undefined
}

function conditional(check: Check): boolean {
  const branch = check.schema[inPlace(check, check.wanted) ? 'then' : 'else']
  return branch === undefined || inPlace(check, branch)
}

function dependentRequired({ wanted, value }: Check): boolean {
  if (!isObject(value)) return true
  return entriesOf(wanted).every(([key, keys]) => !(key in value) || hasAll(value, keys))
}

function dependentSchemas(check: Check): boolean {
  const { wanted, value } = check
  if (!isObject(value)) return true
  return entriesOf(wanted).every(([key, one]) => !(key in value) || inPlace(check, one))
}

function propertyNames(check: Check): boolean {
  const { wanted, value } = check
  return !isObject(value) || Object.keys(value).every((key) => part(check, wanted, key))
}

function prefixItems(check: Check): boolean {
  const { wanted, value, seen } = check
  if (!isList(value)) return true
  return list(wanted).every((schema, index) => {
    if (index >= value.length) return true
    seen.items.add(index)
    return part(check, schema, value[index])
  })
}

function items(check: Check): boolean {
  const { wanted, value, seen, schema } = check
  if (!isList(value)) return true
  const first = isList(schema['prefixItems']) ? schema['prefixItems'].length : 0
  return value.every((item, index) => {
    if (index < first) return true
    seen.items.add(index)
    return part(check, wanted, item)
  })
}

function contains(check: Check): boolean {
  const { wanted, value, seen, schema } = check
  if (!isList(value)) return true
  const found = value.flatMap((item, index) => (part(check, wanted, item) ? [index] : []))
  for (const index of found) seen.items.add(index)
  const [min, max] = [schema['minContains'] ?? 1, schema['maxContains'] ?? Infinity]
  return found.length >= Number(min) && found.length <= Number(max)
}

function members(check: Check, schemaFor: (key: string) => readonly unknown[]): boolean {
  const { value, seen } = check
  if (!isObject(value)) return true
  return Object.entries(value).every(([key, member]) => {
    const schemas = schemaFor(key)
    if (schemas.length > 0) seen.keys.add(key)
    return schemas.every((schema) => part(check, schema, member))
  })
}

function properties(check: Check): boolean {
  const known = entriesOf(check.wanted)
  return members(check, (key) => known.filter(([name]) => name === key).map(([, one]) => one))
}

function patternProperties(check: Check): boolean {
  const known = entriesOf(check.wanted)
  return members(check, (key) =>
    known.filter(([pattern]) => new RegExp(pattern, 'u').test(key)).map(([, one]) => one),
  )
}

function additionalProperties(check: Check): boolean {
  const { schema, wanted } = check
  const names = entriesOf(schema['properties']).map(([name]) => name)
  const patterns = entriesOf(schema['patternProperties']).map(([name]) => name)
  const isKnown = (key: string) =>
    names.includes(key) || patterns.some((pattern) => new RegExp(pattern, 'u').test(key))
  return members(check, (key) => (isKnown(key) ? [] : [wanted]))
}

function unevaluatedItems(check: Check): boolean {
  const { wanted, value, seen } = check
  if (!isList(value)) return true
  return value.every((item, index) => {
    const isSeen = seen.items.has(index)
    seen.items.add(index)
    return isSeen || part(check, wanted, item)
  })
}

function unevaluatedProperties(check: Check): boolean {
  const known = new Set(check.seen.keys)
  return members(check, (key) => (known.has(key) ? [] : [check.wanted]))
}

function number(holds: (value: number, bound: number) => boolean): Keyword {
  return ({ wanted, value }) => typeof value !== 'number' || holds(value, Number(wanted))
}

function length(holds: (size: number, bound: number) => boolean): Keyword {
  return ({ wanted, value }) => !isText(value) || holds(Array.from(value).length, Number(wanted))
}

function isOfType(value: unknown, name: string): boolean {
  switch (name) {
    case 'null':
      return value === null
    case 'array':
      return isList(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === name
  }
}

function same(left: unknown, right: unknown): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]))
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left)
    return (
      keys.length === size(right) &&
      keys.every((key) => key in right && same(left[key], right[key]))
    )
  }
  return left === right
}

function areUnique(values: readonly unknown[]): boolean {
  return values.every((one, index) => values.slice(0, index).every((other) => !same(one, other)))
}

function hasAll(value: object, keys: unknown): boolean {
  return list(keys).every((key) => String(key) in value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function size(value: object): number {
  return Object.keys(value).length
}

function list(value: unknown): readonly unknown[] {
  return isList(value) ? value : []
}

function schemaOf(value: unknown): Schema {
  return value as Schema
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : []
}
