import { isJsonArray, isJsonObject, JsonNumber, type Json } from '../../kernel/json-value.js'
import { seenValue } from '../metadata-problem.js'
import type { ConfigProblem } from './config-problem.js'
import { numberOf } from './field-kinds.js'
import { peftTypes, taskTypes } from './peft-fields.data.js'
import { isPythonPattern } from './python-pattern.js'

type Fields = ReadonlyMap<string, Json>

/** Values of the right type with which PEFT does not load an adapter. @param fields Those whose types fit. */
export function* refusedValues(fields: Fields): Generator<ConfigProblem> {
  const type = fields.get('peft_type')
  if (typeof type === 'string' && !peftTypes.has(type)) {
    yield refused('peft_type', 'a method of PEFT, such as LORA', type)
  }
  const task = fields.get('task_type')
  if (typeof task === 'string' && !taskTypes.has(task)) {
    yield refused('task_type', [...taskTypes].join(', '), task)
  }
  if (type !== 'LORA') return
  yield* refusedNumbers(fields)
  yield* refusedPatterns(fields)
  yield* refusedLayers(fields)
  const init = fields.get('init_lora_weights')
  if (typeof init === 'string' && !isInitialisation(init)) {
    yield refused('init_lora_weights', 'an initialisation that PEFT has', init)
  }
}

/** As PEFT looks them up: some in any case, some by how they begin. */
function isInitialisation(text: string): boolean {
  return (
    /^(?:loftq|eva|orthogonal|lora_ga|pissa|pissa.*_niter_\d+|corda.*)$/su.test(text) ||
    /^(?:gaussian|olora|mica)$/iu.test(text)
  )
}

function* refusedNumbers(fields: Fields): Generator<ConfigProblem> {
  const rank = fields.get('r') ?? 8
  if (!isInteger(rank)) yield refused('r', 'an integer, written without a point', rank)
  const dropout = fields.get('lora_dropout') ?? 0
  const share = numberOf(dropout) ?? 0
  const problem = refused('lora_dropout', 'a number from 0 to 1', dropout)
  if (share > 1) yield problem
  // That is loaded, and counts as 0.
  else if (share < 0) yield { ...problem, kind: 'wrong-type' }
  const ranks = fields.get('rank_pattern')
  for (const [pattern, value] of isJsonObject(ranks) ? ranks : []) {
    if (!isInteger(value)) yield refused(`rank_pattern ${pattern}`, 'an integer', value)
  }
}

/** Python reads `8.0` as a float, which is no size of a tensor. */
function isInteger(value: Json): boolean {
  return value instanceof JsonNumber ? !/[.eE]/u.test(value.text) : Number.isInteger(value)
}

function* refusedPatterns(fields: Fields): Generator<ConfigProblem> {
  for (const field of ['rank_pattern', 'alpha_pattern']) {
    const patterns = fields.get(field)
    for (const pattern of isJsonObject(patterns) ? patterns.keys() : []) {
      // PEFT puts them between parentheses.
      if (!isPythonPattern(`(.*\\.)?(${pattern})$`)) yield noPattern(field, pattern)
    }
  }
  for (const field of ['target_modules', 'exclude_modules']) {
    const text = fields.get(field)
    if (typeof text === 'string' && !isPythonPattern(text)) yield noPattern(field, text)
  }
}

function noPattern(field: string, pattern: string): ConfigProblem {
  return refused(field, 'a regular expression', pattern)
}

function* refusedLayers(fields: Fields): Generator<ConfigProblem> {
  const isText = typeof fields.get('target_modules') === 'string'
  for (const field of ['layers_to_transform', 'layers_pattern']) {
    const value = fields.get(field)
    if (!isText || value === undefined) continue
    yield refused(field, 'none beside a text in target_modules', value)
  }
  const pattern = fields.get('layers_pattern') ?? ''
  const isEmpty = pattern === '' || (isJsonArray(pattern) && pattern.length === 0)
  if (isText || isEmpty || fields.has('layers_to_transform')) return
  yield refused('layers_pattern', 'none without layers_to_transform', pattern)
}

function refused(field: string, expected: string, value: Json): ConfigProblem {
  return { kind: 'refused', field, expected, seen: seenValue(value) }
}
