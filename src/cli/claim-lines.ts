import type { Claim } from '../schema/infer/claim.js'

/** Claims of a schema for people: what is said of which place, and what it rests on. */
export function claimLines(claims: readonly Claim[]): readonly string[] {
  const rows = claims.map((claim): readonly string[] => [
    claim.pointer === '' ? '/' : claim.pointer,
    claim.about === undefined ? claim.keyword : `${claim.keyword} ${claim.about}`,
    support(claim),
  ])
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
}

function support({ support: count, of, exception }: Claim): string {
  const all = count === of ? `all ${grouped(of)}` : `${grouped(count)} of ${grouped(of)}`
  return exception === undefined ? all : `${all}; not in record ${grouped(exception)}`
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}
