import { markdownCode, markdownTable, markdownText } from '../../adapters/markdown.js'
import type { ReleaseFacts } from '../lineage/facts.js'

/**
 * A draft of the public summary of training content that Article 53(1)(d) of Regulation (EU) 2024/1689
 * asks for, in the order of the Commission's template of 24 July 2025. What a manifest cannot know is
 * left for people, and marked.
 */
export function euSummary(facts: Pick<ReleaseFacts, 'adapter' | 'data' | 'releasedAt'>): string {
  const sections = [
    ['# Public summary of training content'],
    [
      '> Draft, filled from what loradex knows. Not legal advice. Everything in **[brackets]** is for the provider',
      '> to answer. Who modifies a general-purpose model significantly reports on the modification alone.',
    ],
    generalInformation(facts),
    dataSources(facts),
    dataProcessing(facts),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const OPEN = '**[to be answered]**'

type Facts = Pick<ReleaseFacts, 'adapter' | 'data' | 'releasedAt'>

function generalInformation({ adapter, data, releasedAt }: Facts): readonly string[] {
  const metadata = adapter?.metadata
  const manifest = data?.manifest
  const base = metadata && [metadata.base_model_name, metadata.base_model_version].join(' ').trim()
  return [
    '## 1. General information',
    '',
    '### 1.1 Provider',
    '',
    `- Name: ${answer(metadata?.created_by)}`,
    `- Contact: ${OPEN}`,
    `- Authorised representative: ${OPEN}`,
    '',
    '### 1.2 Model',
    '',
    `- Name and version: ${answer(metadata && `${metadata.adapter_id} ${metadata.adapter_version}`)}`,
    `- Modified from: ${answer(base)}`,
    `- Date of this summary: ${releasedAt.slice(0, 10)}`,
    `- Date of placement on the market: ${OPEN}`,
    '',
    '### 1.3 Training data',
    '',
    '- Modalities: text',
    `- Size: ${answer(manifest && `${manifest.counts.emitted} samples, ${sizeOf(manifest.shards)} bytes`)}`,
    `- Languages: ${answer(metadata?.language)}`,
    `- Latest date of collection: ${OPEN}`,
  ]
}

function dataSources({ data }: Facts): readonly string[] {
  const manifest = data?.manifest
  const { own, crawled } = sourceKinds(manifest?.source.id ?? '')
  return [
    '## 2. List of data sources',
    '',
    ...markdownTable(
      ['kind', 'used', 'which'],
      [
        ['2.1 publicly available data sets', OPEN, ''],
        ['2.2 private data sets, licensed or obtained from others', OPEN, own],
        ['2.3 data crawled from the web', crawled === '' ? 'not by loradex' : 'yes', crawled],
        ['2.4 user data', OPEN, ''],
        ['2.5 synthetic data', OPEN, ''],
        ['2.6 other', OPEN, ''],
      ],
    ),
    '',
    ...(manifest?.source.inputs ?? []).map(
      ({ input, records, records_sha256 }) =>
        `- ${markdownText(input)}: ${records} records, SHA-256 ${markdownCode(records_sha256)}`,
    ),
  ]
}

function dataProcessing({ data }: Facts): readonly string[] {
  return [
    '## 3. Data processing aspects',
    '',
    '### 3.1 Respect of reservations of rights (text and data mining)',
    '',
    OPEN,
    '',
    '### 3.2 Removal of illegal content',
    '',
    ...Object.entries(data?.manifest.counts.dropped ?? {}).map(
      ([reason, count]) => `- ${count} records were dropped as ${markdownCode(reason)}`,
    ),
    `- Further measures: ${OPEN}`,
  ]
}

function answer(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? OPEN : markdownText(text)
}

function sizeOf(shards: readonly { readonly bytes: number }[]): number {
  return shards.reduce((sum, { bytes }) => sum + bytes, 0)
}

function sourceKinds(id: string): { readonly own: string; readonly crawled: string } {
  return id.startsWith('http')
    ? { own: '', crawled: markdownCode(id) }
    : { own: markdownCode(id), crawled: '' }
}
