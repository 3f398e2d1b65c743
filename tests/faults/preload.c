/* Makes a chosen call that writes fail, or ends or interrupts the process there.

   Loaded with LD_PRELOAD, it stands before the C library, and so below everything that writes: Python, SQLite and any
   compiled module. It counts the calls that change something below one folder, or that write to standard output, and
   acts at the one that it was armed for. The count and the names of the calls are kept in memory shared with the
   parent, which reads them after the process has ended. Until it is armed it only passes calls on. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { COUNT, FAIL, FAIL_ON, KILL, INTERRUPT };   /* what happens at the chosen call; FAIL_ON: there and ever after */
enum { GROW, CHANGE, FREE, SYNC };                /* what a call does to the disk */
enum { LOG = 1 << 20 };

static struct { long count; size_t used; char log[LOG]; } *shared;
static struct { char root[PATH_MAX]; size_t length; int output, action, error, broken; long at; } fault;

#define NEXT(name) ({ static typeof(name) *next; if (!next) next = dlsym(RTLD_NEXT, #name); next; })

__attribute__((constructor)) static void share(void) {
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) abort();
}

void faults_arm(const char *root, int output, long at, int action, int error) {
    snprintf(fault.root, sizeof fault.root, "%s", root);
    fault.length = strlen(fault.root);
    fault.output = output;
    fault.at = at;
    fault.action = action;
    fault.error = error;
}

void faults_reset(void) { shared->count = 0; shared->used = 0; }
long faults_count(void) { return shared->count; }
const char *faults_log(void) { shared->log[shared->used] = 0; return shared->log; }

static int below(const char *path) {
    return !strncmp(path, fault.root, fault.length) && (!path[fault.length] || path[fault.length] == '/');
}

static int descriptor_path(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

static void full_path(int folder, const char *name, char *path) {
    if (name[0] == '/') { snprintf(path, PATH_MAX, "%s", name); return; }
    char base[PATH_MAX] = "";
    if (folder == AT_FDCWD) { if (!getcwd(base, sizeof base)) base[0] = 0; }
    else descriptor_path(folder, base);
    if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) path[0] = 0;
}

/* Count a call; return 0 where it shall be made, 1 where it shall fail, 2 where it is the last one to be cut in two. */
static int meet(const char *call, int kind, const char *path) {
    if (!fault.length || (fault.output ? kind != -1 : kind == -1 || !below(path))) return 0;
    long number = ++shared->count;
    if (shared->used + PATH_MAX + 64 < LOG)
        shared->used += snprintf(shared->log + shared->used, PATH_MAX + 64, "%s %s\n", call,
                                 kind == -1 ? "output" : path + fault.length);
    if (fault.broken) {
        int spared = fault.error == ENOSPC && (kind == FREE || kind == SYNC);  /* a full disk can be emptied */
        if (spared) return 0;
        errno = fault.error;
        return 1;
    }
    if (number != fault.at) return 0;
    switch (fault.action) {
    case FAIL_ON: fault.broken = 1; if (fault.error == ENOSPC && (kind == FREE || kind == SYNC)) return 0;  /* falls through */
    case FAIL: errno = fault.error; return fault.action == FAIL_ON && fault.error == ENOSPC ? 2 : 1;
    case KILL: return 2;
    case INTERRUPT: raise(SIGINT);
    }
    return 0;
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

/* The same for a call that cannot be cut in two. */
static int stop(const char *call, int kind, const char *path) {
    int met = meet(call, kind, path);
    if (met == 2 && fault.action == KILL) die();
    return met;
}

static int stop_at(const char *call, int kind, int folder, const char *name) {
    if (!fault.length || fault.output) return 0;
    char path[PATH_MAX];
    full_path(folder, name, path);
    return stop(call, kind, path);
}

static int stop_on(const char *call, int kind, int descriptor) {
    char path[PATH_MAX];
    if (!fault.length || fault.output || !descriptor_path(descriptor, path)) return 0;
    return stop(call, kind, path);
}

/* --- calls that open --- */

static int changes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC); }

#define OPEN(name, folder, path_, ...)                                                             \
    mode_t mode = 0;                                                                               \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
    if (changes(flags) && stop_at("open", flags & O_CREAT ? GROW : CHANGE, folder, path_)) return -1; \
    return NEXT(name)(__VA_ARGS__, flags, mode)

int open(const char *path, int flags, ...) { OPEN(open, AT_FDCWD, path, path); }
int open64(const char *path, int flags, ...) { OPEN(open64, AT_FDCWD, path, path); }
int openat(int folder, const char *path, int flags, ...) { OPEN(openat, folder, path, folder, path); }
int openat64(int folder, const char *path, int flags, ...) { OPEN(openat64, folder, path, folder, path); }

/* --- calls that write --- */

