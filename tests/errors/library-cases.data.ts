import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportPlan } from '#loradex/export/plan.js'
import { diskFailure } from '#loradex/kernel/disk-failure.js'
import { startTally } from '#loradex/export/tally.js'
import { partThreads } from '#loradex/export/workers/part-threads.js'
import { outcomesOfWorkers } from '#loradex/export/workers/worker-pool.js'
import {
  checkRecipe,
  exportRecipe,
  fromPlain,
  JsonlLlmExporter,
  loadRecipe,
  type ExporterConfig,
} from '#loradex/index.js'
import { lengthDistribution } from '#loradex/metrics/index.js'
import { parseGrammar, printGrammar } from '#loradex/schema/index.js'
import { csv, stdin } from '#loradex/sources/index.js'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

function program(name: string, shown: string, run: (folder: string) => unknown): ErrorCase {
  return { name, program: { shown, run } }
}

const exporter = (folder: string, config: ExporterConfig = {}): JsonlLlmExporter =>
  new JsonlLlmExporter(config, { baseFolder: folder })

function* failingEntities(): Generator<object> {
  yield blank
  throw new Error('the database of the program is down')
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

const stdinRecipe = checkRecipe({ source: { type: 'stdin' } })

const blank = { question: 'What is a fjord?' }

export const libraryCases: readonly ErrorCase[] = [
  program(
    'A grammar that no format can say',
    "printGrammar(parseGrammar('start: <think>', { format: 'lark' }), 'ebnf')",
    () => printGrammar(parseGrammar('start: <think>', { format: 'lark' }), 'ebnf'),
  ),
  program('An option out of bounds', 'exporter.exportEntities([], { max_errors: -1 })', (folder) =>
    exporter(folder).exportEntities([], { max_errors: -1 }),
  ),
  program('No workers', 'exporter.exportEntities([], { workers: 0 })', (folder) =>
    exporter(folder).exportEntities([], { workers: 0 }),
  ),
  program(
    'A limit that no count reaches',
    "exportRecipe(loaded, { target: 'out', limit: 1.5 })",
    () => exportRecipe({ recipe: stdinRecipe, baseFolder: '.' }, { target: 'out', limit: 1.5 }),
  ),
  program('A target without a name', "exportRecipe(loaded, { target: '' })", () =>
    exportRecipe({ recipe: stdinRecipe, baseFolder: '.' }, { target: '' }),
  ),
  program('A config with a misspelt value', "new JsonlLlmExporter({ style: 'chat' })", (folder) =>
    exporter(folder, { style: 'chat' } as unknown as ExporterConfig),
  ),
  program(
    'A config with a source',
    "new JsonlLlmExporter({ source: { type: 'stdin' } })",
    (folder) => exporter(folder, { source: { type: 'stdin' } } as ExporterConfig),
  ),
  program('A recipe that is wrong', 'checkRecipe({ quality: { min_text_length: NaN } })', () =>
    checkRecipe({ source: { type: 'stdin' }, quality: { min_text_length: Number.NaN } }),
  ),
  program(
    'A wrong schema in a config',
    "exporter.validateAgainstSchema('{}')  // json_schema: { type: 'objekt' }",
    (folder) =>
      exporter(folder, {
        structured_gen: { enable_schema_validation: true, json_schema: { type: 'objekt' } },
      }).validateAgainstSchema('{}'),
  ),
  program('A value that JSON cannot hold', 'fromPlain({ score: NaN })', () =>
    fromPlain({ score: Number.NaN }),
  ),
  program('A value that holds itself', 'fromPlain(cycle)', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    return fromPlain(cycle)
  }),
  program('A function as value', 'fromPlain({ now: () => 1 })', () => fromPlain({ now: () => 1 })),
  program(
    'An entity without an answer',
    'exporter.exportEntities([{ question: … }], { continue_on_error: false })',
    (folder) => exporter(folder).exportEntities([blank], { continue_on_error: false }),
  ),
  program(
    'More failed entities than may fail',
    'exporter.exportEntities(entities, { max_errors: 2 })',
    (folder) => exporter(folder).exportEntities([blank, blank, blank], { max_errors: 2 }),
  ),
  program('Entities that cannot be made', 'exporter.exportEntities(entities())', (folder) =>
    exporter(folder).exportEntities(failingEntities()),
  ),
  program('A report before an export', 'exporter.getQualityMetricsReport()', (folder) =>
    exporter(folder).getQualityMetricsReport(),
  ),
  program(
    'Adapter metadata that is none',
    `exporter.setAdapterMetadataFromJson('{"training":{"epochs":"3"}}')`,
    (folder) => exporter(folder).setAdapterMetadataFromJson('{"training":{"epochs":"3"}}'),
  ),
  program('A delimiter of two characters', "csv({ path: 'a.csv', delimiter: '||' })", (folder) =>
    csv({ path: 'a.csv', baseFolder: folder, delimiter: '||' }),
  ),
  program('Standard input twice', 'stdin({ stream }).plan(…)  // again', async (spoolFolder) => {
    const source = stdin({ stream: noBytes() })
    await source.plan({ spoolFolder })
    return source.plan({ spoolFolder })
  }),
  program('A file that changes while it is read', 'exportRecipe(loaded, { … })', async (folder) => {
    const path = join(folder, 'in.jsonl')
    // More than a worker reads ahead.
    await writeFile(
      path,
      `${JSON.stringify({ question: 'How long?', answer: 'Long. '.repeat(2000) })}\n`.repeat(3000),
    )
    await writeFile(join(folder, 'loradex.yaml'), jsonlSource)
    const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
    let change: Promise<void> | undefined
    return exportRecipe(loaded, {
      target: join(folder, 'out'),
      workers: 1,
      onProgress: () => void (change ??= appendFile(path, twoRecords)),
    })
  }),
  program('A worker that ends before its work is done', 'exportRecipe(loaded, { … })', async () => {
    const plan = { parts: [{}], pipeline: { metrics: [] } } as unknown as ExportPlan
    const threads = partThreads(new URL('data:text/javascript,process.exit(0)'))
    for await (const _ of outcomesOfWorkers(plan, { workers: 1, threads, planData: {} })) continue
  }),
  program('A disk that fails', 'exportRecipe(loaded, { … })', () => {
    throw diskFailure('out', Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }))
  }),
  program('Counts that do not add up', 'exportRecipe(loaded, { … })', () => {
    const tally = startTally()
    tally.read(3)
    tally.emitted(1)
    tally.dropped('duplicate')
    return tally.totals()
  }),
  program('The state of a metric that is none', "lengthDistribution().decode('[]')", () =>
    lengthDistribution().decode('[]'),
  ),
]
