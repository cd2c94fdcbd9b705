import { writeSync } from 'node:fs'
import process from 'node:process'
import { packFailure } from '../export/workers/worker-messages.js'
import { isLoradexError, messageOf } from '../kernel/error.js'
import { planAgain } from '../recipe/worker-plan.js'
import { VERSION } from '../recipe/version.js'
import { driveFromPlan } from './drive-from-plan.js'
import { executorFiles, type ExecutorFiles } from './executor-sources.js'
import { brokenFrame, jsonFrame, splitFrames, type Frame } from './frames.js'
import type { PlanDocument } from './plan-document.js'
import { runTask, type Task } from './run-task.js'
import { wrongVersion } from './spark-error.js'
import { writeShard } from './write-shard.js'

/** Entry of the one file that executors run: `task` or `shard`, or `drive` where the driver has no command line. */
async function main(mode: string | undefined, more: readonly string[]): Promise<void> {
  if (mode === 'drive') return driveFromPlan(more)
  const frames = framesOfStdin()
  const plan = planIn(await next(frames))
  if (mode === 'shard') {
    await writeShard(plan.recipe.output, { [Symbol.asyncIterator]: () => frames }, send)
    return
  }
  if (mode !== 'task') throw brokenFrame(`the mode ${mode}`)
  const { parts, ...task } = taskIn(await next(frames))
  const remoteFiles = executorFiles(send, parts)
  void takeAnswers(frames, remoteFiles)
  const sparse: PlanDocument['parts'] = Object.assign([], partsAt(task.first, parts))
  await runTask(
    planAgain({ ...plan, parts: sparse }, { remoteFiles, remoteTables: remoteFiles.tables }),
    task,
    send,
  )
}

/** Ordinals of parts are those of the plan, although a task has only its own. */
function partsAt(first: number, parts: PlanDocument['parts']) {
  return Object.fromEntries(parts.map((part, index) => [first + index, part]))
}

interface TaskMessage extends Task {
  readonly parts: PlanDocument['parts']
}

/** @throws `spark.unavailable` when it is of another version. */
function planIn(frame: Frame): PlanDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the driver has sent
  const plan = JSON.parse(frame.bytes.toString()) as PlanDocument
  if (plan.loradex_version !== VERSION) throw wrongVersion(plan.loradex_version, VERSION)
  return plan
}

function taskIn(frame: Frame): TaskMessage {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the driver has sent
  return JSON.parse(frame.bytes.toString()) as TaskMessage
}

async function* framesOfStdin(): AsyncGenerator<Frame, undefined> {
  const splitter = splitFrames()
  const input: AsyncIterable<Uint8Array> = process.stdin
  for await (const chunk of input) yield* splitter.push(chunk)
  if (!splitter.isBetweenFrames()) throw brokenFrame('a frame that is cut off')
  return undefined
}

async function next(frames: AsyncGenerator<Frame, undefined>): Promise<Frame> {
  const step = await frames.next()
  if (step.done === true) throw brokenFrame('the end of the input')
  return step.value
}

/** An executor that is gone has closed its end: nobody waits for the work any more. */
async function takeAnswers(frames: AsyncIterable<Frame>, files: ExecutorFiles): Promise<void> {
  try {
    for await (const frame of frames) files.answer(frame)
  } finally {
    process.exit(1)
  }
}

/** Waits until the other side has taken the bytes. */
function send(pieces: readonly Uint8Array[]): void {
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) at += writeSome(piece, at)
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4))

/** As many bytes as the pipe has room for; whether it makes us wait by itself is up to who started us. */
function writeSome(bytes: Uint8Array, at: number): number {
  try {
    return writeSync(1, bytes, at)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    Atomics.wait(sleeper, 0, 0, 1)
    return 0
  }
}

const [mode, ...more] = process.argv.slice(2)

try {
  await main(mode, more)
  process.exit(0)
} catch (error) {
  tellFailure(error)
  process.exit(1)
}

function tellFailure(error: unknown): void {
  if (mode === 'drive') {
    const told = isLoradexError(error)
      ? `error ${error.code}: ${error.message}\nhint: ${error.hint}`
      : stackOf(error)
    process.stderr.write(`${told}\n`)
    return
  }
  const failure = packFailure(error)
  try {
    send(jsonFrame('X', 'unexpected' in failure ? { message: stackOf(error) } : failure))
  } catch (unsent) {
    process.stderr.write(`${messageOf(unsent)}\n`)
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
