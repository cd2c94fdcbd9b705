import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { finished } from 'node:stream/promises'

/**
 * Runs the tests whose path holds `filter` and prints what came of them. Gives how many passed,
 * failed and were skipped; a suite counts only when it is skipped as a whole.
 */
export async function runTests(filter = '') {
  process.env.TEST_FILTER = filter
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const events = run({ files: ['tools/all-tests.mjs'] })
  events.on('test:pass', ({ details, skip }) => {
    if (skip !== undefined) counts.skipped += 1
    else if (details.type !== 'suite') counts.passed += 1
  })
  events.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1
  })
  const report = events.compose(new spec())
  report.pipe(process.stdout, { end: false })
  await finished(report)
  return counts
}

export function showCounts({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
}
