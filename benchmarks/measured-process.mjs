import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'

const preload = new URL('measure.mjs', import.meta.url).href
const timeProgram = '/usr/bin/time'
const MAX_OUTPUT_BYTES = 64 << 20

/**
 * Runs a program in a fresh process, from its start to its end:
 * `{ wallSeconds, cpuSeconds, peakBytes, said }`. Node tells them itself, others are run by GNU time.
 */
export function measuredProcess({ program, args, node, folder }) {
  const reportPath = join(folder, 'usage.json')
  rmSync(reportPath, { force: true })
  const isNode = program === node
  const [file, ...all] = isNode
    ? [program, '--import', preload, ...args]
    : [timeProgram, '-f', '{"user":%U,"system":%S,"kb":%M}', '-o', reportPath, program, ...args]
  const startedAt = performance.now()
  const { status, signal, stdout, stderr, error } = spawnSync(file, all, {
    encoding: 'utf8',
    env: { ...env, MEASURE_TO: reportPath },
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const wallSeconds = (performance.now() - startedAt) / 1000
  if (error) throw error
  if (status !== 0) {
    const said = (stderr || stdout).trim().slice(-2000)
    throw new Error(`${[program, ...args].join(' ')}\nended with ${signal ?? status}: ${said}`)
  }
  const used = JSON.parse(readFileSync(reportPath, 'utf8'))
  if (isNode) return { wallSeconds, ...used, said: stderr }
  const { user, system, kb } = used
  return { wallSeconds, cpuSeconds: user + system, peakBytes: kb * 1024, said: stderr }
}

export function canMeasureOthers() {
  return existsSync(timeProgram)
}
