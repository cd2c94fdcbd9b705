import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { getuid, pid } from 'node:process'
import { cachedDataVersionTag } from 'node:v8'
import { crc32 } from 'node:zlib'
import type { Environment } from '../../recipe/secrets.js'
import { userFolder } from '../config/user-folder.js'

/** Compiled code of one program, for this V8 and its flags. Whatever fails, there is none. */
export interface CodeStore {
  read(): Buffer | undefined
  keep(code: Uint8Array): void
}

const CHECKSUM_BYTES = 4
const MOST_AGE_MS = 30 * 24 * 60 * 60 * 1000
const WRITABLE_BY_OTHERS = 0o022

/** Where compiled code is kept; absent for a user without a home, and where Node is to keep none either. */
export function codeFolder(env: Environment): string | undefined {
  // With compiled code from elsewhere, what is counted as covered is less exact.
  if (env['NODE_DISABLE_COMPILE_CACHE'] || env['NODE_V8_COVERAGE']) return undefined
  return userFolder(env, { named: env['XDG_CACHE_HOME'], inHome: '.cache' })
}

/** Where that of a program is kept, which is known by its path, its length and its checksum. */
export function openCodeStore(folder: string, file: string, program: Uint8Array): CodeStore {
  const facts = [cachedDataVersionTag(), crc32(file), program.length, crc32(program)]
  const path = join(folder, [basename(file), ...facts.map((fact) => fact.toString(36))].join('-'))

  return {
    read: () =>
      orNothing(() => {
        const kept = readOwn(path)
        if (!kept) return undefined
        const code = kept.subarray(CHECKSUM_BYTES)
        // V8 does not look whether the code is whole.
        return crc32(code) === kept.readUInt32LE() ? code : undefined
      }),
    keep: (code) =>
      orNothing(() => {
        const checksum = Buffer.alloc(CHECKSUM_BYTES)
        checksum.writeUInt32LE(crc32(code))
        makeFolder(dirname(folder))
        makeFolder(folder)
        const beside = `${path}.${pid}`
        writeFileSync(beside, Buffer.concat([checksum, code]), { mode: 0o600, flag: 'wx' })
        renameSync(beside, path)
        removeOld(folder)
      }),
  }
}

/** Nothing of a file that others can write: its code would be run. */
function readOwn(path: string): Buffer | undefined {
  const file = openSync(path, 'r')
  try {
    const { uid, mode } = fstatSync(file)
    // Windows has no such numbers.
    const isOwn = getuid === undefined || (uid === getuid() && !(mode & WRITABLE_BY_OTHERS))
    return isOwn ? readFileSync(file) : undefined
  } finally {
    closeSync(file)
  }
}

/** No home is made for those that have none; Node would try for ever, too, to make folders in `/proc`. */
function makeFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > MOST_AGE_MS) rmSync(path)
  }
}

function orNothing<Value>(attempt: () => Value): Value | undefined {
  try {
    return attempt()
  } catch {
    return undefined
  }
}
