import { unpackFailure, type SentFailure } from '../export/workers/worker-messages.js'
import { LoradexError } from '../kernel/error.js'

/** What went wrong, as the driver tells it. */
export type DriverFailure =
  | Extract<SentFailure, { readonly code: unknown }>
  | { readonly problem?: string; readonly message: string; readonly hint?: string }
  | Locked

interface Locked {
  readonly problem: 'locked'
  readonly message: string
  readonly hint: string
  readonly target: string
  readonly pid: number
}

interface Fault {
  readonly number: string
  readonly code: 'spark.unavailable' | 'spark.failed'
  readonly hint: string
}

const faults: Readonly<Record<string, Fault>> & { readonly spark: Fault } = {
  'no-node': {
    number: 'LDX-SPARK-01',
    code: 'spark.unavailable',
    hint: 'Put Node 20.19 or newer on the executors, or ship it with spark.archives.',
  },
  'worker-died': {
    number: 'LDX-SPARK-02',
    code: 'spark.failed',
    hint: 'Look at the log of the executor, then start the export again with --resume.',
  },
  'bytes-lost': {
    number: 'LDX-SPARK-03',
    code: 'spark.failed',
    hint: 'Start the export again; report this as a bug if it comes back.',
  },
  'work-damaged': {
    number: 'LDX-SPARK-04',
    code: 'spark.failed',
    hint: 'Start the export again with --restart.',
  },
  'no-table': {
    number: 'LDX-SPARK-09',
    code: 'spark.unavailable',
    hint: 'Name a table or view of files that Spark knows.',
  },
  'disk-full': {
    number: 'LDX-SPARK-07',
    code: 'spark.failed',
    hint: 'Free some space where executors write, then start the export again with --resume.',
  },
  spark: {
    number: 'LDX-SPARK-08',
    code: 'spark.failed',
    hint: 'Look at the log of the driver, then start the export again with --resume.',
  },
}

/** The error for what the driver tells: that of a worker as it was thrown there. */
export function sparkError(failure: DriverFailure): unknown {
  if ('code' in failure) return unpackFailure(failure)
  if ('target' in failure) return locked(failure)
  const { problem, message } = failure
  if (problem === undefined) return new Error(message)
  const fault = faults[isFull(message) ? 'disk-full' : problem] ?? faults.spark
  const seen = problem === 'spark' ? `expected Spark to do its work, saw ${message}` : message
  return new LoradexError(fault.code, {
    message: `${fault.number}: ${seen}`,
    details: { fault: fault.number },
    hint: failure.hint ?? fault.hint,
  })
}

function locked({ message, hint, target, pid }: Locked): LoradexError {
  return new LoradexError('export.locked', {
    message: `LDX-SPARK-10: ${message}`,
    details: { target, pid },
    hint,
  })
}

function isFull(message: string): boolean {
  return /No space left on device|disk quota exceeded/iu.test(message)
}

export function wrongVersion(plan: string, worker: string): LoradexError {
  return new LoradexError('spark.unavailable', {
    message: `LDX-SPARK-05: expected a worker of loradex ${plan}, which made the plan, saw ${worker}`,
    details: { fault: 'LDX-SPARK-05' },
    hint: 'Use the spark-worker.mjs and loradex-spark.jar of the version that made the plan.',
  })
}
