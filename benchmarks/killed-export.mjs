import { spawn } from 'node:child_process'

/** Starts the export and kills it, at once and for good, when so much of the rows is read. */
export function killedExport({ node, args, rows, killAt }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...args, '--progress', 'json'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let text = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (chunk) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop()
      const reads = lines.map((line) => JSON.parse(line).read ?? 0)
      if (Math.max(0, ...reads) >= killAt * rows) child.kill('SIGKILL')
    })
    child.once('exit', (status, signal) => {
      if (signal === 'SIGKILL') resolve()
      else reject(new Error(`the export ended with ${status} before it was killed`))
    })
  })
}
