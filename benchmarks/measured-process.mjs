import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'

const preload = new URL('measure.mjs', import.meta.url).href
const MAX_OUTPUT_BYTES = 64 << 20

/**
 * Runs a script in a fresh process, from its start to its end:
 * `{ wallSeconds, cpuSeconds, peakBytes }`.
 */
export function measuredProcess({ node, script, folder }) {
  const reportPath = join(folder, 'usage.json')
  rmSync(reportPath, { force: true })
  const startedAt = performance.now()
  const { status, signal, stdout, stderr, error } = spawnSync(
    node,
    ['--import', preload, ...script],
    {
      encoding: 'utf8',
      env: { ...env, MEASURE_TO: reportPath },
      maxBuffer: MAX_OUTPUT_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const wallSeconds = (performance.now() - startedAt) / 1000
  if (error) throw error
  if (status !== 0) {
    const said = (stderr || stdout).trim().slice(-2000)
    throw new Error(`${script.join(' ')}\nended with ${signal ?? status}: ${said}`)
  }
  return { wallSeconds, ...JSON.parse(readFileSync(reportPath, 'utf8')) }
}
