import { LoradexError } from '../kernel/error.js'
import { readLineRange } from './line-range.js'
import { spoolText } from './spool-text.js'
import type { Source } from './source.js'
import { lostFile } from './unreadable-file.js'

export interface StdinOptions {
  /** Read to its end, once. */
  readonly stream: AsyncIterable<Uint8Array>
  /** A longer line is a damaged record. @default 64 MiB */
  readonly maxRecordBytes?: number
}

/** Lines of JSON from a stream, plain or compressed. They are copied when the export is planned. */
export function stdin({ stream, maxRecordBytes }: StdinOptions): Source {
  let isRead = false

  return {
    id: 'stdin',

    async plan(options) {
      if (isRead) throw readTwice()
      isRead = true
      return spoolText(readable(stream), { ...options, input: 'stdin' })
    },

    read: (part, options = {}) => readLineRange(part, { ...options, maxRecordBytes }),
  }
}

async function* readable(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* stream
  } catch (cause) {
    throw lostFile('stdin', cause)
  }
}

function readTwice(): LoradexError {
  return new LoradexError('source.unreadable', {
    message: 'stdin: expected to be read once, saw a second export of it',
    details: { input: 'stdin' },
    hint: 'Write the data into a file when more than one export needs it.',
  })
}
