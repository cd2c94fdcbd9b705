import { isJsonArray, type Json } from '../kernel/json-value.js'
import { writeJson } from '../kernel/write-json.js'

/** In UTF-16 units, as long as the longest record: whatever is longer was multiplied by mistake. */
export const MAX_RENDERED: number = 64 * 1024 * 1024

/** Stands for a text over `MAX_RENDERED`. */
export const tooLong: unique symbol = Symbol('too long')

type FilterArgument = string | number
/** Undefined is a missing value. */
export type FilterStep = (value: Json | undefined) => Json | undefined | typeof tooLong

export interface Filter {
  readonly name: string
  readonly usage: string
  /** Undefined when the arguments are not those of `usage`. */
  compile(args: readonly FilterArgument[]): FilterStep | undefined
}

/** What a value looks like within text; undefined for nothing. */
export function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : writeJson(value)
}

export const filters: readonly Filter[] = [
  onText('trim', (text) => text.trim()),
  onText('upper', (text) => text.toUpperCase()),
  onText('lower', (text) => text.toLowerCase()),
  withoutArguments('json', (value) => (value === undefined ? undefined : writeJson(value))),
  withoutArguments('first', (value) => (isJsonArray(value) ? value[0] : value)),
  withoutArguments('last', (value) => (isJsonArray(value) ? value.at(-1) : value)),
  {
    name: 'join',
    usage: 'join: ", "',
    compile([separator, ...more]) {
      if (typeof separator !== 'string' || more.length > 0) return undefined
      return (value) => (isJsonArray(value) ? join(value, separator) : value)
    },
  },
  {
    name: 'default',
    usage: 'default: "text"',
    compile([fallback, ...more]) {
      if (fallback === undefined || more.length > 0) return undefined
      return (value) => value ?? fallback
    },
  },
  {
    name: 'truncate',
    usage: 'truncate: 100',
    compile([length, ...more]) {
      if (typeof length !== 'number' || more.length > 0) return undefined
      return mapText((text) => truncate(text, length))
    },
  },
  {
    name: 'replace',
    usage: 'replace: "old", "new"',
    compile([old, replacement, ...more]) {
      if (typeof old !== 'string' || old === '' || more.length > 0) return undefined
      if (typeof replacement !== 'string') return undefined
      return mapText((text) => replace(text, old, replacement))
    },
  },
]

function mapText(change: (text: string) => string | typeof tooLong): FilterStep {
  return (value) => {
    const text = textOf(value)
    return text === undefined ? undefined : change(text)
  }
}

function withoutArguments(name: string, step: FilterStep): Filter {
  return { name, usage: name, compile: (args) => (args.length === 0 ? step : undefined) }
}

function onText(name: string, change: (text: string) => string): Filter {
  return withoutArguments(name, mapText(change))
}

function join(items: readonly Json[], separator: string): string | typeof tooLong {
  const texts = items.map((item) => textOf(item) ?? '')
  const length = texts.reduce((sum, text) => sum + text.length, separator.length * items.length)
  return length > MAX_RENDERED ? tooLong : texts.join(separator)
}

function replace(text: string, old: string, replacement: string): string | typeof tooLong {
  let length = text.length
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length)) {
    length += replacement.length - old.length
  }
  // A function, because in a replacement text `$` has a meaning.
  return length > MAX_RENDERED ? tooLong : text.replaceAll(old, () => replacement)
}

/** At most `length` code points of the text. */
function truncate(text: string, length: number): string {
  let at = 0
  for (let count = 0; count < length && at < text.length; count += 1) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }
  return text.slice(0, at)
}
