/** Looks for a text in lines of JSON. */
export interface TextFinder {
  /** For one piece of text: where the next match at or after a byte begins, or -1. */
  within(bytes: Buffer): (from: number) => number
}

export interface FinderOptions {
  /** Otherwise `A` is `a`, too. */
  readonly matchCase: boolean
}

/**
 * Finds `text` as it is written in JSON, and also as it is typed, so that both `say "yes"` and
 * `"role":"tool"` are found. A gigabyte takes a second or so.
 */
export function textFinder(text: string, { matchCase }: FinderOptions): TextFinder {
  const escaped = JSON.stringify(text).slice(1, -1)
  // A line end as it is typed would match from one line into the next.
  const spellings = [...new Set(hasLineEnd.test(text) ? [escaped] : [escaped, text])]
  if (matchCase) return exactFinder(spellings.map((spelling) => Buffer.from(spelling)))
  const pattern = spellings.map(literally).join('|')
  // oxlint-disable-next-line no-control-regex -- what is not ASCII is looked for
  return /^[\u0000-\u007F]*$/u.test(text) ? asciiFinder(pattern) : unicodeFinder(pattern)
}

const hasLineEnd = /[\r\n]/u

function exactFinder(needles: readonly Buffer[]): TextFinder {
  return {
    within: (bytes) => (from) => {
      const places = needles.map((needle) => bytes.indexOf(needle, from))
      const found = places.filter((place) => place !== -1)
      return found.length === 0 ? -1 : Math.min(...found)
    },
  }
}

/** One character per byte: several times as fast as to decode, and positions are those of bytes. */
function asciiFinder(pattern: string): TextFinder {
  const regex = new RegExp(pattern, 'giu')
  return {
    within(bytes) {
      const text = bytes.toString('latin1')
      return (from) => {
        regex.lastIndex = from
        return regex.exec(text)?.index ?? -1
      }
    },
  }
}

function unicodeFinder(pattern: string): TextFinder {
  const regex = new RegExp(pattern, 'iu')
  return {
    within: (bytes) => (from) => {
      let start = from
      while (isContinuation(bytes[start])) start += 1
      const text = bytes.toString('utf8', start)
      const index = regex.exec(text)?.index
      return index === undefined ? -1 : start + Buffer.byteLength(text.slice(0, index))
    },
  }
}

/** Whether the byte belongs to the character before it. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}
