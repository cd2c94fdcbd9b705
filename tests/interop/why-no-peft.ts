import { pythonOf } from '#tools/python-partner.mjs'

/** Installs PEFT into .partners/, 1.5 GB, where it is not there; why that cannot be. */
export function whyNoPeft(): string | undefined {
  try {
    pythonOf('trl')
    return undefined
  } catch {
    return 'PEFT cannot be installed here'
  }
}
