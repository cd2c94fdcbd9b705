import { choice, nothing, reference, repeat, sequence, type Expression } from '../grammar.js'
import {
  deeper,
  expected,
  grammarInvalid,
  lookFor,
  peek,
  take,
  takeMatch,
} from '../grammar-reader.js'
import { counted, readRepeat } from '../read-repeat.js'
import { addSchemaRules } from '../schema/add-schema-rules.js'
import { combine } from './combined-terminals.js'
import { skipBlanks, skipLines, type LarkParser } from './lark-parser.js'
import { asLexeme, readLarkAtom } from './read-lark-atom.js'
import { readLarkJson } from './read-lark-json.js'
import { readLarkRegex } from './read-lark-regex.js'

/** Alternatives; one may begin on a line of its own with `|`. */
export function readLarkChoice(parser: LarkParser): Expression {
  const { reader } = parser
  const options = [readConjunction(parser)]
  while (startsOption(parser)) {
    skipLines(reader)
    take(reader, '|')
    options.push(readConjunction(parser))
  }
  return choice(options)
}

function startsOption({ reader }: LarkParser): boolean {
  return lookFor(reader, /(?:\s|(?:#|\/\/)[^\n]*\n)*\|/uy) !== undefined
}

/** `A & B`: what both match. It binds tighter than `|`. */
function readConjunction(parser: LarkParser): Expression {
  const { reader } = parser
  const operands = [readSequence(parser)]
  const { at } = reader
  while (peek(reader) === '&') {
    refuseInRules(parser, '&')
    take(reader, '&')
    operands.push(readSequence(parser))
  }
  const [only] = operands
  if (operands.length === 1 && only !== undefined) return only
  return combine(parser, { kind: 'and', operands, at })
}

function refuseInRules({ reader, isTerminal }: LarkParser, sign: '&' | '~'): void {
  if (isTerminal) return
  throw expected(
    reader,
    `${sign} within a terminal only`,
    'Move it into a terminal, whose name is in upper case.',
  )
}

function readSequence(parser: LarkParser): Expression {
  const { reader } = parser
  const parts: Expression[] = []
  skipBlanks(reader)
  for (let part = readElement(parser); part !== undefined; part = readElement(parser)) {
    parts.push(part)
    skipBlanks(reader)
  }
  if (takeMatch(reader, /->[ \t]*[\p{L}_][\p{L}\p{N}_]*/uy) !== undefined) skipBlanks(reader)
  return parts.length === 0 ? nothing : sequence(parts)
}

function readElement(parser: LarkParser): Expression | undefined {
  const { reader } = parser
  const { at } = reader
  const atom = readAtom(parser)
  if (atom === undefined) return undefined
  const range = takeMatch(reader, /~[ \t]*(\d+)(?:[ \t]*\.\.[ \t]*(\d+))?/uy)
  if (range !== undefined) {
    const least = Number(range[1])
    return counted(reader, { at, body: atom }, [least, Number(range[2] ?? least)])
  }
  // Counts may leave out the lower bound here.
  if (lookFor(reader, /[*+?]|\{\s*\d*\s*,?\s*\d*\s*\}/uy) === undefined) return atom
  return readRepeat(reader, atom)
}

/** `~A` binds tighter than what repeats. */
function readAtom(parser: LarkParser): Expression | undefined {
  const { reader } = parser
  const { at } = reader
  if (peek(reader) !== '~')
    return readGroup(parser) ?? readDirective(parser) ?? readLarkAtom(parser)
  refuseInRules(parser, '~')
  take(reader, '~')
  skipBlanks(reader)
  const body = readAtom(parser)
  if (body === undefined) throw expected(reader, 'what ~ turns round', 'Write it behind the ~.')
  return combine(parser, { kind: 'not', operands: [body], at })
}

function readGroup(parser: LarkParser): Expression | undefined {
  const { reader } = parser
  const isOptional = take(reader, '[')
  if (!isOptional && !take(reader, '(')) return undefined
  const body = deeper(reader, () => {
    const inner = readLarkChoice(parser)
    skipLines(reader)
    return inner
  })
  if (!take(reader, isOptional ? ']' : ')')) {
    throw expected(reader, `${isOptional ? ']' : ')'} at the end of the group`, 'Close the group.')
  }
  return isOptional ? repeat(body, 0, 1) : body
}

/** `%json { … }` is what the schema allows; the others say what cannot be said in other formats. */
function readDirective(parser: LarkParser): Expression | undefined {
  const { reader } = parser
  const { at } = reader
  const directive = takeMatch(reader, /%[a-z]+|@[\w-]+/uy)?.[0]
  if (directive === undefined) return undefined
  if (directive === '%regex') return asLexeme(parser, readLarkRegex(parser, at))
  if (directive !== '%json' || parser.isTerminal) {
    throw grammarInvalid(reader, {
      at,
      problem: `expected a rule, literal, regex, %regex or, in a rule, %json, saw ${directive}`,
      hint: 'Write out what it stands for.',
    })
  }
  const schema = readLarkJson(reader)
  // No name that is written has a blank.
  const name = `json ${parser.rules.size + 1}`
  const differences = addSchemaRules(schema, { rules: parser.rules, name })
  const first = differences.find(({ effect }) => effect === 'wider')
  if (first !== undefined) {
    throw grammarInvalid(reader, {
      at,
      problem: `expected a schema that a grammar can say, saw ${first.pointer}: ${first.problem}`,
      hint: 'Take the keyword out of the schema.',
    })
  }
  return reference(name)
}
