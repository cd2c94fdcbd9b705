import { spawn } from 'node:child_process'
import { env, execPath } from 'node:process'
import { text } from 'node:stream/consumers'

interface RunOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

/** Runs the built command as a user would, from the root of the project. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<CliRun> {
  const startedAt = performance.now()
  const child = spawn(execPath, ['dist/bundle/main.cjs', ...args], {
    env: { ...env, ...options.env },
    stdio: 'pipe',
  })
  child.stdin.end(options.stdin ?? '')
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, stdout, stderr, seconds: (performance.now() - startedAt) / 1000 }
}
