import type { Distribution, SplitLengths } from '#loradex/records/distribution.js'
import type { Excerpts } from '#loradex/records/excerpts.js'
import type { DropCode } from '#loradex/records/verdict.js'
import { dropCodes } from '#loradex/report/funnel.js'
import type { ReportDocument } from '#loradex/report/report-document.js'

/** What a report says of an export without records. */
export const emptyReport: ReportDocument = {
  format_version: 1,
  loradex_version: '0.1.0',
  plan_digest: 'a'.repeat(64),
  source: 'jsonl:empty.jsonl',
  inputs: [{ input: 'empty.jsonl', parts: 0, records: 0, records_sha256: 'b'.repeat(64) }],
  counts: { read: 0, emitted: 0, dropped: {} },
  gates: [],
  emitted: {
    splits: { train: 0 },
    violating: 0,
    length: noValues(),
    weight: { ...noValues(), sum: 0, effective_sample_size: 0 },
    split_lengths: { train: { ...noValues(), samples: 0, drift: null } },
  },
  duplicates: { records: 0, samples_repeated: 0, largest: [] },
  categories: [],
  shards: [],
  rejects: [],
  per_sample: [],
  recipe: { style: 'instruction_tuning', quality: { min_text_length: 10 } },
  excerpts: { samples: [], rejects: [] },
}

export interface FullReportOptions {
  /** Records read. @default 1000 */
  readonly read?: number
  /** Stands wherever a report holds text of others. @default plain words */
  readonly text?: string
  /** How many of each list there are: inputs, shards, splits. @default 3 */
  readonly listed?: number
}

/** A report with everything in it that there can be: each reason, each gate failed, full excerpts. */
export function fullReport(options: FullReportOptions = {}): ReportDocument {
  const { read = 1000, text = 'a few plain words of a record', listed = 3 } = options
  const each = Math.floor(read / 50)
  const dropped = Object.fromEntries(dropCodes.map((code) => [code, each]))
  const emitted = read - each * dropCodes.length
  const inSplit = (index: number) =>
    Math.floor(emitted / listed) + (index === 0 ? emitted % listed : 0)
  const names = Array.from({ length: listed }, (_, index) => `${text.slice(0, 40)}-${index}`)
  const lengths = someLengths(emitted)
  return {
    ...emptyReport,
    source: `jsonl:${text}`,
    inputs: names.map((input) => ({
      input,
      parts: 1,
      records: read,
      records_sha256: 'c'.repeat(64),
    })),
    counts: { read, emitted, dropped },
    gates: [
      { gate: 'min_compliance_rate', observed: 0.912_345_678, allowed: 0.95, passed: false },
      { gate: 'max_duplicate_rate', observed: 0.02, allowed: 0.01, passed: false },
      { gate: 'max_drop_rate', observed: 0.42, allowed: 0.1, passed: false },
      { gate: 'min_samples', observed: emitted, allowed: emitted + 7, passed: false },
      { gate: 'min_diversity_score', observed: null, allowed: 0.5, passed: false },
    ],
    schema_validation: {
      total_validated: read,
      compliant: read - each,
      violations: each,
      compliance_rate: (read - each) / read,
      recent_errors: Array.from({ length: 10 }, () => text),
      top_errors: Array.from({ length: 10 }, (_, index) => ({
        keyword: `keyword${index}`,
        schema_pointer: `/properties/${text}`,
        count: each * 10 - index,
        example: { at: `${text}:1`, instance_pointer: `/${text}`, message: text },
      })),
    },
    diversity_score: 0.4,
    diversity: {
      method: 'distinct-1/2/3 of 20000 words in hash order',
      sample_size: 12,
      tokens: 400,
      distinct_1: 0.2,
      distinct_2: 0.4,
      distinct_3: 0.6,
      score: 0.4,
      standard_error: 0.02,
      interval_95: [0.36, 0.44],
    },
    emitted: {
      splits: Object.fromEntries(names.map((name, index) => [name, inSplit(index)])),
      violating: 3,
      length: lengths,
      weight: { ...lengths, sum: emitted, effective_sample_size: emitted / 10 },
      split_lengths: Object.fromEntries(names.map((name) => [name, splitLengths(emitted, text)])),
    },
    duplicates: {
      records: each,
      samples_repeated: each,
      largest: Array.from({ length: 10 }, (_, index) => ({
        kept: `${text}:1`,
        copies: 100 - index,
        text,
        clipped: true,
      })),
    },
    categories: Array.from({ length: 11 }, (_, index) => ({
      field: `${text}${index}`,
      from: index === 0 ? 'split' : 'metadata',
      samples: emitted,
      uncounted: 5,
      values: Array.from({ length: 20 }, () => ({ value: text, count: Math.floor(emitted / 40) })),
      other: Math.floor(emitted / 2),
      distinct: 12_345,
      exact: true,
    })),
    shards: names.map(shard),
    rejects: names.map(shard),
    per_sample: names.map(shard),
    recipe: { ...emptyReport.recipe, name: Array.from({ length: 400 }, () => text) },
    schema: { properties: Object.fromEntries(names.map((name) => [name, { enum: [text, text] }])) },
    excerpts: fullExcerpts(text),
  }
}

