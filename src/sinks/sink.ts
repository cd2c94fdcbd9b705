/** Where lines go. */
export interface Sink {
  /** Appends whole lines, each with its line end, to a series: `train`, `validation`, `rejects`. */
  write(series: string, lines: LineBlock): Promise<void>
  /** Closes and names every shard; what was written is then complete and on its way to the disk. */
  finish(): Promise<readonly Shard[]>
  /** Closes everything; may be called at any time, also after `finish`. */
  close(): Promise<void>
}

export interface LineBlock {
  readonly bytes: Uint8Array
  /** Position behind the line end of each line. */
  readonly ends: readonly number[] | Uint32Array
}

/** One output file, as the manifest lists it. */
export interface Shard {
  readonly file: string
  readonly series: string
  readonly records: number
  /** Size of the file. */
  readonly bytes: number
  /** Of the file's bytes, in hex. */
  readonly sha256: string
}
