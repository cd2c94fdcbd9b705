// Patterns as automata over the bytes that a text stands for.
import { AUTOMATON_BYTES, AUTOMATON_CLASSES, AUTOMATON_ENDS, MATCHED } from '../program-layout'
import { escapedCharacter } from './text'

/** Whether the pattern matches somewhere in a text body in the spelling of `JSON.stringify`. */
export function matches(automaton: usize, p: usize, end: usize): bool {
  const classCount = load<u8>(automaton)
  const rows = automaton + AUTOMATON_BYTES
  let state: u32 = 2
  while (p < end) {
    let byte: u32 = load<u8>(p++)
    if (byte == 0x5c) {
      byte = escapedCharacter(p)
      p += load<u8>(p) == 0x75 ? 5 : 1
    }
    const column: u32 = load<u8>(automaton + byte, AUTOMATON_CLASSES)
    state = load<u8>(rows + state * classCount + column)
    if (state <= MATCHED) return state == MATCHED
  }
  return load<u8>(automaton + state, AUTOMATON_ENDS) != 0
}
