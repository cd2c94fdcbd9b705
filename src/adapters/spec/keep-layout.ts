import { endOfValue, placeInJson } from '../../kernel/json-place.js'
import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { indentJson, writeJson } from '../../kernel/write-json.js'

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The text of `after`, with the white space, the order and the spelling that `text` has for all that is
 * the same in `before`, which is what `text` says. Nothing changed: the same bytes.
 */
export function keepLayout(text: string, before: JsonObject, after: JsonObject): string {
  const edits = [...changes({ text, before, after, path: [] })]
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce(
      (edited, { start, end, text: put }) => edited.slice(0, start) + put + edited.slice(end),
      text,
    )
}

interface Change {
  readonly text: string
  readonly before: Json
  readonly after: Json
  readonly path: readonly string[]
}

function* changes({ text, before, after, path }: Change): Generator<Edit> {
  if (writeJson(before) === writeJson(after)) return
  const start = placeInJson(text, path).value
  const end = start + text.slice(start, endOfValue(text, start)).trimEnd().length
  const isKept = isJsonObject(before) && isJsonObject(after) && before.size > 0
  if (!isKept || !keepsKeys(before, after)) {
    const margin = marginAt(text, placeInJson(text, path).key)
    yield { start, end, text: indented(after, margin) }
    return
  }
  for (const [key, value] of before) {
    yield* changes({ text, before: value, after: after.get(key) ?? null, path: [...path, key] })
  }
  const added = [...after.keys()].slice(before.size)
  if (added.length === 0) return
  const last = placeInJson(text, [...path, [...before.keys()].at(-1) ?? ''])
  const lastEnd = last.value + text.slice(last.value, endOfValue(text, last.value)).trimEnd().length
  const margin = marginAt(text, last.key)
  const members = added.map(
    (key) => `,\n${margin}${JSON.stringify(key)}: ${indented(after.get(key) ?? null, margin)}`,
  )
  // Behind the last member, and behind what was changed within it.
  yield { start: lastEnd, end: lastEnd, text: members.join('') }
}

/** New members stand at the end, and no other is gone. */
function keepsKeys(before: JsonObject, after: JsonObject): boolean {
  const keys = [...after.keys()]
  return [...before.keys()].every((key, place) => keys[place] === key)
}

/** The blanks before what begins there, if nothing else stands on its line. */
function marginAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^[ \t]*$/u.test(line) ? line : ''
}

function indented(value: Json, margin: string): string {
  return indentJson(value).trimEnd().replaceAll('\n', `\n${margin}`)
}
