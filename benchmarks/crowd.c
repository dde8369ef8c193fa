/*
 * What it costs at least to start a crowd: forks and executes COUNT times, one after the other, and waits until the last has been
 * executed. Usage: crowd COUNT PROGRAM [ARGUMENT...]; prints the nanoseconds, then kills them all.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **words)
{
    int size = count > 2 ? atoi(words[1]) : 0;
    pid_t *crowd = calloc(size + 1, sizeof *crowd);
    long long begin = now();
    int executed[2];
    char none;
    int made = 0;

    if (size < 1 || !crowd || pipe2(executed, O_CLOEXEC) < 0) {
        fprintf(stderr, "usage: crowd COUNT PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    while (made < size && (crowd[made] = fork()) >= 0) {
        if (crowd[made] == 0) {
            execv(words[2], words + 2);
            _exit(127);
        }
        made++;
    }
    close(executed[1]);
    /* The end of the file: none of them is still before its exec. */
    if (read(executed[0], &none, 1) == 0)
        printf("%lld\n", now() - begin);
    for (int i = 0; i < made; i++)
        kill(crowd[i], SIGKILL);
    while (wait(NULL) > 0)
        ;
    return made < size;
}
