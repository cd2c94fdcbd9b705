import { checkAdapter, type CheckResult } from '../../adapters/checks/check-adapter.js'
import type { AdapterJudges, ReleaseVerdict } from '../../provenance/release/verdict.js'

interface JudgesOptions {
  /** As the adapter is called in messages. */
  readonly shown: string
  /** Folder or `config.json` of the base model. */
  readonly base: string | undefined
}

/** What this program knows of weights and versions. */
export function adapterJudges({ shown, base }: JudgesOptions): AdapterJudges {
  return {
    async check(folder) {
      const { checks, engines } = await checkAdapter(folder, {
        shown,
        ...(base !== undefined && { base }),
      })
      return {
        verdicts: checks.map(verdictOf),
        engines: engines.map(({ engine, version, fit, reasons }) => ({
          engine,
          version,
          fit,
          reasons,
        })),
      }
    },
  }
}

function verdictOf({ check, verdict, reason, findings }: CheckResult): ReleaseVerdict {
  const said = findings.map(
    ({ where, expected, observed, consequence }) =>
      `${where}: expected ${expected}, saw ${observed}; ${consequence}`,
  )
  return { check, verdict, details: reason === undefined ? said : [reason] }
}
