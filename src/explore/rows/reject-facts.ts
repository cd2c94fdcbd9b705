import { lineHeads, type LineHeads } from './line-heads.js'
import { readPlace } from '../origins/source-place.js'
import { wordColumn, type WordColumn } from './word-column.js'

/** What is remembered of every reject: 8 bytes each. */
export interface RejectFacts {
  /** Takes the lines of the rejects in their order. */
  readonly lines: LineHeads
  readonly codes: WordColumn
  readonly rules: WordColumn
  /** Line of the source, counted from 1. */
  lineAt(reject: number): number
  /** The rejects of each input: neighbours, as parts of one input are. */
  inputs(): readonly InputRejects[]
}

export interface InputRejects {
  readonly input: string
  readonly first: number
  /** One past the last. */
  readonly end: number
}

/** What stands before the record itself, which may be long. */
const HEAD_BYTES = 16 * 1024

const text = String.raw`"((?:[^"\\]|\\.)*)"`
/** The keys come in this order; what follows is of no interest here. */
const beginning = new RegExp(
  `^\\{"at":${text},(?:"offset":\\d+,)?"code":${text},"rule":${text}`,
  'u',
)

export function rejectFacts(total: number): RejectFacts {
  const codes = wordColumn(total)
  const rules = wordColumn(total)
  const sourceLines = new Uint32Array(total)
  const inputs: { input: string; first: number; end: number }[] = []
  let count = 0

  function add(head: Buffer): void {
    const [, at = '', code = '', rule = ''] = beginning.exec(head.toString()) ?? []
    codes.push(unescaped(code))
    rules.push(unescaped(rule))
    const { input, line } = readPlace(unescaped(at))
    sourceLines[count] = line
    const last = inputs.at(-1)
    if (last?.input === input) last.end = count + 1
    else inputs.push({ input, first: count, end: count + 1 })
    count += 1
  }

  return {
    lines: lineHeads(HEAD_BYTES, add),
    codes,
    rules,
    lineAt: (reject) => sourceLines[reject] ?? 0,
    inputs: () => inputs,
  }
}

function unescaped(json: string): string {
  return json.includes('\\') ? String(JSON.parse(`"${json}"`)) : json
}

/** The rejects of one input; none where it has none. */
export function rejectsOf(facts: RejectFacts, input: string): Omit<InputRejects, 'input'> {
  return facts.inputs().find((rejects) => rejects.input === input) ?? { first: 0, end: 0 }
}
