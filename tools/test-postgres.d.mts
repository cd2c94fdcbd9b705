export type TestPostgres =
  | {
      /** With user and password, which may do everything. */
      readonly url: string
      readonly why?: undefined
      stop(): Promise<void>
    }
  | { readonly url?: undefined; readonly why: string }

export function startPostgres(): Promise<TestPostgres>
