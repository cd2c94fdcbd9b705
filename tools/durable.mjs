// node tools/durable.mjs crashes|kills|faults [--count N] [--seed S]
// The tests of tests/durable for a night: 1,000,000 crashes on a disk in memory, 10,000 kills, or a
// fault at every system call that makes something durable. What is printed says how to see a fault again.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from './ready.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
/** Crashes of a thread before the next one takes over; its seeds are fewer than that. */
const SLICE = 20_000
const compressions = ['none', 'gzip', 'zstd']
build()
// Compiled by the line above.
const { crashInThread } = await import('../dist/tests/durable/crash-thread.js')
const { killOften } = await import('../dist/tests/durable/kill-often.js')
const { CALLS, FATES, countCalls, whyNoStrace, withFault } =
  await import('../dist/tests/durable/fault-calls.js')
const { inKillFolder, undisturbed } = await import('../dist/tests/durable/killed-export.js')

const [kind = 'crashes'] = positionals
const runs = { crashes, kills, faults }
if (!(kind in runs)) {
  console.error(`expected crashes, kills or faults, saw ${kind}`)
  process.exit(2)
}
const found = await runs[kind]()
for (const fault of found) console.error(fault)
process.exit(found.length === 0 ? 0 : 1)

async function crashes() {
  const all = Number(values.count ?? 1_000_000)
  const shapes = [
    { share: 0.3, compression: 'none', replace: false },
    { share: 0.05, compression: 'none', replace: false, digests: 'none' },
    { share: 0.3, compression: 'none', replace: false, appends: true },
    { share: 0.31, compression: 'none', replace: true },
    { share: 0.02, compression: 'gzip', replace: true },
    { share: 0.02, compression: 'zstd', replace: false },
  ]
  const slices = shapes.flatMap(({ share, ...shape }) => {
    const most = Math.ceil(all * share)
    return Array.from({ length: Math.ceil(most / SLICE) }, (_, slice) => ({
      cycles: Math.min(SLICE, most - slice * SLICE),
      seed: seed + slice * SLICE,
      shape,
    }))
  })
  const wrong = []
  await sideBySide(slices, async (slice) => {
    const { cycles, exports, faults: found } = await crashInThread(slice)
    console.log(
      `seed ${slice.seed}, ${JSON.stringify(slice.shape)}: ${cycles} crashes in ${exports} exports, ${found.length} faults`,
    )
    wrong.push(...found)
  })
  return wrong
}

/** As many at once as there are processors. */
async function sideBySide(tasks, run) {
  const waiting = [...tasks]
  const work = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await run(task)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}

async function kills() {
  const all = Number(values.count ?? 10_000)
  const wrong = []
  for (const compression of compressions) {
    const count = Math.ceil(all / compressions.length)
    const each = await killOften({ seed, kills: count, seconds: Infinity, compression })
    const { kills: killed, exports, resumed } = each
    console.log(
      `seed ${seed}, ${compression}: ${JSON.stringify(killed)}, ${exports} exports, ${resumed} gone on with, ${each.faults.length} faults`,
    )
    wrong.push(...each.faults)
  }
  return wrong
}

/** Of every call each `count`-th, or all. */
async function faults() {
  const why = whyNoStrace()
  if (why !== undefined) return [why]
  const step = Number(values.count ?? 1)
  const seen = []
  for (const compression of compressions) {
    await inKillFolder(compression, async (folder) => {
      const { digests } = await undisturbed(folder)
      for (const call of CALLS) {
        const calls = await countCalls(folder, call)
        let injected = 0
        for (let number = 1; number <= calls; number += step) {
          for (const [index, fate] of FATES.entries()) {
            // For good every other time, but nothing is killed twice.
            const when = (number + index) % 2 === 1 || fate === 'signal=KILL' ? '' : '+'
            const fault = await withFault(folder, { call, fate, when: `${number}${when}` }, digests)
            injected += 1
            if (fault !== undefined) seen.push(`${compression}: ${fault}`)
          }
        }
        console.log(
          `${compression}, ${call}: ${injected} faults injected, ${seen.length} went wrong`,
        )
      }
    })
  }
  return seen
}
