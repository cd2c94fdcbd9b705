import { engineFits, type EngineFit } from '../engines/engine-fit.js'
import type { Fit } from '../engines/engine.js'
import { helpedByPlain } from '../engines/helped-by-plain.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'

/** What engines do with the adapter. It is wrong only for those that have to take it. */
export const engineFit: AdapterCheck = {
  id: 'engine-fit',
  skipped: ({ header, engines }) =>
    header === undefined && engines.length === 0 ? 'no safetensors' : undefined,
  *run(subject) {
    const { header, engines } = subject
    if (header === undefined) {
      for (const engine of engines) yield withoutTensors(engine)
      return
    }
    const helped = new Set(helpedByPlain(subject).map(({ id }) => id))
    for (const fit of engineFits(subject)) {
      const isAsked = engines.includes(fit.id)
      if (fit.fit === 'loads' || (fit.fit === 'unknown' && !isAsked)) continue
      yield {
        ...findingOf(fit, helped.has(fit.id)),
        severity: isAsked ? severities[fit.fit] : 'info',
      }
    }
  },
}

function findingOf(
  { engine, version, fit, reasons, how, seen, source }: EngineFit,
  isHelped: boolean,
) {
  return {
    where: `${engine} ${version}`,
    expected: 'to load and answer as PEFT does',
    observed: reasons.join('; '),
    consequence: consequences[fit] + (isHelped ? WAY_OUT : ''),
    source: `${how} on ${seen}: ${source}`,
  }
}

const WAY_OUT = ' `loradex adapter plain` writes one that it takes.'

function withoutTensors(engine: string): CheckFinding {
  return {
    severity: 'warning',
    where: engine,
    expected: 'the safetensors of an adapter, which the rules of engines are about',
    observed: 'none that can be read',
    consequence: consequences.unknown,
  }
}

const severities: Readonly<Record<Fit, CheckFinding['severity']>> = {
  loads: 'info',
  needs: 'info',
  unknown: 'warning',
  wrong: 'error',
  refuses: 'error',
}

const consequences: Readonly<Record<Fit, string>> = {
  loads: 'None.',
  needs: 'It loads with that setting only.',
  unknown: 'Nobody knows whether it loads there, and answers as it should.',
  wrong: 'It loads, and answers otherwise, without a word.',
  refuses: 'It does not load there.',
}
