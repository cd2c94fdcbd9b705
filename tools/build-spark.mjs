// Compiles the driver of Spark clusters into a jar, against the jars of Spark itself.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sparkHome } from './spark-partner.mjs'

const target = 'dist/spark'

export function buildDriver() {
  const jars = join(sparkHome(), 'jars', '*')
  const folder = 'src/spark/java/loradex'
  const classes = resolve(target, 'classes')
  rmSync(classes, { recursive: true, force: true })
  mkdirSync(classes, { recursive: true })
  const sources = readdirSync(folder).map((name) => join(folder, name))
  run('javac', ['--release', '17', '-proc:none', '-Xlint:all,-processing,-classfile,-path,-serial', '-g:none', '-cp', jars, '-d', classes, ...sources])
  run('jar', ['--create', '--no-manifest', '--date=2020-01-01T00:00:00Z', '--file', join(target, 'loradex-spark.jar'), '-C', classes, '.'])
  rmSync(classes, { recursive: true })
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ended with ${status}`, { cause: error })
}

if (process.argv[1]?.endsWith('build-spark.mjs')) {
  buildDriver()
}
