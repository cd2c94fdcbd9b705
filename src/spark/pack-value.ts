import { Buffer } from 'node:buffer'

/**
 * Plain values as bytes that any Node can read: null, booleans, numbers, texts, lists, objects, maps with
 * texts as keys, and arrays of numbers in bulk. An object that comes twice is written once, and is one
 * object again when it is read; names of objects are written once for all with the same ones. Numbers are as they lie in memory, the lowest byte first.
 */
export function packValue(value: unknown): Uint8Array {
  const writer = openWriter()
  writer.write(value)
  return writer.bytes()
}

/** What `packValue` has packed. @throws for what it has not */
export function unpackValue(bytes: Uint8Array): unknown {
  const reader = openReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const value = reader.read()
  if (!reader.isAtEnd()) throw new RangeError('bytes behind the value')
  return value
}

const kinds = {
  null: 0,
  undefined: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  list: 6,
  object: 7,
  map: 8,
  again: 9,
  /** As UTF-16: UTF-8 has no half of a pair. */
  brokenText: 10,
} as const

/** Kinds of arrays of numbers begin here. */
const FIRST_ARRAY = 16
const arrays = [Uint8Array, Uint32Array, Float64Array] as const

interface Writer {
  write(value: unknown): void
  bytes(): Uint8Array
}

function openWriter(): Writer {
  const known = new Map<object, number>()
  const shapes = new Map<string, number>()
  let out = Buffer.allocUnsafe(1024)
  let length = 0

  function reserve(bytes: number): number {
    const at = length
    length += bytes
    if (length > out.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * out.length, length))
      out.copy(larger, 0, 0, at)
      out = larger
    }
    return at
  }

  function writeHead(kind: number, count: number): void {
    const at = reserve(5)
    out.writeUInt8(kind, at)
    out.writeUInt32LE(count, at + 1)
  }

  function writeText(text: string): void {
    const isWhole = text.isWellFormed()
    const bytes = isWhole ? Buffer.byteLength(text) : 2 * text.length
    writeHead(isWhole ? kinds.text : kinds.brokenText, bytes)
    const at = reserve(bytes)
    out.write(text, at, isWhole ? 'utf8' : 'utf16le')
  }

  function writeMap(map: ReadonlyMap<unknown, unknown>): void {
    writeHead(kinds.map, map.size)
    for (const [name, member] of map) {
      writeText(String(name))
      write(member)
    }
  }

  /** Its shape, which is new when it has the next number; then its members. */
  function writeMembers(value: object): void {
    const names = Object.keys(value)
    const spelled = JSON.stringify(names)
    const shape = shapes.get(spelled)
    writeHead(kinds.object, shape ?? shapes.size)
    if (shape === undefined) {
      shapes.set(spelled, shapes.size)
      writeHead(kinds.list, names.length)
      for (const name of names) writeText(name)
    }
    for (const member of Object.values(value)) write(member)
  }

  function writeObject(value: object): void {
    const earlier = known.get(value)
    if (earlier !== undefined) return writeHead(kinds.again, earlier)
    known.set(value, known.size)
    if (Array.isArray(value)) {
      writeHead(kinds.list, value.length)
      for (const item of value) write(item)
      return
    }
    if (value instanceof Map) return writeMap(value)
    if (!ArrayBuffer.isView(value)) return writeMembers(value)
    const array = arrays.findIndex((type) => value instanceof type)
    if (array === -1) throw new TypeError('expected plain data, saw another kind of array')
    writeHead(FIRST_ARRAY + array, value.byteLength)
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    const at = reserve(bytes.length)
    bytes.copy(out, at)
  }

  function write(value: unknown): void {
    if (typeof value === 'string') return writeText(value)
    if (typeof value === 'object' && value !== null) return writeObject(value)
    if (typeof value === 'number') {
      const at = reserve(9)
      out.writeUInt8(kinds.number, at)
      out.writeDoubleLE(value, at + 1)
      return
    }
    const at = reserve(1)
    out.writeUInt8(singleKind(value), at)
  }

  return { write, bytes: () => out.subarray(0, length) }
}

function singleKind(value: unknown): number {
  if (value === null) return kinds.null
  if (value === undefined) return kinds.undefined
  if (typeof value === 'boolean') return value ? kinds.true : kinds.false
  throw new TypeError(`expected plain data, saw a ${typeof value}`)
}

interface Reader {
  read(): unknown
  isAtEnd(): boolean
}

function openReader(bytes: Buffer): Reader {
  const known: object[] = []
  const shapes: (readonly string[])[] = []
  let at = 0

  function readCount(): number {
    at += 4
    return bytes.readUInt32LE(at - 4)
  }

  function take(count: number): Buffer {
    if (at + count > bytes.length) throw new RangeError('bytes that are cut off')
    at += count
    return bytes.subarray(at - count, at)
  }

  function learn<Known extends object>(value: Known): Known {
    known.push(value)
    return value
  }

  function readList(count: number): unknown[] {
    const list = learn<unknown[]>([])
    for (let left = count; left > 0; left -= 1) list.push(read())
    return list
  }

  function readText(): string {
    const text = read()
    if (typeof text !== 'string') throw new TypeError('a name that is no text')
    return text
  }

  function shapeOf(index: number): readonly string[] {
    const shape = shapes[index]
    if (shape) return shape
    if (index !== shapes.length || take(1)[0] !== kinds.list) {
      throw new RangeError('a shape that has not come')
    }
    const names: string[] = []
    for (let left = readCount(); left > 0; left -= 1) names.push(readText())
    shapes.push(names)
    return names
  }

  function readObject(shape: readonly string[]): object {
    const object = learn<Record<string, unknown>>({})
    for (const name of shape) {
      if (name === '__proto__') {
        const member = { configurable: true, enumerable: true, writable: true }
        Object.defineProperty(object, name, { ...member, value: read() })
      } else {
        object[name] = read()
      }
    }
    return object
  }

  function readMap(count: number): Map<string, unknown> {
    const map = learn(new Map<string, unknown>())
    for (let left = count; left > 0; left -= 1) {
      const name = readText()
      map.set(name, read())
    }
    return map
  }

  function readArray(index: number, length: number): object {
    // A copy of its own begins where its numbers may begin.
    const { buffer } = Uint8Array.from(take(length))
    const type = arrays[index]
    if (type === undefined) throw new RangeError('a kind of array that there is not')
    return learn(new type(buffer))
  }

  function readAgain(index: number): object {
    const earlier = known[index]
    if (!earlier) throw new RangeError('an object that has not come')
    return earlier
  }

  function read(): unknown {
    const kind = bytes.readUInt8(at)
    at += 1
    switch (kind) {
      case kinds.null:
        return null
      case kinds.undefined:
        return undefined
      case kinds.false:
        return false
      case kinds.true:
        return true
      case kinds.number:
        return take(8).readDoubleLE()
      case kinds.text:
        return take(readCount()).toString('utf8')
      case kinds.brokenText:
        return take(readCount()).toString('utf16le')
      case kinds.list:
        return readList(readCount())
      case kinds.object:
        return readObject(shapeOf(readCount()))
      case kinds.map:
        return readMap(readCount())
      case kinds.again:
        return readAgain(readCount())
      default:
        return readArray(kind - FIRST_ARRAY, readCount())
    }
  }

  return { read, isAtEnd: () => at === bytes.length }
}
