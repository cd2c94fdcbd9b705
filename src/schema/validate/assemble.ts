import { isJsonArray, isJsonObject, JsonNumber, type Json } from '../../kernel/json-value.js'
import type { Compiled, Demand, Rule, Test, UnevaluatedRule } from './rule.js'
import { addSeen, nothingSeen } from './seen.js'

type Whole = Pick<Compiled, 'test' | 'track' | 'report'>
type PlainRule = Exclude<Rule, UnevaluatedRule>

/** Makes one demand of all keywords of a schema. */
export function assemble(rules: readonly Rule[]): Whole {
  const plain = rules.filter((rule) => rule.kind !== 'unevaluated')
  const last = rules.filter((rule) => rule.kind === 'unevaluated')
  const whole: Whole = { ...inOrder(plain.map(guarded)), test: testAll(plain) }
  return last.length === 0 ? whole : withUnevaluated(whole, last)
}

function inOrder(demands: readonly Whole[]): Pick<Whole, 'track' | 'report'> {
  return {
    track(value, run, seen) {
      let isValid = true
      for (const demand of demands) isValid = demand.track(value, run, seen) && isValid
      return isValid
    },
    report(value, visit) {
      for (const demand of demands) demand.report(value, visit)
    },
  }
}

function withUnevaluated(whole: Whole, last: readonly UnevaluatedRule[]): Whole {
  const judgeAll: Whole['track'] = (value, run, seen) => {
    let isValid = whole.track(value, run, seen)
    for (const rule of last) isValid = rule.judge(value, run, seen) && isValid
    return isValid
  }
  return {
    test: (value, run) =>
      value === null || typeof value !== 'object'
        ? whole.test(value, run)
        : judgeAll(value, run, nothingSeen()),
    track(value, run, seen) {
      // What schemas beside this one have looked at does not count for its own keywords.
      const own = nothingSeen()
      const isValid = judgeAll(value, run, own)
      addSeen(seen, own)
      return isValid
    },
    report(value, visit) {
      whole.report(value, visit)
      const own = nothingSeen()
      whole.track(value, visit.run, own)
      for (const rule of last) rule.report(value, visit, own)
    },
  }
}

function guarded(rule: PlainRule): Whole {
  switch (rule.kind) {
    case 'any':
      return guard(rule, isAnything)
    case 'object':
      return guard(rule, isJsonObject)
    case 'array':
      return guard(rule, isJsonArray)
    case 'string':
      return guard(rule, isText)
    case 'number':
      return guard(rule, isNumeric)
  }
}

function guard<Value extends Json>(
  demand: Demand<Value>,
  isMeant: (value: Json) => value is Value,
): Whole {
  return {
    test: (value, run) => !isMeant(value) || demand.test(value, run),
    track(value, run, seen) {
      if (!isMeant(value)) return true
      return demand.track?.(value, run, seen) ?? demand.test(value, run)
    },
    report(value, visit) {
      if (isMeant(value)) demand.report(value, visit)
    },
  }
}

function isAnything(_value: Json): _value is Json {
  return true
}

function isText(value: Json): value is string {
  return typeof value === 'string'
}

function isNumeric(value: Json): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber
}

/** Asks for the kind of value once rather than once per keyword. */
function testAll(rules: readonly PlainRule[]): Test<Json> {
  const any = every(rules.flatMap((rule) => (rule.kind === 'any' ? [testOf(rule)] : [])))
  if (rules.every(({ kind }) => kind === 'any')) return any
  const strings = every(rules.flatMap((rule) => (rule.kind === 'string' ? [testOf(rule)] : [])))
  const numbers = every(rules.flatMap((rule) => (rule.kind === 'number' ? [testOf(rule)] : [])))
  const arrays = every(rules.flatMap((rule) => (rule.kind === 'array' ? [testOf(rule)] : [])))
  const objects = every(rules.flatMap((rule) => (rule.kind === 'object' ? [testOf(rule)] : [])))
  return (value, run) => {
    if (!any(value, run)) return false
    if (typeof value === 'string') return strings(value, run)
    if (typeof value === 'number') return numbers(value, run)
    if (value === null || typeof value === 'boolean') return true
    if (isJsonObject(value)) return objects(value, run)
    return isJsonArray(value) ? arrays(value, run) : numbers(value, run)
  }
}

function testOf<Value>(demand: Demand<Value>): Test<Value> {
  return (value, run) => demand.test(value, run)
}

function every<Value>(tests: readonly Test<Value>[]): Test<Value> {
  const [first, second] = tests
  if (first === undefined) return () => true
  if (second === undefined) return first
  if (tests.length === 2) return (value, run) => first(value, run) && second(value, run)
  return (value, run) => {
    for (const test of tests) if (!test(value, run)) return false
    return true
  }
}
