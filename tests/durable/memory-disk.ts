import { basename, dirname, join } from 'node:path'
import type { Disk, DiskFile } from '#loradex/disk/disk.js'
import { diskFailure } from '#loradex/kernel/disk-failure.js'

/** A number from 0 to 1. */
type Chance = () => number

/** A disk that forgets what was not synced, as far as chance wants it. */
export interface MemoryDisk extends Disk {
  /** Effects so far; each is a place to crash at. */
  effects(): number
  /** The effect of that number, and all after it, are not had: the program has died. */
  dieAt(effect: number): void
  /** What the next program finds: everything, or what had to be there and some of the rest. */
  afterCrash(chance: Chance, losesUnsynced: boolean): MemoryDisk
  /** Every file below a folder, by its path from there. */
  tree(folder: string): ReadonlyMap<string, string>
}

export class Died extends Error {}

type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly length: number }

interface File {
  readonly kind: 'file'
  /** On the disk for certain. */
  durable: Uint8Array
  /** What programs see. */
  seen: Uint8Array
  /** Between the two, in the order in which they were made. */
  changes: Change[]
}

interface Folder {
  readonly kind: 'folder'
  readonly durable: Map<string, Node>
  readonly seen: Map<string, Node>
}

type Node = File | Folder
type View = 'durable' | 'seen'

/** One change of names, in one or two folders; it is had as a whole or not at all. */
interface Renaming {
  readonly folders: readonly Folder[]
  apply(view: View): void
}

/** Names are those of a file system that keeps the order of the changes in each folder. */
export function memoryDisk(
  root: Folder = folderOf(new Map()),
  pending: readonly Renaming[] = [],
): MemoryDisk {
  let renamings = [...pending]
  let effects = 0
  let lastEffect = Infinity

  /** A step of the event loop, as other effects may come in between. */
  async function effect(): Promise<void> {
    effects += 1
    if (effects >= lastEffect) throw new Died()
    await Promise.resolve()
    if (effects >= lastEffect) throw new Died()
  }

  function rename(folders: readonly Folder[], apply: Renaming['apply']): void {
    apply('seen')
    renamings.push({ folders, apply })
  }

  function find(path: string): Node | undefined {
    let node: Node | undefined = root
    for (const name of namesOn(path))
      node = node?.kind === 'folder' ? node.seen.get(name) : undefined
    return node
  }

  function folderAt(path: string): Folder {
    const found = find(path)
    if (found?.kind === 'folder') return found
    throw failure(path, 'ENOENT')
  }

  function put(path: string, node: Node): void {
    const folder = folderAt(dirname(path))
    rename([folder], (view) => folder[view].set(basename(path), node))
  }

  function drop(path: string): void {
    const folder = folderAt(dirname(path))
    rename([folder], (view) => folder[view].delete(basename(path)))
  }

  /** With what they depend on: earlier changes in the same folders. */
  function syncNames(folder: Folder): void {
    const wanted = new Set([folder])
    const kept: Renaming[] = []
    const taken: Renaming[] = []
    for (const each of renamings.toReversed()) {
      const isWanted = each.folders.some((name) => wanted.has(name))
      if (isWanted) for (const name of each.folders) wanted.add(name)
      ;(isWanted ? taken : kept).push(each)
    }
    for (const { apply } of taken.toReversed()) apply('durable')
    renamings = kept.toReversed()
  }

  function openFile(file: File): DiskFile {
    function change(next: Change): void {
      file.seen = changed(file.seen, next)
      file.changes.push(next)
    }
    return {
      size: () => Promise.resolve(file.seen.length),
      changedAt: () => Promise.resolve(0),
      read: (at, length) => Promise.resolve(file.seen.slice(at, at + length)),
      close: () => Promise.resolve(),
      async write(pieces, at) {
        const copy = Buffer.concat(pieces)
        await effect()
        change({ kind: 'write', at, bytes: copy })
      },
      async truncate(length) {
        await effect()
        change({ kind: 'truncate', length })
      },
      async sync() {
        const count = file.changes.length
        await effect()
        file.durable = file.changes.splice(0, count).reduce(changed, file.durable)
      },
    }
  }

  const disk: MemoryDisk = {
    async makeFolder(path) {
      if (find(path)) return false
      folderAt(dirname(path))
      await effect()
      put(path, folderOf(new Map()))
      return true
    },
    async open(path, which) {
      const found = find(path)
      if (found?.kind === 'folder') throw failure(path, 'EISDIR')
      if (found && which === 'new') throw failure(path, 'EEXIST')
      if (found) return openFile(found)
      folderAt(dirname(path))
      await effect()
      // Another one may have made it meanwhile: whoever comes first does.
      const made = find(path) ?? fileOf(new Uint8Array())
      if (made.kind === 'folder' || (which === 'new' && find(path))) throw failure(path, 'EEXIST')
      if (!find(path)) put(path, made)
      return openFile(made)
    },
    read(path) {
      const found = find(path)
      return Promise.resolve(found?.kind === 'file' ? found.seen.slice() : undefined)
    },
    has: (path) => Promise.resolve(find(path) !== undefined),
    list(path) {
      const found = find(path)
      return Promise.resolve(found?.kind === 'folder' ? namesOf(found) : undefined)
    },
    async rename(from, to) {
      const node = find(from)
      const taken = find(to)
      if (!node) return false
      if (taken?.kind === 'folder' && taken.seen.size > 0) throw failure(to, 'ENOTEMPTY')
      await effect()
      const [source, target] = [folderAt(dirname(from)), folderAt(dirname(to))]
      rename([source, target], (view) => {
        source[view].delete(basename(from))
        target[view].set(basename(to), node)
      })
      return true
    },
    async link(from, to) {
      const file = find(from)
      if (file?.kind !== 'file') throw failure(to, 'ENOENT')
      if (find(to)) throw failure(to, 'EEXIST')
      await effect()
      put(to, file)
    },
    async remove(path) {
      const found = find(path)
      if (!found) return
      if (found.kind === 'folder') {
        for (const name of namesOf(found)) await disk.remove(join(path, name))
      }
      await effect()
      drop(path)
    },
    async removeEmpty(path) {
      const found = find(path)
      if (found?.kind !== 'folder' || found.seen.size > 0) return false
      await effect()
      drop(path)
      return true
    },
    async syncFolder(path) {
      const folder = folderAt(path)
      await effect()
      syncNames(folder)
    },

    effects: () => effects,
    dieAt: (number) => void (lastEffect = number),
    afterCrash(chance, losesUnsynced) {
      // A program alone has died: the system still has what it was told, and may lose it later.
      if (!losesUnsynced) return memoryDisk(root, renamings)
      const stopped = new Set<Folder>()
      for (const { folders, apply } of renamings) {
        if (folders.some((folder) => stopped.has(folder)) || chance() < 0.3) {
          for (const folder of folders) stopped.add(folder)
        } else apply('durable')
      }
      return memoryDisk(settled(root, (file) => torn(file, chance)))
    },
    tree: (path) => new Map(filesIn(find(path), '')),
  }
  return disk
}

