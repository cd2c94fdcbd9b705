import { runPartProgram } from './part-program.js'

/** Thread entry; in the bundle, its program is one file. */
void runPartProgram()
