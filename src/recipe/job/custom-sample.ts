import type { Job, Member, TextPiece, TextValue, Value } from '../../engine/job.js'
import { fieldKeys } from '../../kernel/field-path.js'
import { fromPlain, type PlainJson } from '../../kernel/plain-json.js'
import type { Recipe } from '../recipe.js'
import { NoJob } from './no-job.js'
import { producedBy } from './produced-by.js'
import { templateText } from './template-text.js'

type Sample = Pick<Job, 'content' | 'produced'>

/** As `customStyle`. */
export function customSample({ template, output }: NonNullable<Recipe['custom']>): Sample {
  const content = Object.entries(template).map(memberOf(output === undefined))
  if (content.length === 0) throw new NoJob('custom.template is empty')
  if (output === undefined) return { content, produced: joinedTexts(content) }
  let value: Value = { kind: 'object', members: content }
  for (const key of fieldKeys(output)) {
    const within: Value | undefined = memberOfValue(value, key)
    if (within === undefined) throw new NoJob('custom.output leads into a value')
    value = within
  }
  if (value.kind === 'literal' && value.value === null) throw new NoJob('custom.output is null')
  // What is null is as good as missing.
  const produced = value.kind === 'field' ? { ...value, takes: 'any-but-null' as const } : value
  return { content, produced: producedBy(produced) }
}

function memberOfValue(value: Value, key: string): Value | undefined {
  if (value.kind === 'object') return value.members.find((member) => member.key === key)?.value
  return value.kind === 'array' && String(Number(key)) === key
    ? value.items[Number(key)]
    : undefined
}

/** All texts, a line break between them. */
function joinedTexts(content: readonly Member[]): TextValue {
  const texts = content.flatMap(({ value }) => textsIn(value))
  const pieces = texts.flatMap((text, index) => (index === 0 ? text : ['\n', ...text]))
  return { kind: 'text', pieces }
}

function textsIn(value: Value): readonly (readonly TextPiece[])[] {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? [[value.value]] : []
    case 'text':
      return [value.pieces]
    case 'field':
      return [[{ kind: 'value', path: value.path, steps: [] }]]
    case 'object':
      return value.members.flatMap(({ value: member }) => textsIn(member))
    case 'array':
      return value.items.flatMap(textsIn)
  }
}

/** With `isText`, anything but text in a field leaves the record to the object lane. */
function memberOf(isText: boolean): (entry: [string, PlainJson]) => Member {
  return ([key, node]) => ({ key, value: nodeValue(node, isText) })
}

function nodeValue(node: PlainJson, isText: boolean): Value {
  if (typeof node === 'string') {
    const text = templateText(node, 'custom.template')
    const [only] = text.pieces
    if (text.pieces.length !== 1 || typeof only !== 'object' || only.kind !== 'value') return text
    if (only.steps.length === 0) {
      return { kind: 'field', path: only.path, takes: isText ? 'text-or-else' : 'any' }
    }
    const isAlwaysText = only.steps.some(({ name }) => name !== 'default')
    return isAlwaysText ? text : { kind: 'text', pieces: [{ ...only, isText: true }] }
  }
  if (node === null || typeof node !== 'object') return { kind: 'literal', value: fromPlain(node) }
  if (Array.isArray(node)) {
    return { kind: 'array', items: node.map((item: PlainJson) => nodeValue(item, isText)) }
  }
  return { kind: 'object', members: Object.entries(node).map(memberOf(isText)) }
}
