import type { Expression, Grammar, Repeat } from '../grammar.js'
import { recursiveRules } from '../recursive-rules.js'
import type { CodePointSet } from '../../validate/pattern/code-point-set.js'
import { isAnyScalar } from '../scalar-set.js'
import { charClass } from './char-class.js'
import { printingRefused } from './printing-refused.js'
import { tidyGrammar } from '../tidy-grammar.js'

/** Longer ones are refused by engines, or make them run out of memory. */
const MAX_LENGTH = 100_000

/**
 * A regex for the texts of a grammar without recursion, in what all engines read the same: no
 * shorthand such as `\d`, no anchors, groups without names.
 * @throws `grammar.inexpressible` for recursion and tokens.
 */
export function printRegex(grammar: Grammar): string {
  const tidy = tidyGrammar(grammar)
  const [recursive] = recursiveRules(tidy)
  if (recursive !== undefined) {
    throw printingRefused(
      'a grammar without recursion as regex',
      `that ${recursive} refers to itself`,
    )
  }
  const written = new Map<string, string>()
  const ofRule = (name: string): string => {
    let text = written.get(name)
    if (text === undefined) {
      text = choiceText(tidy.rules.get(name) ?? { kind: 'sequence', parts: [] }, ofRule)
      written.set(name, text)
    }
    if (text.length <= MAX_LENGTH) return text
    throw printingRefused(`a regex of at most ${MAX_LENGTH} characters`, 'a longer one')
  }
  return ofRule(tidy.start)
}

type OfRule = (name: string) => string

function choiceText(expression: Expression, ofRule: OfRule): string {
  if (expression.kind === 'rule') return ofRule(expression.name)
  if (expression.kind !== 'choice') return sequenceText(expression, ofRule)
  return expression.options.map((option) => sequenceText(option, ofRule)).join('|')
}

function sequenceText(expression: Expression, ofRule: OfRule): string {
  if (expression.kind !== 'sequence') return atomText(expression, ofRule)
  return expression.parts.map((part) => atomText(part, ofRule)).join('')
}

function atomText(expression: Expression, ofRule: OfRule): string {
  switch (expression.kind) {
    case 'text':
      return Array.from(expression.text, escaped).join('')
    case 'chars':
      if (expression.set.length > 0) return setText(expression.set)
      throw printingRefused('a grammar that some text matches', 'one that no text matches')
    case 'rule':
      return grouped(ofRule(expression.name))
    case 'choice':
      return `(${choiceText(expression, ofRule)})`
    case 'sequence':
      return sequenceText(expression, ofRule)
    case 'repeat':
      return repeatText(expression, ofRule)
    case 'token':
      throw printingRefused('a grammar without tokens as regex', 'a token')
  }
}

function grouped(text: string): string {
  return text.includes('|') ? `(${text})` : text
}

function repeatText({ body, min, max }: Repeat, ofRule: OfRule): string {
  const text = choiceText(body, ofRule)
  const isOne =
    body.kind === 'chars' || (body.kind === 'text' && Array.from(body.text).length === 1)
  const inner = isOne ? text : `(${text})`
  if (max === Infinity) {
    if (min === 0) return `${inner}*`
    return min === 1 ? `${inner}+` : `${inner}{${min},}`
  }
  if (min === 0 && max === 1) return `${inner}?`
  return min === max ? `${inner}{${min}}` : `${inner}{${min},${max}}`
}

const controls: ReadonlyMap<string, string> = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
])

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|]/u.test(character) ? `\\${character}` : plainText(character)
}

/** An empty negated class is any character in JavaScript only. */
function setText(set: CodePointSet): string {
  if (isAnyScalar(set)) return String.raw`[\s\S]`
  return charClass(set, { escape: escapeInClass, negates: true })
}

function escapeInClass(point: number): string {
  const character = String.fromCodePoint(point)
  return /[\\\]^[-]/u.test(character) ? `\\${character}` : plainText(character)
}

function plainText(character: string): string {
  const control = controls.get(character)
  if (control !== undefined) return control
  const point = character.codePointAt(0) ?? 0
  return point < 0x20 || point === 0x7f ? `\\x${point.toString(16).padStart(2, '0')}` : character
}
