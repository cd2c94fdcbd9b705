import { LoradexError } from '../kernel/error.js'
import type { RemoteFiles } from '../sources/remote-files.js'
import type { RemoteTables } from '../sources/remote-tables.js'
import type { SourcePart } from '../sources/source.js'
import { brokenFrame, jsonFrame, type Frame } from './frames.js'

export interface ExecutorFiles extends RemoteFiles {
  /** Rows of a table, whose parts are those of the task in their order. */
  readonly tables: RemoteTables
  /** To be told of each frame that comes from the executor; they answer in the order of the questions. */
  answer(frame: Frame): void
}

/** What the executor reads for its worker, which has these parts. */
export function executorFiles(
  send: (pieces: readonly Uint8Array[]) => void,
  parts: readonly SourcePart[],
): ExecutorFiles {
  const waiting: ((frame: Frame) => void)[] = []

  async function ask(request: Request, kind: string): Promise<Buffer> {
    const answered = new Promise<Frame>((resolve) => void waiting.push(resolve))
    send(jsonFrame('R', request))
    const frame = await answered
    if (frame.kind === kind) return frame.bytes
    throw unreadable('path' in request ? request.path : request.table, frame.bytes.toString())
  }

  return {
    answer(frame) {
      const take = waiting.shift()
      if (!take) throw brokenFrame('an answer that nobody waits for')
      take(frame)
    },
    // Parts are planned by the driver.
    list: () => Promise.resolve([]),
    async stat(path) {
      const answer = await ask({ path, stat: true }, 'A')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see ReadParts.java
      const { bytes, mtime_ms } = JSON.parse(answer.toString()) as FileState
      return { bytes, mtimeMs: mtime_ms }
    },
    tables: {
      // Planned by the driver.
      describe: () => Promise.resolve({ schema: '{}', slices: [] }),
      schema: async () => (await ask({ schema: true, table: '' }, 'A')).toString(),
      rows: (part) => ask({ rows: parts.indexOf(part), table: part.input }, 'D'),
    },
    read: (path, at, bytes) => ask({ path, at, bytes }, 'D'),
  }
}

type Request =
  | { readonly path: string; readonly stat: true }
  | { readonly schema: true; readonly table: string }
  | { readonly rows: number; readonly table: string }
  | { readonly path: string; readonly at: number; readonly bytes: number }

interface FileState {
  readonly bytes: number
  readonly mtime_ms: number
}

function unreadable(input: string, seen: string): LoradexError {
  return new LoradexError('source.lost', {
    message: `${input}: expected executors to read it, saw ${seen}`,
    details: { input },
    hint: 'Look whether executors reach the file system and may read the file.',
  })
}
