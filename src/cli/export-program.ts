/** The program for the main job: in the bundle, one file with all that an export needs. */
export { runProgram } from './program.js'
