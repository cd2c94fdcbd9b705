/** What may stand where the cursor is. */
export interface Candidate {
  readonly value: string
  /** A few words beside it; empty for none. */
  readonly about: string
}

/** The answer to a shell: candidates, and whether names of files or folders fit as well. */
export interface Completion {
  readonly candidates: readonly Candidate[]
  readonly paths: 'none' | 'files' | 'folders'
}

export const nothing: Completion = { candidates: [], paths: 'none' }