static int stop_write(const char *call, int descriptor) {
    char path[PATH_MAX];
    if (!fault.length) return 0;
    if (fault.output) return descriptor == STDOUT_FILENO ? meet(call, -1, "") : 0;
    return descriptor_path(descriptor, path) ? meet(call, GROW, path) : 0;
}

#define WRITE(name, ...)                                                         \
    int met = stop_write("write", descriptor);                                   \
    if (met == 1 || (met == 2 && size < 2 && fault.action != KILL)) return -1;   \
    ssize_t done = NEXT(name)(descriptor, data, met ? size / 2 : size, ##__VA_ARGS__); \
    if (met && fault.action == KILL) die();                                      \
    return done

ssize_t write(int descriptor, const void *data, size_t size) { WRITE(write); }
ssize_t pwrite(int descriptor, const void *data, size_t size, off_t at) { WRITE(pwrite, at); }
ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t at) { WRITE(pwrite64, at); }

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    int met = stop_write("write", descriptor);
    if (met && fault.action == KILL) die();
    return met ? -1 : NEXT(writev)(descriptor, parts, count);
}

ssize_t copy_file_range(int from, off64_t *start, int descriptor, off64_t *at, size_t size, unsigned flags) {
    int met = stop_write("write", descriptor);
    if (met && fault.action == KILL) die();
    return met ? -1 : NEXT(copy_file_range)(from, start, descriptor, at, size, flags);
}

ssize_t sendfile64(int descriptor, int from, off64_t *start, size_t size) {
    int met = stop_write("write", descriptor);
    if (met && fault.action == KILL) die();
    ssize_t (*next)(int, int, off64_t *, size_t) = dlsym(RTLD_NEXT, "sendfile64");
    return met ? -1 : next(descriptor, from, start, size);
}

/* --- calls on an open file --- */

#define ON(name, call, kind, parameters, ...) \
    int name parameters { return stop_on(call, kind, descriptor) ? -1 : NEXT(name)(__VA_ARGS__); }

ON(fsync, "fsync", SYNC, (int descriptor), descriptor)
ON(fdatasync, "fsync", SYNC, (int descriptor), descriptor)
ON(ftruncate, "truncate", CHANGE, (int descriptor, off_t size), descriptor, size)
ON(ftruncate64, "truncate", CHANGE, (int descriptor, off64_t size), descriptor, size)
ON(fallocate, "truncate", GROW, (int descriptor, int mode, off_t start, off_t size), descriptor, mode, start, size)
ON(fallocate64, "truncate", GROW, (int descriptor, int mode, off64_t start, off64_t size), descriptor, mode, start, size)
ON(fchmod, "chmod", CHANGE, (int descriptor, mode_t mode), descriptor, mode)
ON(fchown, "chmod", CHANGE, (int descriptor, uid_t user, gid_t group), descriptor, user, group)

/* --- calls on names --- */

#define AT(name, call, kind, folder, path, parameters, ...) \
    int name parameters { return stop_at(call, kind, folder, path) ? -1 : NEXT(name)(__VA_ARGS__); }

AT(rename, "rename", CHANGE, AT_FDCWD, new, (const char *old, const char *new), old, new)
AT(renameat, "rename", CHANGE, to, new, (int from, const char *old, int to, const char *new), from, old, to, new)
AT(link, "link", GROW, AT_FDCWD, new, (const char *old, const char *new), old, new)
AT(linkat, "link", GROW, to, new, (int from, const char *old, int to, const char *new, int flags), from, old, to, new, flags)
AT(symlink, "link", GROW, AT_FDCWD, new, (const char *old, const char *new), old, new)
AT(unlink, "unlink", FREE, AT_FDCWD, path, (const char *path), path)
AT(unlinkat, "unlink", FREE, folder, path, (int folder, const char *path, int flags), folder, path, flags)
AT(rmdir, "unlink", FREE, AT_FDCWD, path, (const char *path), path)
AT(mkdir, "mkdir", GROW, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
AT(mkdirat, "mkdir", GROW, folder, path, (int folder, const char *path, mode_t mode), folder, path, mode)
AT(truncate, "truncate", CHANGE, AT_FDCWD, path, (const char *path, off_t size), path, size)
AT(truncate64, "truncate", CHANGE, AT_FDCWD, path, (const char *path, off64_t size), path, size)
AT(chmod, "chmod", CHANGE, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
AT(fchmodat, "chmod", CHANGE, folder, path, (int folder, const char *path, mode_t mode, int flags), folder, path, mode, flags)

/* --- the clock: it stands still, so that a run that is made again writes the same bytes --- */

static time_t noon;

void faults_stop_clock(long seconds) { noon = seconds; }

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (noon && clock == CLOCK_REALTIME) { now->tv_sec = noon; now->tv_nsec = 0; return 0; }
    return NEXT(clock_gettime)(clock, now);
}

time_t time(time_t *now) {
    struct timespec found;
    clock_gettime(CLOCK_REALTIME, &found);
    if (now) *now = found.tv_sec;
    return found.tv_sec;
}
