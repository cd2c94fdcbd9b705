import { writeJson } from '../../kernel/write-json.js'
import type { Job, Turn } from '../job.js'
import { SLOT_BYTES, SLOTS } from '../layout.js'
import {
  SPEAKER_LITERAL,
  SPEAKER_LITERAL_LENGTH,
  SPEAKER_SLOT,
  TURN_ASSISTANT,
  TURN_BYTES,
  TURN_DESCRIPTOR,
  TURN_SYSTEM,
  TURN_USER,
} from '../program-layout.js'
import type { ProgramMemory } from './program-memory.js'
import type { Slots } from './take-fields.js'
import { writeDescriptor } from './write-places.js'

/** Writes what stands for messages that a record does not have; gives its place, 0 where nothing does. */
export function writeTurn(memory: ProgramMemory, { content }: Job, slots: Slots): number {
  for (const { value } of content) {
    if (value.kind !== 'field' || value.turn === undefined) continue
    const at = memory.allocate(TURN_BYTES)
    const descriptor = writeDescriptor(memory, slots.placeOf(value.path), 0n)
    memory.view.setUint32(at + TURN_DESCRIPTOR, descriptor, true)
    for (const [role, speaker] of speakers) {
      const slot = slotOf(value.turn[role], slots)
      const literal = memory.text(`{"role":${writeJson(role)},"content":`)
      memory.view.setUint32(at + speaker + SPEAKER_LITERAL, literal.at, true)
      memory.view.setUint32(at + speaker + SPEAKER_LITERAL_LENGTH, literal.bytes, true)
      memory.view.setUint32(at + speaker + SPEAKER_SLOT, SLOTS + slot * SLOT_BYTES, true)
    }
    return at
  }
  return 0
}

const speakers = [
  ['system', TURN_SYSTEM],
  ['user', TURN_USER],
  ['assistant', TURN_ASSISTANT],
] as const

function slotOf(text: Turn['user'], slots: Slots): number {
  return typeof text === 'string' ? slots.numberOf(text) : slots.numberOfText(text)
}
