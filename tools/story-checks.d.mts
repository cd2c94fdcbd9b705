export interface StoryChecks {
  /** By command of docs/story.md. */
  readonly after: Readonly<Record<string, (stdout: string) => void>>
}

export function storyChecks(places: { readonly folder: string; readonly base: string }): StoryChecks
