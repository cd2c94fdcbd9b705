import { z } from 'zod'
import type { PlainJson } from '../kernel/plain-json.js'

export const anyJson: z.ZodType<PlainJson> = z.custom<PlainJson>()
export const jsonObject: z.ZodType<Readonly<Record<string, PlainJson>>> = z.record(
  z.string(),
  anyJson,
)
