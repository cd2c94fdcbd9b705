import { join } from 'node:path'
import { inFolder } from '../end-to-end/in-folder.js'
import type { Chance } from '../lanes/chance.js'

const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  metadata: { metadata_fields: ['topic'] },
  weighting: { enable_weights: true, weight_field: 'weight' },
  quality: { min_text_length: 6, skip_duplicates: true },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  structured_gen: { enable_schema_validation: true, json_schema: { required: ['output'] } },
  split: { key: 'question', ratios: { train: 0.7, test: 0.3 } },
  report: { sample_rows: 20, reject_rows: 20 },
}

/** What a line says, without what a duplicate may have otherwise. */
export function content(line: string): string {
  return line.replace(/,"(?:weight|metadata)":.*/u, '')
}

/** Some come again, some are too short, some are no JSON. */
export function linesFrom(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => {
    const number = chance.below(200)
    if (number < 5) return '{"question":\n'
    const answer = number < 20 ? 'no' : `It is number ${'x'.repeat(number % 9)}${number}.`
    const record = {
      question: `What is ${number}?`,
      answer,
      topic: `t${number % 3}`,
      weight: 0.1 * number,
    }
    return `${JSON.stringify(record)}\n`
  }).join('')
}

export function withInput(
  text: string | Uint8Array,
  more: object,
  use: (folder: string, path: string) => Promise<void>,
): Promise<void> {
  return inFolder({ files: { 'in.jsonl': text }, recipe: { ...recipe, ...more } }, (folder) =>
    use(folder, join(folder, 'in.jsonl')),
  )
}

/** Each of two lines. */
export function rows(from: number, count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `What is ${from + index}?,"It is\n${from + index}."\r\n`,
  ).join('')
}

export function withRows(
  text: string,
  use: (folder: string, path: string) => Promise<void>,
): Promise<void> {
  const csv = { ...recipe, source: { type: 'csv', path: 'in.csv' } }
  return inFolder({ files: { 'in.csv': text }, recipe: csv }, (folder) =>
    use(folder, join(folder, 'in.csv')),
  )
}
