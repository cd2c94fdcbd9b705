import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sparkHome } from '#tools/spark-partner.mjs'

export interface Standalone {
  /** What `--master` takes. */
  readonly master: string
  stop(): Promise<void>
}

const START_MS = 60_000

/** A master and two workers of one core each, on two addresses of this machine: hosts, as far as Spark knows. */
export async function startStandalone(): Promise<Standalone> {
  const folder = await mkdtemp(join(tmpdir(), 'spark-standalone-'))
  const port = await freePort()
  const master = `spark://127.0.0.1:${port}`
  const start = (host: string, args: readonly string[]): ChildProcess =>
    spawn(join(sparkHome(), 'bin', 'spark-class'), args, {
      cwd: folder,
      env: {
        ...process.env,
        SPARK_HOME: sparkHome(),
        SPARK_LOCAL_IP: host,
        SPARK_DAEMON_MEMORY: '256m',
        SPARK_WORKER_DIR: join(folder, host),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const masterClass = 'org.apache.spark.deploy.master.Master'
  const workerClass = 'org.apache.spark.deploy.worker.Worker'
  const processes = [
    start('127.0.0.1', [masterClass, '--host', '127.0.0.1', '--port', `${port}`, ...noPage]),
  ]
  await said(processes[0], 'I have been elected leader')
  for (const host of ['127.0.0.1', '127.0.0.2']) {
    const worker = start(host, [
      workerClass,
      '--host',
      host,
      '--cores',
      '1',
      '--memory',
      '1g',
      ...noPage,
      master,
    ])
    processes.push(worker)
    await said(worker, 'Successfully registered with master')
  }
  return {
    master,
    async stop() {
      for (const each of processes.toReversed()) await end(each)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const noPage = ['--webui-port', '0']

async function said(child: ChildProcess | undefined, words: string): Promise<void> {
  const stderr = child?.stderr
  if (!stderr) return
  let before = ''
  const heard = new Promise<void>((resolve, reject) => {
    stderr.setEncoding('utf8').on('data', (chunk: string) => {
      before = (before + chunk).slice(-10_000)
      if (before.includes(words)) resolve()
    })
    stderr.once('end', () => reject(new Error(`expected "${words}", saw:\n${before}`)))
  })
  const late = setTimeout(START_MS, undefined, { ref: false }).then(() => {
    throw new Error(`expected "${words}" within ${START_MS} ms, saw:\n${before}`)
  })
  await Promise.race([heard, late])
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => void child.once('exit', resolve))
  child.kill()
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => void server.once('listening', resolve))
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
