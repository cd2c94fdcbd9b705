/** Whole numbers below a limit, the same for the same seed (xorshift128, Marsaglia 2003). */
export function randomBelow(seed: number): (limit: number) => number {
  let [x, y, z, w] = [seed >>> 0, 362_436_069, 521_288_629, 88_675_123]
  const next = (): number => {
    const t = x ^ (x << 11)
    ;[x, y, z] = [y, z, w]
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return w / 2 ** 32
  }
  // The first numbers still look like the seed.
  for (let warm = 0; warm < 16; warm += 1) next()
  return (limit) => Math.floor(next() * limit)
}
