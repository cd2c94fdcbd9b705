import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { jsonLines, type FolderContent } from '../end-to-end/in-folder.js'
import { visiting } from './visit.js'

const source = { type: 'jsonl', path: 'a.jsonl' }
const qa = (n: number) => ({ question: `Question ${n}?`, answer: `The answer to it is ${n}.` })

function content(records: readonly unknown[], recipe: object = {}): FolderContent {
  return { files: { 'a.jsonl': jsonLines(records) }, recipe: { source, ...recipe } }
}

describe('the page of a sample', () => {
  it('shows the sample, its line and the record it came from', async () => {
    await visiting(content([qa(1), qa(2), qa(3)]), async ({ read, get, folder }) => {
      const page = await read('/samples/train/2')
      assert.match(page, /train 2 of 3/u)
      assert.match(page, /Instruction Question 2\? Output The answer to it is 2\./u)
      assert.match(page, /Source record a\.jsonl:2 \{ "question": "Question 2\?", "answer": /u)
      assert.match(page, /The input is, to the byte, what was exported\./u)
      assert.match(page, /Line 2 of train-00000-of-00001\.jsonl, 76 bytes\./u)
      const shard = await readFile(join(folder, 'out/train-00000-of-00001.jsonl'), 'utf8')
      const line = await get('/samples/train/2/line')
      assert.equal(await line.text(), `${shard.split('\n')[1]}\n`)
      assert.equal(line.headers.get('content-type'), 'text/plain; charset=utf-8')
      const record = await get('/samples/train/2/record')
      assert.deepEqual(await record.json(), qa(2))
    })
  })

  it('leads to its neighbours and back to the page of the list that it is on', async () => {
    const records = Array.from({ length: 60 }, (_, n) => qa(n))
    await visiting(content(records), async ({ links }) => {
      assert.deepEqual(await links('/samples/train/51', /Next/u), ['/samples/train/52'])
      assert.deepEqual(await links('/samples/train/51', /Previous/u), ['/samples/train/50'])
      assert.ok((await links('/samples/train/51', /^Samples$/u)).includes('/samples?from=51'))
      assert.deepEqual(await links('/samples/train/1', /Previous/u), [])
      assert.deepEqual(await links('/samples/train/60', /Next/u), [])
    })
  })

  it('warns when the source has changed, and when it is gone', async () => {
    await visiting(content([qa(1)]), async ({ folder, read }) => {
      await writeFile(join(folder, 'a.jsonl'), 'other\n')
      assert.match(await read('/samples/train/1'), /a\.jsonl has changed since the export/u)
    })
  })

  it('shows conversations by turns, tool calls too', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is a fjord?\nIn two lines.' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'look_up', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'An inlet.' },
      { role: 'assistant', content: 'A long narrow inlet of the sea.' },
    ]
    const recipe = { style: 'chat_completion' }
    await visiting(content([{ messages }], recipe), async ({ read }) => {
      const page = await read('/samples/train/1')
      assert.match(
        page,
        /system Be brief\. user What is a fjord\?↵ In two lines\. assistant \{ "tool_calls"/u,
      )
      assert.match(
        page,
        /tool An inlet\. \{ "tool_call_id": "c1" \} assistant A long narrow inlet/u,
      )
      assert.match(await read('/samples'), /What is a fjord\?↵ In two lines\. A long narrow inlet/u)
    })
  })

  it('shows the better and the worse answer side by side', async () => {
    const records = [{ prompt: 'Which?', chosen: 'The better one.', rejected: 'The worse one.' }]
    await visiting(content(records, { style: 'preference' }), async ({ get, read }) => {
      assert.match(
        await read('/samples/train/1'),
        /Prompt Which\? Chosen The better one\. Rejected The worse one\./u,
      )
      assert.match(await (await get('/samples/train/1')).text(), /<div class="pair">/u)
    })
  })

  it('shows samples of other shapes member by member', async () => {
    const recipe = {
      style: 'custom',
      custom: {
        template: { 'the <question>': '{{question}}', parts: ['{{answer}}'] },
        output: '/parts/0',
      },
    }
    await visiting(content([qa(1)], recipe), async ({ read }) => {
      assert.match(
        await read('/samples/train/1'),
        /the <question> Question 1\? parts \[ "The answer to it is 1\." \]/u,
      )
    })
  })

  it('leads from each value of the metadata to the samples that share it', async () => {
    const records = [
      { ...qa(1), category: 'a "b"', tags: ['x', 'y'] },
      { ...qa(2), tags: ['y'] },
    ]
    await visiting(content(records), async ({ links, read }) => {
      const [category = ''] = await links('/samples/train/1', /a "b"/u)
      assert.match(await read(category), /1 match in 2 samples\./u)
      const [tag = ''] = await links('/samples/train/1', /^y$/u)
      assert.match(await read(tag), /2 matches in 2 samples\./u)
    })
  })

  it('says what the schema finds wrong with a sample that was kept all the same', async () => {
    const json_schema = { properties: { output: { maxLength: 22 } } }
    const structured_gen = {
      enable_schema_validation: true,
      json_schema,
      reject_invalid_samples: false,
    }
    await visiting(content([qa(1), qa(10)], { structured_gen }), async ({ read }) => {
      assert.match(await read('/samples/train/1'), /Schema kept/u)
      assert.match(
        await read('/samples/train/2'),
        /Schema violated Field 'output' too long \(max 22 chars\)/u,
      )
      assert.match(await read('/samples?schema=violating'), /1 match in 2 samples\. .* train 2/u)
    })
  })

  it('is not there for a number or split that the export has not', async () => {
    await visiting(content([qa(1)]), async ({ get }) => {
      for (const path of [
        'train/0',
        'train/2',
        'train/999999999999999',
        'test/1',
        'train/x',
        '..%2Fout/1',
        '',
      ]) {
        assert.equal((await get(`/samples/${path}`)).status, 404, path)
      }
    })
  })
})

