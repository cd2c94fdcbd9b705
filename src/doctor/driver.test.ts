import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Check } from './check.js'
import { duckdbDriver } from './duckdb-driver.js'
import { postgresDriver } from './postgres-driver.js'
import { runCheck } from './run-check.js'
import { libsqlDriver, nodeSqliteDriver } from './sqlite-drivers.js'
import { zstdDriver } from './zstd-driver.js'

/** What Node throws for a package that is not installed. */
async function loadNothing(): Promise<never> {
  const name: string = '@loradex/there-is-no-such-package'
  await import(name)
  throw new assert.AssertionError({ message: 'expected no such package' })
}

async function loadBroken(): Promise<never> {
  throw new TypeError('invalid ELF header\n  at load')
}

describe('the drivers', () => {
  const real: readonly (readonly [Check, RegExp])[] = [
    [duckdbDriver(), /^version \d+\./u],
    [libsqlDriver(), /^version 3\./u],
    [nodeSqliteDriver(), /^version 3\.|^not in this Node/u],
    [postgresDriver(), /load/u],
    [zstdDriver(), /^8000 bytes became \d\d, and came back$/u],
  ]
  for (const [check, saw] of real) {
    it(`${check.id} works here`, async () => {
      const found = await runCheck(check)
      assert.equal(found.verdict, 'ok', found.saw)
      assert.match(found.saw, saw)
    })
  }

  it('may be missing when optional', async () => {
    const found = await runCheck(duckdbDriver(loadNothing))
    assert.equal(found.verdict, 'warn')
    assert.match('advice' in found ? found.advice : '', /npm install @duckdb\/node-api/u)
  })

  it('may not be missing otherwise', async () => {
    for (const check of [libsqlDriver(loadNothing), postgresDriver(loadNothing)]) {
      const found = await runCheck(check)
      assert.equal(found.verdict, 'fail')
      assert.match(found.saw, /^not installed/u)
    }
  })

  it('fail when they are there and do not load', async () => {
    for (const check of [duckdbDriver(loadBroken), nodeSqliteDriver(loadBroken)]) {
      const found = await runCheck(check)
      assert.deepEqual([found.verdict, found.saw], ['fail', 'does not load: invalid ELF header'])
    }
  })

  it('fail when they load and do not work', async () => {
    class Database {
      exec(): void {}
      close(): void {}
      prepare(): { get(): unknown } {
        return { get: () => ({ sum: 5 }) }
      }
    }
    const found = await runCheck(libsqlDriver(async () => ({ default: Database })))
    assert.equal(found.verdict, 'fail')
    assert.match(found.saw, /does not work: expected a sum of 6, saw 5/u)
    const lossy = await runCheck(zstdDriver(async (block) => block.subarray(1)))
    assert.equal(lossy.verdict, 'fail')
  })
})
