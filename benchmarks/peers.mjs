import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pathToFileURL } from 'node:url'

/** Made by install-peers.mjs; not part of the repository. */
export const peerFolder = fileURLToPath(new URL('.peers/', import.meta.url))
const python = `${peerFolder}python/bin/python`

/** Other programs that do the full job. `differs` says what they keep that we do not, or the other way round. */
export const PEERS = {
  'duckdb-1': duckdb('DuckDB, SQL, 1 thread', 1),
  'duckdb-2': duckdb('DuckDB, SQL, 2 threads', 2),
  polars: {
    title: 'polars',
    ...peer(({ node, input, out }) => ({ program: node, args: [own('polars.mjs'), input, out] })),
  },
  jq: {
    title: 'jq, mapping and checks, no dedup',
    needsProgram: 'jq',
    keeps: 'duplicates',
    ...peer(({ input, out }) => ({ program: 'sh', args: [own('job.sh'), input, out] })),
  },
  python: {
    title: 'CPython json, checks by hand',
    ...peer(({ input, out }) => ({ program: python, args: [own('job.py'), input, out] })),
  },
  'python-jsonschema': {
    title: 'CPython json + jsonschema',
    ...peer(({ input, out }) => ({ program: python, args: [own('job.py'), input, out, 'schema'] })),
  },
  readline: {
    title: 'readline + ajv + Set',
    ...peer(({ node, input, out }) => ({ program: node, args: [own('readline.mjs'), input, out] })),
  },
}

/** The file URL of a package's entry in the folder of peers. */
export async function importPeer(name) {
  const { createRequire } = await import('node:module')
  const require = createRequire(`${peerFolder}package.json`)
  return import(pathToFileURL(require.resolve(name)).href)
}

export function areInstalled() {
  return existsSync(`${peerFolder}installed.json`)
}

function peer(command) {
  return { isPeer: true, command }
}

function duckdb(title, threads) {
  return {
    title,
    workers: threads,
    ...peer(({ node, input, out }) => ({
      program: node,
      args: [own('duckdb.mjs'), input, out, String(threads)],
    })),
  }
}

function own(name) {
  return fileURLToPath(new URL(`peers/${name}`, import.meta.url))
}
