/** What an operating system, or Node for it, says is wrong: in our words. */
export interface SystemFailure {
  /** As Node spells it: `ENOENT`, `CERT_HAS_EXPIRED`. */
  readonly code: string
  /** After "saw": `nothing of that name`. */
  readonly seen: string
}

const seenByCode: Readonly<Record<string, string>> = {
  ENOENT: 'nothing of that name',
  ENOTDIR: 'a file where a folder should be',
  EISDIR: 'a folder',
  EEXIST: 'something there already',
  ENOTEMPTY: 'a folder that is not empty',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a file system that is read-only',
  ENOSPC: 'a full disk',
  EDQUOT: 'a quota of disk space that is used up',
  EFBIG: 'a limit on the size of files',
  EIO: 'a disk that fails',
  EBUSY: 'a file that another program uses',
  ETXTBSY: 'a file that another program uses',
  ELOOP: 'links that lead in a circle',
  ENAMETOOLONG: 'a name that is too long',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  EXDEV: 'another file system',
  ENOMEM: 'too little memory',
  ECONNREFUSED: 'no server there (connection refused)',
  ECONNRESET: 'a connection that was closed',
  UND_ERR_SOCKET: 'a connection that was closed',
  EPIPE: 'a connection that was closed',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no more data in time',
  ENOTFOUND: 'a host name that nobody knows',
  EAI_AGAIN: 'no answer about the host name (DNS)',
  EHOSTUNREACH: 'a host that cannot be reached',
  ENETUNREACH: 'a network that cannot be reached',
  EADDRNOTAVAIL: 'an address that cannot be used',
  EADDRINUSE: 'another program that uses it',
  CERT_HAS_EXPIRED: 'a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'a certificate that nobody vouches for (self-signed)',
  SELF_SIGNED_CERT_IN_CHAIN: 'a certificate that nobody known vouches for',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'a certificate that nobody known vouches for',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'a certificate that nobody known vouches for',
  ERR_TLS_CERT_ALTNAME_INVALID: 'a certificate of another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'a server that does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'a server that does not speak TLS',
  HPE_INVALID_CONSTANT: 'a server that does not speak HTTP',
  NOT_A_FILE: 'a pipe, socket or device',
  ERR_INVALID_ARG_VALUE: 'a path with a NUL character',
}

/** Of an error or what caused it; undefined when no system is behind it. */
export function systemFailure(error: unknown): SystemFailure | undefined {
  for (const each of causesOf(error)) {
    const code = 'code' in each && typeof each.code === 'string' ? each.code : ''
    if (Object.hasOwn(seenByCode, code)) return { code, seen: seenByCode[code] ?? '' }
  }
  return undefined
}

/** What to write after "saw" for a failed use of a file; never more than a line. */
export function systemSeen(error: unknown): string {
  const failure = systemFailure(error)
  if (failure) return failure.seen
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^[A-Z][A-Z\d_]*$/u.test(code) ? `a failure of the system (${code})` : 'a failure'
}

/** Causes lie within each other; a connection that fails at every address of a host has several. */
function causesOf(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 4) return []
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [error.cause]
  return [error, ...inner.flatMap((each) => causesOf(each, depth + 1))]
}
