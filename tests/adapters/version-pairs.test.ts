import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Level } from '#loradex/adapters/versions/bump-rule.js'
import { bump, merged, type Made } from './made-release.js'
import { saidPairs, schemaPairs, type Pair } from './version-pairs.js'

const levels: readonly Level[] = ['patch', 'minor', 'major']

interface Step {
  readonly name: string
  readonly from: Made
  readonly to: Made
  readonly level: Level
}

function stepsOf({ name, one, other, there, back }: Pair): readonly Step[] {
  return [
    { name: `${name}, there`, from: one, to: other, level: there },
    { name: `${name}, back`, from: other, to: one, level: back },
  ]
}

function higher(one: Level, other: Level): Level {
  return levels[Math.max(levels.indexOf(one), levels.indexOf(other))] ?? 'major'
}

/** Both changes in one step; it takes the higher level. */
function together(left: Pair, right: Pair): Pair {
  return {
    name: `${left.name} and ${right.name}`,
    one: merged(left.one, right.one),
    other: merged(left.other, right.other),
    there: higher(left.there, right.there),
    back: higher(left.back, right.back),
  }
}

/** Each with the one that is some places further on. */
function mixed(pairs: readonly Pair[], others: readonly Pair[], further: number): readonly Pair[] {
  return pairs.flatMap((pair, index) => {
    const other = others[(index + further) % others.length]
    return other === undefined ? [] : [together(pair, other)]
  })
}

// Of a rerun all else must be as it was; of a schema at hand the digest says nothing.
const alone = saidPairs.filter(({ name }) => !/^V[89]|not at hand/u.test(name))
const steps = [
  ...saidPairs,
  ...schemaPairs,
  ...mixed(schemaPairs, alone, 0),
  ...mixed(schemaPairs, alone, 11),
].flatMap(stepsOf)

describe(`${steps.length} steps from release to release`, () => {
  it('are enough to judge by', () => assert.ok(steps.length >= 200))

  for (const { name, from, to, level } of steps) {
    it(`${name}: ${level}`, () => {
      const found = bump(to, from)
      assert.equal(found.level, level, JSON.stringify(found.reasons))
      const rules = name.match(/V\d+/gu) ?? []
      const reasons = new Set<string>(found.reasons.map(({ rule }) => rule))
      const isSaid = rules.some(
        (rule) => reasons.has(rule) || reasons.has('V7') || reasons.has('V8'),
      )
      assert.ok(isSaid, JSON.stringify(found.reasons))
    })
  }
})
