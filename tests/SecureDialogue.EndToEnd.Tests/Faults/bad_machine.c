/*
 * Preloaded into a process, makes its disk slow and its clock wrong. $BAD_MACHINE is a folder; the file "slow" in it holds by how many
 * microseconds each fsync and fdatasync comes later, the file "clock" by how many seconds the time of day is ahead. No file is zero.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long setting(const char *name)
{
    char path[512], text[32];
    const char *folder = getenv("BAD_MACHINE");
    if (folder == NULL || snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    return atol(text);
}

static void wait_for_disk(void)
{
    long late = setting("slow");
    if (late > 0)
        usleep((useconds_t)late);
}

int fdatasync(int file)
{
    wait_for_disk();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}

int fsync(int file)
{
    wait_for_disk();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    static int (*real)(clockid_t, struct timespec *);
    static _Thread_local long ahead, looked;
    if (real == NULL)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        struct timespec now;
        real(CLOCK_MONOTONIC, &now);
        long tenth = now.tv_sec * 10 + now.tv_nsec / 100000000;
        if (tenth != looked) {
            looked = tenth;
            ahead = setting("clock");
        }
        time->tv_sec += ahead;
    }
    return result;
}
