// What a change must pass: all checks, then all tests, which run the examples and those of the
// benchmarks too. The last line sums what ran.
import { build } from './ready.mjs'
import { runChecks } from './run-checks.mjs'
import { runTests, showCounts } from './run-tests.mjs'

build()
const checks = await runChecks({ except: ['tests'] })
const tests = await runTests()

showCounts({
  passed: checks.passed + tests.passed,
  failed: checks.failed + tests.failed,
  skipped: tests.skipped,
})
process.exitCode = checks.failed + tests.failed === 0 && tests.passed > 0 ? 0 : 1
