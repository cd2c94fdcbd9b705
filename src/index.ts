export { LoradexError, isLoradexError, type ErrorCode, type ErrorDetails } from './kernel/error.js'
