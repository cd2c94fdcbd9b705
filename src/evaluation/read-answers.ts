import { LoradexError } from '../kernel/error.js'
import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { Answer } from './metric.js'

/** Values that are no text are compared as their JSON. */
function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : writeJson(value)
}

/**
 * Predictions, one JSON object a line: `output`, and where they are known `expected` and `logprobs`.
 * @throws `evaluation.invalid` with the line
 */
export function readAnswers(text: string, shown: string): readonly Answer[] {
  return linesOf(text).map((line, place) => {
    const row = readRow(line, `${shown}:${place + 1}`, shown)
    const output = textOf(row.get('output'))
    const logprobs = row.get('logprobs')
    if (output === undefined && logprobs === undefined) {
      throw invalid(shown, `${shown}:${place + 1}: expected output or logprobs, saw neither`)
    }
    return {
      output: output ?? '',
      expected: textOf(row.get('expected')),
      logprobs: logprobs === undefined ? undefined : numbersOf(logprobs, shown, place + 1),
    }
  })
}

/** What each sample of an export should have been answered with, by its style. */
export function readExpected(text: string, shown: string): readonly (string | undefined)[] {
  return linesOf(text).map((line, place) =>
    expectedOf(readRow(line, `${shown}:${place + 1}`, shown)),
  )
}

function expectedOf(sample: JsonObject): string | undefined {
  const messages = sample.get('messages')
  if (isJsonArray(messages)) return textOf(contentOf(messages.at(-1)))
  const chosen = sample.get('chosen')
  if (isJsonArray(chosen)) return textOf(contentOf(chosen.at(-1)))
  return textOf(sample.get('output') ?? chosen ?? sample.get('completion'))
}

function contentOf(message: Json | undefined): Json | undefined {
  return isJsonObject(message) ? message.get('content') : undefined
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

function readRow(line: string, at: string, shown: string): JsonObject {
  const parsed = parseJson(Buffer.from(line))
  if ('value' in parsed && isJsonObject(parsed.value)) return parsed.value
  const seen = 'problem' in parsed ? parsed.problem.found : 'another value'
  throw invalid(shown, `${at}: expected a JSON object, saw ${seen}`)
}

function numbersOf(value: Json, shown: string, line: number): readonly number[] {
  const numbers = (isJsonArray(value) ? value : [value]).map((item) =>
    item instanceof JsonNumber ? Number(item.text) : item,
  )
  const bad = numbers.find((number) => typeof number !== 'number' || !(number <= 0))
  if (bad === undefined) return numbers.filter((number) => typeof number === 'number')
  throw invalid(shown, `${shown}:${line} logprobs: expected numbers <= 0, saw another value`)
}

function invalid(path: string, message: string): LoradexError {
  return new LoradexError('evaluation.invalid', {
    message,
    details: { path },
    hint: 'Write one JSON object a line, such as {"output": "…", "logprobs": [-0.1]}.',
  })
}
