// node benchmarks/install-peers.mjs: installs the programs that the export is compared with into
// benchmarks/.peers, which is ignored. jq and the time command come with the machine.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { arch, platform } from 'node:process'
import { peerFolder } from './peers.mjs'

const packages = { ajv: '8.20.0', 'nodejs-polars': '0.26.1' }
/** npm leaves it out where it knows another version of Node than it names. */
const native = platform === 'linux' ? { [`nodejs-polars-linux-${arch}-gnu`]: '0.26.1' } : {}
const pythonPackages = ['jsonschema==4.25.1']

export function installPeers() {
  const wanted = JSON.stringify({ ...packages, ...native, pythonPackages }, undefined, 2)
  const done = join(peerFolder, 'installed.json')
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return
  mkdirSync(peerFolder, { recursive: true })
  writeFileSync(join(peerFolder, 'package.json'), JSON.stringify({ private: true }))
  const names = Object.entries({ ...packages, ...native }).map(
    ([name, version]) => `${name}@${version}`,
  )
  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--include=optional',
    ...names,
  ])
  run('python3', ['-m', 'venv', 'python'])
  run(join(peerFolder, 'python/bin/python'), ['-m', 'pip', 'install', '--quiet', ...pythonPackages])
  writeFileSync(done, wanted)
}

function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: peerFolder, stdio: ['ignore', 2, 2] })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`)
}

installPeers()
