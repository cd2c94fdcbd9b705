import type { LoradexError } from '../../../kernel/error.js'
import { grammarInvalid, type GrammarReader } from '../grammar-reader.js'

export interface RegexOptions {
  /** What messages call the regex. */
  readonly name: string
  /** `ecma`: as `pattern` of JSON Schema means it; `rust`: as Lark grammars do. @default ecma */
  readonly dialect?: 'ecma' | 'rust'
  /** `.` is any character. @default false */
  readonly dotAll?: boolean
  /** Letters of ASCII are of either case. @default false */
  readonly ignoresCase?: boolean
  /** The grammar that it stands in, for messages. */
  readonly outer?: { readonly reader: GrammarReader; readonly at: number }
}

export interface RegexReader extends GrammarReader {
  readonly dialect: 'ecma' | 'rust'
  readonly outer: RegexOptions['outer']
  dotAll: boolean
  ignoresCase: boolean
  /** Nothing has been read that takes up text. */
  isAtStart: boolean
}

export function regexInvalid(
  reader: RegexReader,
  fault: { readonly problem: string; readonly hint: string; readonly at?: number },
): LoradexError {
  if (reader.outer === undefined) return grammarInvalid(reader, fault)
  const character = (fault.at ?? reader.at) + 1
  return grammarInvalid(reader.outer.reader, {
    ...fault,
    at: reader.outer.at,
    problem: `${fault.problem}, at character ${character} of the regex`,
  })
}
