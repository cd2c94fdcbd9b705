import { X509Certificate } from 'node:crypto'
import { decodeBase64 } from './base64.js'
import { certificateExtensions } from './certificate-extensions.js'
import { curveOf } from './curve.js'
import { keyInvalid } from './key-failure.js'
import { readKeyFile, type KeyFile, type SigningKey } from './read-key.js'
import { malformed, signatureInvalid } from './signature-failure.js'

/** Whose certificates vouch for signers. */
export interface TrustedRoots {
  readonly roots: readonly X509Certificate[]
}

/** A certificate of the signing key, then those that vouch for it. */
export interface SigningCertificate {
  readonly chain: readonly X509Certificate[]
}

/** Who signed, as a certificate says. */
export interface Vouched {
  readonly subject: string
  readonly issuer: string
  /** Of the whole chain; ISO 8601 is not what certificates use. */
  readonly validFrom: string
  readonly validTo: string
}

/** Code signing, as an extended usage (RFC 5280, section 4.2.1.12). */
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'

/**
 * All certificates of a file in PEM.
 * @throws `key.invalid`
 */
export async function readCertificates(file: KeyFile): Promise<readonly X509Certificate[]> {
  const { path, shown = path } = file
  const expected = 'certificates in PEM'
  const text = (await readKeyFile({ path, shown }, expected)).toString('latin1')
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []
  const hint = 'Name a file of certificates in PEM.'
  const read = blocks.map((block) => parse(block))
  const whole = read.filter((certificate) => certificate !== undefined)
  if (whole.length > 0 && whole.length === read.length) return whole
  throw keyInvalid(shown, { expected, seen: blocks.length === 0 ? 'none' : 'a broken one', hint })
}

/** Verifies that the first certificate is one of a signer whom one of the roots vouches for. */
export function checkChain(
  listed: readonly { readonly rawBytes: string }[],
  { roots }: TrustedRoots,
  shown: string,
): { readonly signer: SigningKey; readonly vouched: Vouched } {
  const chain = listed.map(({ rawBytes }) => {
    const raw = decodeBase64(rawBytes)
    const certificate = raw && parse(raw)
    if (certificate === undefined) throw malformed(shown, 'certificates', 'something else')
    return certificate
  })
  const [leaf, ...between] = chain
  if (leaf === undefined) throw malformed(shown, 'a certificate', 'none')
  const refuse = (expected: string, seen: string, hint?: string): never => {
    throw signatureInvalid(shown, { reason: 'not-trusted', expected, seen, ...(hint && { hint }) })
  }
  const curve = curveOf(leaf.publicKey)
  if (curve === undefined)
    return refuse('a certificate of a key on P-256, P-384 or P-521', 'another')
  if (!maySign(leaf)) return refuse('a certificate for signatures', 'one for other uses')
  const at = Date.parse(leaf.validFrom)
  if (!isUnderstood(leaf) || !isVouchedFor(leaf, { between, roots, at, depth: 0 })) {
    const [unknown] = [...chain, ...roots].flatMap(({ raw }) => certificateExtensions(raw).unknown)
    if (unknown !== undefined) {
      return refuse(
        'certificates whose critical extensions are known',
        `one with ${unknown}`,
        'Await a signature by a certificate without this extension.',
      )
    }
    return refuse('a certificate that a trusted root vouches for', 'one that none does')
  }
  return {
    signer: { key: leaf.publicKey, curve },
    vouched: {
      subject: leaf.subject,
      issuer: leaf.issuer,
      validFrom: leaf.validFrom,
      validTo: leaf.validTo,
    },
  }
}

interface Search {
  readonly between: readonly X509Certificate[]
  readonly roots: readonly X509Certificate[]
  /** The chain must be valid when the signer's certificate began to be, as for the reference. */
  readonly at: number
  /** Certificates between this one and the signer's. */
  readonly depth: number
}

function isVouchedFor(certificate: X509Certificate, search: Search): boolean {
  const { between, roots, at, depth } = search
  const vouches = (issuer: X509Certificate): boolean =>
    certificate.checkIssued(issuer) &&
    isAuthority(issuer, { at, depth }) &&
    signedBy(certificate, issuer)
  if (roots.some(vouches)) return true
  return between.filter(vouches).some((issuer) =>
    isVouchedFor(issuer, {
      ...search,
      between: between.filter((other) => other !== issuer),
      depth: depth + 1,
    }),
  )
}

function isAuthority(
  issuer: X509Certificate,
  { at, depth }: Pick<Search, 'at' | 'depth'>,
): boolean {
  const { keyUsage, pathLength = Infinity } = certificateExtensions(issuer.raw)
  const isValid = Date.parse(issuer.validFrom) <= at && at <= Date.parse(issuer.validTo)
  const mayVouch = issuer.ca && isValid && keyUsage?.keyCertSign !== false
  return mayVouch && isUnderstood(issuer) && depth <= pathLength
}

/** What is critical must be understood, or the certificate not be used (RFC 5280, section 4.2). */
function isUnderstood({ raw }: X509Certificate): boolean {
  return certificateExtensions(raw).unknown.length === 0
}

function signedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function maySign(leaf: X509Certificate): boolean {
  const { keyUsage } = certificateExtensions(leaf.raw)
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- absent without the extension
  const extended: readonly string[] = leaf.keyUsage ?? []
  return keyUsage?.digitalSignature === true || extended.includes(CODE_SIGNING)
}

function parse(certificate: Buffer | string): X509Certificate | undefined {
  try {
    return new X509Certificate(certificate)
  } catch {
    return undefined
  }
}
