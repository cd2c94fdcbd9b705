/** Input with everything that is hard: copies near and far, damage, bytes that are no text, long lines. */
export function hardRecords(): Readonly<Record<string, string | Uint8Array>> {
  const small = Array.from({ length: 40 }, (_, file): [string, string] => [
    `data/e-${file}.jsonl`,
    manyRecords(50_000 + file * 5, 50_010 + file * 5),
  ])
  return {
    'data/a.jsonl': manyRecords(0, 20_000),
    'data/b.jsonl': `${manyRecords(15_000, 24_000)}${manyRecords(15_000, 15_100)}`,
    'data/c.jsonl': Buffer.concat([...damaged()]),
    'data/d.jsonl': '',
    ...Object.fromEntries(small),
  }
}

export const recipe = `
source: { type: jsonl, path: 'data/*.jsonl' }
quality: { min_text_length: 3, skip_duplicates: true }
weighting: { enable_weights: true, weight_field: weight }
metadata: { include_metadata: true, metadata_fields: { topic: topic } }
quality_metrics: { enable_metrics: true, track_per_sample: true }
split: { key: topic, ratios: { train: 0.7, validation: 0.3 } }
output: { shard_bytes: 1000000, shard_records: 9000 }
`

export function manyRecords(from: number, to: number): string {
  let text = ''
  for (let n = from; n < to; n += 1) {
    const weight = ((n * 7919) % 1000) / 333
    text += `{"question":"What is ${n}?","answer":"${'It is a number. '.repeat(1 + (n % 9))}${n}","weight":${weight},"topic":"t${n % 23}"}\n`
  }
  return text
}

function* damaged(): Generator<Buffer> {
  yield Buffer.from('{"question":"a","answer":"broken\n[]\n\n')
  yield Buffer.from('{"question":"a","answer":"\xff\xfe","topic":"x"}\n', 'latin1')
  yield Buffer.from('{"question":"nul","answer":"a \u0000 b \\u0000 \\r\\n \\t","topic":"x"}\n')
  yield Buffer.from('{"answer":"no question"}\r\n')
  for (const letter of ['x', 'y', 'x']) {
    yield Buffer.from(
      `{"question":"long ${letter}","answer":"${letter.repeat(5_000_000)}","topic":"long"}\n`,
    )
  }
  yield Buffer.from('{"question":"cut off","answer":"the last li')
}
