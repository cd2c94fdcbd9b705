import { extname } from 'node:path'
import type { PlainJson } from '../../kernel/plain-json.js'
import type { ColumnFact, DataFacts, ReleaseFacts } from '../lineage/facts.js'

type Document = Readonly<Record<string, PlainJson>>

/** Terms of JSON-LD as https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html lists them. */
const terms =
  'citeAs column conformsTo extract field fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate separator source subField transform equivalentProperty'

const CONTEXT: Document = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  ...Object.fromEntries(terms.split(' ').map((term) => [term, `cr:${term}`])),
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  cr: 'http://mlcommons.org/croissant/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  rai: 'http://mlcommons.org/croissant/RAI/',
  sc: 'https://schema.org/',
}

/** Croissant has no type for JSON: columns of objects and lists are named in the description only. */
const types: Readonly<Partial<Record<ColumnFact['kind'], string>>> = {
  string: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
}

/** What an export does not know of itself, as far as somebody said. */
export interface PublishingFacts {
  readonly url?: string
  readonly license?: string
  readonly creator?: string
}

/** `croissant.json` of an export: Croissant 1.1 and RAI 1.0. */
export function croissant(
  data: DataFacts,
  { releasedAt, version }: Pick<ReleaseFacts, 'releasedAt' | 'version'>,
  { url = '', license = '', creator = '' }: PublishingFacts = {},
): Document {
  const { name, manifest } = data
  const { read, emitted, dropped } = manifest.counts
  const date = releasedAt.slice(0, 10)
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name,
    description: `${emitted} samples for fine-tuning in the style ${data.style}, of ${read} records.`,
    url: url || `https://loradex.dev/data/${data.manifestSha256}`,
    license: license || 'https://spdx.org/licenses/NOASSERTION',
    creator: { '@type': 'sc:Organization', name: creator || 'unknown' },
    datePublished: date,
    version: '1.0.0',
    citeAs: `${name}, manifest sha256:${data.manifestSha256}`,
    isLiveDataset: false,
    'rai:dataCollection': `Read from ${manifest.source.id}.`,
    'rai:dataPreprocessingProtocol': [
      `Made by loradex ${manifest.loradex_version} from the recipe sha256:${manifest.plan_digest}.`,
      ...Object.entries(dropped).map(
        ([reason, count]) => `${count} records were dropped: ${reason}.`,
      ),
      ...data.gates.map(
        ({ gate, passed, observed, allowed }) =>
          `Gate ${gate} ${passed ? 'passed' : 'failed'}: ${observed ?? 'not measured'}, allowed ${allowed}.`,
      ),
    ],
    'prov:wasDerivedFrom': manifest.source.inputs.map(({ input, records, records_sha256 }) => ({
      '@type': 'prov:Entity',
      '@id': `urn:sha256:${records_sha256}`,
      name: input,
      description: `${records} records`,
    })),
    'prov:wasGeneratedBy': {
      '@type': 'prov:Activity',
      name: `export by loradex ${version}`,
    },
    distribution: manifest.shards.map(({ file, sha256, bytes }) => ({
      '@type': 'cr:FileObject',
      '@id': file,
      name: file,
      contentUrl: file,
      contentSize: `${bytes} B`,
      encodingFormat: ['application/jsonlines', ...(compressions[extname(file)] ?? [])],
      sha256,
    })),
    recordSet: manifest.shards
      .filter(({ records }) => records > 0)
      .map((shard) => recordSet(shard.file, data)),
  }
}

const compressions: Readonly<Record<string, readonly string[]>> = {
  '.gz': ['application/gzip'],
  '.zst': ['application/zstd'],
}

/** One for each file: splits of several files have several. */
function recordSet(file: string, { columns }: DataFacts): PlainJson {
  const id = file.replace(/\.jsonl(?:\.\w+)?$/u, '')
  const left = columns.filter(({ kind }) => kind === 'other').map(({ name }) => name)
  return {
    '@type': 'cr:RecordSet',
    '@id': id,
    name: id,
    ...(left.length > 0 && { description: `Columns of objects or lists: ${left.join(', ')}.` }),
    field: columns.flatMap(({ name, kind }) => {
      const dataType = types[kind]
      if (dataType === undefined) return []
      const source = { fileObject: { '@id': file }, extract: { column: name } }
      return [
        { '@type': 'cr:Field', '@id': `${id}/${name}`, name: `${id}/${name}`, dataType, source },
      ]
    }),
  }
}
