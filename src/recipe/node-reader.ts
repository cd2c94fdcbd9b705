import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type Pair,
  type Scalar,
} from 'yaml'
import type { Place, Problem, RecipePath } from './recipe-problem.js'

/** Far more than any recipe needs, schema included; keeps every recursion over one safe. */
export const MAX_DEPTH = 100
/** Nodes with aliases written out: six levels of ten aliases are a bomb. */
const MAX_NODES = 100_000
/** Each is looked for in the whole document. */
const MAX_ALIASES = 1000

const plainTags: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
)

/** Turns the nodes of a YAML document into values and remembers where they were. */
export class NodeReader {
  /** What YAML allows and a recipe does not; `at` is filled in as an offset in the text. */
  readonly problems: (Problem & { readonly offset: number })[] = []
  readonly #document: Document.Parsed
  readonly #offsets = new Map<string, { readonly key: number; readonly value: number }>()
  #nodes = 0
  #aliases = 0

  constructor(document: Document.Parsed) {
    this.#document = document
  }

  read(): unknown {
    return this.#read(this.#document.contents, [])
  }

  /** Of the nearest parent's key for what is not there. */
  offsetOf(path: RecipePath, place: Place): number {
    for (let length = path.length; length > 0; length -= 1) {
      const offsets = this.#offsets.get(keyOf(path.slice(0, length)))
      if (offsets !== undefined) return offsets[length < path.length ? 'key' : place]
    }
    return this.#document.contents?.range[0] ?? 0
  }

  #read(node: unknown, path: RecipePath): unknown {
    this.#nodes += 1
    if (this.#nodes > MAX_NODES || this.#aliases > MAX_ALIASES) return undefined
    if (this.#nodes === MAX_NODES) this.#reject(path, 'expected fewer values, saw too many')
    if (path.length > MAX_DEPTH) return this.#reject(path, 'expected fewer levels')
    if (isAlias(node)) return this.#readAlias(node.resolve(this.#document), path)
    if (isNode(node)) this.#checkTag(node.tag, path)
    if (isMap(node)) return this.#readMap(node.items, path)
    if (isSeq(node)) return this.#readList(node.items, path)
    return isScalar(node) ? this.#readScalar(node, path) : null
  }

  #readAlias(target: unknown, path: RecipePath): unknown {
    this.#aliases += 1
    if (this.#aliases === MAX_ALIASES) this.#reject(path, 'expected fewer aliases, saw too many')
    if (target !== undefined) return this.#read(target, path)
    return this.#reject(path, 'expected an alias of an earlier anchor')
  }

  #readMap(items: readonly Pair[], path: RecipePath): Readonly<Record<string, unknown>> {
    const seen = new Set<string>()
    const entries = items.map(({ key, value }): [string, unknown] => {
      const isText = isScalar(key) && typeof key.value === 'string'
      const name = String(isScalar(key) ? key.value : key)
      const within = [...path, name]
      if (!isText) {
        this.#reject(within, 'expected a text as key (put quotes around it)', key)
      } else if (seen.has(name)) {
        this.#reject(within, 'expected each key once, saw it again', key)
      }
      seen.add(name)
      this.#remember(within, key, value)
      return [name, this.#read(value, within)]
    })
    return Object.fromEntries(entries)
  }

  #readList(items: readonly unknown[], path: RecipePath): readonly unknown[] {
    return items.map((item, index) => {
      const within = [...path, index]
      this.#remember(within, item, item)
      return this.#read(item, within)
    })
  }

  #readScalar({ value, source }: Scalar, path: RecipePath): unknown {
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return this.#reject(path, `expected a number up to 2^53, saw ${source}`)
    }
    return value
  }

  #checkTag(tag: string | undefined, path: RecipePath): void {
    if (tag === undefined || plainTags.has(tag)) return
    this.#reject(path, `expected no tag, saw ${tag.replace('tag:yaml.org,2002:', '!!')}`)
  }

  #remember(path: RecipePath, key: unknown, value: unknown): void {
    const fallback = offsetIn(key) ?? 0
    this.#offsets.set(keyOf(path), { key: fallback, value: offsetIn(value) ?? fallback })
  }

  #reject(path: RecipePath, text: string, key?: unknown): undefined {
    const place = key === undefined ? 'value' : 'key'
    const offset = offsetIn(key) ?? this.offsetOf(path, place)
    this.problems.push({ path, place, text, offset })
  }
}

/** Positions in lists may come as text. */
function keyOf(path: RecipePath): string {
  return JSON.stringify(path.map(String))
}

function offsetIn(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
