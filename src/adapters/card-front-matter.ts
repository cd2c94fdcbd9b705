import type { ColumnType } from '../records/column-type.js'
import { cardFeatures } from './card-features.js'
import { yamlText } from './yaml-text.js'

/** The part of a card that programs read: https://huggingface.co/docs/hub/datasets-cards. */
export interface CardFrontMatter {
  /** Heading of the card and name of the set on the Hub. */
  readonly title: string
  /** As the recipe spells it. */
  readonly style: string
  /** BCP 47 tag; the Hub gets the language alone, without country and script. */
  readonly language?: string
  /** For example `question-answering`; the Hub gets it if it is one of the Hub's tasks. */
  readonly taskType?: string
  /** In the order of the recipe. */
  readonly splits: readonly CardSplit[]
  readonly compression: 'none' | 'gzip' | 'zstd'
  /** Samples in all splits. */
  readonly emitted: number
  /**
   * Columns of the rows as written, weight and metadata too. Without them loaders guess from the first
   * rows, and fail when a later row has one more column. @default unknown
   */
  readonly columns?: ReadonlyMap<string, ColumnType>
}

export interface CardSplit {
  readonly name: string
  readonly samples: number
  /** Uncompressed. */
  readonly bytes: number
}

const suffixes = { none: '', gzip: '.gz', zstd: '.zst' }

/** The Hub's tasks that training on text can be for. */
const hubTasks = new Set([
  'text-generation',
  'question-answering',
  'summarization',
  'translation',
  'text-classification',
  'token-classification',
  'table-question-answering',
  'zero-shot-classification',
  'sentence-similarity',
  'text-ranking',
  'fill-mask',
])

/** Upper ends, exclusive, of the Hub's size categories. */
const sizes: readonly (readonly [number, string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [1e8, '10M<n<100M'],
  [1e9, '100M<n<1B'],
]

/** Its lines, with the fences. Splits without samples are left out: loaders cannot tell their columns. */
export function cardFrontMatter(card: CardFrontMatter): readonly string[] {
  const { title, style, language = '', splits, compression, emitted, columns } = card
  const files = splits
    .filter(({ samples }) => samples > 0)
    .flatMap(({ name }) => [
      `  - split: ${yamlText(name)}`,
      `    path: ${yamlText(`${name}-*.jsonl${suffixes[compression]}`)}`,
    ])
  const [size = '1B<n<10B'] = sizes.flatMap(([end, name]) => (emitted < end ? [name] : []))
  const [primary] = /^[a-z]{2,3}(?![a-z\d])/u.exec(language.toLowerCase()) ?? []
  return [
    '---',
    `pretty_name: ${yamlText(title)}`,
    ...list('language', primary === undefined ? [] : [primary]),
    ...list('task_categories', tasksOf(card)),
    ...list('size_categories', [size]),
    ...list('tags', ['loradex', style.replaceAll('_', '-')]),
    ...(columns === undefined ? [] : cardFeatures(columns)),
    ...(files.length > 0 ? ['configs:', '- config_name: default', '  data_files:', ...files] : []),
    '---',
  ]
}

function tasksOf({ taskType = '', style }: CardFrontMatter): readonly string[] {
  if (hubTasks.has(taskType)) return [taskType]
  return style === 'custom' ? [] : ['text-generation']
}

function list(key: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `- ${yamlText(item)}`)]
}
