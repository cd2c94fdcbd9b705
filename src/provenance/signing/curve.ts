import type { KeyObject } from 'node:crypto'

/** What OpenSSF Model Signing 1.0 signs with: ECDSA over one of these, and nothing else. */
export type Curve = 'P-256' | 'P-384' | 'P-521'

interface CurveFacts {
  /** As OpenSSL, and so Node, calls it. */
  readonly nodeName: string
  /** The digest that goes with it: https://github.com/ossf/model-signing-spec, key method. */
  readonly digest: 'sha256' | 'sha384' | 'sha512'
}

export const curves: Readonly<Record<Curve, CurveFacts>> = {
  'P-256': { nodeName: 'prime256v1', digest: 'sha256' },
  'P-384': { nodeName: 'secp384r1', digest: 'sha384' },
  'P-521': { nodeName: 'secp521r1', digest: 'sha512' },
}

export const curveNames: readonly Curve[] = ['P-256', 'P-384', 'P-521']

/** Undefined for keys of other kinds. */
export function curveOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Curve | undefined {
  if (asymmetricKeyType !== 'ec') return undefined
  return curveNames.find((name) => curves[name].nodeName === asymmetricKeyDetails?.namedCurve)
}
