import { countOf, formatCount, formatNumber } from '../../ui/format-number.js'
import type { GateResult, Gates } from '../gates.js'
import type { ReportDocument } from '../report-document.js'
import type { NextStep } from './next-step.js'
import { gateNames } from './vocabulary.js'

/** What would make each failed gate pass. */
export function gateSteps(report: ReportDocument): readonly NextStep[] {
  return report.gates
    .filter(({ passed }) => !passed)
    .map((result) => ({
      urgency: 'must',
      finding: `Gate ${result.gate} failed: ${describe(result)}.`,
      advice: whatWouldPass(result, report),
      key: `gates.${result.gate}`,
    }))
}

function describe({ gate, observed, allowed }: GateResult): string {
  const bound = `${gate.startsWith('min_') ? 'at least' : 'at most'} ${formatNumber(allowed, 4)}`
  if (observed === null) return `there was nothing to measure, ${bound} is asked for`
  return `${gateNames[gate].toLowerCase()} ${formatNumber(observed, 4)}, allowed is ${bound}`
}

function whatWouldPass({ gate, observed, allowed }: GateResult, report: ReportDocument): string {
  if (observed === null) return nothingMeasured[gate]
  const { read, emitted, dropped } = report.counts
  switch (gate) {
    case 'min_compliance_rate': {
      const { total_validated = 0, compliant = 0 } = report.schema_validation ?? {}
      const missing = Math.ceil(allowed * total_validated - 1e-9) - compliant
      return `It would pass if ${countOf(missing, 'more sample')} kept the schema: begin with the most frequent error above.`
    }
    case 'max_duplicate_rate':
      return fewer((dropped.duplicate ?? 0) - Math.floor(allowed * read + 1e-9), 'duplicates')
    case 'max_drop_rate': {
      const tooMany = read - emitted - Math.floor(allowed * read + 1e-9)
      return `${fewer(tooMany, 'drops')} Begin with the widest band of the flow.`
    }
    case 'min_samples':
      return `It would pass with ${countOf(allowed - emitted, 'more sample')}: add records, or drop fewer.`
    case 'min_diversity_score':
      return 'Add texts that differ, or take out those made after one pattern; the samples below show which.'
  }
}

function fewer(count: number, what: string): string {
  return `It would pass with ${formatCount(count)} fewer ${what}.`
}

const nothingMeasured: Readonly<Record<keyof Gates, string>> = {
  min_compliance_rate:
    'Set structured_gen.enable_schema_validation, quality_metrics.enable_metrics and quality_metrics.track_schema_compliance; with them on, no record came as far as the schema.',
  max_duplicate_rate: 'No record was read.',
  max_drop_rate: 'No record was read.',
  min_samples: 'No sample was written.',
  min_diversity_score:
    'Set quality_metrics.enable_metrics and quality_metrics.track_diversity_score; with them on, no text had a word.',
}
