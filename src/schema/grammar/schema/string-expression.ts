import type { JsonObject } from '../../../kernel/json-value.js'
import { isLoradexError } from '../../../kernel/error.js'
import { complement, union, type CodePointSet } from '../../validate/pattern/code-point-set.js'
import { parsePattern } from '../../validate/pattern/parse-pattern.js'
import type { PatternTree } from '../../validate/pattern/pattern-tree.js'
import { choice, literal, repeat, sequence, withParts, type Expression } from '../grammar.js'
import { parseRegex } from '../regex/parse-regex.js'
import { anyScalar, contains, scalars, scalarsExcept, setOf } from '../scalar-set.js'
import { numberOf } from './number-of.js'
import { differs, sharedRule, type SchemaRules } from './schema-rules.js'

const hex: Expression = { kind: 'chars', set: setOf('0123456789abcdefABCDEF') }
const unescaped = scalarsExcept([
  [0, 0x1f],
  [0x22, 0x22],
  [0x5c, 0x5c],
])

/** JSON text of a string that the keywords allow, in any spelling where no pattern is asked for. */
export function stringExpression(
  schemaRules: SchemaRules,
  schema: JsonObject,
  pointer: string,
): Expression {
  const min = numberOf(schema.get('minLength')) ?? 0
  const max = numberOf(schema.get('maxLength')) ?? Infinity
  const source = sourceOf(schemaRules, schema, pointer)
  if (source === undefined) {
    if (min > max) return { kind: 'chars', set: [] }
    return quoted(repeat(anyCharacter(schemaRules), min, max))
  }
  if (min > 0 || max < Infinity) {
    differs(schemaRules, pointer, ['wider', 'a length beside a pattern or format'])
  }
  return quoted(matching(schemaRules, source, `${pointer}/pattern`))
}

/** The pattern, or that of the format. */
function sourceOf(
  schemaRules: SchemaRules,
  schema: JsonObject,
  pointer: string,
): string | undefined {
  const pattern = schema.get('pattern')
  const format = schema.get('format')
  const ofFormat = typeof format === 'string' ? formats.get(format) : undefined
  const isUnsaid = typeof format === 'string' && (ofFormat === undefined || pattern !== undefined)
  if (isUnsaid) differs(schemaRules, `${pointer}/format`, ['wider', `the format ${format}`])
  return typeof pattern === 'string' ? pattern : ofFormat
}

function quoted(body: Expression): Expression {
  return sequence([literal('"'), body, literal('"')])
}

/** One character of a JSON string, as itself or as an escape. */
function anyCharacter(schemaRules: SchemaRules): Expression {
  return sharedRule(schemaRules, 'char', () =>
    choice([
      { kind: 'chars', set: unescaped },
      sequence([literal('\\'), { kind: 'chars', set: setOf('"\\/bfnrt') }]),
      sequence([literal('\\u'), anyUnit]),
    ]),
  )
}

/** Four digits of a character, or eight of a pair of surrogates. */
const anyUnit: Expression = choice([
  sequence([{ kind: 'chars', set: setOf('0123456789abcefABCEF') }, repeat(hex, 3, 3)]),
  sequence([
    { kind: 'chars', set: setOf('dD') },
    { kind: 'chars', set: setOf('01234567') },
    repeat(hex, 2, 2),
  ]),
  sequence([
    { kind: 'chars', set: setOf('dD') },
    { kind: 'chars', set: setOf('89abAB') },
    repeat(hex, 2, 2),
    literal('\\u'),
    { kind: 'chars', set: setOf('dD') },
    { kind: 'chars', set: setOf('cdefCDEF') },
    repeat(hex, 2, 2),
  ]),
])

const formats: ReadonlyMap<string, string> = new Map([
  ['uuid', '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'],
  ['ipv4', String.raw`^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$`],
])

/** What the pattern matches anywhere, in the spelling that JSON writers choose. */
function matching(schemaRules: SchemaRules, source: string, pointer: string): Expression {
  const tree = parsePattern(source)
  const ends = tree === undefined ? undefined : endsOf(tree)
  if (ends === undefined) {
    differs(schemaRules, pointer, ['wider', 'a pattern with ^ or $ in an alternative'])
    return repeat(anyCharacter(schemaRules), 0, Infinity)
  }
  try {
    const body = parseRegex(source, { name: pointer })
    const anything = repeat({ kind: 'chars', set: anyScalar }, 0, Infinity)
    const whole = sequence([
      ...(ends.isStartOpen ? [anything] : []),
      body,
      ...(ends.isEndOpen ? [anything] : []),
    ])
    differs(schemaRules, pointer, ['narrower', 'characters in one spelling only'])
    return asJsonString(whole)
  } catch (error) {
    if (!isLoradexError(error)) throw error
    differs(schemaRules, pointer, ['wider', `the pattern ${source}`])
    return repeat(anyCharacter(schemaRules), 0, Infinity)
  }
}

function endsOf(tree: PatternTree) {
  const parts = tree.kind === 'sequence' ? tree.parts : [tree]
  const isStartOpen = parts[0]?.kind !== 'start'
  const isEndOpen = parts.at(-1)?.kind !== 'end'
  const inner = parts.slice(isStartOpen ? 0 : 1, isEndOpen ? undefined : -1)
  return inner.some(hasAnchor) ? undefined : { isStartOpen, isEndOpen }
}

function hasAnchor(tree: PatternTree): boolean {
  switch (tree.kind) {
    case 'start':
    case 'end':
      return true
    case 'sequence':
      return tree.parts.some(hasAnchor)
    case 'choice':
      return tree.options.some(hasAnchor)
    case 'repeat':
    case 'look':
      return hasAnchor(tree.body)
    case 'chars':
    case 'boundary':
    case 'backreference':
      return false
  }
}

/** What a writer puts for characters that cannot stand in a JSON string. */
function asJsonString(expression: Expression): Expression {
  if (expression.kind === 'text') {
    return sequence(Array.from(JSON.stringify(expression.text).slice(1, -1), literal))
  }
  if (expression.kind !== 'chars') return withParts(expression, asJsonString)
  const { set } = expression
  const plain: CodePointSet = scalars(complement(union([complement(set), complement(unescaped)])))
  const escaped = escapes.filter(([point]) => contains(set, point)).map(([, text]) => literal(text))
  const options: Expression[] = plain.length === 0 ? [] : [{ kind: 'chars', set: plain }]
  return choice([...options, ...escaped])
}

const escapes: readonly (readonly [number, string])[] = [
  ...Array.from({ length: 32 }, (_none, point) => point),
  0x22,
  0x5c,
].map((point) => [point, JSON.stringify(String.fromCodePoint(point)).slice(1, -1)])
