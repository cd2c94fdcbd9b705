import { readDer, type DerValue } from './der.js'

/** What Node does not tell of a certificate (RFC 5280, section 4.2.1). */
export interface CertificateExtensions {
  /** Undefined without the extension, which then restricts nothing. */
  readonly keyUsage:
    | { readonly digitalSignature: boolean; readonly keyCertSign: boolean }
    | undefined
  /** Certificates that may stand between this one and the last. */
  readonly pathLength: number | undefined
  /** Object identifiers of those that restrict the certificate in a way that is not checked here. */
  readonly unknown: readonly string[]
}

const SEQUENCE = 0x30
const EXTENSIONS = 0xa3
const OCTETS = 0x04
const INTEGER = 0x02
const BOOLEAN = 0x01
const KEY_USAGE = '2.5.29.15'
const BASIC_CONSTRAINTS = '2.5.29.19'
/** Not marked as critical, as they must be, they restrict all the same. */
const NAME_CONSTRAINTS = '2.5.29.30'
const SUBJECT_ALT_NAME = '2.5.29.17'
const EXTENDED_KEY_USAGE = '2.5.29.37'
const understood = [KEY_USAGE, BASIC_CONSTRAINTS, SUBJECT_ALT_NAME, EXTENDED_KEY_USAGE]

/** Of a certificate that Node has read, so its form is known to be right. */
export function certificateExtensions(raw: Buffer): CertificateExtensions {
  const [certificate] = readDer(raw) ?? []
  const [signedPart] = certificate ? within([certificate]) : []
  const extensions = within(signedPart ? within([signedPart]) : [], EXTENSIONS)
  const all = within(extensions, SEQUENCE).map((extension) => readDer(extension.content) ?? [])
  const valueOf = (id: string): readonly DerValue[] => {
    const found = all.find((extension) => idOf(extension) === id)
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
    unknown: all
      .filter((extension) => isCritical(extension) || idOf(extension) === NAME_CONSTRAINTS)
      .map(idOf)
      .filter((id) => !understood.includes(id)),
  }
}

/** Of an extension: its name, whether it is critical, its value. False is left out. */
function isCritical([, critical]: readonly DerValue[]): boolean {
  return critical?.tag === BOOLEAN && critical.content[0] !== 0
}

/** `2.5.29.15` (X.690, section 8.19). */
function idOf([name]: readonly DerValue[]): string {
  const numbers: bigint[] = []
  let number = 0n
  for (const byte of name?.content ?? []) {
    number = number * 128n + BigInt(byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(number)
    number = 0n
  }
  const [first = 0n, ...rest] = numbers
  const root = first < 80n ? first / 40n : 2n
  return [root, first - 40n * root, ...rest].join('.')
}

/** What stands in the values, or in those with the tag. */
function within(values: readonly DerValue[], tag?: number): readonly DerValue[] {
  return values
    .filter((value) => tag === undefined || value.tag === tag)
    .flatMap(({ content }) => readDer(content) ?? [])
}
