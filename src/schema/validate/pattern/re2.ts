import { createRequire } from 'node:module'
import type { RE2JS } from 're2js'

const require = createRequire(import.meta.url)
let loaded: typeof RE2JS | undefined

/** RE2, which is as large as all else that a schema needs: loaded with the first pattern. */
export function re2(): typeof RE2JS {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the package exports
  return (loaded ??= (require('re2js') as { readonly RE2JS: typeof RE2JS }).RE2JS)
}
