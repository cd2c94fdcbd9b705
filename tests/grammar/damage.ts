/** The same numbers for the same seed, 0 to 1. */
export function seededRandom(seed: number): () => number {
  let state = (seed + 1) * 0x9e_37_79_b9
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00
  }
}

const additions = ['(', ')', '"', ' ', '\n', '1', 'a', ',', ':', '}', '\\', '.', '-', 'é', '😀']

/** The text with a character left out, doubled, added or swapped with the next. */
export function damaged(text: string, random: () => number): string {
  const characters = Array.from(text)
  const at = Math.floor(random() * characters.length)
  const addition = additions[Math.floor(random() * additions.length)] ?? ' '
  const character = characters[at] ?? ''
  switch (Math.floor(random() * 4)) {
    case 0:
      return characters.toSpliced(at, 1).join('')
    case 1:
      return characters.toSpliced(at, 0, character).join('')
    case 2:
      return characters.toSpliced(at, 0, addition).join('')
    default:
      return characters.toSpliced(at, 2, ...characters.slice(at, at + 2).toReversed()).join('')
  }
}
