import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { jsonLines, type FolderContent } from '../end-to-end/in-folder.js'
import { visiting } from './visit.js'

const records = Array.from({ length: 130 }, (_, n) => ({
  question: `Question ${n}`,
  answer: n % 10 === 9 ? 'No.' : `Answer ${n} of ${n % 2 === 0 ? 'Oslo' : 'oslo'} says "${n}"`,
  category: ['river', 'fjord'][n % 2],
  tags: n % 3 === 0 ? ['wet', 'cold'] : ['dry'],
  importance: (n % 4) / 2,
}))

const content: FolderContent = {
  files: { 'a.jsonl': jsonLines(records) },
  recipe: {
    source: { type: 'jsonl', path: 'a.jsonl' },
    quality_metrics: { enable_metrics: true, track_per_sample: true },
    quality: { min_text_length: 5 },
    weighting: { weight_field: 'importance' },
    split: { key: 'question', ratios: { train: 0.5, test: 0.5 } },
  },
}

/** What the result line of a list says. */
const result = /(?:\d+ to \d+|None|No match|\d+ match(?:es)?|There (?:is|are)) .*?\./u

describe('the list of samples', () => {
  it('shows 50 at a time, and leads on and back', async () => {
    await visiting(content, async ({ read, links }) => {
      assert.match(await read('/samples'), /1 to 50 of 117 samples\./u)
      const [next = ''] = await links('/samples', /Next/u)
      assert.equal(next, '/samples?from=51')
      assert.match(await read(next), /51 to 100 of 117 samples\./u)
      const [last = ''] = await links(next, /Next/u)
      assert.match(await read(last), /101 to 117 of 117 samples\./u)
      assert.deepEqual(await links(last, /Next/u), [])
      const [back = ''] = await links(last, /Previous/u)
      assert.match(await read(back), /51 to 100 of 117 samples\./u)
      assert.deepEqual(await links('/samples', /Previous/u), [])
    })
  })

  it('lists every sample once', async () => {
    await visiting(content, async ({ links }) => {
      const seen: string[] = []
      for (let page: string | undefined = '/samples'; page !== undefined;) {
        seen.push(...(await links(page, /^(?:train|test) \d+$/u)))
        page = (await links(page, /Next/u))[0]
      }
      assert.equal(seen.length, 117)
      assert.equal(new Set(seen).size, 117)
    })
  })

  it('begins where the address says, and has nothing behind the end', async () => {
    await visiting(content, async ({ read }) => {
      assert.match(await read('/samples?from=117'), /117 to 117 of 117 samples\./u)
      assert.match(await read('/samples?from=118'), /There are only 117 samples\./u)
    })
  })

  const filters: readonly (readonly [string, (n: number) => boolean])[] = [
    ['q=Answer+7+', (n) => n === 7],
    ['q=OSLO', () => true],
    ['q=Oslo&case=match', (n) => n % 2 === 0],
    ['q=says+%22117%22', (n) => n === 117],
    ['field=metadata.category&value=river', (n) => n % 2 === 0],
    ['field=metadata.tags&value=wet', (n) => n % 3 === 0],
    ['field=weight&value=1.5', (n) => n % 4 === 3],
    ['field=metadata.tags&value=wet&q=oslo&case=match', (n) => n % 6 === 3],
    ['max_weight=0.5', (n) => n % 4 < 2],
    ['min_weight=0.5&max_weight=1', (n) => n % 4 === 1 || n % 4 === 2],
    ['min_length=27', (n) => `Answer ${n} of Oslo says "${n}"`.length >= 27],
    ['max_length=26', (n) => `Answer ${n} of Oslo says "${n}"`.length <= 26],
    ['schema=violating', () => false],
    ['q=nowhere', () => false],
  ]
  for (const [query, isWanted] of filters) {
    it(`finds what ?${query} asks for`, async () => {
      await visiting(content, async ({ links, read }) => {
        const wanted = records
          .filter((_, n) => n % 10 !== 9 && isWanted(n))
          .map(({ question }) => question)
        const seen: string[] = []
        for (let page: string | undefined = `/samples?${query}`; page !== undefined;) {
          const text = await read(page)
          seen.push(...[...text.matchAll(/Question \d+/gu)].map(([question]) => question))
          page = (await links(page, /Next|Search on/u))[0]
        }
        assert.deepEqual(seen.toSorted(), wanted.toSorted())
      })
    })
  }

  it('says how many there are where it knows, and how far it has looked where not', async () => {
    await visiting(content, async ({ read }) => {
      const results: Readonly<Record<string, string>> = {
        '?max_weight=0.5': '1 to 50 of 59, out of 117 samples.',
        '?q=nowhere': 'No match in 117 samples.',
        '?q=%22Question+7%22': '1 match in 117 samples.',
        '?q=oslo': '50 matches in samples 1 to 50 of 117. The rest has not been searched yet.',
        '?q=oslo&from=101': '17 matches in samples 101 to 117 of 117.',
        '?max_length=1': 'None of 117 samples is like this.',
      }
      for (const [query, expected] of Object.entries(results)) {
        const text = await read(`/samples${query}`)
        assert.ok(text.includes(expected), `${query}: ${result.exec(text)?.[0]}`)
      }
    })
  })

  it('leads from a match to the next one and back', async () => {
    await visiting(content, async ({ get, links }) => {
      for (const query of ['q=%22wet%22', 'max_weight=0.5']) {
        const rows = await links(`/samples?${query}`, /^(?:train|test) \d+$/u)
        const [next = ''] = await links(rows[3] ?? '', /Next match/u)
        assert.equal((await get(next)).headers.get('location'), rows[4])
        const [previous = ''] = await links(rows[3] ?? '', /Previous match/u)
        assert.equal((await get(previous)).headers.get('location'), rows[2])
        const [before = ''] = await links(rows[0] ?? '', /Previous match/u)
        const none = before === '' ? '' : ((await get(before)).headers.get('location') ?? '')
        assert.ok(before === '' || none.startsWith('/samples?'))
      }
    })
  })

  it('marks what was searched for, and quotes the line where it stands elsewhere', async () => {
    await visiting(content, async ({ get, read }) => {
      const page = await (await get('/samples?q=Answer+7+')).text()
      assert.match(page, /<b>Answer 7 <\/b>/u)
      assert.match(await read('/samples?q=%22cold%22'), /… .*"tags":\["wet","cold"\]/u)
    })
  })

  it('refuses an address that it does not understand', async () => {
    await visiting(content, async ({ get, read }) => {
      for (const query of [
        'from=0',
        'from=x',
        'min_length=-1',
        'max_weight=much',
        'split=none',
        'schema=yes',
      ]) {
        assert.equal((await get(`/samples?${query}`)).status, 400, query)
      }
      assert.match(
        await read('/samples?split=none'),
        /expected split in the address to be one of train, test, saw "none"/u,
      )
    })
  })
})

