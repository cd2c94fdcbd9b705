// Patterns as automata over the bytes that a text stands for.
import { AUTOMATON_BYTES, AUTOMATON_CLASSES, AUTOMATON_ENDS, MATCHED } from '../program-layout'

/** Whether the pattern matches somewhere in a text body in the spelling of `JSON.stringify`. */
export function matches(automaton: usize, p: usize, end: usize): bool {
  const classCount = load<u8>(automaton)
  const rows = automaton + AUTOMATON_BYTES
  let state: u32 = 2
  while (p < end) {
    let byte: u32 = load<u8>(p++)
    if (byte == 0x5c) {
      byte = escaped(p)
      p += load<u8>(p) == 0x75 ? 5 : 1
    }
    const column: u32 = load<u8>(automaton + byte, AUTOMATON_CLASSES)
    state = load<u8>(rows + state * classCount + column)
    if (state <= MATCHED) return state == MATCHED
  }
  return load<u8>(automaton + state, AUTOMATON_ENDS) != 0
}

/** The character of an escape whose letter is at `p`; all of them are ASCII. */
function escaped(p: usize): u32 {
  const letter: u32 = load<u8>(p)
  if (letter == 0x6e) return 0x0a
  if (letter == 0x74) return 0x09
  if (letter == 0x72) return 0x0d
  if (letter == 0x62) return 0x08
  if (letter == 0x66) return 0x0c
  if (letter != 0x75) return letter
  const low: u32 = load<u8>(p, 4)
  return ((<u32>load<u8>(p, 3) - 0x30) << 4) | (low < 0x3a ? low - 0x30 : low - 0x57)
}
