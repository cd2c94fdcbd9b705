/** Cases that the lanes once differed in, and what was wrong. */
export const pastSeeds: readonly (readonly [seed: number, fault: string])[] = [
  [13, 'a bad weight hid that the text was too long'],
  [45, 'texts that are no weights were all taken for one'],
  [34, 'a field that is no weight was of no use as text either'],
  [21, 'transcripts without an answer were explained like those without a prompt'],
  [84, 'the same, for the other answer'],
  [32, 'a schema for messages was held against the names before renaming'],
  [1060, 'null stayed null behind a filter that makes nothing of it'],
  [1238, 'the same, with a default behind it'],
]