describe('the list of rejects', () => {
  const mixed: FolderContent = {
    files: {
      'a.jsonl': `${jsonLines(records)}{"question":"Question 1","answer":"Answer 1 of oslo says \\"1\\""}\nnonsense\n[1]\n`,
    },
    recipe: {
      source: { type: 'jsonl', path: 'a.jsonl' },
      quality: { min_text_length: 5 },
      metadata: { include_metadata: false },
    },
  }

  it('filters by reason, rule, text and kept record', async () => {
    await visiting(mixed, async ({ read }) => {
      const results: Readonly<Record<string, string>> = {
        '': '1 to 16 of 16 rejects.',
        '?code=text-too-short': '1 to 13 of 13, out of 16 rejects.',
        '?rule=source': '1 to 2 of 2, out of 16 rejects.',
        '?code=invalid-json&rule=source': '1 to 1 of 1, out of 16 rejects.',
        '?code=duplicate&rule=source': 'None of 16 rejects is like this.',
        '?q=a.jsonl%3A132': '1 match in 16 rejects.',
        '?kept=a.jsonl%3A2': '1 match in 16 rejects.',
        '?kept=a.jsonl%3A3': 'No match in 16 rejects.',
      }
      for (const [query, expected] of Object.entries(results)) {
        const text = await read(`/rejects${query}`)
        assert.ok(text.includes(expected), `${query}: ${result.exec(text)?.[0]}`)
      }
    })
  })
})

describe('an export of nothing', () => {
  const nothing = {
    files: { 'a.jsonl': '' },
    recipe: { source: { type: 'jsonl', path: 'a.jsonl' } },
  }

  it('has lists without rows', async () => {
    await visiting(nothing, async ({ read, get }) => {
      assert.match(await read('/'), /0 records: 0 samples and 0 rejects/u)
      assert.match(await read('/samples'), /There are no samples\./u)
      assert.match(await read('/samples?q=x'), /No match in 0 samples\./u)
      assert.match(await read('/rejects'), /There are no rejects\./u)
      assert.equal((await get('/samples/train/1')).status, 404)
      assert.equal((await get('/rejects/1')).status, 404)
    })
  })
})
