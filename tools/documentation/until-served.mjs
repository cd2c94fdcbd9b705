// node until-served.mjs COMMAND…
// Runs a command that serves until Ctrl-C, and presses that once it says so.
import { spawn } from 'node:child_process'

const child = spawn('sh', ['-c', `exec ${process.argv[2]}`], { stdio: ['ignore', 'pipe', 'pipe'] })
let seen = ''
for (const [stream, target] of [
  [child.stdout, process.stdout],
  [child.stderr, process.stderr],
]) {
  stream.setEncoding('utf8').on('data', (text) => {
    target.write(text)
    seen += text
    if (seen.includes('Ctrl-C stops')) child.kill('SIGINT')
  })
}
child.once('close', (status) => {
  process.exitCode = status === 130 ? 0 : (status ?? 1)
})
