// Run as a worker, whose memory the caller limits.
import { parentPort } from 'node:worker_threads'
import { hostileGroups } from './hostile-groups.js'
import { measureCase } from './measure-case.js'

for (const { title, cases } of hostileGroups) {
  for (const one of cases) {
    // What runs for the first time is compiled: the second time is the cost of the schema.
    const [cold, warm] = [measureCase(one), measureCase(one)]
    const longestMs = Math.min(cold.longestMs, warm.longestMs)
    parentPort?.postMessage({ title, name: one.name, faults: cold.faults, longestMs })
  }
}
