// The two files that a Spark cluster gets: the driver, from Java, and the worker, one file of JavaScript.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sparkHome } from './spark-partner.mjs'

const target = 'dist/spark'

export async function buildWorker() {
  const { rolldown } = await import(process.env.ROLLDOWN ?? 'rolldown')
  const bundle = await rolldown({
    input: join(target, 'worker.js'),
    platform: 'node',
    external: [/^node:/u, 'pg', 'pg-cursor', 'libsql', '@duckdb/node-api'],
    plugins: [inlineKernel()],
    logLevel: 'warn',
  })
  await bundle.write({
    file: join(target, 'worker.mjs'),
    format: 'esm',
    minify: true,
    codeSplitting: false,
  })
}

/** Kernel and compressor are read from files beside their modules; a single file has none beside it. */
function inlineKernel() {
  return {
    name: 'inline-kernel',
    transform(code, id) {
      if (!id.endsWith('engine/kernel-module.js')) return
      const kernel = readFileSync('dist/engine/kernel.wasm').toString('base64')
      const read = "readFileSync(new URL('./kernel.wasm', import.meta.url))"
      if (!code.includes(read)) throw new Error(`expected ${read} in ${id}`)
      return code.replace(read, `Buffer.from('${kernel}', 'base64')`)
    },
  }
}

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
  await buildWorker()
  buildDriver()
}
