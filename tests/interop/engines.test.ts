// What we print, in the engines that read it: LORADEX_ENGINES=200 takes as many texts of each grammar.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { describe, it } from 'node:test'
import { compileGrammar, regexGrammar } from '#loradex/schema/index.js'
import { askPython, pythonOf } from '#tools/python-partner.mjs'
import { grammarCases, type EngineCase } from './engine-cases.js'
import { schemaCases } from './schema-cases.js'

interface Taken {
  readonly compiled: boolean
  readonly error?: string
  readonly verdicts: readonly (boolean | string)[]
}

const TEXTS = Number(env['LORADEX_ENGINES'] ?? 8)

describe('the engines that our definitions are for', () => {
  const why = missing()
  const cases = [...grammarCases(TEXTS), ...schemaCases(TEXTS)].filter(isWorthwhile)
  let results: readonly Taken[] = []

  it('are asked', async (test) => {
    if (why !== undefined) return test.skip(why)
    const folder = await mkdtemp(join(tmpdir(), 'engines-'))
    const path = join(folder, 'cases.json')
    await writeFile(path, JSON.stringify(cases))
    results = askPython('grammar', 'engines_take.py', [path]) as readonly Taken[]
    await rm(folder, { recursive: true })
    assert.equal(results.length, cases.length)
    test.diagnostic(
      `${cases.length} definitions, ${cases.flatMap(({ texts }) => texts).length} texts`,
    )
  })

  for (const [index, each] of cases.entries()) {
    it(`${each.engine} reads ${each.name} as we do`, (test) => {
      const taken = results[index]
      if (taken === undefined) return test.skip(why ?? 'the engines were not asked')
      assert.ok(taken.compiled, `${taken.error}\n${each.definition}`)
      const comparable = comparableTexts(each)
      for (const [at, text] of each.texts.entries()) {
        if (!comparable(text)) continue
        assert.equal(
          taken.verdicts[at],
          each.expected[at],
          `${JSON.stringify(text)}\n${each.definition}`,
        )
      }
      assert.ok(each.expected.includes(true) && each.expected.includes(false))
    })
  }
})

/** A byte vocabulary makes outlines-core take minutes for large classes. */
function isWorthwhile({ engine, name }: EngineCase): boolean {
  return engine !== 'outlines-core' || !name.startsWith('japanese')
}

/** What the engines are known not to do: it is no fault of the definition. */
function comparableTexts({ engine, notation, definition }: EngineCase): (text: string) => boolean {
  // Exponents have to have a sign there.
  if (notation === 'json-schema') {
    return (text) => engine !== 'outlines-core' || !/[eE]\d/u.test(text)
  }
  if (notation !== 'regex') return () => true
  // Its alphabet for negated classes is printable ASCII.
  if (engine === 'lm-format-enforcer') return (text) => /^[\x20-\x7e\n]*$/u.test(text)
  if (engine !== 'outlines-core') return () => true
  // Where a text goes on behind one that matches, it follows only some vocabularies.
  const matcher = compileGrammar(regexGrammar(definition))
  return (text) =>
    !Array.from(text).some((_character, end, all) => {
      return matcher.check(all.slice(0, end).join('')).kind === 'match'
    })
}

/** Why the environment cannot be had. */
function missing(): string | undefined {
  if (spawnSync('python3', ['--version']).status !== 0) return 'there is no python3'
  try {
    pythonOf('grammar')
    return undefined
  } catch (error) {
    return `grammar cannot be installed: ${String(error)}`
  }
}
