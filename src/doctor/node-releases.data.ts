/** Even majors, and the day their security fixes end (nodejs/Release, schedule.json). */
export const nodeReleases: readonly { readonly major: number; readonly endsOn: string }[] = [
  { major: 20, endsOn: '2026-04-30' },
  { major: 22, endsOn: '2027-04-30' },
  { major: 24, endsOn: '2028-04-30' },
  { major: 26, endsOn: '2029-04-30' },
]
