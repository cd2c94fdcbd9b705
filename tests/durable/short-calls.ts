import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ShortCalls {
  /** For `LD_PRELOAD`; absent where there is no compiler, or no such variable. */
  readonly library?: string
  readonly why?: string
  remove(): void
}

/** Compiles what halves the reads and writes of a program. */
export function shortCalls(): ShortCalls {
  if (process.platform !== 'linux')
    return { why: 'LD_PRELOAD is of Linux', remove: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'short-calls-'))
  const remove = (): void => rmSync(folder, { recursive: true })
  const library = join(folder, 'short-calls.so')
  const args = ['-shared', '-fPIC', '-o', library, 'tests/durable/short-calls.c', '-ldl']
  if (spawnSync('cc', args).status === 0) return { library, remove }
  return { why: 'there is no C compiler', remove }
}
