import type { HostileGroup } from './hostile-case.js'
import { meaningCases } from './meaning-cases.js'
import { patternCases } from './pattern-cases.js'
import { referenceCases } from './reference-cases.js'
import { productCases } from './product-cases.js'
import { sizeCases } from './size-cases.js'

export const hostileGroups: readonly HostileGroup[] = [
  ...patternCases,
  ...referenceCases,
  ...sizeCases,
  ...productCases,
  ...meaningCases,
]
