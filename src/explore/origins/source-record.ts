import { isLoradexError } from '../../kernel/error.js'
import { readLineAt } from './input-records.js'
import { patiently } from './patience.js'
import type { InputVerdict } from './read-input.js'
import { isUsable, type InputState, type SourceIndex } from './source-index.js'
import type { SourcePlace } from './source-place.js'

/** The record as it stands in the source now. */
export type SourceRecord =
  | {
      readonly bytes: Uint8Array
      /**
       * Whether the input still is what was exported; `unknown` while it is being read, `exported`
       * where the export itself holds the record.
       */
      readonly input: InputVerdict | 'unknown' | 'exported'
    }
  | { readonly absent: AbsentRecord }

export type AbsentRecord =
  /** The input is being read; the record comes later. */
  | 'reading'
  /** No file of the name is there. */
  | 'missing'
  /** The input is no longer what was exported, and the place says nothing any more. */
  | 'changed'
  /** The input is no file, or none that can be read again. */
  | 'unreadable'

export interface RecordQuery extends SourcePlace {
  /** In bytes from the start of the input, where that is known. */
  readonly offset?: number | undefined
  readonly mostBytes: number
}

/** Reading through a file that has no places in it ends here. */
const MOST_MS = 5000

export async function sourceRecord(
  sources: SourceIndex,
  query: RecordQuery,
): Promise<SourceRecord> {
  const { input, offset } = query
  if (!sources.readsFiles) return { absent: 'unreadable' }
  const path = await sources.pathOf(input)
  if (path === undefined) return { absent: 'missing' }
  sources.begin()
  await patiently(sources.settled(input))
  try {
    return offset !== undefined && sources.hasLines
      ? await readAt({ ...query, path, offset }, sources.stateOf(input))
      : await readRecord(sources, query)
  } catch (error) {
    const isChanged = isLoradexError(error) && error.code === 'source.changed'
    return { absent: isChanged ? 'changed' : 'unreadable' }
  }
}

interface Located extends RecordQuery {
  readonly path: string
  readonly offset: number
}

/** Needs no index, so it is there at once, and even where the input has changed. */
async function readAt(
  { input, path, offset, mostBytes }: Located,
  state: InputState,
): Promise<SourceRecord> {
  const bytes = await readLineAt({ input, path }, offset, mostBytes)
  return { bytes, input: state === 'changed' ? state : verdictOf(state) }
}

async function readRecord(
  sources: SourceIndex,
  { input, line, mostBytes }: RecordQuery,
): Promise<SourceRecord> {
  const state = sources.stateOf(input)
  const records = sources.recordsOf(input)
  const record = records?.recordAt(line)
  if (state === 'waiting') return { absent: 'reading' }
  if (!isUsable(state)) return { absent: state }
  if (records === undefined || record === undefined) {
    return { absent: state === 'reading' ? 'reading' : 'unreadable' }
  }
  const bytes = await records.read(record, mostBytes, AbortSignal.timeout(MOST_MS))
  if (bytes === undefined) return { absent: 'unreadable' }
  return { bytes, input: verdictOf(state) }
}

function verdictOf(state: InputState): 'unchanged' | 'unverified' | 'unknown' {
  return state === 'unchanged' || state === 'unverified' ? state : 'unknown'
}
