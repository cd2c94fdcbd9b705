import type { Browser } from 'playwright-core'

export type TestBrowser =
  | { readonly browser: Browser; readonly why?: undefined; stop(): Promise<void> }
  | { readonly browser?: undefined; readonly why: string }

export function startBrowser(): Promise<TestBrowser>
