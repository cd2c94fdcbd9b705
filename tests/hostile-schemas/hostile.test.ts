import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, it } from 'node:test'
import { compileApart } from '#loradex/schema/index.js'
import { compileBounded } from '#loradex/schema/apart/compile-bounded.js'
import { loadDemands } from '#loradex/recipe/load-demands.js'
import { isLoradexError } from '#loradex/kernel/error.js'
import { isQuickToCompile } from '#loradex/schema/apart/quick-to-compile.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { times } from './hostile-case.js'
import { hostileGroups } from './hostile-groups.js'
import { hostileResults } from './hostile-results.js'
import { measureApart } from './measure-apart.js'

/** 50 ms on a quiet machine, with room for one that is slow. CPU time, not time on the wall. */
const MOST_MS = 200

describe('hostile schemas', () => {
  it('change no verdict and, unless they are large, take no time to speak of', async () => {
    const results = await hostileResults()
    const expected = hostileGroups.flatMap(({ cases }) => cases)
    assert.ok(expected.length >= 200)
    assert.equal(results.length, expected.length)
    assert.deepEqual(
      results.filter(({ faults }) => faults.length > 0),
      [],
    )
    const slow = results.filter(({ isLarge, longestMs }) => !isLarge && longestMs > MOST_MS)
    assert.deepEqual(slow, [])
  })

  it('change no verdict in a thread of their own when they are large', async () => {
    const large = hostileGroups
      .flatMap(({ cases }) => cases)
      .filter(({ schema }) => !isQuickToCompile(schema()))
    assert.ok(large.length >= 15)
    for (const one of large) {
      assert.deepEqual((await measureApart(one)).faults, [], one.name)
    }
  })

  it('leave Object.prototype as it was', () => {
    assert.deepEqual(Object.keys(Object.prototype), [])
    assert.equal(Reflect.get({}, 'polluted'), undefined)
  })
})

/** Compiles for some seconds. */
const large = fromPlain({
  anyOf: times(90_000, (index) => ({ const: index })),
})

async function faultOf(action: Promise<unknown>): Promise<string> {
  const error: unknown = await action.then(
    () => undefined,
    (failure: unknown) => failure,
  )
  assert.ok(isLoradexError(error) && error.code === 'schema.invalid', String(error))
  return error.message
}

describe('compileApart', () => {
  it('says what compileSchema says', async () => {
    const schema = fromPlain({ properties: { a: { minLength: 2 } }, required: ['b'] })
    const validator = await compileApart(schema, { timeoutMs: 20_000 })
    assert.deepEqual(await validator.errors(fromPlain({ a: 'xy', b: 1 })), [])
    const [first, second] = await Promise.all([
      validator.errors(fromPlain({ b: 1, a: 'x' })),
      validator.errors(fromPlain({})),
    ])
    assert.equal(first?.[0]?.message, "Field 'a' too short (min 2 chars)")
    assert.equal(second?.[0]?.message, 'Missing required field: b')
    await validator.close()
  })

  it('refuses what compileSchema refuses, with the place', async () => {
    const message = await faultOf(compileApart(fromPlain({ items: { type: 'x' } })))
    assert.match(message, /schema at \/items\/type: expected the name of a type/u)
  })

  it('is killed when it takes too long, and the caller never waits', async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const compiling = compileApart(large, { timeoutMs: 50 })
    delay.enable()
    assert.match(await faultOf(compiling), /at most 50 ms/u)
    delay.disable()
    assert.ok(delay.percentile(50) / 1e6 < 50)
  })

  it('is killed when it takes too much memory', async () => {
    const message = await faultOf(compileApart(large, { timeoutMs: 60_000, memoryMb: 16 }))
    assert.match(message, /at most 16 MB of memory/u)
  })

  it('answers no more once it is closed', async () => {
    const validator = await compileApart(true, { timeoutMs: 20_000 })
    await validator.close()
    assert.match(await faultOf(validator.errors(1)), /closed/u)
  })
})

describe('compileBounded', () => {
  it('compiles what is small, and what is large once that is known to end', async () => {
    const small = fromPlain({ minLength: 2 })
    const wide = fromPlain({ anyOf: times(3000, (index) => ({ const: index })) })
    assert.ok(isQuickToCompile(small))
    assert.ok(!isQuickToCompile(wide))
    // No thread can have started by then: small schemas are compiled where they are.
    assert.ok((await compileBounded(small, { timeoutMs: 0 })).accepts('xy'))
    const validator = await compileBounded(wide)
    assert.deepEqual([validator.accepts(2999), validator.accepts(3000)], [true, false])
  })

  it('refuses what takes too long, with the file and what to do', async () => {
    const schema = JSON.stringify({ anyOf: times(60_000, (index) => ({ const: index })) })
    const limits = { timeoutMs: 50 }
    const message = await faultOf(loadDemands({ json_schema: schema }, { baseFolder: '.', limits }))
    assert.match(
      message,
      /^structured_gen\.json_schema:1:1: expected a schema that takes at most 50 ms/u,
    )
  })
})
