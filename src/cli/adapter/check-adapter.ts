import { resolve } from 'node:path'
import { checkAdapter, type AdapterVerdict } from '../../adapters/checks/check-adapter.js'
import type { CheckFinding } from '../../adapters/checks/adapter-check.js'
import { flagOption, textOption, type RunCommand } from '../command.js'
import type { AdapterCheckOutput } from '../outputs/adapter-output.js'
import { printable } from '../printable.js'
import { engineLines } from './engine-lines.js'
import { engineOption } from './engine-option.js'

const DEFAULT_ADAPTER = '.'

/** More findings of one check repeat each other. */
const MOST_SHOWN = 5

export const checkAdapterCommand: RunCommand = async (given, io) => {
  const [shown = DEFAULT_ADAPTER] = given.arguments
  const base = textOption(given, 'base')
  const [engines, strict] = [engineOption(given), flagOption(given, 'strict')]
  const verdict = await checkAdapter(resolve(io.cwd, shown), {
    shown,
    ...(base !== undefined && { base: resolve(io.cwd, base), shownBase: base }),
    readsValues: !flagOption(given, 'headersOnly'),
    engines,
    strict,
  })
  if (flagOption(given, 'json')) {
    const printed: AdapterCheckOutput = {
      format_version: 1,
      adapter: shown,
      base: base ?? null,
      required_engines: engines,
      strict,
      passed: verdict.passed,
      checks: verdict.checks.map(({ check, verdict: result, reason = null, findings }) => ({
        check,
        verdict: result,
        reason,
        findings,
      })),
      engines: verdict.engines,
    }
    io.stdout(JSON.stringify(printed, null, 2))
  } else for (const line of lines(verdict)) io.stdout(line)
  io.stderr(summary(verdict))
  return verdict.passed ? 0 : 3
}

function* lines({ checks, engines, helpedByPlain }: AdapterVerdict): Generator<string> {
  for (const { check, verdict, reason, findings } of checks) {
    yield `${verdict.padEnd(9)}${check}${reason === undefined ? '' : `: ${reason}`}`
    const shown = findings.filter(({ severity }) => severity !== 'info')
    for (const finding of shown.slice(0, MOST_SHOWN)) yield* findingLines(finding)
    if (shown.length > MOST_SHOWN) yield `  and ${shown.length - MOST_SHOWN} more`
  }
  if (engines.length > 0) yield ''
  yield* engineLines(engines)
  if (helpedByPlain.length > 0) {
    const names = helpedByPlain.map(({ engine }) => engine).join(' and ')
    const taken = helpedByPlain.length === 1 ? 'it takes' : 'they take'
    yield `warning: ${names} would answer otherwise, in silence: loradex adapter plain writes one that ${taken}`
  }
}

function* findingLines(finding: CheckFinding): Generator<string> {
  const { severity, where, expected, observed, consequence, source } = finding
  yield `  ${severity} ${printable(where)}: expected ${printable(expected)}, saw ${printable(observed)}`
  yield `    ${consequence}`
  if (source !== undefined) yield `    ${source}`
}

function summary({ checks }: AdapterVerdict): string {
  const count = (verdict: string): number =>
    checks.filter((result) => result.verdict === verdict).length
  const parts = (['passed', 'warned', 'failed', 'skipped'] as const)
    .map((verdict) => [verdict, count(verdict)] as const)
    .filter(([, number]) => number > 0)
  return `${checks.length} checks: ${parts.map(([verdict, number]) => `${number} ${verdict}`).join(', ')}`
}
