/* What any restart costs at least: fork, exec, wait, so many times. Usage: loop COUNT PROGRAM */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: loop COUNT PROGRAM\n");
        return 2;
    }
    for (long left = atol(words[1]); left > 0; left--) {
        pid_t child = fork();
        if (child == 0) {
            execv(words[2], words + 2);
            _exit(127);
        }
        if (child < 0 || waitpid(child, NULL, 0) != child) {
            perror("loop");
            return 1;
        }
    }
    return 0;
}
