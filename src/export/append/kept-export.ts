import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Disk } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'
import { MARK } from '../folder/assert-free.js'
import type { WorkFolder } from '../folder/work-folder.js'
import { HISTORY } from '../journal/journal.js'
import { frame, unframe } from '../journal/frame.js'
import type { RunState } from '../journal/run-state.js'

/** Files of an export that others can append to, beside its documents. */
export const STATE = 'append.state'
export const KEPT_HISTORY = 'append.history'

/** Read at a time. */
const CHUNK_BYTES = 4 * 1024 * 1024

/** What an export keeps of itself, so that a later one can append to it. Plain JSON. */
export interface KeptExport {
  /** Of the manifest that it belongs to, in hex. */
  readonly manifest_sha256: string
  /** What an export that appends has to have in common with it. */
  readonly identity: unknown
  /** Where its run stood at the end. */
  readonly state: RunState
  readonly history: {
    readonly bytes: number
    /** In hex. */
    readonly sha256: string
  }
}

export interface KeepOptions extends Pick<KeptExport, 'manifest_sha256' | 'identity' | 'state'> {
  /** Its journal is not written to any more. */
  readonly folder: Pick<WorkFolder, 'journal' | 'output'>
}

/** Leaves in an export, which is about to be published, what its run has come to. */
export async function keepExport(
  disk: Disk,
  { folder: { journal, output }, manifest_sha256, identity, state }: KeepOptions,
): Promise<void> {
  const history = join(output, KEPT_HISTORY)
  await disk.remove(history)
  await disk.link(join(journal, HISTORY), history)
  const digest = await digestOf(disk, history)
  const kept: KeptExport = { manifest_sha256, identity, state, history: digest }
  const file = await disk.open(join(output, STATE), 'any')
  try {
    await file.truncate(0)
    await file.write([frame(kept)], 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * What the export at the target has kept of itself; undefined where there is nothing at all.
 * @throws `export.not-appendable`, `export.damaged`
 */
export async function readKept(disk: Disk, target: string): Promise<KeptExport | undefined> {
  const manifest = await manifestDigest(disk, target)
  if (manifest === undefined) return undefined
  const framed = await disk.read(join(target, STATE))
  if (framed === undefined) throw notAppendable(target)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checksum says that we wrote it
  const kept = unframe(framed) as KeptExport | undefined
  if (kept === undefined) throw damaged(target, STATE, 'what was written')
  if (kept.manifest_sha256 !== manifest) throw damaged(target, MARK, `that which ${STATE} is of`)
  const path = join(target, KEPT_HISTORY)
  const history = (await disk.has(path)) ? await digestOf(disk, path) : undefined
  if (history?.sha256 !== kept.history.sha256)
    throw damaged(target, KEPT_HISTORY, 'what was written')
  return kept
}

/** Of the manifest at the target, in hex; undefined where there is none. */
export async function manifestDigest(disk: Disk, target: string): Promise<string | undefined> {
  const manifest = await disk.read(join(target, MARK))
  return manifest && createHash('sha256').update(manifest).digest('hex')
}

async function digestOf(disk: Disk, path: string): Promise<KeptExport['history']> {
  const digest = createHash('sha256')
  const bytes = await readThrough(disk, path, (chunk) => digest.update(chunk))
  return { bytes, sha256: digest.digest('hex') }
}

/** Shows all bytes of a file, and tells how many they are. */
export async function readThrough(
  disk: Disk,
  path: string,
  show: (chunk: Uint8Array) => void,
): Promise<number> {
  const file = await disk.open(path, 'any')
  try {
    const bytes = await file.size()
    for (let at = 0; at < bytes; at += CHUNK_BYTES) show(await file.read(at, CHUNK_BYTES))
    return bytes
  } finally {
    await file.close()
  }
}

function notAppendable(target: string): LoradexError {
  return new LoradexError('export.not-appendable', {
    message: `${target}: expected an export that was made with --append, saw one without ${STATE}`,
    details: { target },
    hint: 'Pass --force too: it is then made again from the first record, and can be appended to.',
  })
}

function damaged(target: string, name: string, expected: string): LoradexError {
  return new LoradexError('export.damaged', {
    message: `${target}: expected ${name} to be ${expected}, saw another one`,
    details: { target },
    hint: 'Set the export back to what it was, or pass --append --force to make it again.',
  })
}
