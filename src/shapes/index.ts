import { z } from 'zod'
import { manifest } from './manifest.js'
import { report } from './report.js'

/** Every document whose JSON Schema is published, by the name of the schema. */
const documents = {
  manifest: { title: 'manifest.json of a loradex export', shape: manifest },
  report: { title: 'report.json of a loradex export', shape: report },
} as const

/** Texts of the files in `schemas/`, by their name. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(documents).map(([name, { title, shape }]) => {
      const $id = `https://loradex.dev/schemas/${name}-v1.json`
      // What any value may stand in is checked nowhere else.
      const schema = z.toJSONSchema(shape, { unrepresentable: 'any' })
      return [`${name}.schema.json`, `${JSON.stringify({ $id, title, ...schema }, undefined, 2)}\n`]
    }),
  )
}
