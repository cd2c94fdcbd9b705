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
import { digits } from './digits.js'
import { quote, type Place, type Problem, type RecipePath } from './recipe-problem.js'

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

  /** Whether there was too much to read all of it. */
  get isCut(): boolean {
    return this.#nodes >= MAX_NODES || this.#aliases >= MAX_ALIASES
  }

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
    if (this.#nodes === MAX_NODES)
      this.#reject(path, tooMany('values, with aliases written out,', MAX_NODES))
    if (path.length > MAX_DEPTH) return this.#reject(path, tooMany('levels,', MAX_DEPTH))
    if (isAlias(node)) return this.#readAlias(node.resolve(this.#document), path)
    if (isNode(node)) this.#checkTag(node.tag, path)
    if (isMap(node)) return this.#readMap(node.items, path)
    if (isSeq(node)) return this.#readList(node.items, path)
    return isScalar(node) ? this.#readScalar(node, path) : null
  }

  #readAlias(target: unknown, path: RecipePath): unknown {
    this.#aliases += 1
    if (this.#aliases === MAX_ALIASES) this.#reject(path, tooMany('aliases,', MAX_ALIASES))
    if (target !== undefined) return this.#read(target, path)
    return this.#reject(path, {
      text: 'expected an alias of an earlier anchor, saw one of nothing',
      hint: 'Put quotes around a text that begins with *.',
    })
  }

  #readMap(items: readonly Pair[], path: RecipePath): Readonly<Record<string, unknown>> {
    const seen = new Set<string>()
    const entries = items.map(({ key, value }): [string, unknown] => {
      const isText = isScalar(key) && typeof key.value === 'string'
      const name = String(isScalar(key) ? key.value : key)
      const within = [...path, name]
      if (!isText) {
        const text = `expected a text as key, saw ${quote(name)} without quotes`
        this.#reject(within, { text, hint: 'Put quotes around the key.' }, key)
      } else if (seen.has(name)) {
        const hint = 'Remove one of the two, or put their values together.'
        this.#reject(within, { text: 'expected each key once, saw it again', hint }, key)
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
      const text = `expected a number up to 2^53, saw ${source}`
      return this.#reject(path, { text, hint: 'Write a smaller number.' })
    }
    return value
  }

  #checkTag(tag: string | undefined, path: RecipePath): void {
    if (tag === undefined || plainTags.has(tag)) return
    const text = `expected no tag, saw ${quote(tag.replace('tag:yaml.org,2002:', '!!'))}`
    this.#reject(path, {
      text,
      hint: 'Remove the tag, or put quotes around a text that begins with !.',
    })
  }

  #remember(path: RecipePath, key: unknown, value: unknown): void {
    const fallback = offsetIn(key) ?? 0
    this.#offsets.set(keyOf(path), { key: fallback, value: offsetIn(value) ?? fallback })
  }

  #reject(path: RecipePath, fault: Fault, key?: unknown): undefined {
    const place = key === undefined ? 'value' : 'key'
    const offset = offsetIn(key) ?? this.offsetOf(path, place)
    this.problems.push({ path, place, ...fault, offset })
  }
}

type Fault = Pick<Problem, 'text' | 'hint'>

function tooMany(what: string, most: number): Fault {
  return {
    text: `expected at most ${digits(most)} ${what} saw more`,
    hint: 'Write the recipe without aliases that stand for aliases.',
  }
}

/** Positions in lists may come as text. */
function keyOf(path: RecipePath): string {
  return JSON.stringify(path.map(String))
}

function offsetIn(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
