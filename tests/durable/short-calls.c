// Before the C library: every read and write at a position does no more than half of what it is asked for,
// as the system may at any time.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/types.h>

static size_t half(size_t count) { return count > 1 ? count / 2 : count; }

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at) {
  static ssize_t (*system_call)(int, const void *, size_t, off_t);
  if (!system_call) system_call = dlsym(RTLD_NEXT, "pwrite64");
  return system_call(file, bytes, half(count), at);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  return pwrite64(file, bytes, count, at);
}

ssize_t pread64(int file, void *bytes, size_t count, off_t at) {
  static ssize_t (*system_call)(int, void *, size_t, off_t);
  if (!system_call) system_call = dlsym(RTLD_NEXT, "pread64");
  return system_call(file, bytes, half(count), at);
}

ssize_t pread(int file, void *bytes, size_t count, off_t at) {
  return pread64(file, bytes, count, at);
}
