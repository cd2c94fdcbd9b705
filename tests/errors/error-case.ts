/** Something that a user does wrong, or that goes wrong for them. */
export interface ErrorCase {
  /** Unique in its area; the heading of the golden. */
  readonly name: string
  /** Text of `loradex.yaml`; absent when there is none. */
  readonly recipe?: string
  /** By path in the folder of the case. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Texts that the golden shows, by their file. @default the recipe */
  readonly shows?: Readonly<Record<string, string>>
  /** What files cannot say: links, pipes, rights. */
  readonly prepare?: (folder: string) => Promise<void>
  /** The command line after `loradex`. @default export */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: readonly Uint8Array[]
  /** A program that uses the library, in place of the command line. */
  readonly program?: Program
  /** What starts the command line as a process of its own, such as `unshare`. */
  readonly within?: (command: readonly string[], folder: string) => readonly string[]
  /** Why the case cannot run here. */
  readonly skip?: string | undefined
}

export interface Program {
  /** What the golden shows of it. */
  readonly shown: string
  run(folder: string): unknown
}

/** Cases that share a golden file. */
export interface ErrorArea {
  /** Name of the golden file. */
  readonly name: string
  readonly title: string
  readonly cases: readonly ErrorCase[]
  /** Before the first and after the last case. */
  readonly start?: () => Promise<void>
  readonly stop?: () => Promise<void>
  /** Why the cases cannot run here. */
  readonly skip?: string | undefined
}

/** Records that nothing is wrong with. */
export const twoRecords: string =
  '{"question":"What is a fjord?","answer":"A narrow inlet of the sea."}\n' +
  '{"question":"What is a delta?","answer":"The mouth of a river."}\n'

/** The first line of most recipes. */
export const jsonlSource = 'source: { type: jsonl, path: in.jsonl }\n'
