/*
 * The physical limit that the others are held beside: as little as a chat server can do. A
 * connection's first line names its room; each further line goes to everybody in that room,
 * itself included. What one wake-up brings is gathered, and each member gets it in one write.
 * No log, no names, no limits: not a server for anybody.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTIONS = 32768, ROOMS = 16384, NAME = 32, EVENTS = 1024, CHUNK = 256 * 1024 };

struct bytes {
  char *at;
  size_t length, room;
};

struct connection {
  int fd, room, place;
  struct bytes held, unsent;
};

struct room {
  char name[NAME];
  int *members, count, space, dirty;
  struct bytes said;
};

static struct connection connections[CONNECTIONS];
static struct room rooms[ROOMS];
static int room_count, dirty_rooms[ROOMS], dirty_count, poll_fd;
static char chunk[CHUNK];

static void append(struct bytes *to, const char *from, size_t length) {
  if (to->length + length > to->room) {
    to->room = (to->length + length) * 2;
    to->at = realloc(to->at, to->room);
    if (!to->at) exit(1);
  }
  memcpy(to->at + to->length, from, length);
  to->length += length;
}

static int room_named(const char *name, size_t length) {
  char key[NAME] = {0};
  memcpy(key, name, length < NAME - 1 ? length : NAME - 1);
  for (int i = 0; i < room_count; i++)
    if (strcmp(rooms[i].name, key) == 0) return i;
  if (room_count == ROOMS) exit(1);
  memcpy(rooms[room_count].name, key, NAME);
  return room_count++;
}

static void enter(int fd, int id) {
  struct room *room = &rooms[id];
  if (room->count == room->space) {
    room->space = room->space ? room->space * 2 : 16;
    room->members = realloc(room->members, room->space * sizeof(int));
    if (!room->members) exit(1);
  }
  connections[fd].room = id;
  connections[fd].place = room->count;
  room->members[room->count++] = fd;
}

static void leave(int fd) {
  struct connection *one = &connections[fd];
  if (one->room >= 0) {
    struct room *room = &rooms[one->room];
    int last = room->members[--room->count];
    room->members[one->place] = last;
    connections[last].place = one->place;
  }
  free(one->held.at);
  free(one->unsent.at);
  memset(one, 0, sizeof *one);
  close(fd);
}

static void watch(int fd, int more) {
  struct epoll_event event = {.events = EPOLLIN | (more ? EPOLLOUT : 0), .data.fd = fd};
  epoll_ctl(poll_fd, EPOLL_CTL_MOD, fd, &event);
}

static void say(int fd, const char *from, size_t length) {
  struct connection *one = &connections[fd];
  if (one->unsent.length > 0) {
    append(&one->unsent, from, length);
    return;
  }
  ssize_t sent = send(fd, from, length, MSG_NOSIGNAL);
  if (sent == (ssize_t)length) return;
  append(&one->unsent, from + (sent > 0 ? sent : 0), length - (sent > 0 ? sent : 0));
  watch(fd, 1);
}

static void go_on(int fd) {
  struct bytes *unsent = &connections[fd].unsent;
  ssize_t sent = send(fd, unsent->at, unsent->length, MSG_NOSIGNAL);
  if (sent <= 0) return;
  memmove(unsent->at, unsent->at + sent, unsent->length - sent);
  unsent->length -= sent;
  if (unsent->length == 0) watch(fd, 0);
}

/* Takes whole lines; what is left of one waits for its rest. */
static void take(int fd, char *from, size_t length) {
  struct connection *one = &connections[fd];
  if (one->held.length > 0) {
    append(&one->held, from, length);
    from = one->held.at;
    length = one->held.length;
  }
  char *end = from + length;
  if (one->room < 0) {
    char *line = memchr(from, '\n', end - from);
    if (line) {
      enter(fd, room_named(from, line - from));
      say(fd, "ok\n", 3);
      from = line + 1;
    }
  }
  char *last = one->room < 0 ? NULL : memrchr(from, '\n', end - from);
  if (last) {
    struct room *room = &rooms[one->room];
    if (!room->dirty) dirty_rooms[dirty_count++] = one->room;
    room->dirty = 1;
    append(&room->said, from, last + 1 - from);
    from = last + 1;
  }
  size_t rest = end - from;
  if (one->held.length > 0) {
    memmove(one->held.at, from, rest);
    one->held.length = rest;
  } else if (rest > 0) {
    append(&one->held, from, rest);
  }
}

static void hand_out(void) {
  for (int i = 0; i < dirty_count; i++) {
    struct room *room = &rooms[dirty_rooms[i]];
    for (int m = 0; m < room->count; m++) say(room->members[m], room->said.at, room->said.length);
    room->said.length = 0;
    room->dirty = 0;
  }
  dirty_count = 0;
}

static void let_in(int listener) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    if (fd >= CONNECTIONS) {
      close(fd);
      continue;
    }
    int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connections[fd] = (struct connection){.fd = fd, .room = -1};
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
  }
}

int main(void) {
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024)) return 1;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("listening on %d\n", ntohs(address.sin_port));
  fflush(stdout);
  poll_fd = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, listener, &event);
  static struct epoll_event events[EVENTS];
  for (;;) {
    int count = epoll_wait(poll_fd, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        let_in(listener);
        continue;
      }
      if (events[i].events & EPOLLOUT) go_on(fd);
      if (!(events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
      ssize_t got = recv(fd, chunk, sizeof chunk, 0);
      if (got > 0) take(fd, chunk, got);
      else if (got == 0 || errno != EAGAIN) leave(fd);
    }
    hand_out();
  }
}
