/** Shorter texts are written anew as quickly as they are copied. */
const SHORTEST = 24

/** Where JSON text stands in some bytes, quotes included. Half-open. */
interface TextPlace {
  readonly start: number
  readonly end: number
}

/**
 * Where the texts of the value parsed last stand in its bytes, as far as they are spelled there the
 * way they would be written: to write such a text is to copy those bytes. A cache, nothing more: what
 * is not found is written anew, with the same result.
 */
export interface WrittenTexts {
  /** To be called before each value. */
  forget(): void
  /** The text was decoded from a canonically spelled JSON string at this place. */
  remember(text: string, start: number, end: number): void
  /** The place of an equal text. */
  find(text: string): TextPlace | undefined
}

export function rememberTexts(): WrittenTexts {
  const texts: string[] = []
  const places: TextPlace[] = []
  let count = 0
  return {
    forget() {
      count = 0
    },
    remember(text, start, end) {
      if (end - start < SHORTEST || count >= MOST_TEXTS) return
      texts[count] = text
      places[count] = { start, end }
      count += 1
    },
    find(text) {
      // Equal texts from one record are one string most often, and the comparison sees that at once.
      for (let index = 0; index < count; index += 1) {
        if (texts[index] === text) return places[index]
      }
      return undefined
    },
  }
}

/** A search through more would cost more than to write the text. */
const MOST_TEXTS = 16
