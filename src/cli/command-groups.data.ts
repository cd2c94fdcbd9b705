export interface CommandGroup {
  readonly title: string
  /** First words of command names, in the order they are shown. */
  readonly names: readonly string[]
}

/** The order in which a newcomer needs them. A command that is in none stands under `Other`. */
export const commandGroups: readonly CommandGroup[] = [
  { title: 'Make data', names: ['init', 'export', 'plan'] },
  { title: 'Judge data', names: ['report', 'explore', 'validate', 'metadata'] },
  { title: 'Use data', names: ['request'] },
  { title: 'Judge adapters', names: ['adapter', 'evaluate'] },
  {
    title: 'Release adapters',
    names: ['release', 'document', 'sign', 'verify', 'keys', 'lineage', 'publish', 'pull'],
  },
  { title: 'This machine', names: ['doctor', 'config', 'completion'] },
  { title: 'Reference', names: ['schema', 'help'] },
]
