import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const floorScript = pathOf('floor.mjs')
const recipe = pathOf('recipes/full-job.yaml')
export const cli = pathOf('../dist/cli/main.js')

/**
 * What can be measured. `workers` and `set` make an export, its absence makes P. `kept` says how many
 * rows a case must keep, given what is known of the corpus; `sameBytes`: the shards must be those of
 * job-1.
 */
export const CASES = {
  floor: { title: 'P (floor.mjs)' },
  'job-1': { title: 'full job, 1 worker', workers: 1, kept: keptByFullJob },
  'job-2': { title: 'full job, 2 workers', workers: 2, kept: keptByFullJob, sameBytes: true },
  'no-schema': {
    title: 'without schema validation',
    workers: 1,
    set: ['structured_gen.enable_schema_validation=false'],
    // What the schema alone rejects: a question that is too short.
    kept: (corpus) => keptByFullJob(corpus) + count(corpus, 'short_question'),
  },
  'no-metrics': {
    title: 'without quality metrics',
    workers: 1,
    set: ['quality_metrics.enable_metrics=false'],
    kept: keptByFullJob,
    sameBytes: true,
  },
  'no-dedup': {
    title: 'without deduplication',
    workers: 1,
    set: ['quality.skip_duplicates=false'],
    kept: (corpus) => keptByFullJob(corpus) + count(corpus, 'duplicate'),
  },
}

/** The arguments of Node for a case that reads `corpusPath` and writes into `folder`. */
export function scriptOf(name, { corpusPath, folder }) {
  const { workers, set = [] } = CASES[name]
  if (workers === undefined) return [floorScript, corpusPath, join(folder, 'floor.jsonl')]
  const settings = [`source.path=${corpusPath}`, ...set].flatMap((setting) => ['--set', setting])
  const output = ['--out', outputOf(folder), '--force']
  return [cli, 'export', recipe, ...output, '--workers', String(workers), ...settings]
}

export function outputOf(folder) {
  return join(folder, 'export')
}

export function isExport(name) {
  return CASES[name].workers !== undefined
}

function keptByFullJob(corpus) {
  return corpus.kept_by_full_job
}

function count(corpus, trait) {
  return corpus.counts[trait] ?? 0
}

function pathOf(path) {
  return fileURLToPath(new URL(path, import.meta.url))
}
