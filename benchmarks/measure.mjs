// Loaded with --import into a measured process: as it exits, writes what it used to the file named
// by MEASURE_TO. Its CPU seconds cover all its threads.
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.env.MEASURE_TO !== undefined) {
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage()
    const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
    writeFileSync(process.env.MEASURE_TO, JSON.stringify({ cpuSeconds, peakBytes: peakBytes() }))
  })
}

/** Linux hands the parent's peak on to ru_maxrss of the child; VmHWM starts anew with the program. */
function peakBytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(kibibytes) * 1024
}