const namesOfPaths = new Map<string, readonly string[]>()

/** Those of the folders and of what is in the last one; the same few paths come again and again. */
function namesOn(path: string): readonly string[] {
  const known = namesOfPaths.get(path)
  if (known) return known
  const names = path.split('/').filter((name) => name !== '')
  namesOfPaths.set(path, names)
  return names
}

/** A list of its own, which may be gone through while names go. */
function namesOf({ seen }: Folder): string[] {
  return Array.from(seen.keys())
}

function folderOf(names: ReadonlyMap<string, Node>): Folder {
  return { kind: 'folder', durable: new Map(names), seen: new Map(names) }
}

function fileOf(bytes: Uint8Array): File {
  return { kind: 'file', durable: bytes, seen: bytes, changes: [] }
}

function failure(path: string, code: string): Error {
  return diskFailure(path, Object.assign(new Error(code), { code }))
}

function changed(bytes: Uint8Array, change: Change): Uint8Array {
  if (change.kind === 'truncate') {
    const cut = new Uint8Array(change.length)
    cut.set(bytes.subarray(0, change.length))
    return cut
  }
  const end = change.at + change.bytes.length
  const longer = new Uint8Array(Math.max(bytes.length, end))
  longer.set(bytes)
  longer.set(change.bytes, change.at)
  return longer
}

/** Each change that was not synced is had, or lost, or had in part. */
function torn({ durable, changes }: File, chance: Chance): Uint8Array {
  let bytes = durable
  for (const change of changes) {
    const fate = chance()
    if (fate < 0.4) bytes = changed(bytes, change)
    else if (fate < 0.7 && change.kind === 'write') {
      const from = chance() < 0.5 ? 0 : Math.floor(chance() * change.bytes.length)
      const to = from + Math.floor(chance() * (change.bytes.length - from + 1))
      const piece = change.bytes.subarray(from, to)
      bytes = changed(bytes, { kind: 'write', at: change.at + from, bytes: piece })
    }
  }
  return bytes
}

/** A disk on which all is durable. */
function settled(folder: Folder, bytesOf: (file: File) => Uint8Array): Folder {
  const names = Array.from(folder.durable, ([name, node]): [string, Node] => [
    name,
    node.kind === 'folder' ? settled(node, bytesOf) : fileOf(bytesOf(node)),
  ])
  return folderOf(new Map(names))
}

function* filesIn(node: Node | undefined, path: string): Generator<[string, string]> {
  if (node?.kind === 'file') yield [path, Buffer.from(node.seen).toString('latin1')]
  if (node?.kind !== 'folder') return
  for (const name of namesOf(node).toSorted()) {
    yield* filesIn(node.seen.get(name), path === '' ? name : `${path}/${name}`)
  }
}