function fullExcerpts(text: string): Excerpts {
  return {
    samples: Array.from({ length: 200 }, (_, index) => ({
      at: `${text.slice(0, 80)}:${index + 1}`,
      split: text.slice(0, 40),
      weight: 1.25,
      line: `{"instruction":"${text}","output":"${text}"}`,
      clipped: true,
    })),
    rejects: Array.from({ length: 200 }, (_, index) => ({
      at: `${text.slice(0, 80)}:${index + 1}`,
      code: codeAt(index),
      rule: 'quality.min_text_length',
      observed: text,
      allowed: 10,
      errors: [text, text],
      kept: `${text}:1`,
      record: text,
      clipped: true,
    })),
  }
}

function codeAt(index: number): DropCode {
  return dropCodes[index % dropCodes.length] ?? 'duplicate'
}

function shard(file: string) {
  return { file: `${file}.jsonl`, split: file, records: 1, bytes: 12_345, sha256: 'd'.repeat(64) }
}

function splitLengths(emitted: number, text: string): SplitLengths {
  const drift = { against: text, psi: 0.3, psi_by_chance: 0.1, ks: 0.2, ks_by_chance: 0.1 }
  return { ...someLengths(emitted), samples: emitted, drift }
}

function someLengths(samples: number): Distribution {
  const histogram = Array.from({ length: 40 }, (_, index) => ({
    from: index * 50,
    to: index === 39 ? 100_000 : (index + 1) * 50,
    count: Math.round((samples / 20) * Math.exp(-(((index - 8) / 8) ** 2))),
  }))
  const quantiles = { p1: 12, p5: 60, p25: 250, p50: 410, p75: 700, p90: 900, p95: 1100, p99: 1500 }
  return { min: 3, max: 98_765, mean: 456.789, quantiles, histogram, relative_error: 0.01 }
}

function noValues(): Distribution {
  return { min: 0, max: 0, mean: 0, quantiles: null, histogram: [], relative_error: 0 }
}

/** Texts that try to act, to hide, to turn their neighbours, or to be large. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'four-byte emoji': '😀'.repeat(2000),
  'opening brackets': '<'.repeat(2000),
  ampersands: '&'.repeat(2000),
  markup: '</script></style><img src=x onerror=alert(1)><svg onload=alert(1)>'.repeat(20),
  'unseen characters': Array.from({ length: 2000 }, (_, index) =>
    index % 2 ? '\u202E' : '\u200B',
  ).join(''),
  'accents without end': `a${'\u0301'.repeat(2000)}`,
  'one long word': 'abcdefghij'.repeat(200),
  'right-to-left': 'שלום עולם '.repeat(150),
  'line breaks': 'one\ntwo\r\n\tthree '.repeat(120),
  quotes: '"\'`\\'.repeat(500),
}
