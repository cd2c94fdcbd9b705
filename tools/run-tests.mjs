import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { finished } from 'node:stream/promises'

/** No test takes as long on any machine: one that does will never end. */
const PATIENCE_MS = 15 * 60_000

/**
 * Runs the tests whose path holds `filter` and prints what came of them. Gives how many passed,
 * failed and were skipped; a suite counts only when it is skipped as a whole. A test that never ends
 * fails, and those behind it do not run.
 */
export async function runTests(filter = '') {
  process.env.TEST_FILTER = filter
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const stop = new AbortController()
  const events = run({ files: ['tools/all-tests.mjs'], signal: stop.signal })
  const watch = watchForSilence(() => stop.abort())
  events.on('test:dequeue', watch.start)
  events.on('test:pass', ({ details, skip }) => {
    watch.rest()
    if (skip !== undefined) counts.skipped += 1
    else if (details.type !== 'suite') counts.passed += 1
  })
  events.on('test:fail', ({ details }) => {
    watch.rest()
    if (details.type !== 'suite') counts.failed += 1
  })
  // Nobody reads any more, as behind `head`.
  process.stdout.once('error', () => process.exit(1))
  const report = events.compose(new spec())
  report.pipe(process.stdout, { end: false })
  await finished(report)
  watch.end()
  return counts
}

/** Says which test has not ended for so long, and calls `giveUp`. */
function watchForSilence(giveUp) {
  let last = 'the first test'
  const timer = setTimeout(() => {
    console.error(`expected "${last}" to end within ${PATIENCE_MS} ms`)
    giveUp()
  }, PATIENCE_MS)
  return {
    start({ name }) {
      last = name
      timer.refresh()
    },
    rest: () => timer.refresh(),
    end: () => clearTimeout(timer),
  }
}

export function showCounts({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
}
