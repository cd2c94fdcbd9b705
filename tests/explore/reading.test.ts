import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exploreApp } from '#loradex/explore/app.js'
import type { RowSeries } from '#loradex/explore/rows/row-series.js'
import { jsonLines } from '../end-to-end/in-folder.js'
import { visiting } from './visit.js'

const records = Array.from({ length: 200 }, (_, n) => ({
  question: `Question ${n}`,
  answer: `The answer to it is ${n}.`,
}))

const content = {
  files: { 'a.jsonl': jsonLines(records) },
  recipe: { source: { type: 'jsonl', path: 'a.jsonl' } },
}

const halfKnown = 80

function progress() {
  return { bytes: 2_000_000, bytesDone: 800_000, isComplete: false, problems: [] }
}

describe('an export that is still being read', () => {
  it('shows what has been read, and says how far that is', async () => {
    await visiting(content, async ({ site }) => {
      const { samples } = site.explorer
      const partly: RowSeries = {
        ...samples,
        known: () => halfKnown,
        read: (rows, mostBytes) =>
          samples.read(
            rows.filter((row) => row < halfKnown),
            mostBytes,
          ),
      }
      const explorer = { ...site.explorer, samples: partly, progress }
      const app = exploreApp({ ...site, explorer })
      const read = async (path: string): Promise<readonly [number, string]> => {
        const answer = await app.request(path, { headers: { host: 'localhost' } })
        return [answer.status, await answer.text()]
      }

      const expected: readonly (readonly [string, number, RegExp])[] = [
        ['/samples', 200, /Reading the files: 40% of 2 MB\./u],
        ['/samples', 200, /1 to 50 of 200 samples\./u],
        ['/samples?from=51', 200, /51 to 80 of 200 samples\./u],
        ['/samples?from=151', 200, /These rows have not been read yet\./u],
        [
          '/samples?q=nowhere',
          200,
          /No match in samples 1 to 80 of 200\. The rest has not been searched yet\./u,
        ],
        ['/samples?q=nowhere', 200, /rel="next" href="\/samples\?q=nowhere&amp;from=81"/u],
        ['/samples/train/80', 200, /The answer to it is 79\./u],
        ['/samples/train/81', 503, /This row has not been read yet\./u],
      ]
      for (const [path, status, text] of expected) {
        const [seen, page] = await read(path)
        assert.equal(seen, status, path)
        assert.match(page, text)
      }
    })
  })
})
