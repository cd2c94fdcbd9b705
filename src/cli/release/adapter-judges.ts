import { checkAdapter, type CheckResult } from '../../adapters/checks/check-adapter.js'
import type { EngineId } from '../../adapters/engines/engine-id.js'
import { readAdapter } from '../../adapters/read/read-adapter.js'
import { bumpAdapter, type Bump } from '../../adapters/versions/bump-adapter.js'
import { readRelease } from '../../adapters/versions/read-release.js'
import { release } from '../../adapters/versions/release.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import type { AdapterJudges, ReleaseVerdict } from '../../provenance/release/verdict.js'

interface JudgesOptions {
  /** As the adapter is called in messages. */
  readonly shown: string
  /** Folder or `config.json` of the base model. */
  readonly base: string | undefined
  /** That have to take the adapter. */
  readonly engines: readonly EngineId[]
}

/** What this program knows of weights and versions. */
export function adapterJudges({ shown, base, engines: required }: JudgesOptions): AdapterJudges {
  return {
    async check(folder, metadata) {
      const { checks, engines } = await checkAdapter(folder, {
        shown,
        metadata,
        engines: required,
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
    async version({ parent, folder, metadata, schema }) {
      const before = await readRelease(parent)
      const after = release(
        await readAdapter(folder, shown),
        metadata,
        schema === undefined ? undefined : parseJsonText(schema),
      )
      return versionVerdict(bumpAdapter(before, after))
    },
  }
}

function versionVerdict({ level, required, reasons, objections }: Bump): ReleaseVerdict {
  const details = [
    ...objections.map(({ rule, expected, seen }) => `${rule}: expected ${expected}, saw ${seen}`),
    ...reasons.map(({ rule, because, level: wanted }) => `${rule}: ${because}, a ${wanted} step`),
  ]
  return {
    check: 'version',
    verdict: objections.length > 0 ? 'failed' : 'passed',
    details:
      details.length > 0 ? details : [`${level ?? 'no'} step to ${required ?? 'any version'}`],
  }
}

function verdictOf({ check, verdict, reason, findings }: CheckResult): ReleaseVerdict {
  const said = findings.map(
    ({ where, expected, observed, consequence, source, severity }) =>
      `${where}: expected ${expected}, saw ${observed}. ${consequence}${
        source === undefined || severity === 'info' ? '' : ` ${source}`
      }`,
  )
  return { check, verdict, details: reason === undefined ? said : [reason] }
}
