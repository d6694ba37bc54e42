/* R2, R2b: the power goes. Loaded before libc (LD_PRELOAD), for one process that writes to files under POWER_FOLDER.

Every write since a file's last fsync is remembered with what was there before. At step POWER_STEPS (a step is a write,
a truncation or an fsync) all of that is undone, except, of each write, POWER_KEPT times in a hundred: a disk may have
written some of what it was never told to keep. Then the process ends. An entry of a folder (a new file or folder among the
attachments) that no fsync of that folder has kept is taken away likewise. Shared memory (-shm) is not on the disk. A process without POWER_STEPS is left alone. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct step {
    struct step *before;
    char *path;
    off_t at, size;      /* where; how long the file was */
    size_t old_length, new_length;
    char *old, *new;
};

struct entry {
    struct entry *before;
    char *path;
};

static struct step *last;
static struct entry *newest;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long done;

static int watched(int fd, char *path) {
    char link[64];
    const char *folder = getenv("POWER_STEPS") ? getenv("POWER_FOLDER") : NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = folder ? readlink(link, path, PATH_MAX - 1) : -1;
    if (length < 0) return 0;
    path[length] = 0;
    if (!strcmp(path, folder)) return 1;
    return !strncmp(path, folder, strlen(folder)) && (strstr(path, ".sqlite3") || strstr(path, "/attachments")) && !strstr(path, "-shm");
}

static void put(const char *path, const char *what, size_t length, off_t at, off_t size) {
    int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR);
    if (length) syscall(SYS_pwrite64, fd, what, length, at);
    if (size >= 0) syscall(SYS_ftruncate, fd, size);
    syscall(SYS_close, fd);
}

static void power_goes(void) {
    int kept = getenv("POWER_KEPT") ? atoi(getenv("POWER_KEPT")) : 0;
    struct step *first = NULL;
    srand(getpid());
    for (struct step *s = last, *before; s; first = s, s = before) {
        before = s->before;
        put(s->path, s->old, s->old_length, s->at, s->size);
        s->before = first; /* from here on: the one after it */
    }
    for (struct step *s = first; s; s = s->before)
        if (s->new && rand() % 100 < kept) put(s->path, s->new, s->new_length, s->at, -1);
    for (struct entry *e = newest; e; e = e->before) {
        char gone[PATH_MAX + 8];
        snprintf(gone, sizeof gone, "%s.gone", e->path);
        if (rand() % 100 >= kept) syscall(SYS_renameat, AT_FDCWD, e->path, AT_FDCWD, gone);
    }
    _exit(137);
}

static void entered(const char *path) {
    const char *folder = getenv("POWER_STEPS") ? getenv("POWER_FOLDER") : NULL;
    if (!folder || strncmp(path, folder, strlen(folder)) || !strstr(path, "/attachments")) return;
    struct entry *e = calloc(1, sizeof *e);
    *e = (struct entry){.before = newest, .path = strdup(path)};
    newest = e;
}

static void entries_are_kept(const char *folder) {
    size_t length = strlen(folder);
    for (struct entry **link = &newest; *link;) {
        struct entry *e = *link;
        if (strncmp(e->path, folder, length) || e->path[length] != '/' || strchr(e->path + length + 1, '/')) { link = &e->before; continue; }
        *link = e->before;
        free(e->path), free(e);
    }
}

static void count(void) {
    if (++done == atol(getenv("POWER_STEPS"))) power_goes();
}

static void note(int fd, const char *path, off_t at, size_t old_length, const void *new, size_t new_length) {
    struct stat now;
    struct step *s = calloc(1, sizeof *s);
    fstat(fd, &now);
    *s = (struct step){.before = last, .path = strdup(path), .at = at, .size = now.st_size, .new_length = new_length};
    s->old = malloc(old_length + 1);
    ssize_t had = syscall(SYS_pread64, fd, s->old, old_length, at);
    s->old_length = had > 0 ? had : 0;
    if (new) s->new = memcpy(malloc(new_length + 1), new, new_length);
    last = s;
}

static void is_kept(const char *path) {
    entries_are_kept(path);
    for (struct step **link = &last; *link;) {
        struct step *s = *link;
        if (strcmp(s->path, path)) { link = &s->before; continue; }
        *link = s->before;
        free(s->old), free(s->new), free(s->path), free(s);
    }
}

#define WITH_THE_LOCK(noted, done)                                   \
    char path[PATH_MAX];                                             \
    if (!watched(fd, path)) return done;                             \
    pthread_mutex_lock(&lock);                                       \
    count();                                                         \
    noted;                                                           \
    long result = done;                                              \
    int why = errno;                                                 \
    if (result == 0 && !IS_WRITE) is_kept(path);                     \
    pthread_mutex_unlock(&lock);                                     \
    errno = why;                                                     \
    return result;

#define IS_WRITE 1
ssize_t pwrite64(int fd, const void *from, size_t length, off_t at) {
    WITH_THE_LOCK(note(fd, path, at, length, from, length), syscall(SYS_pwrite64, fd, from, length, at))
}
ssize_t pwrite(int fd, const void *from, size_t length, off_t at) { return pwrite64(fd, from, length, at); }

ssize_t write(int fd, const void *from, size_t length) {
    off_t at = lseek(fd, 0, SEEK_CUR);
    WITH_THE_LOCK(note(fd, path, at, length, from, length), syscall(SYS_write, fd, from, length))
}

int ftruncate64(int fd, off_t size) {
    struct stat now;
    fstat(fd, &now);
    WITH_THE_LOCK(note(fd, path, size, now.st_size > size ? now.st_size - size : 0, NULL, 0), syscall(SYS_ftruncate, fd, size))
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
#undef IS_WRITE

#define IS_WRITE 0
int fdatasync(int fd) { WITH_THE_LOCK((void)0, syscall(SYS_fdatasync, fd)) }
int fsync(int fd) { WITH_THE_LOCK((void)0, syscall(SYS_fsync, fd)) }

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    int is_new = flags & O_CREAT && flags & O_EXCL;
    if (is_new) pthread_mutex_lock(&lock);
    int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode), why = errno;
    if (fd >= 0 && is_new) entered(path);
    if (is_new) pthread_mutex_unlock(&lock);
    errno = why;
    return fd;
}
int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    return open64(path, flags, mode);
}

int mkdir(const char *path, mode_t mode) {
    pthread_mutex_lock(&lock);
    int result = syscall(SYS_mkdirat, AT_FDCWD, path, mode), why = errno;
    if (result == 0) entered(path);
    pthread_mutex_unlock(&lock);
    errno = why;
    return result;
}
