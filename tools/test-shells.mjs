// Shells for tests of what they complete.
import { spawn, spawnSync } from 'node:child_process'

const PATIENCE_MS = 20_000
const isRoot = process.getuid?.() === 0

/** Why the shell cannot be tested here; nothing when it can, installed now or before. */
export function whyNoShell(shell) {
  if (!has('script')) return 'there is no script(1), which gives a terminal'
  if (has(shell) || (isRoot && install(shell) && has(shell))) return undefined
  return `${shell} is not installed and cannot be`
}

function has(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

function install(shell) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { env })
  return (
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', shell], { env }).status === 0
  )
}

/**
 * Starts a command in a terminal of its own. `type` sends keys, `until` waits for what is shown
 * since the last time and gives it.
 */
export function openTerminal(command, { cwd, env }) {
  const child = spawn('script', ['-qfec', command, '/dev/null'], { cwd, env })
  let shown = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text) => (shown += text))
  return {
    type: (keys) => child.stdin.write(keys),
    async until(pattern) {
      const startedAt = performance.now()
      for (;;) {
        const found = pattern.exec(shown.slice(seen))
        if (found !== null) {
          const text = shown.slice(seen)
          seen += found.index + found[0].length
          return text
        }
        if (child.exitCode !== null || performance.now() - startedAt > PATIENCE_MS) {
          throw new Error(`expected ${pattern}, saw ${JSON.stringify(shown.slice(seen))}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    close() {
      child.kill('SIGKILL')
    },
  }
}
