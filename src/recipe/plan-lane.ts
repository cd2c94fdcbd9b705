import { createByteLane, type ByteLane } from '../engine/byte-lane.js'
import { compileProgram } from '../engine/program/compile-program.js'
import { createKernel } from '../engine/kernel-module.js'
import { createJob } from './create-job.js'
import type { Recipe } from './recipe.js'

/** How records of the recipe can be decided as bytes, or why they cannot. */
export type LanePlan =
  | { readonly createLane: () => ByteLane | undefined }
  | { readonly reason: string }

export interface LaneOptions {
  readonly schemaText: string | undefined
  /** A digest in hex that hostile records do not know: the same in every thread, and in exports that append. */
  readonly keySeed: string
}

export function planLane(recipe: Recipe, { schemaText, keySeed }: LaneOptions): LanePlan {
  const made = createJob(recipe, schemaText)
  if ('reason' in made) return made
  const program = compileProgram(made.job)
  if ('reason' in program) return program
  return {
    createLane() {
      const kernel = createKernel()
      if (kernel === undefined) return undefined
      const seed = Buffer.from(keySeed, 'hex')
      return createByteLane(kernel, program, [seed.readBigUInt64LE(0), seed.readBigUInt64LE(8)])
    },
  }
}