describe('the page of a reject', () => {
  const records = [
    qa(1),
    { ...qa(1), id: 7 },
    { question: 'Why?', answer: 'No.' },
    { ...qa(1), id: 8 },
  ]

  it('shows the reason and the record', async () => {
    await visiting(content(records), async ({ read, get }) => {
      const page = await read('/rejects/2')
      assert.match(page, /text-too-short: the produced text is too short/u)
      assert.match(page, /Rule quality\.min_text_length Observed 3 Allowed 10/u)
      assert.match(page, /Source record a\.jsonl:3 \{ "question": "Why\?", "answer": "No\." \}/u)
      assert.deepEqual(await (await get('/rejects/2/record')).json(), records[2])
    })
  })

  it('leads from a duplicate to the sample that was kept, and from there back', async () => {
    for (const metrics of [
      {},
      { quality_metrics: { enable_metrics: true, track_per_sample: true } },
    ]) {
      await visiting(content(records, metrics), async ({ links, read }) => {
        assert.deepEqual(await links('/rejects/1', /a\.jsonl:1/u), ['/samples/train/1'])
        assert.deepEqual(await links('/samples/train/1', /reject \d/u), [
          '/rejects/1',
          '/rejects/3',
        ])
        const [all = ''] = await links('/samples/train/1', /All of them/u)
        assert.match(await read(all), /2 matches in 3 rejects\./u)
      })
    }
  })

  it('shows the record that the reject itself holds, whatever it is', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x0a])
    const output = { path: 'out', include_rejected_records: true }
    const files = { 'a.jsonl': Buffer.concat([bytes, Buffer.from('nonsense \u202e\n')]) }
    await visiting({ files, recipe: { source, output } }, async ({ read, get, folder }) => {
      await writeFile(join(folder, 'a.jsonl'), '')
      assert.match(
        await read('/rejects/1'),
        /invalid-utf8: not UTF-8.*As it was exported, from the reject itself\./u,
      )
      assert.match(await read('/rejects/2'), /nonsense U\+202E/u)
      const record = await (await get('/rejects/1/record')).arrayBuffer()
      assert.deepEqual(Buffer.from(record), bytes.subarray(0, 2))
    })
  })

  it('shows a record that was cut off, and one in a file that is compressed', async () => {
    await visiting(
      { files: { 'a.jsonl': '{"question":"Why' }, recipe: { source } },
      async ({ read }) => {
        assert.match(await read('/rejects/1'), /truncated-record.*a\.jsonl:1 \{"question":"Why/u)
      },
    )
  })
})
