import { readFileSync } from 'node:fs'
import { markdownTable } from './markdown-table.mjs'

/** Every key of the recipe, section by section, from the schema that is shipped. */
export function recipeReference() {
  const { properties } = JSON.parse(readFileSync('schemas/recipe.schema.json', 'utf8'))
  const entries = Object.entries(properties).filter(([name]) => name !== '$schema')
  const plain = entries.filter(([, node]) => !isSection(node))
  return [
    '### Top level',
    '',
    tableOf(plain),
    ...entries
      .filter(([, node]) => isSection(node))
      .flatMap(([name, node]) => sectionLines(name, node)),
  ].join('\n')
}

function isSection(node) {
  return node.properties !== undefined || node.oneOf !== undefined
}

function sectionLines(name, node) {
  const about = node.description === undefined ? [] : [node.description, '']
  if (node.oneOf !== undefined) {
    return ['', `### ${name}`, '', ...about, ...node.oneOf.flatMap(variantLines).slice(1)]
  }
  const keys = Object.entries(node.properties)
  const nested = keys.filter(([, member]) => isSection(member))
  return [
    '',
    `### ${name}`,
    '',
    ...about,
    tableOf(
      keys.filter(([, member]) => !isSection(member)),
      node.required,
    ),
    ...nested.flatMap(([key, member]) => sectionLines(`${name}.${key}`, member)),
  ]
}

/** One kind of source: what `type` says, then its other keys. */
function variantLines({ properties, required }) {
  const { type, ...others } = properties
  const names = (type.enum ?? [type.const]).map((value) => `\`type: ${value}\``)
  const table =
    Object.keys(others).length > 0 ? ['', tableOf(Object.entries(others), required)] : []
  return ['', `${names.join(', ')}: ${type.description}`, ...table]
}

function tableOf(keys, required = []) {
  const rows = keys.map(([name, node]) => [
    `\`${name}\``,
    typeText(node),
    defaultText(node, required.includes(name)),
    (node.description ?? '').replaceAll(/__\w+__/gu, '`$&`'),
  ])
  return markdownTable(['key', 'type', 'default', 'meaning'], rows)
}

function defaultText(node, isRequired) {
  if (isRequired && node.default === undefined) return 'required'
  return node.default === undefined ? '' : `\`${JSON.stringify(node.default)}\``
}

function typeText(node) {
  if (node.$ref !== undefined) return '[field](#fields)'
  if (node.title !== undefined) return node.title
  if (node.enum !== undefined) return node.enum.map((value) => `\`${value}\``).join(', ')
  if (node.anyOf !== undefined) return node.anyOf.map(typeText).join(' or ')
  if (node.type === 'array') return `list of ${typeText(node.items)}`
  if (node.type === 'object') return objectText(node)
  return `${node.type}${rangeText(node)}`
}

function objectText({ additionalProperties }) {
  if (typeof additionalProperties !== 'object') return 'object'
  return `map of name → ${typeText(additionalProperties)}`
}

function rangeText({ minimum, exclusiveMinimum, maximum }) {
  const low = exclusiveMinimum === undefined ? minimum : exclusiveMinimum
  if (low === undefined && maximum === undefined) return ''
  const above = exclusiveMinimum === undefined ? '' : 'above '
  // The largest integer that is exact says no more than that it is one.
  const high =
    maximum === undefined || maximum >= 2 ** 53 - 1
      ? ' or more'
      : ` to ${maximum.toLocaleString('en')}`
  return `, ${above}${low}${high}`
}
