/** What an exit code means, for those that no error code has. */
export const exitCodes = {
  0: 'The command did what it was asked to.',
  1: 'A bug in loradex.',
  2: 'The command line, the recipe or what it names cannot be used; nothing was written.',
  3: 'The work is done, and a gate failed or something checked is not valid.',
  4: 'A login was refused, or access is not allowed.',
  5: 'What a server was asked for is not there.',
  6: 'The target is there already.',
  7: 'Source or target failed on the way; a rerun can succeed.',
  129: 'The terminal was closed; nothing was published.',
  130: 'Interrupted by Ctrl-C; nothing was published.',
  143: 'Terminated; nothing was published.',
}
