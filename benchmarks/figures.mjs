import { CASES, SOURCES } from './cases.mjs'
import { PEERS } from './peers.mjs'

const MEGABYTE = 1e6
const NOT_MEASURED = '-'

/**
 * Medians, with least and greatest. Ratios are taken within each repeat, where both processes ran
 * one after the other. `samples` holds one measurement per repeat for each case.
 */
export function figuresOf({ factsOf, samples }) {
  const cases = Object.entries(samples).map(([name, list]) => {
    const { workers = 1, floor = 'floor' } = CASES[name]
    const { bytes, rows } = factsOf(name)
    const reference = name.startsWith('floor') ? samples[name] : samples[floor]
    const figures = {
      wall_s: spread(list.map(wall)),
      cpu_s: spread(list.map(cpu)),
      peak_rss_mb: spread(list.map(({ peakBytes }) => peakBytes / MEGABYTE)),
      mb_per_s: bytes / MEGABYTE / median(list.map(wall)),
      rows_per_s: rows / median(list.map(wall)),
      // Several threads spend the CPU time of several: no speed can be read from it.
      speed_vs_p_by_cpu: workers > 1 ? undefined : ratios(reference, list, cpu),
      speed_vs_p_by_wall: ratios(reference, list, wall),
    }
    return [name, figures]
  })
  const job = samples['job-1']
  const shares = Object.entries({
    schema: 'no-schema',
    metrics: 'no-metrics',
    diversity: 'no-diversity',
    dedup: 'no-dedup',
  })
  return {
    cases: Object.fromEntries(cases),
    share_of_job_by_cpu: Object.fromEntries(
      shares.map(([step, name]) => [step, costShare(job, samples[name])]),
    ),
    share_of_compliance_by_cpu: costShare(samples['no-diversity'], samples['no-metrics']),
    time_of_digests_by_cpu: ratios(job, samples['job-1-plain'], cpu),
    time_of_digests_of_2_workers: ratios(samples['job-2'], samples['job-2-plain'], wall),
    speed_of_2_workers_by_wall: ratios(job, samples['job-2'], wall),
    time_of_2_workers_per_copy: ratios(samples['job-2'], samples.copy, wall),
    time_of_resume: ratios(samples.resume, job, wall),
    sources: SOURCES.filter((name) => samples[name] && samples[`${name}-alone`]).map((name) =>
      sourceFigures(name, samples),
    ),
    job_per_peer: Object.fromEntries(
      Object.keys(PEERS).map((name) => {
        const workers = CASES[name].workers ?? 1
        const [ours, plain] = [samples[`job-${workers}`], samples[`job-${workers}-plain`]]
        return [
          name,
          {
            wall: ratios(samples[name], ours, wall),
            wall_without_digests: ratios(samples[name], plain, wall),
            memory: ratios(samples[name], ours, peak),
          },
        ]
      }),
    ),
  }
}

export function figuresAsMarkdown({ environment, corpus, notes, repeats, figures }) {
  return [
    environmentLine(environment),
    `Corpus: ${corpus.rows} rows, ${corpus.bytes} bytes, variant ${corpus.variant}, seed ${corpus.seed}, sha256 \`${corpus.sha256}\`.`,
    sharesLine(corpus.shares),
    `Medians of ${repeats} (least..greatest). MB are 10^6 bytes, of the input where it is a speed.`,
    notes.join('\n'),
    caseTable(figures.cases),
    costTable(figures),
    sourceTable(figures.sources),
    peerTable(figures.job_per_peer),
  ]
    .filter(Boolean)
    .join('\n\n')
}

export function environmentLine({ node, v8, platform, cores, memoryGb, load, date }) {
  return `Node ${node} (V8 ${v8}) on ${platform}, ${cores} cores, ${memoryGb} GB, load ${load.toFixed(1)} before the run, ${date}.`
}

function sharesLine({ languages, ...shares }) {
  const ofRows = Object.entries(shares).map(([kind, share]) => `${kind} ${percent(share)}`)
  const ofLanguages = Object.entries(languages).map(([lang, share]) => `${lang} ${percent(share)}`)
  return `Of the rows: ${ofRows.join(', ')}. Languages: ${ofLanguages.join(', ')}.`
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`
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
function costTable(figures) {
  const { share_of_job_by_cpu: shares } = figures
  const rows = [
    ['schema validation, % of the full job by CPU', asText(shares.schema, 1)],
    ['quality metrics, % of the full job by CPU', asText(shares.metrics, 1)],
    ['of these, diversity', asText(shares.diversity, 1)],
    [
      'compliance and histogram, % of a job without diversity, by CPU',
      asText(figures.share_of_compliance_by_cpu, 1),
    ],
    ['deduplication, % of the full job by CPU', asText(shares.dedup, 1)],
    ['SHA-256, time / without by CPU, 1 worker', asText(figures.time_of_digests_by_cpu)],
    ['SHA-256, time / without by wall, 2 workers', asText(figures.time_of_digests_of_2_workers)],
    ['2 workers, speed / 1 worker by wall', asText(figures.speed_of_2_workers_by_wall)],
    ['2 workers, time / plain copy by wall', asText(figures.time_of_2_workers_per_copy)],
    ['resumed after a kill at 90 %, time / full job by wall', asText(figures.time_of_resume)],
  ].filter(([, figure]) => figure !== NOT_MEASURED)
  return rows.length === 0 ? '' : table([['cost', 'figure'], ...rows])
}

/** The whole job and our source beside the driver's rows, of which nothing is made. */
function sourceFigures(name, samples) {
  const [driver, alone, job] = [samples[`${name}-driver`], samples[`${name}-alone`], samples[name]]
  return {
    name,
    job_per_source_by_cpu: ratios(job, alone, cpu),
    job_per_source_by_wall: ratios(job, alone, wall),
    job_of_2_workers_per_source: ratios(samples[`${name}-2`], alone, wall),
    job_per_driver_by_cpu: ratios(job, driver, cpu),
    job_per_driver_by_wall: ratios(job, driver, wall),
    source_per_driver_by_cpu: ratios(alone, driver, cpu),
  }
}

function sourceTable(sources) {
  const rows = sources.map((figures) => [
    `${figures.name}, beside ${CASES[`${figures.name}-driver`].title}`,
    asText(figures.job_per_source_by_cpu),
    asText(figures.job_per_source_by_wall),
    asText(figures.job_of_2_workers_per_source),
    asText(figures.job_per_driver_by_cpu),
    asText(figures.job_per_driver_by_wall),
    asText(figures.source_per_driver_by_cpu),
  ])
  if (rows.length === 0) return ''
  const perSource = ['job / source, CPU', 'job / source, wall', 'the same with 2 workers']
  const perDriver = ['job / driver, CPU', 'job / driver, wall', 'source / driver, CPU']
  return table([['source', ...perSource, ...perDriver], ...rows])
}

function peerTable(peers) {
  const rows = Object.entries(peers)
    .filter(([, { wall: times }]) => times !== undefined)
    .map(([name, { wall: times, wall_without_digests: without, memory }]) => [
      CASES[name].title,
      asText(times, 1),
      asText(without, 1),
      asText(memory, 1),
    ])
  if (rows.length === 0) return ''
  const head = 'program|its time / ours by wall|ours without digests|its memory / ours'
  return table([head.split('|'), ...rows])
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

/** What `reference` takes of what `list` takes: how many times as fast `list` is. */
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

function peak({ peakBytes }) {
  return peakBytes
}
