// Run as a worker, whose memory the caller limits.
import { parentPort } from 'node:worker_threads'
import { hostileGroups } from './hostile-groups.js'
import { measureCase, type Measured } from './measure-case.js'

export interface HostileResult extends Measured {
  readonly title: string
  readonly name: string
}

for (const { title, cases } of hostileGroups) {
  for (const one of cases) {
    const cold = measureCase(one)
    // What runs for the first time is compiled: the least of three times is the cost of the schema. What large
    // ones take is not asked.
    const warm = cold.isLarge ? [] : [measureCase(one), measureCase(one)]
    const longestMs = Math.min(cold.longestMs, ...warm.map((each) => each.longestMs))
    const result: HostileResult = { title, name: one.name, ...cold, longestMs }
    parentPort?.postMessage(result)
  }
}
