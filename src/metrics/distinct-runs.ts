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

/** Numbers of runs, alike for equal ones and from 0 on: those of each text, in the order of their first words. */
type NumberedRuns = readonly (readonly number[])[]

/** Of runs of one word, of two, and so on, up to `longest`. */
export function distinctRuns(
  texts: readonly (readonly string[])[],
  longest: number,
): readonly DistinctRuns[] {
  const numberOf = numberKeys()
  const words = texts.map((tokens) => tokens.map(numberOf))
  const counted = [countRuns(words)]
  for (let runs: NumberedRuns = words; counted.length < longest;) {
    runs = longerRuns(runs, words)
    counted.push(countRuns(runs))
  }
  return counted
}

/** Each with the word behind it. */
function longerRuns(runs: NumberedRuns, words: NumberedRuns): NumberedRuns {
  const numberOf = numberKeys()
  const most = words.reduce((sum, text) => sum + text.length, 0)
  return runs.map((ofText, text) => {
    const wordsOf = words[text] ?? []
    const length = 1 + wordsOf.length - ofText.length
    return wordsOf.slice(length).map((word, at) => numberOf((ofText[at] ?? 0) * most + word))
  })
}

function numberKeys(): (key: string | number) => number {
  const numbers = new Map<string | number, number>()
  return (key) => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
}

function countRuns(runs: NumberedRuns): DistinctRuns {
  const owners: number[] = []
  for (const [text, ofText] of runs.entries()) {
    for (const run of ofText) owners[run] = (owners[run] ?? text) === text ? text : SHARED
  }
  const own = runs.map(() => 0)
  for (const owner of owners) if (owner !== SHARED) own[owner] = (own[owner] ?? 0) + 1
  return {
    different: owners.length,
    all: runs.reduce((sum, ofText) => sum + ofText.length, 0),
    ofTexts: runs.map((ofText, text) => ({ all: ofText.length, own: own[text] ?? 0 })),
  }
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
