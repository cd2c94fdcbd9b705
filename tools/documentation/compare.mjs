/** Stands for anything within a line, and alone on a line for any number of lines. */
const ELISION = '…'

/** What differs from run to run, and by what it is replaced on both sides. */
const masks = [
  [/(?<=127\.0\.0\.1:)\d+/gu, '<port>'],
  [/\b[\da-f]{64}\b/gu, '<digest>'],
  [/\d[\d,.]*(?: [kM])?(?:B| records)?\/s\b/gu, '<rate>'],
  [/\d[\d,.]*\s?(?:ms|s|min)\b/gu, '<time>'],
]

/**
 * Lines of how the output differs from what the page says, none when it does not. Trailing blanks do
 * not count.
 */
export function differences(expected, actual) {
  const steps = align(linesOf(expected), linesOf(actual))
  if (steps.every(({ kind }) => kind === 'same' || kind === 'elided')) return []
  return steps
    .filter(({ kind }) => kind !== 'elided')
    .map(({ kind, expected: said, actual: seen }) => {
      if (kind === 'missing') return `- ${said}`
      return kind === 'extra' ? `+ ${seen}` : `  ${said}`
    })
}

/** What the page would have to say: its own lines where they still hold, elisions among them. */
export function renewed(expected, actual) {
  const lines = []
  for (const { kind, expected: said, actual: seen } of align(linesOf(expected), linesOf(actual))) {
    if (kind === 'extra') lines.push(seen)
    else if (kind === 'same') lines.push(said)
    else if (kind === 'elided' && lines.at(-1) !== said) lines.push(said)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** The cheapest way from one to the other, line by line. */
function align(expected, actual) {
  const patterns = expected.map((line) => (line === ELISION ? undefined : patternOf(line)))
  const masked = actual.map(mask)
  const costs = Array.from({ length: expected.length + 1 }, () => [])
  for (let i = expected.length; i >= 0; i -= 1) {
    for (let j = actual.length; j >= 0; j -= 1) costs[i][j] = cheapest(i, j)
  }
  const steps = []
  for (let i = 0, j = 0; i < expected.length || j < actual.length;) {
    const { kind } = costs[i][j]
    if (kind !== 'end of elision') {
      steps.push({ kind, expected: expected[i], actual: actual[j] })
    }
    i += kind === 'same' || kind === 'missing' || kind === 'end of elision' ? 1 : 0
    j += kind === 'same' || kind === 'extra' || kind === 'elided' ? 1 : 0
  }
  return steps

  function cheapest(i, j) {
    const pattern = patterns[i]
    const ways = []
    if (i < expected.length && pattern === undefined) {
      ways.push({ kind: 'end of elision', cost: costs[i + 1][j].cost })
      if (j < actual.length) ways.push({ kind: 'elided', cost: costs[i][j + 1].cost })
    }
    if (pattern !== undefined) {
      if (pattern.test(masked[j] ?? '\n'))
        ways.push({ kind: 'same', cost: costs[i + 1][j + 1].cost })
      ways.push({ kind: 'missing', cost: costs[i + 1][j].cost + 1 })
    }
    if (j < actual.length) ways.push({ kind: 'extra', cost: costs[i][j + 1].cost + 1 })
    if (ways.length === 0) return { kind: 'end', cost: 0 }
    return ways.reduce((best, way) => (way.cost < best.cost ? way : best))
  }
}

function patternOf(line) {
  const parts = mask(line).split(ELISION)
  return new RegExp(`^${parts.map((part) => escaped(part)).join('.*')}$`, 'u')
}

function escaped(text) {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`)
}

function mask(line) {
  return masks.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), line).trimEnd()
}

function linesOf(text) {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
