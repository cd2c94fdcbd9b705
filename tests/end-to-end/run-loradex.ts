import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { CommandIo } from '#loradex/cli/command-io.js'
import { runProgram } from '#loradex/cli/program.js'

export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly stdin?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
}

/** The command line in this process: what it prints is gathered, what it sees is given. */
export async function runLoradex(
  args: readonly string[],
  { cwd, env = {}, stdin = [], signal = new AbortController().signal }: Surroundings,
): Promise<Outcome> {
  const stdout: string[] = []
  const stderr: string[] = []
  const io: CommandIo = {
    stdout: (line) => void stdout.push(`${line}\n`),
    stderr: (line) => void stderr.push(`${line}\n`),
    stdin: streamOf(stdin),
    env,
    cwd,
    signal,
  }
  const exitCode = await runProgram(args, io, { version: '0.0.0' })
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') }
}

async function* streamOf(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks
}

export interface Started {
  readonly child: ChildProcess
  /** When the process and all that it wrote have ended. */
  readonly ended: Promise<Ended>
}

export interface Ended {
  /** Null when a signal ended the process. */
  readonly exitCode: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export const mainFile: string = resolve('dist/bundle/main.cjs')

/** The command line as a process of its own. */
export function startLoradex(
  args: readonly string[],
  { cwd, env = {} }: Pick<Surroundings, 'cwd' | 'env'>,
): Started {
  const child = spawn(process.execPath, [mainFile, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const closed = new Promise<readonly [number | null, string | null]>((done) => {
    child.once('close', (exitCode, signal) => done([exitCode, signal]))
  })
  const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(
    ([[exitCode, signal], stdout, stderr]) => ({ exitCode, signal, stdout, stderr }),
  )
  return { child, ended }
}
