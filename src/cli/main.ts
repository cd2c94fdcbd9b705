#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { runProgram } from './program.js'

interface PackageJson {
  readonly version: string
}

const interruption = new AbortController()
let interruptedBy: 130 | 143 | undefined
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    // The first asks for an orderly end, the second does not wait for it.
    if (interruptedBy !== undefined) process.exit(code)
    interruptedBy = code
    interruption.abort()
  })
}
// A reader that closes the pipe, such as `head`, has seen enough: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})
// Nobody reads what is said any more: the work goes on all the same.
process.stderr.on('error', () => {})

const packageUrl = new URL('../../package.json', import.meta.url)
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as PackageJson

const { stdout, stderr } = process
let statusShown = false

const exitCode = await runProgram(
  process.argv.slice(2),
  {
    stdout: (line) => stdout.write(`${line}\n`),
    stderr(line) {
      stderr.write(`${statusShown ? '\r\u001B[K' : ''}${line}\n`)
      statusShown = false
    },
    ...(stderr.isTTY && {
      status(line: string) {
        stderr.write(`\r\u001B[K${line.slice(0, stderr.columns - 1)}`)
        statusShown = true
      },
    }),
    ...(stderr.isTTY &&
      process.stdin.isTTY && { person: { input: process.stdin, output: stderr } }),
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    signal: interruption.signal,
  },
  { version },
)
// A pipe that nobody reads to its end would keep the process alive until its writer closes it.
process.stdin.destroy()
process.exitCode = exitCode === 130 ? (interruptedBy ?? 130) : exitCode
