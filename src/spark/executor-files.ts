import { LoradexError } from '../kernel/error.js'
import type { RemoteFiles } from '../sources/remote-files.js'
import { brokenFrame, jsonFrame, type Frame } from './frames.js'

export interface ExecutorFiles extends RemoteFiles {
  /** To be told of each frame that comes from the executor; they answer in the order of the questions. */
  answer(frame: Frame): void
}

/** Files that the executor reads for its worker. */
export function executorFiles(send: (pieces: readonly Uint8Array[]) => void): ExecutorFiles {
  const waiting: ((frame: Frame) => void)[] = []

  async function ask(request: Request, kind: string): Promise<Buffer> {
    const answered = new Promise<Frame>((resolve) => void waiting.push(resolve))
    send(jsonFrame('R', request))
    const frame = await answered
    if (frame.kind === kind) return frame.bytes
    throw unreadable(request.path, frame.bytes.toString())
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
    read: (path, at, bytes) => ask({ path, at, bytes }, 'D'),
  }
}

type Request =
  | { readonly path: string; readonly stat: true }
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
