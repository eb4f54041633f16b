/*
 * floor: the least that a client of the truth server can cost. An epoll loop that keeps CONNECTIONS streams open and counts
 * the chunks of their answers: no time stamps, no JSON, nothing kept. What a load tester uses more than this is its own.
 *
 *     floor HOST PORT CONNECTIONS TOKENS SECONDS
 *
 * HOST is an IPv4 address. Each connection asks for TOKENS tokens, again and again, until SECONDS have passed; then the
 * loop stops where it is. Prints one line of JSON: chunks (SSE events that carry a token, so without usage and [DONE]; the
 * role chunk counts as one), responses, seconds, chunks_per_second, cpu_seconds_per_million_chunks, reads.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct connection {
    int fd;
    size_t line_length; /* bytes of the current line seen so far, across reads */
    char line_first;
    int last_chunk; /* the line "0" has been read: the next line ends the answer */
};

static char request[1024];
static size_t request_length;
static char buffer[256 * 1024];
static unsigned long long chunks, responses, reads;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void ask(struct connection *c) {
    if (write(c->fd, request, request_length) != (ssize_t)request_length) {
        die("floor: write");
    }
}

/* An empty line without '\r' ends an SSE event; the line "0\r" begins the end of the answer. JSON holds no raw newline. */
static void count(struct connection *c, const char *p, const char *end) {
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        if (c->line_length == 0) {
            c->line_first = *p;
        }
        if (newline == NULL) {
            c->line_length += (size_t)(end - p);
            return;
        }
        size_t length = c->line_length + (size_t)(newline - p);
        c->line_length = 0;
        if (length == 0) {
            chunks++;
        } else if (c->last_chunk) {
            c->last_chunk = 0;
            chunks--; /* [DONE] was counted as an event */
            responses++;
            ask(c);
        } else if (length == 2 && c->line_first == '0') {
            c->last_chunk = 1;
        }
        p = newline + 1;
    }
}

static void open_connection(struct connection *c, int epoll, const struct sockaddr_in *to) {
    int one = 1;
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = c};
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0 || connect(c->fd, (const struct sockaddr *)to, sizeof *to) != 0) {
        die("floor: connect");
    }
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &interest) != 0) {
        die("floor: epoll_ctl");
    }
    ask(c);
}

static void read_some(struct connection *c) {
    ssize_t got = recv(c->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got == 0) {
        fprintf(stderr, "floor: the server closed a connection\n");
        exit(1);
    }
    if (got > 0) {
        reads++;
        count(c, buffer, buffer + got);
    }
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: floor HOST PORT CONNECTIONS TOKENS SECONDS\n");
        return 2;
    }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[2]))};
    int connections = atoi(argv[3]);
    double seconds = atof(argv[5]);
    if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1 || connections < 1 || seconds <= 0) {
        fprintf(stderr, "floor: not an IPv4 address, or not a number above 0\n");
        return 2;
    }
    char body[256];
    int body_length = snprintf(body, sizeof body,
        "{\"model\":\"tiny\",\"stream\":true,\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}",
        atoi(argv[4]));
    request_length = (size_t)snprintf(request, sizeof request,
        "POST /v1/chat/completions HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
        argv[1], body_length, body);

    int epoll = epoll_create1(0);
    struct connection *all = calloc((size_t)connections, sizeof *all);
    if (epoll < 0 || all == NULL) {
        die("floor");
    }
    for (int i = 0; i < connections; i++) {
        open_connection(&all[i], epoll, &to);
    }
    double start = now();
    struct epoll_event events[256];
    while (now() - start < seconds) {
        int ready = epoll_wait(epoll, events, 256, 100);
        for (int i = 0; i < ready; i++) {
            read_some(events[i].data.ptr);
        }
    }
    double took = now() - start;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    double cpu = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    printf("{\"chunks\":%llu,\"responses\":%llu,\"seconds\":%.3f,\"chunks_per_second\":%.0f,"
           "\"cpu_seconds_per_million_chunks\":%.3f,\"reads\":%llu}\n",
        chunks, responses, took, (double)chunks / took, chunks == 0 ? 0.0 : cpu * 1e6 / (double)chunks, reads);
    return chunks == 0;
}
