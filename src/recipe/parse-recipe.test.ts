import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { loadRecipe } from './load-recipe.js'
import { failureOf, folder, load, problemsOf, source } from './written-recipe.test.js'

const tenfold = (name: string, of: string): string =>
  `${name}: &${name} [${Array.from({ length: 10 }, () => of).join(', ')}]\n`

describe('loadRecipe on odd files', () => {
  it('refuses a key that is no text', async () => {
    assert.deepEqual(await problemsOf(`${source}1: 2\n`), [
      'loradex.yaml:2:1 1: expected a text as key, saw "1" without quotes',
      'loradex.yaml:2:1 1: unknown key',
    ])
  })

  it('lists all problems at once, in a section with several as well', async () => {
    const text =
      'quality: { min_txt_length: 3, min_text_length: 9, max_text_length: 8 }\nstyle: custom\n'
    assert.deepEqual(await problemsOf(text), [
      'loradex.yaml:1:1 source: missing, expected keys with values, type among them',
      'loradex.yaml:1:12 quality.min_txt_length: unknown key, did you mean min_text_length?',
      'loradex.yaml:1:48 quality.min_text_length: expected at most max_text_length, which is 8, saw 9',
      'loradex.yaml:2:8 style: expected a section custom with the template of the samples, saw none',
    ])
  })

  for (const [count, last] of [
    [10, /: unknown key$/u],
    [11, /^ {2}and 1 more$/u],
  ] as const) {
    it(`shows ten problems of ${count}, and has all of them in the details`, async () => {
      const keys = Array.from({ length: count }, (_, n) => `"${'#'.repeat(n + 1)}": 1\n`)
      const { message, details } = await failureOf(source + keys.join(''))
      const lines = message.split('\n')
      assert.equal(lines.length, 1 + Math.min(count, 11))
      assert.match(lines.at(-1) ?? '', last)
      assert.equal('problems' in details && details.problems.length, count)
    })
  }

  it('gives positions in JSON', async () => {
    const json =
      '{\n  "source": {"type": "sqlite", "path": "a.db"},\n  "qualty": {},\n  "gates": 1\n}'
    assert.deepEqual(await problemsOf(json, { name: 'loradex.json' }), [
      'loradex.json:2:13 source: expected either table or query, saw neither',
      'loradex.json:4:12 gates: expected keys with values, saw 1',
      'loradex.json:3:3 qualty: unknown key, did you mean quality?',
    ])
  })

  for (const empty of ['', '# nothing\n', 'null\n', '7\n', '[1]\n']) {
    it(`refuses ${JSON.stringify(empty)} as a recipe`, async () => {
      const [problem, ...more] = await problemsOf(empty)
      assert.match(problem ?? '', /^loradex\.yaml:\d:1 recipe: expected keys with values, saw /u)
      assert.deepEqual(more, [])
    })
  }

  it('refuses aliases that multiply', async () => {
    const bomb = `${tenfold('a', '1')}${tenfold('b', '*a')}${tenfold('c', '*b')}${tenfold('d', '*c')}${tenfold('e', '*d')}`
    const found = await problemsOf(source + bomb)
    assert.match(found[0] ?? '', /: expected at most 1000 aliases, saw more$/u)
  })

  it('lets a few aliases pass', async () => {
    const text = `${source}gates: &one { min_samples: 1 }\noutput: { path: &p out }\nadapter_metadata: { domain: *p }\n`
    assert.equal((await load(text)).recipe.adapter_metadata.domain, 'out')
  })

  const broken: readonly (readonly [string, string | Uint8Array, string])[] = [
    [
      'a tab as indentation',
      'source:\n\ttype: stdin\n',
      ':2:1: expected spaces at the start of the line, saw a tab',
    ],
    ['an open quote', 'source: "x', ':1:9: expected a second " that ends this text, saw none'],
    ['a second document', `${source}---\n${source}`, ':2:1: expected one document, saw another'],
    ['deep brackets', '['.repeat(200_000), ':1:102: expected at most 100 levels, saw more'],
    ['deep lists', '- '.repeat(100_000), ':1:203: expected at most 100 levels, saw more'],
    [
      'bytes that are not UTF-8',
      Uint8Array.of(0xff, 0xfe, 0x61),
      ': expected text in UTF-8, saw bytes that are not',
    ],
    [
      'more than a recipe',
      new Uint8Array(1024 * 1024 + 1).fill(0x23),
      ': expected a recipe of at most 1 MiB, saw more',
    ],
  ]
  for (const [name, text, problem] of broken) {
    it(`cannot read ${name}`, async () => {
      const { code, message } = await failureOf(text)
      assert.deepEqual(
        [code, message],
        ['recipe.unreadable', join(folder, `loradex.yaml${problem}`)],
      )
    })
  }

  it('cannot read YAML in a file called .json', async () => {
    const { message } = await failureOf('{\n  source: 1\n}', { name: 'loradex.json' })
    assert.equal(message, join(folder, 'loradex.json:2:3: expected JSON, saw "s"'))
  })

  it('cannot read a folder or what is not there', async () => {
    for (const path of [folder, join(folder, 'none.yaml')]) {
      await assert.rejects(loadRecipe(path, { env: {} }), { code: 'recipe.unreadable' })
    }
  })
})
