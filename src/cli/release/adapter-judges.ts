import type { AdapterJudges } from '../../provenance/release/verdict.js'

interface JudgesOptions {
  /** As the adapter is called in messages. */
  readonly shown: string
  /** Folder or `config.json` of the base model. */
  readonly base: string | undefined
}

/** What this program knows of weights and versions. */
export function adapterJudges(_options: JudgesOptions): AdapterJudges {
  return { check: async () => ({ verdicts: [], engines: [] }) }
}
