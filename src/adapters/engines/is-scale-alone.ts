import type { EngineFit } from './engine-fit.js'

/** Whether the engine answers otherwise for the scale alone, which `adapter plain` puts right. */
export function isScaleAlone({ fit, reasons }: Pick<EngineFit, 'fit' | 'reasons'>): boolean {
  return (
    fit === 'wrong' &&
    reasons.every((reason) => /^(?:rsLoRA|rank pattern|alpha pattern):/u.test(reason))
  )
}
