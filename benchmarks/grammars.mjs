// How fast produced texts are held against regexes and grammars, beside what V8 does with the same
// texts: node benchmarks/grammars.mjs [--write]; after a build. Best of five rounds, in megabytes of
// UTF-16 units that are ASCII, by CPU and by wall; --write puts the table into docs/conformance.md.
import { argv, cpuUsage, exit, stdout } from 'node:process'
import { markdownTable } from '../tools/markdown-table.mjs'
import { writePart } from '../tools/write-part.mjs'
import { exampleGrammars } from '../dist/tests/grammar/examples.data.js'
import { compileGrammar, parseGrammar, regexGrammar } from '../dist/schema/index.js'

const WANTED = { regular: 20, general: 1 }
const UNITS = 1_000_000

/** `make` gives a text of one round of the grammar; rounds are joined as the grammar wants it. */
const cases = [
  ['regex', regexGrammar(String.raw`[\s\S]*\n#### -?[0-9,]+`), longProse()],
  [
    'regex of words',
    regexGrammar('([a-z]+( [a-z]+)*[.\n])+'),
    'so it goes on and on.'.repeat(UNITS / 21),
  ],
  ['list', example('list'), '- an item of some words\n'.repeat(UNITS / 24)],
  ['chess', example('chess'), `1. e4 e5\n${'12. Nf3 Nc6\n'.repeat(UNITS / 12)}`],
  ['json', example('json'), jsonText()],
  ['json-ebnf', example('json-ebnf'), jsonText()],
  ['arithmetic', example('arithmetic'), `${'(1+2*3.5)-4*(5+66)+'.repeat(UNITS / 19)}1`],
  ['arithmetic-gbnf', example('arithmetic-gbnf'), 'a + b2*( 3 - 4)= 4\n'.repeat(UNITS / 19)],
  ['lisp', example('lisp'), `(${'(+ 1 (* 2 x)) '.repeat(UNITS / 14)})`],
  ['brackets', example('brackets'), '([<ab>])()'.repeat(UNITS / 10)],
]

const rows = []
let missed = 0
for (const [name, grammar, text] of cases) {
  const matcher = compileGrammar(grammar)
  const kind = matcher.isRegular ? 'regular' : 'general'
  const verdict = matcher.check(text)
  if (verdict.kind !== 'match') throw new Error(JSON.stringify([name, verdict]))
  const { cpu: speed, wall } = best(() => matcher.check(text), text)
  const { cpu: scan } = best(() => /^[\s\S]*#$/u.test(text), text)
  rows.push([name, kind, speed.toFixed(1), wall.toFixed(1), String(WANTED[kind])])
  const isEnough = speed >= WANTED[kind]
  if (!isEnough) missed += 1
  stdout.write(
    `${name.padEnd(16)} ${kind}  ${speed.toFixed(1).padStart(6)} MB/s, by wall ${wall.toFixed(1)}, ` +
      `${(scan / speed).toFixed(1)} times what a scan by V8 takes${isEnough ? '' : '  TOO SLOW'}\n`,
  )
}
const head = ['grammar', 'kind', 'MB/s by CPU', 'MB/s by wall', 'at least']
if (argv.includes('--write')) {
  writePart('docs/conformance.md', 'grammars', markdownTable(head, rows))
}
if (missed > 0) exit(1)

function best(run, text) {
  const shortest = { cpu: Infinity, wall: Infinity }
  for (let round = 0; round < 5; round += 1) {
    // Time on the processor: other work of the machine does not count.
    const [start, startedAt] = [cpuUsage(), performance.now()]
    run()
    const { user, system } = cpuUsage(start)
    shortest.cpu = Math.min(shortest.cpu, (user + system) / 1000)
    shortest.wall = Math.min(shortest.wall, performance.now() - startedAt)
  }
  const inMegabytes = (ms) => text.length / 1000 / ms
  return { cpu: inMegabytes(shortest.cpu), wall: inMegabytes(shortest.wall) }
}

function example(name) {
  const { text, format } = exampleGrammars.find((each) => each.name === name)
  return parseGrammar(text, { format, name })
}

function longProse() {
  return `${'Half of 48 is 24, so she sold 24 clips in May.\n'.repeat(UNITS / 47)}#### 72`
}

function jsonText() {
  const item = { id: 17, name: 'An item with "quotes"', tags: ['a', 'b'], ok: true, x: 1.5 }
  return JSON.stringify({ items: Array.from({ length: UNITS / 90 }, () => item) })
}
