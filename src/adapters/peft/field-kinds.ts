import { isJsonArray, isJsonObject, JsonNumber, type Json } from '../../kernel/json-value.js'
import type { FieldKind } from './peft-fields.data.js'

interface Kind {
  readonly expected: string
  fits(value: Json): boolean
}

export const fieldKinds: Readonly<Record<FieldKind, Kind>> = {
  text: { expected: 'a string', fits: isText },
  flag: { expected: 'true or false', fits: (value) => typeof value === 'boolean' },
  whole: { expected: 'a whole number >= 0', fits: isWhole },
  number: { expected: 'a number', fits: (value) => numberOf(value) !== undefined },
  texts: { expected: 'an array of strings', fits: (value) => isListOf(value, isText) },
  'texts or text': {
    expected: 'a string or an array of strings',
    fits: (value) => isText(value) || isListOf(value, isText),
  },
  'wholes or whole': {
    expected: 'a whole number or an array of them',
    fits: (value) => isWhole(value) || isListOf(value, isWhole),
  },
  'numbers by name': {
    expected: 'an object of numbers',
    fits: (value) =>
      isJsonObject(value) && [...value.values()].every((item) => numberOf(item) !== undefined),
  },
  object: { expected: 'an object', fits: isJsonObject },
  ranges: {
    expected: 'an array of [start, end]',
    fits: (value) =>
      isListOf(
        value,
        (pair) => isJsonArray(pair) && pair.length === 2 && pair.every((end) => isWhole(end)),
      ),
  },
  tokens: {
    expected: 'an array of token ids, or an object of such arrays',
    fits: (value) =>
      isListOf(value, isWhole) ||
      (isJsonObject(value) && [...value.values()].every((item) => isListOf(item, isWhole))),
  },
  'flag or text': {
    expected: 'true, false or a string',
    fits: (value) => typeof value === 'boolean' || isText(value),
  },
}

/** `8` and `8.0` alike. */
export function numberOf(value: Json | undefined): number | undefined {
  const number = value instanceof JsonNumber ? Number(value.text) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function isText(value: Json): boolean {
  return typeof value === 'string'
}

function isWhole(value: Json): boolean {
  const number = numberOf(value) ?? -1
  return Number.isSafeInteger(number) && number >= 0
}

function isListOf(value: Json, fits: (item: Json) => boolean): boolean {
  return isJsonArray(value) && value.every((item) => fits(item))
}
