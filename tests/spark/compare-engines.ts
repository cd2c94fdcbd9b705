import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { buildDriver } from '#tools/build-spark.mjs'
import { sparkHome } from '#tools/spark-partner.mjs'
import { runLoradex, startLoradex, type Outcome, type Started } from '../end-to-end/run-loradex.js'

type Environment = Readonly<Record<string, string | undefined>>

/** What Spark needs of the environment, so that it stays within this machine. */
function sparkEnvironment(more: Environment = {}): Environment {
  buildDriver()
  return {
    ...process.env,
    ...more,
    SPARK_HOME: sparkHome(),
    SPARK_LOCAL_IP: '127.0.0.1',
    SOURCE_DATE_EPOCH: '1700000000',
  }
}

const settings = [
  'spark.ui.enabled=false',
  'spark.driver.host=127.0.0.1',
  'spark.driver.bindAddress=127.0.0.1',
  'spark.driver.memory=700m',
].flatMap((setting) => ['--spark-conf', setting])

/** `loradex export` in the folder, by a cluster. */
export function exportOnSpark(
  folder: string,
  where: string | SomeCluster,
  args: readonly string[] = [],
): Promise<Outcome> {
  const { master, env } = typeof where === 'string' ? { master: where, env: {} } : where
  return runLoradex(commandFor(master, args), { cwd: folder, env: sparkEnvironment(env) })
}

interface SomeCluster {
  readonly master: string
  readonly env: Environment
}

/** The same as a process of its own. */
export function startOnSpark(folder: string, master: string, args: readonly string[]): Started {
  return startLoradex(commandFor(master, args), { cwd: folder, env: sparkEnvironment() })
}

function commandFor(master: string, args: readonly string[]): readonly string[] {
  return ['export', '--engine', 'spark', '--master', master, ...settings, ...args]
}

export type OnSpark = (folder: string, args?: readonly string[]) => Promise<Outcome>

interface SubmitPlan {
  /** Whether there is a `plan.json` already. @default false */
  readonly isPlanned?: boolean
  /** @default local[2] */
  readonly master?: string
  /** Options of `loradex plan`. @default none */
  readonly settings?: readonly string[]
  /** More words for `spark-submit`. @default none */
  readonly words?: readonly string[]
  readonly env?: Environment
}

/** Plans the export in the folder and submits the plan, as somebody would who has a cluster. */
export async function submitPlan(
  folder: string,
  target: string,
  {
    isPlanned = false,
    master = 'local[2]',
    words = [],
    settings: own = [],
    env: more = {},
  }: SubmitPlan = {},
): Promise<Outcome> {
  const env = sparkEnvironment(more)
  if (!isPlanned) await runLoradex(['plan', ...own], { cwd: folder, env })
  const planned = await runLoradex(['plan', '--out', 'unused.json', '--json', ...own], {
    cwd: folder,
    env,
  })
  const { spark_submit } = JSON.parse(planned.stdout) as { spark_submit: readonly string[] }
  const plan = `file://${join(folder, 'plan.json')}`
  const args = ['--master', master, ...words, ...spark_submit.slice(1, -2), plan, target]
  const child = spawn(join(env['SPARK_HOME'] ?? '', 'bin/spark-submit'), args, {
    cwd: folder,
    env: { ...env },
  })
  const ended = new Promise<number>((done) => void child.once('close', (code) => done(code ?? 1)))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await ended, stdout: stdout, stderr }
}

export function exportHere(folder: string, args: readonly string[] = []): Promise<Outcome> {
  return runLoradex(['export', ...args], { cwd: folder, env: sparkEnvironment() })
}

/** Every file has the same bytes in both, but for what the manifest says of the engine. */
export async function assertSameExport(local: string, spark: string): Promise<void> {
  const [expected, { _SUCCESS: success, ...seen }] = await Promise.all([
    digestsIn(local),
    digestsIn(spark),
  ])
  assert.equal(success, sha256(''), 'expected an empty _SUCCESS')
  assert.deepEqual(seen, expected)
}

async function digestsIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {}
  for (const name of (await readdir(folder)).toSorted()) {
    const bytes = await readFile(join(folder, name))
    digests[name] = sha256(name === 'manifest.json' ? withoutEngine(bytes.toString()) : bytes)
  }
  return digests
}

function withoutEngine(manifest: string): string {
  return manifest.replace(/,\n {2}"engine": \{[^}]*\}/u, '')
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
