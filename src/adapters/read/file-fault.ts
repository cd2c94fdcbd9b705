/** Why a file is not what it should be. */
export interface FileFault {
  readonly expected: string
  readonly seen: string
}
