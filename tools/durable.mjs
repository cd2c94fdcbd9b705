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
/** Kills of an export in one folder, and calls that fail there, before the next one takes over. */
const KILLS = 100
const CALLS_AT_ONCE = 10
build()
// Compiled by the line above.
const { crashInThread } = await import('../dist/tests/durable/crash-thread.js')
const { killOften } = await import('../dist/tests/durable/kill-often.js')
const { CALLS, FATES, countCalls, whyNoStrace, withFault } =
  await import('../dist/tests/durable/fault-calls.js')
const { inKillFolder, JOBS, undisturbed } = await import('../dist/tests/durable/killed-export.js')

const [kind = 'crashes'] = positionals
const runs = { crashes, kills, faults }
if (!(kind in runs)) {
  console.error(`expected crashes, kills or faults, saw ${kind}`)
  process.exit(2)
}
let allWrong = 0
await runs[kind]()
process.exit(allWrong === 0 ? 0 : 1)

/** At once: whoever ends this early has seen what there was to see. */
function tell(line, wrong) {
  console.log(line)
  for (const fault of wrong) console.error(fault)
  allWrong += wrong.length
}

async function crashes() {
  const all = Number(values.count ?? 1_000_000)
  const shapes = [
    { share: 0.3, compression: 'none', replace: false },
    { share: 0.05, compression: 'none', replace: false, digests: 'none' },
    { share: 0.3, compression: 'none', replace: false, appends: true },
    { share: 0.29, compression: 'none', replace: true },
    { share: 0.01, compression: 'none', replace: false, isLarge: true },
    { share: 0.01, compression: 'none', replace: false, isLarge: true, appends: true },
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
  await sideBySide(slices, async (slice) => {
    const { cycles, exports, faults: own } = await crashInThread(slice)
    tell(
      `seed ${slice.seed}, ${JSON.stringify(slice.shape)}: ${cycles} crashes in ${exports} exports, ${own.length} faults`,
      own,
    )
  })
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
  const most = Math.ceil(all / JOBS.length)
  const slices = Array.from({ length: Math.ceil(most / KILLS) }, (_, slice) =>
    JOBS.map((job) => ({
      kills: Math.min(KILLS, most - slice * KILLS),
      seed: seed + slice,
      seconds: Infinity,
      job,
    })),
  ).flat()
  await sideBySide(slices, async (slice) => {
    const { kills: killed, exports, resumed, faults: own } = await killOften(slice)
    tell(
      `seed ${slice.seed}, ${JSON.stringify(slice.job)}: ${JSON.stringify(killed)}, ${exports} exports, ${resumed} gone on with, ${own.length} faults`,
      own,
    )
  })
}

/** Of every call each `count`-th, or all. */
async function faults() {
  const why = whyNoStrace()
  if (why !== undefined) return tell('no fault was injected', [why])
  const calls = await Promise.all(JOBS.map(callsOf))
  await sideBySide(calls.flat(), async ({ job, call, numbers }) => {
    const seen = await faultsAt(job, call, numbers)
    tell(
      `${JSON.stringify(job)}, ${call} ${numbers[0]} to ${numbers.at(-1)}: ${seen.injected} faults injected, ${seen.wrong.length} went wrong`,
      seen.wrong,
    )
  })
}

/** All calls of an export by their numbers, as many at a time as are had in one folder. */
function callsOf(job) {
  const step = Number(values.count ?? 1)
  return inKillFolder(job.compression, async (folder) => {
    const faulty = { folder, job, ...(await undisturbed(folder, job)) }
    const slices = []
    for (const call of CALLS) {
      const count = await countCalls(faulty, call)
      const numbers = Array.from(
        { length: Math.ceil(count / step) },
        (_, index) => 1 + index * step,
      )
      while (numbers.length > 0)
        slices.push({ job, call, numbers: numbers.splice(0, CALLS_AT_ONCE) })
    }
    return slices
  })
}

function faultsAt(job, call, numbers) {
  return inKillFolder(job.compression, async (folder) => {
    const faulty = { folder, job, ...(await undisturbed(folder, job)) }
    const seen = { injected: 0, wrong: [] }
    for (const number of numbers) {
      for (const [index, fate] of FATES.entries()) {
        // For good every other time, but nothing is killed twice.
        const isForGood = (number + index) % 2 === 0 && fate !== 'signal=KILL'
        const when = `${number}${isForGood ? '+' : ''}`
        const { isInjected, wrong } = await withFault(faulty, { call, fate, when })
        if (isInjected) seen.injected += 1
        if (wrong !== undefined) seen.wrong.push(`${JSON.stringify(job)}: ${wrong}`)
      }
    }
    return seen
  })
}
