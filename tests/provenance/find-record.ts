import { runLoradex } from '../end-to-end/run-loradex.js'

export const atoll =
  '{"question":"What is an atoll?","id":2,"answer":"A ring of coral around a lagoon."}'

interface Found {
  readonly sightings: readonly {
    readonly at: string
    readonly outcome: string
    readonly kept?: string
    readonly copies: readonly string[]
    readonly split: string | null
    readonly adapters: readonly { readonly name: string }[]
    readonly held_out_from: readonly { readonly name: string }[]
  }[]
}

export async function find(cwd: string, record: string): Promise<Found['sightings']> {
  const { stdout } = await runLoradex(['lineage', 'find', record, '--json'], { cwd })
  return (JSON.parse(stdout) as Found).sightings
}
