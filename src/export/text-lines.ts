import type { LineBlock } from '../sinks/sink.js'

/** The texts as lines. */
export function textLines(texts: readonly string[]): LineBlock {
  const text = `${texts.join('\n')}\n`
  const bytes = Buffer.from(text)
  // Of text that is ASCII alone, units are bytes.
  const lengthOf = bytes.length === text.length ? unitsOf : Buffer.byteLength
  const ends = new Uint32Array(texts.length)
  let end = 0
  for (let line = 0; line < texts.length; line += 1) {
    end += lengthOf(texts[line] ?? '') + 1
    ends[line] = end
  }
  return { pieces: [bytes], ends }
}

function unitsOf({ length }: string): number {
  return length
}
