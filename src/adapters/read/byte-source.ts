/** Bytes that can be read anywhere, such as an open file. */
export interface ByteSource {
  /** Of the whole. */
  readonly size: number
  /**
   * Fewer bytes than asked for only where the source ends. They stand at the start of `into`, or in a
   * block of their own without it.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>
}

export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length, into) {
      const found = bytes.subarray(offset, offset + length)
      into?.set(found)
      return Promise.resolve(into?.subarray(0, found.length) ?? found)
    },
  }
}
