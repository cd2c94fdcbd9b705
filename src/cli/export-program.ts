import { config } from 'zod'
import { startThread } from '../recipe/start-threads.js'
import { namesLargeFile } from './names-large-file.js'
import { runProgram as run } from './program.js'

/** The program for the main job: in the bundle, one file with all that an export needs. */
export const runProgram: typeof run = async (argv, io, options) => {
  if (namesLargeFile(argv, io.cwd)) startThread()
  // To compile code for shapes that are looked at once takes longer than to do without: 10 ms.
  config({ jitless: true })
  return run(argv, io, options)
}
