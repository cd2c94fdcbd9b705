/** Runs of neighbouring words in a number of texts; runs end with their text. */
export interface DistinctRuns {
  /** Different ones. */
  readonly different: number
  readonly all: number
  /** Of each text: its runs, and those of them that no other text has, each counted once. */
  readonly ofTexts: readonly { readonly all: number; readonly own: number }[]
}

/** Stands for a run that more than one text has. */
const SHARED = -1

export function distinctRuns(texts: readonly (readonly string[])[], order: number): DistinctRuns {
  const owners = new Map<string, number>()
  const ofTexts = texts.map((tokens, text) => {
    for (let end = order; end <= tokens.length; end += 1) {
      const run = tokens.slice(end - order, end).join(' ')
      const owner = owners.get(run) ?? text
      owners.set(run, owner === text ? text : SHARED)
    }
    return { all: Math.max(0, tokens.length - order + 1), own: 0 }
  })
  for (const owner of owners.values()) {
    const text = ofTexts[owner]
    if (text) text.own += 1
  }
  const all = ofTexts.reduce((sum, text) => sum + text.all, 0)
  return { different: owners.size, all, ofTexts }
}

/** Null where there are no runs. */
export function distinctShare({ different, all }: Omit<DistinctRuns, 'ofTexts'>): number | null {
  return all === 0 ? null : different / all
}

/** What is left of the runs without one of the texts. */
export function withoutText(runs: DistinctRuns, text: number): Omit<DistinctRuns, 'ofTexts'> {
  const { all = 0, own = 0 } = runs.ofTexts[text] ?? {}
  return { different: runs.different - own, all: runs.all - all }
}
