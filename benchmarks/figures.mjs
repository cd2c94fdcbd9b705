import { CASES } from './cases.mjs'

const MEGABYTE = 1e6
const NOT_MEASURED = '-'

/**
 * Medians, with least and greatest. Ratios are taken within each repeat, where both processes ran
 * one after the other. `samples` holds one measurement per repeat for each case.
 */
export function figuresOf({ corpus, samples }) {
  const cases = Object.entries(samples).map(([name, list]) => [
    name,
    {
      wall_s: spread(list.map(wall)),
      cpu_s: spread(list.map(cpu)),
      peak_rss_mb: spread(list.map(({ peakBytes }) => peakBytes / MEGABYTE)),
      mb_per_s: corpus.bytes / MEGABYTE / median(list.map(wall)),
      rows_per_s: corpus.rows / median(list.map(wall)),
      // Several threads spend the CPU time of several: no speed can be read from it.
      speed_vs_p_by_cpu: CASES[name].workers > 1 ? undefined : ratios(samples.floor, list, cpu),
      speed_vs_p_by_wall: ratios(samples.floor, list, wall),
    },
  ])
  return {
    cases: Object.fromEntries(cases),
    share_of_job_by_cpu: {
      schema: costShare(samples['job-1'], samples['no-schema']),
      metrics: costShare(samples['job-1'], samples['no-metrics']),
      dedup: costShare(samples['job-1'], samples['no-dedup']),
    },
    speed_of_2_workers_by_wall: ratios(samples['job-1'], samples['job-2'], wall),
  }
}

export function figuresAsMarkdown({ environment, corpus, repeats, figures }) {
  return [
    environmentLine(environment),
    `Corpus: ${corpus.rows} rows, ${corpus.bytes} bytes, variant ${corpus.variant}, seed ${corpus.seed}, sha256 \`${corpus.sha256}\`.`,
    `Medians of ${repeats} (least..greatest). MB are 10^6 bytes, of the input where it is a speed.`,
    caseTable(figures.cases),
    costTable(figures),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function environmentLine({ node, v8, platform, processor, cores, load, date }) {
  return `Node ${node} (V8 ${v8}) on ${platform}, ${cores} x ${processor}, load ${load.toFixed(1)} before the run, ${date}.`
}

function caseTable(cases) {
  const rows = Object.entries(cases).map(([name, figures]) => [
    `\`${name}\`: ${CASES[name].title}`,
    asText(figures.wall_s),
    asText(figures.cpu_s),
    figures.mb_per_s.toFixed(0),
    (figures.rows_per_s / 1000).toFixed(0),
    asText(figures.peak_rss_mb, 0),
    asText(figures.speed_vs_p_by_cpu),
    asText(figures.speed_vs_p_by_wall),
  ])
  return table([
    'case|wall s|CPU s|MB/s|k rows/s|peak RSS MB|speed / P by CPU|speed / P by wall'.split('|'),
    ...rows,
  ])
}

/** Empty when none of the compared cases was measured. */
function costTable({ share_of_job_by_cpu: shares, speed_of_2_workers_by_wall: twoWorkers }) {
  const rows = [
    ['schema validation, % of the full job by CPU', asText(shares.schema, 1)],
    ['quality metrics, % of the full job by CPU', asText(shares.metrics, 1)],
    ['deduplication, % of the full job by CPU', asText(shares.dedup, 1)],
    ['2 workers, speed / 1 worker by wall', asText(twoWorkers)],
  ].filter(([, figure]) => figure !== NOT_MEASURED)
  return rows.length === 0 ? '' : table([['cost', 'figure'], ...rows])
}

/** Markdown with columns of even width, as the formatter writes it. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const [head, ...body] = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])))
  const rule = widths.map((width) => '-'.repeat(width))
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function asText(figure, digits = 2) {
  if (figure === undefined) return NOT_MEASURED
  const [middle, min, max] = [figure.median, figure.min, figure.max].map((n) => n.toFixed(digits))
  return `${middle} (${min}..${max})`
}

/** How many times as fast `list` is as `reference`. */
function ratios(reference, list, measure) {
  if (reference === undefined || list === undefined) return undefined
  return spread(list.map((sample, repeat) => measure(reference[repeat]) / measure(sample)))
}

/** Percent of the job's CPU time that leaving a step out saves. */
function costShare(job, without) {
  if (job === undefined || without === undefined) return undefined
  return spread(job.map((sample, repeat) => 100 * (1 - cpu(without[repeat]) / cpu(sample))))
}

function spread(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function wall({ wallSeconds }) {
  return wallSeconds
}

function cpu({ cpuSeconds }) {
  return cpuSeconds
}
