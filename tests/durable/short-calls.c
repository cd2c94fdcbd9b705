// Before the C library: every read and write at a position does no more than half of what it is asked for,
// as the system may at any time.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/types.h>
#include <sys/uio.h>

static size_t half(size_t count) { return count > 1 ? count / 2 : count; }

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at) {
  static ssize_t (*system_call)(int, const void *, size_t, off_t);
  if (!system_call) system_call = dlsym(RTLD_NEXT, "pwrite64");
  return system_call(file, bytes, half(count), at);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  return pwrite64(file, bytes, count, at);
}

ssize_t pwritev64(int file, const struct iovec *pieces, int count, off_t at) {
  static ssize_t (*system_call)(int, const struct iovec *, int, off_t);
  if (!system_call) system_call = dlsym(RTLD_NEXT, "pwritev64");
  if (count > 1) return system_call(file, pieces, count / 2, at);
  return pwrite64(file, pieces->iov_base, pieces->iov_len, at);
}

ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t at) {
  return pwritev64(file, pieces, count, at);
}

ssize_t pread64(int file, void *bytes, size_t count, off_t at) {
  static ssize_t (*system_call)(int, void *, size_t, off_t);
  if (!system_call) system_call = dlsym(RTLD_NEXT, "pread64");
  return system_call(file, bytes, half(count), at);
}

ssize_t pread(int file, void *bytes, size_t count, off_t at) {
  return pread64(file, bytes, count, at);
}
