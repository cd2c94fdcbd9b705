import { startDigest } from '../kernel/running-digest.js'
import type { ManifestInput } from '../records/manifest.js'
import type { ExportPlan } from './plan.js'

/** Facts about each input, from facts about its parts, which are neighbours in the plan. */
export function startInputs({ parts, pipeline }: ExportPlan) {
  const names = [...new Set(parts.map(({ input }) => input))]
  const facts = new Map(
    names.map((name) => [name, { parts: 0, records: 0, digest: startDigest(pipeline.digests) }]),
  )
  const of = (part: number) => facts.get(parts[part]?.input ?? '')

  return {
    add(part: number, records: number): void {
      const fact = of(part)
      if (fact) fact.records += records
    },
    endPart(part: number, recordsSha256 = ''): void {
      const fact = of(part)
      if (!fact) return
      fact.parts += 1
      fact.digest.update(recordsSha256)
    },
    report: (): readonly ManifestInput[] =>
      Array.from(facts, ([input, { parts: count, records, digest }]) => {
        const sha256 = digest.hex()
        return {
          input,
          parts: count,
          records,
          ...(sha256 !== undefined && { records_sha256: sha256 }),
        }
      }),
  }
}
