import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { env } from './ready.mjs'

/**
 * Runs check:* scripts of package.json at once and prints a line for each, with its output when it
 * fails. Gives how many passed and failed.
 */
export async function runChecks({ except = [] } = {}) {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const checks = Object.entries(scripts)
    .filter(([name]) => name.startsWith('check:'))
    .map(([name, command]) => [name.replace('check:', ''), command])
    .filter(([name]) => !except.includes(name))
  const results = await Promise.all(checks.map(runCheck))
  const passed = results.filter((isPassed) => isPassed).length
  return { passed, failed: results.length - passed }
}

async function runCheck([name, command]) {
  const startedAt = performance.now()
  const { status, output } = await capture(command)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(8)} ${seconds.padStart(5)} s`)
  if (status !== 0) console.log(output)
  return status === 0
}

function capture(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.on('close', (status) => resolve({ status, output }))
  })
}
