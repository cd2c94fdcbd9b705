// sqlite3 FILE < SQL, for machines that have no such program.
import { text } from 'node:stream/consumers'
import Database from 'libsql'

const database = new Database(process.argv[2])
database.exec(await text(process.stdin))
database.close()
