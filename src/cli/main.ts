#!/usr/bin/env node
import { getEventListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { packageFolder } from '../kernel/package-folder.js'

interface PackageJson {
  readonly version: string
}

const { stdout, stderr } = process
const interruption = new AbortController()
const abandonment = new AbortController()
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The first asks for an orderly end, the second does not wait for it.
    if (!interruption.signal.aborted) {
      interruption.abort(new DOMException(signal, 'AbortError'))
      return
    }
    abandonment.abort()
    // Not by process.exit, which would wait for the threads of a database that runs a long query.
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
process.on('uncaughtException', (error) => {
  // Before a command has begun, nobody else would say it: a file of loradex is missing or damaged.
  if (getEventListeners(abandonment.signal, 'abort').length === 0) {
    stderr.write(`error: loradex cannot start; install it again\n${error.stack}\n`)
  }
  abandonment.abort(error)
  process.exit(1)
})
// What Node says of its own features would break the bar and the events, here and in threads.
process.removeAllListeners('warning')
process.env['NODE_NO_WARNINGS'] = '1'
// A reader that closes the pipe, such as `head`, has seen enough: that is no failure.
stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(0)
  stderr.write(
    `error export.disk-failed: standard output: expected to write to it, saw ${code}\nhint: Free some space, or print to another place.\n`,
  )
  process.exit(7)
})
// Nobody reads what is said any more: the work goes on all the same.
stderr.on('error', () => {})

const packageUrl = new URL('package.json', packageFolder)
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
const { version } = JSON.parse(readFileSync(packageUrl, 'utf8')) as PackageJson

// Most of the work is in the kernel: to optimise JavaScript early takes more time than it saves (a tenth of
// the CPU of an export of 345 MB). The V8 of Node 20 has the flag, later ones do not.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000')
// The heap is small: threads that help to collect young garbage take more time than they save.
setFlagsFromString('--no-parallel-scavenge')
// What an export needs at its end would be compiled twice, and what is kept of a long one would lack its beginning.
setFlagsFromString('--no-flush-bytecode')
// By itself, V8 looks through all of so small a heap ten times in an export of two seconds. That it may grow to
// three times its size costs no memory that can be measured and saves 4 % of the time, 8 % with objects.
setFlagsFromString('--heap-growing-percent=200')
// What follows is compiled once and then read, where this Node can do that (from 22.1 on).
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- missing from the types of Node 20
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown }
enableCompileCache?.()
void runCommandLine()

async function runCommandLine(): Promise<void> {
  const { start } = await import('./start.js')
  process.exitCode = await start(
    process.argv.slice(2),
    {
      stdout: (line) => stdout.write(`${line}\n`),
      stderr: (line) => stderr.write(`${line}\n`),
      ...(stderr.isTTY && { terminal: { columns, write: (text) => stderr.write(text) } }),
      clock: {
        now: () => performance.now(),
        every(ms, callback) {
          const timer = setInterval(callback, ms).unref()
          return () => clearInterval(timer)
        },
      },
      ...(stderr.isTTY &&
        process.stdin.isTTY && { person: { input: process.stdin, output: stderr } }),
      stdin: process.stdin,
      env: process.env,
      cwd: currentFolder(),
      signal: interruption.signal,
      abandoned: abandonment.signal,
      nodeVersion: process.versions.node,
    },
    { version },
  )
  // A pipe that nobody reads to its end would keep the process alive until its writer closes it.
  process.stdin.destroy()
}

/** Of the shell; another program may have removed it since. */
function currentFolder(): string {
  try {
    return process.cwd()
  } catch {
    stderr.write(
      'error source.no-match: current folder: expected a folder, saw nothing of that name\nhint: Change to a folder that is there.\n',
    )
    process.exit(2)
  }
}

/** Of the terminal; `COLUMNS` can make it narrower, and counts alone where the terminal says nothing. */
function columns(): number {
  const wanted = Number(process.env['COLUMNS'])
  const given = stderr.columns || 80
  return wanted > 0 ? Math.min(wanted, stderr.columns || wanted) : given
}
