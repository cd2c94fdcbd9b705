import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import process from 'node:process'
import { CASES, cli, commandOf, exportArgs, isExport, outputOf, textOf } from './cases.mjs'
import { cachedCorpus, derivedCorpus } from './corpus-cache.mjs'
import { exportCounts } from './export-counts.mjs'
import { figuresOf } from './figures.mjs'
import { comparedRows, keptRows, shardsIn } from './kept-rows.mjs'
import { killedExport } from './killed-export.mjs'
import { canMeasureOthers, measuredProcess } from './measured-process.mjs'
import { areInstalled } from './peers.mjs'
import { temporaryFolder } from './temporary-folder.mjs'
import { touchMemory } from './touch-memory.mjs'

/**
 * Runs each case once to see that it does the same work, then all of them in turns. `say` is told what
 * is going on. Gives what `figuresAsMarkdown` takes.
 */
export async function measureCases(options, say) {
  if (options.cases.some(isExport) && !existsSync(cli)) {
    throw new Error('there is no dist/bundle/main.cjs yet: npm run build')
  }
  const corpus = cachedCorpus(options)
  const folder = temporaryFolder(corpus.bytes)
  const run = { options, corpus, folder, say, facts: new Map([['mixed', corpus]]) }
  const environment = describeEnvironment(options.node)
  if (environment.load > 0.5) say(`load ${environment.load.toFixed(1)}: trust CPU, not wall`)
  const names = options.cases.filter((name) => isPossible(run, name))
  const notes = await checkOutputs(run, names)
  const samples = await measure(run, names)
  return {
    environment,
    corpus,
    notes,
    repeats: options.repeats,
    figures: figuresOf({ factsOf: (name) => factsOf(run, name), samples }),
  }
}

function isPossible({ options, say }, name) {
  const reason = reasonAgainst(CASES[name], options.node)
  if (reason !== undefined) say(`${name}: left out, ${reason}`)
  return reason === undefined
}

function reasonAgainst({ isPeer, needsProgram, killAt }, node) {
  if (isPeer && !areInstalled()) return 'peers are not installed: node benchmarks/install-peers.mjs'
  if (isPeer && !canMeasureOthers()) return 'there is no /usr/bin/time'
  if (needsProgram && spawnSync(needsProgram, ['--version']).error)
    return `there is no ${needsProgram}`
  if (killAt !== undefined) {
    const help = execFileSync(node, [cli, 'export', '--help'], { encoding: 'utf8' })
    if (!help.includes('--resume')) return 'the export has no --resume'
  }
  return undefined
}

/** Of the corpus that a case reads, made when it is needed. */
function factsOf({ facts, corpus }, name) {
  const shape = CASES[name].corpus ?? 'mixed'
  if (!facts.has(shape)) facts.set(shape, derivedCorpus(corpus, shape))
  return facts.get(shape)
}

export function describeEnvironment(node) {
  const versions = JSON.parse(
    execFileSync(node, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' }),
  )
  return {
    node: versions.node,
    v8: versions.v8,
    platform: `${process.platform}-${process.arch}`,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    load: loadavg()[0],
    date: new Date().toISOString().slice(0, 10),
  }
}

/** One run of each case, not timed: it warms the page cache and proves that all do the same work. */
async function checkOutputs(run, names) {
  const { folder, say } = run
  const notes = []
  let reference
  let rows
  for (const name of names) {
    await runCase(run, name)
    if (CASES[name].isPeer) {
      const differences = comparedRows(rows ?? new Map(), await keptRows([textOf(folder)]))
      const note = peerNote(name, differences)
      notes.push(note)
      say(note)
    }
    if (!isExport(name)) continue
    const counts = await exportCounts(outputOf(folder))
    for (const note of counts.notes) say(`${name}: ${note}`)
    if (name === 'job-1') {
      reference = counts
      rows = await keptRows(shardsIn(outputOf(folder)))
    }
    const facts = factsOf(run, name)
    refuse(name, difference(name, { counts, reference, facts }))
    say(`${name}: kept ${counts.emitted} of ${facts.rows} rows, as it must`)
  }
  return notes
}

function peerNote(name, { missing, extra, copies, weights }) {
  const isSame = missing + extra + copies + weights === 0
  return isSame
    ? `\`${name}\` keeps the same rows with the same weights.`
    : `\`${name}\` lacks ${missing} rows, has ${extra} more, ${copies} copies and ${weights} other weights.`
}

function difference(name, { counts, reference, facts }) {
  const { read, emitted, shardsSha256 } = counts
  const expected = CASES[name].kept(facts)
  if (read !== undefined && read !== facts.rows) return `read ${read} of ${facts.rows} rows`
  if (emitted !== expected) return `kept ${emitted} rows, expected ${expected}`
  if (!CASES[name].sameBytes || reference === undefined) return undefined
  return shardsSha256 === reference.shardsSha256 ? undefined : 'its shards are not those of job-1'
}

function refuse(name, fault) {
  if (fault !== undefined) throw new Error(`${name} is not timed: ${fault}`)
}

/** Interleaved, each repeat starting with another case. */
async function measure(run, names) {
  const { repeats } = run.options
  const measured = Object.fromEntries(names.map((name) => [name, []]))
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (let step = 0; step < names.length; step += 1) {
      const name = names[(repeat + step) % names.length]
      measured[name].push(await runCase(run, name))
    }
    run.say(`repeat ${repeat + 1} of ${repeats}`)
  }
  return measured
}

async function runCase(run, name) {
  const { options, corpus, folder } = run
  const { node } = options
  const { path, rows } = factsOf(run, name)
  for (const written of [outputOf(folder), textOf(folder)]) {
    rmSync(written, { recursive: true, force: true })
  }
  const { program, args } = commandOf(name, { node, input: path, folder })
  const { killAt } = CASES[name]
  touchMemory(folder, corpus.bytes)
  if (killAt === undefined) return measuredProcess({ program, args, node, folder })
  const first = exportArgs(name, { input: path, folder })
  await killedExport({ node, args: first, rows, killAt })
  return measuredProcess({ program, args: [...args, '--resume'], node, folder })
}
