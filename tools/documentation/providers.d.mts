export interface Providers {
  stop(): Promise<void>
}

export function createProviders(): Providers
