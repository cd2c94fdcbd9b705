import type { VNode } from 'preact'
import type { Json } from '../../kernel/json-value.js'
import { indentJson, writeJson } from '../../kernel/write-json.js'
import { VisibleText } from '../../ui/visible-text.js'
import { matchesIn, type WantedText } from './wanted-text.js'

/** Longer values are not indented: with deep nesting, the indent would be most of the page. */
const LONGEST_INDENTED = 64 * 1024
const SHOWN = 40_000

export interface JsonTextProps {
  readonly value: Json
  readonly wanted: WantedText
}

/** A JSON value for reading, exactly as it was written but for blanks. */
export function JsonText({ value, wanted }: JsonTextProps): VNode {
  const flat = writeJson(value)
  if (flat.length > LONGEST_INDENTED) {
    return (
      <pre>
        <VisibleText text={flat} limit={SHOWN} strong={matchesIn(flat.slice(0, SHOWN), wanted)} />
      </pre>
    )
  }
  const { lines, isCut } = firstLines(indentJson(value).trimEnd())
  return (
    <pre>
      {lines.map((line, index) => (
        <>
          {index > 0 && '\n'}
          <VisibleText text={line} strong={matchesIn(line, wanted)} />
        </>
      ))}
      {isCut && <VisibleText text="" cut />}
    </pre>
  )
}

/** As many whole lines as are shown, one at least. */
function firstLines(text: string): { readonly lines: readonly string[]; readonly isCut: boolean } {
  if (text.length <= SHOWN) return { lines: text.split('\n'), isCut: false }
  const end = Math.max(text.lastIndexOf('\n', SHOWN), 0)
  return { lines: text.slice(0, end === 0 ? SHOWN : end).split('\n'), isCut: true }
}
