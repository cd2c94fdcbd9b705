import type { Sink } from './sink.js'

/** A sink that keeps the first lines of some series, in order of writing, and forgets the rest. */
export function firstLines(
  most: number,
  series: readonly string[],
): Sink & { lines(): readonly string[] } {
  const lines: string[] = []
  return {
    write(name, { pieces, ends }) {
      if (series.includes(name) && lines.length < most) {
        const bytes = Buffer.concat(pieces)
        for (let index = 0; index < ends.length && lines.length < most; index += 1) {
          const start = index === 0 ? 0 : ends[index - 1]
          lines.push(bytes.toString('utf8', start, ends[index]).trimEnd())
        }
      }
      return Promise.resolve()
    },
    checkpoint: () => Promise.resolve({ state: {}, durable: Promise.resolve() }),
    finish: () => Promise.resolve([]),
    seal: () => Promise.resolve(),
    close: () => Promise.resolve(),
    lines: () => lines,
  }
}
