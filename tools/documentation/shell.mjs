import { spawn } from 'node:child_process'

const COMMAND_TIMEOUT_MS = 120_000

/** A bash of its own, whose folder, variables and `$?` last from one command to the next. */
export function openShell({ cwd, env }) {
  const child = spawn('bash', ['--norc', '--noprofile'], { cwd, env, detached: true })
  const mark = `end-of-command-${process.hrtime.bigint()}`
  // A shell that has ended is told by its end.
  child.stdin.on('error', () => {})
  let output = ''
  let settle
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
      settle?.(false)
    })
  }
  const ended = new Promise((resolve) => child.once('close', resolve)).then(() => settle?.(true))

  return {
    /**
     * Gives `{ status, output, cwd }`: how the last command ended, or with `all` the last one that
     * failed; what was written to both streams; the folder to which the shell has gone.
     */
    async run(command, { all = false } = {}) {
      output = ''
      const answered = new Promise((resolve, reject) => {
        const fail = (why) => reject(new Error(`${why}: ${command}\n${output}`))
        const timer = setTimeout(
          () => fail(`no end after ${COMMAND_TIMEOUT_MS / 1000} s`),
          COMMAND_TIMEOUT_MS,
        )
        const settled = (give) => {
          clearTimeout(timer)
          give()
        }
        settle = (isOver) => {
          if (isOver) settled(() => fail('the shell ended'))
          const [, before, status, folder] =
            new RegExp(`^(.*?)\\n?${mark} (\\d+) ([^\\n]*)\\n$`, 'su').exec(output) ?? []
          if (status === undefined) return
          settled(() => resolve({ status: Number(status), output: before, cwd: folder }))
        }
      })
      child.stdin.write(all ? script(traced(command)) : script(command))
      const answer = await answered
      settle = undefined
      return answer
    },
    async close() {
      child.stdin.end()
      try {
        // Also what a page has left running.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
      await ended
    },
  }

  /** Ends with a line that says how it went, and leaves `$?` as it was. */
  function script(command) {
    return `{ ${command}\n} </dev/null 2>&1
__status=$?; printf '\\n%s %s %s\\n' ${mark} "$__status" "$PWD"; (exit $__status)\n`
  }
}

function traced(command) {
  return `__failed=0; trap '__failed=$?' ERR; ${command}\ntrap - ERR; (exit $__failed)`
}
