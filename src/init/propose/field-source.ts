import type { FieldSource } from '../../styles/field-source.js'
import type { Column } from '../columns/column.js'

/**
 * The column where a style wants text: by its path, or through a template where it is not text alone,
 * or ends with the marker of a tokenizer.
 */
export function asText(column: Column): FieldSource {
  const { path, shape, traits } = column
  const word = templatePath(path)
  if (traits?.endMarker !== undefined) {
    return { template: `{{${word} | replace: "${traits.endMarker}", "" | trim}}` }
  }
  const { lists, objects } = shape
  const isText = scalarsBeside(column) + lists.count + objects.count === 0
  return isText ? path : { template: `{{${word}}}` }
}

/** The column where a style takes text, lists and objects as they are. */
export function asOutput(column: Column): FieldSource {
  const isTaken = scalarsBeside(column) === 0 && column.traits?.endMarker === undefined
  return isTaken ? column.path : asText(column)
}

/** Numbers and booleans. */
function scalarsBeside({ shape: { trues, falses, numbers } }: Column): number {
  return trues + falses + numbers.whole + numbers.other
}

/** What a template takes off the text, in a few words. */
export function withoutMarker({ traits }: Column): string {
  return traits?.endMarker === undefined ? '' : `, without the marker ${traits.endMarker}`
}

/** The path as it stands between braces. */
export function templatePath(path: string): string {
  if (/^[\p{L}\p{N}_/~-][\p{L}\p{N}_./~-]*$/u.test(path) && !reserved.has(path)) return path
  const escaped = path
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
  return `"${escaped}"`
}

/** Words that mean something else there. */
const reserved: ReadonlySet<string> = new Set(['else', '/if', '/each'])
