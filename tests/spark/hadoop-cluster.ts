import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { sparkHome } from '#tools/spark-partner.mjs'

/** HDFS and YARN of Hadoop's own test cluster, which Maven brings: 70 MB in .partners/. */
export interface HadoopCluster {
  /** `hdfs://localhost:39539` */
  readonly root: string
  /** What `HADOOP_CONF_DIR` names. */
  readonly conf: string
  /** Copies a file or folder of this machine there. */
  put(local: string, path: string): Promise<void>
  get(path: string, local: string): Promise<void>
  stop(): Promise<void>
}

export const hasMaven: boolean = spawnSync('mvn', ['--version']).status === 0

export async function startHadoop(): Promise<HadoopCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'hadoop-cluster-'))
  const classPath = [join(sparkHome(), 'jars', '*'), join(hadoopJars(), '*')].join(':')
  const program = resolve('tests/spark/hadoop/MiniCluster.java')
  const child = spawn('java', ['-cp', classPath, program, folder], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-10_000)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function answer(wanted: RegExp): Promise<string> {
    for (;;) {
      const line = await lines.next()
      if (line.done === true) throw new Error(`expected ${wanted}, saw the end of it:\n${words}`)
      if (wanted.test(line.value)) return line.value
    }
  }

  async function copy(...command: readonly string[]): Promise<void> {
    child.stdin.write(`${command.join(' ')}\n`)
    await answer(/^done$/u)
  }

  const stop = async (): Promise<void> => {
    const ended = new Promise((done) => void child.once('exit', done))
    if (child.exitCode === null) {
      child.stdin.end()
      await ended
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return {
    root: await answer(/^hdfs:/u),
    conf: join(folder, 'conf'),
    put: (local, path) => copy('put', local, path),
    get: (path, local) => copy('get', path, local),
    stop,
  }
}

function hadoopJars(): string {
  const folder = resolve('.partners/hadoop')
  const pom = resolve('tests/spark/hadoop/pom.xml')
  const installed = join(folder, 'installed.xml')
  const pins = readFileSync(pom, 'utf8')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === pins) return folder
  const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`]
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', pom, ...copy], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`expected the jars of ${pom}, saw mvn end with ${status}`)
  writeFileSync(installed, pins)
  return folder
}
