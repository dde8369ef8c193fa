/*
 * Writes on request. Usage: flood ORDERS STAMPS CAPACITY
 *
 * ORDERS is a named pipe with lines "BLOCK TOTAL": write TOTAL bytes to standard output, BLOCK bytes at a time, which
 * end in a newline. Each time a line "BEGIN CAPACITY" is appended to STAMPS: nanoseconds of the monotonic clock before the
 * first byte, and what the pipe on standard output holds. A CAPACITY other than 0 is what the pipe is made to hold.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void flood(const char *block, long size, long long total)
{
    while (total > 0) {
        long want = total < size ? total : size;
        long done = write(STDOUT_FILENO, block + size - want, want);
        if (done < 0)
            fail("flood: standard output");
        total -= done;
    }
}

static void stamp(const char *file)
{
    struct timespec time;
    FILE *stamps = fopen(file, "a");
    if (!stamps)
        fail(file);
    clock_gettime(CLOCK_MONOTONIC, &time);
    fprintf(stamps, "%lld %d\n", time.tv_sec * 1000000000LL + time.tv_nsec, fcntl(STDOUT_FILENO, F_GETPIPE_SZ));
    fclose(stamps);
}

int main(int count, char **words)
{
    long size;
    long long total;
    FILE *orders;

    if (count != 4) {
        fprintf(stderr, "usage: flood ORDERS STAMPS CAPACITY\n");
        return 2;
    }
    if (atoi(words[3]) && fcntl(STDOUT_FILENO, F_SETPIPE_SZ, atoi(words[3])) < 0)
        fail("flood: F_SETPIPE_SZ");
    /* For writing too, so that the end of one who orders is not the end of the orders. */
    orders = fopen(words[1], "r+");
    if (!orders)
        fail(words[1]);
    while (fscanf(orders, "%ld %lld", &size, &total) == 2) {
        char *block = malloc(size);
        if (!block)
            fail("flood");
        memset(block, 'x', size);
        block[size - 1] = '\n';
        stamp(words[2]);
        flood(block, size, total);
        free(block);
    }
    return 0;
}
