/** One value of DER (ITU-T X.690): what X.509 certificates are made of. */
export interface DerValue {
  readonly tag: number
  readonly content: Buffer
}

/** The values side by side; undefined where the bytes are no DER. Lengths beyond 4 GiB are none. */
export function readDer(bytes: Buffer): readonly DerValue[] | undefined {
  const values: DerValue[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at]
    const short = bytes[at + 1]
    if (tag === undefined || short === undefined) return undefined
    const digits = short < 0x80 ? 0 : short & 0x7f
    const start = at + 2 + digits
    if (digits > 4 || short === 0x80 || start > bytes.length) return undefined
    const length = digits === 0 ? short : bytes.readUIntBE(at + 2, digits)
    if (start + length > bytes.length) return undefined
    values.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return values
}
