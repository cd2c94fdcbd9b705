import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildDriver } from '#tools/build-spark.mjs'
import { sparkHome } from '#tools/spark-partner.mjs'
import { runLoradex, startLoradex, type Outcome, type Started } from '../end-to-end/run-loradex.js'

/** What Spark needs of the environment, so that it stays within this machine. */
function sparkEnvironment(): Readonly<Record<string, string | undefined>> {
  buildDriver()
  return {
    ...process.env,
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
  master: string,
  args: readonly string[] = [],
): Promise<Outcome> {
  return runLoradex(commandFor(master, args), { cwd: folder, env: sparkEnvironment() })
}

/** The same as a process of its own. */
export function startOnSpark(folder: string, master: string, args: readonly string[]): Started {
  return startLoradex(commandFor(master, args), { cwd: folder, env: sparkEnvironment() })
}

function commandFor(master: string, args: readonly string[]): readonly string[] {
  return ['export', '--engine', 'spark', '--master', master, ...settings, ...args]
}

export type OnSpark = (folder: string, args?: readonly string[]) => Promise<Outcome>

/** Plans the export in the folder and submits the plan, as somebody would who has a cluster. */
export async function submitPlan(
  folder: string,
  target: string,
  { isPlanned = false }: { readonly isPlanned?: boolean } = {},
): Promise<Outcome> {
  const env = sparkEnvironment()
  if (!isPlanned) await runLoradex(['plan'], { cwd: folder, env })
  const { stdout } = await runLoradex(['plan', '--out', 'unused.json', '--json'], {
    cwd: folder,
    env,
  })
  const { spark_submit } = JSON.parse(stdout) as { spark_submit: readonly string[] }
  const words = spark_submit.slice(1, -2)
  const args = ['--master', 'local[2]', ...words, 'plan.json', target]
  const { status, ...said } = spawnSync(join(env['SPARK_HOME'] ?? '', 'bin/spark-submit'), args, {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  return { exitCode: status ?? 1, stdout: said.stdout, stderr: said.stderr }
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
