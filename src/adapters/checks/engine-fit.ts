import { engineFits } from '../engines/engine-fit.js'
import type { AdapterCheck } from './adapter-check.js'

/** What engines do with the adapter. None of it makes the adapter wrong. */
export const engineFit: AdapterCheck = {
  id: 'engine-fit',
  skipped: ({ header }) => (header === undefined ? 'no safetensors' : undefined),
  *run(subject) {
    for (const { engine, version, fit, reasons } of engineFits(subject)) {
      if (fit === 'loads' || fit === 'unknown') continue
      yield {
        severity: 'info',
        where: `${engine} ${version}`,
        expected: 'to load and answer as PEFT does',
        observed: reasons.join('; '),
        consequence: consequences[fit],
      }
    }
  },
}

const consequences = {
  needs: 'It loads with that setting only.',
  wrong: 'It loads, and answers otherwise, without a word.',
  refuses: 'It does not load there.',
} as const
