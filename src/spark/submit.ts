import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LoradexError } from '../kernel/error.js'
import { packageFolder } from '../kernel/package-folder.js'
import { openCluster, type Cluster } from './cluster.js'
import { sparkError } from './spark-error.js'

export interface SubmitOptions {
  /** As `spark-submit --master` takes it. @default what Spark's own configuration says */
  readonly master?: string | undefined
  /** Settings of Spark, `key=value` each. */
  readonly conf: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal | undefined
}

export interface Submitted {
  readonly cluster: Cluster
  /** Lets Spark end, once all is done; else ends it. */
  close(isDone: boolean): Promise<void>
}

/** Bytes kept of what Spark says, for the case that it fails. */
const LAST_WORDS = 64 * 1024
/** Lines shown of it. */
const SHOWN_LINES = 5

/** Starts a driver in this machine, which does as it is told. */
export function submitDriver({ master, conf, env, signal }: SubmitOptions): Submitted {
  const program = sparkSubmit(env)
  if (!existsSync(driver)) throw noDriver()
  const child = spawn(program, argumentsOf(master, conf), {
    env: { ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let words = ''
  let failure: unknown
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS)
  })
  child.stdin.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      failure = error
      resolve()
    })
    child.on('exit', () => resolve())
  })
  const allSaid = new Promise<void>((resolve) => void child.stderr.on('close', () => resolve()))
  const onAbort = (): void => void child.kill()
  signal?.addEventListener('abort', onAbort)

  async function gone(): Promise<unknown> {
    await Promise.all([ended, allSaid])
    if (signal?.aborted === true) return signal.reason
    if (failure !== undefined) return noSpark('SPARK_HOME/bin/spark-submit', failure)
    const problem = 'spark'
    return sparkError({
      problem,
      message: `spark-submit end with ${endOf()}: ${shownWords(words)}`,
    })
  }

  const endOf = (): string => (child.signalCode === null ? `${child.exitCode}` : child.signalCode)

  return {
    cluster: openCluster(child.stdout, child.stdin, gone),
    async close(isDone) {
      signal?.removeEventListener('abort', onAbort)
      child.stdin.end()
      child.stdout.destroy()
      if (!isDone) child.kill()
      await ended
    },
  }
}

/** The driver, and the one file that executors run. */
const driver = fileURLToPath(new URL('dist/spark/loradex-spark.jar', packageFolder))
const worker = fileURLToPath(new URL('dist/bundle/spark-worker.mjs', packageFolder))

function argumentsOf(master: string | undefined, conf: readonly string[]): readonly string[] {
  return [
    ...(master === undefined ? [] : ['--master', master]),
    '--class',
    'loradex.Main',
    '--name',
    'loradex',
    '--files',
    worker,
    '--conf',
    'spark.ui.showConsoleProgress=false',
    ...conf.flatMap((setting) => ['--conf', setting]),
    driver,
  ]
}

function sparkSubmit({ SPARK_HOME, PATH = '' }: SubmitOptions['env']): string {
  if (SPARK_HOME) {
    const own = join(SPARK_HOME, 'bin', 'spark-submit')
    if (existsSync(own)) return own
    throw noSpark('SPARK_HOME/bin/spark-submit')
  }
  const folders = PATH.split(delimiter).map((folder) => join(folder, 'spark-submit'))
  const found = folders.find((path) => existsSync(path))
  if (found === undefined) throw noSpark('spark-submit on the PATH')
  return found
}

function noSpark(program: string, cause?: unknown): LoradexError {
  return new LoradexError('spark.unavailable', {
    message: `LDX-SPARK-06: expected to start ${program}, saw none`,
    details: { fault: 'LDX-SPARK-06' },
    hint: 'Set SPARK_HOME to the folder of Apache Spark 4, and have Java 17 beside it.',
    cause,
  })
}

/** A checkout has no driver before somebody makes it: Java and Spark are not there for most. */
function noDriver(): LoradexError {
  return new LoradexError('spark.unavailable', {
    message: 'LDX-SPARK-06: expected dist/spark/loradex-spark.jar in the package, saw none',
    details: { fault: 'LDX-SPARK-06' },
    hint: 'Run node tools/build-spark.mjs in the checkout.',
  })
}

/** The lines that look like a failure, else the last ones. */
function shownWords(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  const faults = lines.filter((line) => /exception|error/iu.test(line) && !/^\s+at /u.test(line))
  return (faults.length > 0 ? faults : lines).slice(-SHOWN_LINES).join('; ')
}
