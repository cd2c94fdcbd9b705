import { readDer, type DerValue } from './der.js'

/** What Node does not tell of a certificate (RFC 5280, section 4.2.1). */
export interface CertificateExtensions {
  /** Undefined without the extension, which then restricts nothing. */
  readonly keyUsage:
    | { readonly digitalSignature: boolean; readonly keyCertSign: boolean }
    | undefined
  /** Certificates that may stand between this one and the last. */
  readonly pathLength: number | undefined
}

const SEQUENCE = 0x30
const EXTENSIONS = 0xa3
const OCTETS = 0x04
const INTEGER = 0x02
const KEY_USAGE = Buffer.from('551d0f', 'hex')
const BASIC_CONSTRAINTS = Buffer.from('551d13', 'hex')

/** Of a certificate that Node has read, so its form is known to be right. */
export function certificateExtensions(raw: Buffer): CertificateExtensions {
  const [certificate] = readDer(raw) ?? []
  const [signedPart] = certificate ? within([certificate]) : []
  const extensions = within(signedPart ? within([signedPart]) : [], EXTENSIONS)
  const all = within(extensions, SEQUENCE).map((extension) => readDer(extension.content) ?? [])
  const valueOf = (id: Buffer): readonly DerValue[] => {
    const found = all.find(([name]) => name?.content.equals(id))
    return within(found?.filter(({ tag }) => tag === OCTETS) ?? [])
  }
  const [usage] = valueOf(KEY_USAGE)
  const constraints = within(valueOf(BASIC_CONSTRAINTS), SEQUENCE)
  const length = constraints.find(({ tag }) => tag === INTEGER)?.content
  return {
    keyUsage: usage && {
      digitalSignature: ((usage.content[1] ?? 0) & 0x80) !== 0,
      keyCertSign: ((usage.content[1] ?? 0) & 0x04) !== 0,
    },
    pathLength:
      length === undefined || length.length > 4 ? undefined : length.readUIntBE(0, length.length),
  }
}

/** What stands in the values, or in those with the tag. */
function within(values: readonly DerValue[], tag?: number): readonly DerValue[] {
  return values
    .filter((value) => tag === undefined || value.tag === tag)
    .flatMap(({ content }) => readDer(content) ?? [])
}
