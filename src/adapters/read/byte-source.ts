/** Bytes that can be read anywhere, such as an open file. */
export interface ByteSource {
  /** Of the whole. */
  readonly size: number
  /**
   * Fewer bytes than asked for only where the source ends. They may stand at the start of `into`, which
   * the next reading may overwrite.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>
}

export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  }
}
