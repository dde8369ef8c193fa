/*
 * A program that dies. It lives MORTAL_LIFE milliseconds, appends one line to the file "lives" in its working
 * directory, "BIRTH DEATH", nanoseconds of the monotonic clock: when it came to run, and when it ends, and exits with status 1.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(void)
{
    long long birth = now();
    const char *life = getenv("MORTAL_LIFE");
    long milliseconds = life ? atol(life) : 0;
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    char line[64];
    int file = open("lives", O_WRONLY | O_APPEND | O_CREAT, 0666);
    int length;

    nanosleep(&pause, NULL);
    length = snprintf(line, sizeof line, "%lld %lld\n", birth, now());
    if (file < 0 || write(file, line, length) != length)
        perror("mortal: lives");
    _exit(1);
}
