// Instances like those that are known to be valid, as many as a judge accepts.

/** A stream of numbers from 0 to 1 that a seed decides. */
export function chance(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * At most `most` different instances: each some steps away from one of the instances, by leaving out,
 * repeating, swapping and changing parts; only those that `accepts` takes.
 */
export function neighboursOf(instances, { most, accepts, random }) {
  const found = new Map(instances.map((instance) => [JSON.stringify(instance), instance]))
  const pool = instances.flatMap(scalarsOf)
  for (let attempt = 0; attempt < 8 * most && found.size < most; attempt += 1) {
    let instance = structuredClone(pick([...found.values()], random))
    for (let steps = 1 + Math.floor(3 * random()); steps > 0; steps -= 1) {
      instance = changed(instance, { random, pool })
    }
    const text = JSON.stringify(instance)
    if (!found.has(text) && accepts(instance)) found.set(text, instance)
  }
  return [...found.values()]
}

function changed(instance, context) {
  const { random } = context
  const places = placesOf(instance)
  if (places.length === 0) return scalar(instance, context)
  const { holder, key } = pick(places, random)
  const value = holder[key]
  const isList = Array.isArray(holder)
  if (random() < 0.35) {
    if (isList) holder.splice(key, 1)
    else delete holder[key]
  } else if (isList && random() < 0.3) holder.push(structuredClone(value))
  else if (value === null || typeof value !== 'object') holder[key] = scalar(value, context)
  return instance
}

/** Another value of the same type. */
function scalar(value, { random, pool }) {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') {
    return pick(
      [value + 1, Math.max(0, value - 1), 2 * value, Math.round(value / 2), 1, 10],
      random,
    )
  }
  if (typeof value !== 'string') return value
  const same = pool.filter((other) => typeof other === 'string')
  const words = ['alpha', 'Another value', 'x1', '42', 'https://example.org/b', '2024-05-06']
  return random() < 0.5 ? pick(same.length > 0 ? same : words, random) : pick(words, random)
}

function scalarsOf(value) {
  if (value === null || typeof value !== 'object') return [value]
  return Object.values(value).flatMap(scalarsOf)
}

function placesOf(value) {
  if (value === null || typeof value !== 'object') return []
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value)
  return [...keys].flatMap((key) => [{ holder: value, key }, ...placesOf(value[key])])
}

function pick(items, random) {
  return items[Math.floor(random() * items.length)]
}
