import { cardFrontMatter, type CardFrontMatter } from './card-front-matter.js'
import { markdownCode, markdownTable, markdownText } from './markdown.js'

/** What the card of an export says. All texts may be any text: they are quoted for YAML and Markdown. */
export interface DatasetCard extends CardFrontMatter {
  readonly domain?: string
  readonly read: number
  /** Records per reason; reasons without any are left out of the card. */
  readonly dropped: Readonly<Record<string, number>>
  readonly fields: readonly CardField[]
  /** The schema that samples keep; its file stands beside the card. */
  readonly schema?: { readonly file: string; readonly complianceRate: number | null }
  /** What produced texts match; its file stands beside the card. */
  readonly constraint?: { readonly kind: 'regex' | 'grammar'; readonly file: string }
  /** SHA-256 of the recipe with its defaults, in hex. */
  readonly recipeDigest: string
  /** Of loradex. */
  readonly version: string
}

export interface CardField {
  readonly name: string
  /** In a few words, for example `string` or `array of messages`. */
  readonly type: string
}

/**
 * The text of an export's `README.md`. Its front matter makes `datasets.load_dataset(folder)` find the
 * splits and nothing else of what lies in the folder. The same card gives the same text anywhere.
 */
export function datasetCard(card: DatasetCard): string {
  const sections = [
    cardFrontMatter(card),
    [`# ${markdownText(card.title)}`],
    introduction(card),
    ['## Records', '', ...recordTable(card)],
    ['## Splits', '', ...splitTable(card)],
    ['## Fields', '', ...fieldTable(card)],
    schemaSection(card),
    constraintSection(card),
    loading(card),
    provenance(card),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function introduction({ emitted, style, domain, language }: DatasetCard): readonly string[] {
  const about = [
    `${emitted} samples for fine-tuning in the style ${markdownCode(style)}`,
    ...(domain ? [`domain ${markdownText(domain)}`] : []),
    ...(language ? [`language ${markdownCode(language)}`] : []),
  ]
  return [`${about.join(', ')}.`]
}

function recordTable({ read, emitted, dropped }: DatasetCard): readonly string[] {
  const reasons = Object.entries(dropped).filter(([, count]) => count > 0)
  return markdownTable(
    ['', 'records'],
    [
      ['read', read],
      ['written', emitted],
      ...reasons.map(([code, count]) => [`dropped: ${markdownCode(code)}`, count]),
    ],
  )
}

function splitTable({ splits }: DatasetCard): readonly string[] {
  return markdownTable(
    ['split', 'samples', 'bytes'],
    splits.map(({ name, samples, bytes }) => [markdownCode(name), samples, bytes]),
  )
}

function fieldTable({ fields }: DatasetCard): readonly string[] {
  return markdownTable(
    ['field', 'type'],
    fields.map(({ name, type }) => [markdownCode(name), markdownText(type)]),
  )
}

function schemaSection({ schema }: DatasetCard): readonly string[] {
  if (schema === undefined) return []
  const { file, complianceRate } = schema
  const rate =
    complianceRate === null ? '' : ` Compliance rate of what was read: ${complianceRate}.`
  return ['## Schema', '', `The JSON Schema of the samples is in ${markdownCode(file)}.${rate}`]
}

function constraintSection({ constraint }: DatasetCard): readonly string[] {
  if (constraint === undefined) return []
  const { kind, file } = constraint
  const title = kind === 'regex' ? '## Regex' : '## Grammar'
  return [title, '', `The ${kind} that whole produced texts match is in ${markdownCode(file)}.`]
}

function loading({ compression }: DatasetCard): readonly string[] {
  const needs = compression === 'zstd' ? ['Needs `pip install zstandard`.', ''] : []
  const code = [
    'from datasets import load_dataset',
    '',
    'dataset = load_dataset("path/to/this/folder")',
  ]
  return ['## Loading', '', ...needs, '```python', ...code, '```']
}

function provenance({ recipeDigest, version }: DatasetCard): readonly string[] {
  return [
    '## How it was made',
    '',
    `By loradex ${markdownText(version)} from the recipe with the SHA-256 digest`,
    `${markdownCode(recipeDigest)}. Figures, reasons and checksums are in`,
    '`report.json` and `manifest.json`; dropped records in `rejects-*.jsonl`.',
  ]
}
