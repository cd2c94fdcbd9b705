import { isLoradexError, LoradexError } from '../kernel/error.js'
import { fromPlain } from '../kernel/plain-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { Drop } from '../records/verdict.js'
import { damagedLine, readSpool, spoolRecords } from './spool.js'
import type { Source } from './source.js'

/** How much text to collect before it is written. */
const CHUNK_CODE_UNITS = 64 * 1024

export interface IterableOptions {
  /** What locations and the manifest call the entities. @default entities */
  readonly name?: string
  /** A longer record is a damaged one. @default 64 MiB */
  readonly maxRecordBytes?: number
}

/**
 * Entities that a program holds or makes: plain objects, or exact JSON maps. They are copied when
 * the export is planned. One that JSON cannot hold is a damaged record.
 */
export function iterable(
  entities: Iterable<unknown> | AsyncIterable<unknown>,
  options: IterableOptions = {},
): Source {
  const { name = 'entities', maxRecordBytes } = options

  return {
    id: `iterable:${name}`,

    plan: (planOptions) =>
      spoolRecords(linesOf(fetched(entities, name)), { ...planOptions, input: name }),

    read: (part, readOptions = {}) => readSpool(part, { ...readOptions, maxRecordBytes }),
  }
}

/** Whatever the program throws while it makes entities, it is the source that failed. */
async function* fetched(
  entities: Iterable<unknown> | AsyncIterable<unknown>,
  input: string,
): AsyncGenerator<unknown, void, undefined> {
  try {
    yield* entities
  } catch (cause) {
    throw new LoradexError('source.lost', {
      message: `${input}: expected another entity, saw the program fail that makes them`,
      details: { input },
      hint: 'Look at the cause of this error, and correct what makes the entities.',
      cause,
    })
  }
}

async function* linesOf(
  entities: AsyncIterable<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let text = ''
  for await (const entity of entities) {
    text += `${lineOf(entity)}\n`
    if (text.length < CHUNK_CODE_UNITS) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text.length > 0) yield Buffer.from(text)
}

function lineOf(entity: unknown): string {
  try {
    return writeJson(fromPlain(entity))
  } catch (error) {
    return damagedLine(notJson(error))
  }
}

/** The entity's own code may throw too: `toJSON`, a getter. Its message might tell the record. */
function notJson(error: unknown): Drop {
  const seen = isLoradexError(error) && 'seen' in error.details ? error.details.seen : undefined
  return {
    code: 'bad-value',
    rule: 'source.entity',
    observed: seen ?? (error instanceof Error ? error.name : 'something thrown'),
    allowed: 'a value that JSON can hold',
  }
}
