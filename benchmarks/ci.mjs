// node benchmarks/ci.mjs [--write-baseline], after a build: a minute on an idle machine.
// Speeds as ratios to P, by CPU, must be at least 85 % of those of baseline.json for this Node; a case
// that is slower is measured once more. `--write-baseline` puts the ratios found into that file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process, { stderr, stdout } from 'node:process'
import { GROUPS } from './cases.mjs'
import { measureCases } from './measure-cases.mjs'
import { readOptions } from './options.mjs'

const LEAST_SHARE = 0.85
const baselinePath = new URL('baseline.json', import.meta.url)

const options = readOptions({ rows: '20000', repeats: '3', cases: 'ci' })
const baseline = existsSync(baselinePath) ? JSON.parse(readFileSync(baselinePath, 'utf8')) : {}
const version = process.versions.node.split('.')[0]
const say = (text) => stderr.write(`${text}\n`)

const found = await ratiosOf(options.cases)
if (options['write-baseline']) {
  const entries = { ...baseline, [version]: found }
  writeFileSync(baselinePath, `${JSON.stringify(entries, undefined, 2)}\n`)
} else {
  process.exitCode = (await isFastEnough(baseline[version], found)) ? 0 : 1
}

async function isFastEnough(expected, first) {
  if (expected === undefined) {
    say(`baseline.json has no figures for Node ${version}: --write-baseline`)
    return true
  }
  const slow = slower(expected, first)
  const again = slow.length === 0 ? {} : await ratiosOf(casesWith(slow))
  const stillSlow = slower(expected, { ...first, ...again })
  for (const [name, ratio] of Object.entries({ ...first, ...again })) {
    const share = Math.round((100 * ratio) / expected[name])
    stdout.write(`${name}: ${ratio.toFixed(2)} P, ${share} % of the baseline\n`)
  }
  for (const name of stillSlow) say(`${name}: expected at least 85 % of the baseline, twice`)
  return stillSlow.length === 0
}

/** With what they are compared with. */
function casesWith(names) {
  return GROUPS.ci.filter((name) => names.includes(name) || name.startsWith('floor'))
}

function slower(expected, ratios) {
  return Object.keys(ratios).filter((name) => ratios[name] < LEAST_SHARE * expected[name])
}

async function ratiosOf(cases) {
  const { figures } = await measureCases({ ...options, cases }, say)
  const entries = Object.entries(figures.cases)
    .filter(([name]) => !name.startsWith('floor'))
    .map(([name, { speed_vs_p_by_cpu }]) => [name, Number(speed_vs_p_by_cpu.median.toFixed(3))])
  return Object.fromEntries(entries)
}
