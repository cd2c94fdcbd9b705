import { writeJson, writeKey } from '../../kernel/write-json.js'
import type { FieldValue, Job, Member, TextValue, Value } from '../job.js'
import {
  MODE_COMMA,
  MODE_DEFAULT_WEIGHT,
  MODE_GROUP,
  MODE_OPTIONAL,
  MODE_WEIGHT,
  OP_LITERAL,
  OP_LITERAL_LENGTH,
  OP_MODE,
  OP_SLOT,
  OPERATION_BYTES,
} from '../program-layout.js'
import { clampedWeight } from './clamped-weight.js'
import type { ProgramMemory } from './program-memory.js'
import type { Slots } from './take-fields.js'
import { floatText } from '../../kernel/float-text.js'

/** A literal, then a value: what the kernel writes of a line at a time. */
interface Operation {
  readonly literal: string
  readonly slot: number | undefined
  readonly mode: number
}

export interface LineProgram {
  readonly start: number
  readonly end: number
  /** The operation before which the content of the line ends. */
  readonly contentEnd: number
}

/** Writes the operations that make a line of the job's values. */
export function writeLineProgram(memory: ProgramMemory, job: Job, slots: Slots): LineProgram {
  const line = startLine(slots)
  line.literal('{')
  line.members(job.content)
  line.flush()
  const contentLength = line.operations.length
  if (job.weight) {
    line.operation({ literal: ',"weight":', slot: undefined, mode: MODE_WEIGHT })
    const literal = `,"weight":${floatText(clampedWeight(job.weight))}`
    line.operation({ literal, slot: undefined, mode: MODE_DEFAULT_WEIGHT })
  }
  if (job.metadata.length > 0) {
    line.flush()
    line.operations.push({ literal: ',"metadata":{', slot: undefined, mode: MODE_GROUP })
    line.members(job.metadata)
    line.literal('}')
    line.flush()
  }
  const groupEnd = line.operations.length
  if (job.schemaText !== undefined) line.literal(`,"__schema__":${job.schemaText}`)
  line.literal('}\n')
  line.flush()

  const start = memory.allocate(line.operations.length * OPERATION_BYTES)
  for (const [index, operation] of line.operations.entries()) {
    const at = start + index * OPERATION_BYTES
    writeOperation(memory, at, operation)
    if (operation.mode !== MODE_GROUP) continue
    memory.view.setUint32(at + OP_SLOT, start + groupEnd * OPERATION_BYTES, true)
  }
  return {
    start,
    end: start + line.operations.length * OPERATION_BYTES,
    contentEnd: start + contentLength * OPERATION_BYTES,
  }
}

function writeOperation(
  { view, text }: ProgramMemory,
  at: number,
  { literal, slot, mode }: Operation,
): void {
  const written = text(literal)
  view.setUint32(at + OP_LITERAL, written.at, true)
  view.setUint32(at + OP_LITERAL_LENGTH, written.bytes, true)
  view.setUint32(at + OP_SLOT, slot === undefined ? 0 : slot + 1, true)
  view.setUint32(at + OP_MODE, mode, true)
}

/** Literals between values are gathered into one. */
function startLine(slots: Slots) {
  const operations: Operation[] = []
  let pending = ''

  function operation(added: Operation): void {
    if (pending !== '' && added.mode !== 0) flush()
    operations.push({ ...added, literal: pending + added.literal })
    pending = ''
  }

  function literal(text: string): void {
    pending += text
  }

  function flush(): void {
    if (pending === '') return
    operations.push({ literal: pending, slot: undefined, mode: 0 })
    pending = ''
  }

  function slotOf(value: FieldValue | TextValue): number {
    return value.kind === 'field' ? slots.numberOf(value.path) : slots.numberOfText(value)
  }

  function members(list: readonly Member[]): void {
    // Once a member is sure to be there, every later one has a comma before it.
    let isSure = false
    for (const { key, value } of list) {
      const start = `${writeKey(key)}:`
      if ((value.kind === 'field' || value.kind === 'text') && value.isOptional === true) {
        const slot = slotOf(value)
        const mode = isSure ? MODE_OPTIONAL : MODE_OPTIONAL | MODE_COMMA
        operation({ literal: isSure ? `,${start}` : start, slot, mode })
        continue
      }
      const isFirst = list[0]?.key === key
      if (isSure || isFirst) literal(isFirst ? start : `,${start}`)
      else {
        flush()
        operations.push({ literal: start, slot: undefined, mode: MODE_COMMA })
      }
      isSure = true
      write(value)
    }
  }

  function write(value: Value): void {
    switch (value.kind) {
      case 'field':
      case 'text':
        return operation({ literal: '', slot: slotOf(value), mode: 0 })
      case 'literal':
        return literal(writeJson(value.value))
      case 'object':
        literal('{')
        members(value.members)
        return literal('}')
      case 'array':
        literal('[')
        for (const [index, item] of value.items.entries()) {
          if (index > 0) literal(',')
          write(item)
        }
        return literal(']')
    }
  }

  return { operations, operation, literal, members, flush }
}
