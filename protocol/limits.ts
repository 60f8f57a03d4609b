/**
 * Every bound of the system, with its unit. Anything that waits, queues, repeats or grows is
 * bounded by a number on this page; docs/PROTOCOL.md quotes the ones that travel on the wire.
 */

/** Native frames: u32 length, then that many bytes of JSON. */
export const FRAME_MAX_BYTES = 64 * 1024;
/** The first frame of a connection (hello) must be this small, so that detection cannot be fooled. */
export const HELLO_MAX_BYTES = 4 * 1024;
/** What one peer may send before it is authenticated, in bytes and in frames. */
export const PREAUTH_MAX_BYTES = 16 * 1024;
export const PREAUTH_MAX_FRAMES = 8;
/** Nesting and width of a JSON frame, checked by the schemas and by the decoder. */
export const JSON_MAX_DEPTH = 8;
/** Malformed frames (valid framing, bad content) that a peer may send before it is closed. */
export const BAD_FRAMES_MAX = 3;

/** A line typed in a plain-text terminal, in bytes of UTF-8. */
export const LINE_MAX_BYTES = 16 * 1024;
/** Lines of a terminal that wait for the one before them; above it nothing more is read. */
export const TEXT_QUEUE_LINES = 64;
/** Commands of a terminal are carried out at most this often; what is said is not held up. */
export const TEXT_COMMAND_EVERY_MS = 20;
/** A line typed too fast waits for its turn when that is no longer than this. */
export const TEXT_WAIT_MAX_MS = 10_000;
/** A terminal that was asked for the server's password may think about it for this long. */
export const TEXT_OUTSIDE_MS = 120_000;
/** Rooms or people that one answer to a terminal names. */
export const TEXT_LIST_MAX = 50;
/** A telnet option that is not ended after so many bytes is none. */
export const TELNET_OPTION_MAX_BYTES = 64;
/** Bytes buffered while it is still undecided which protocol a peer speaks. */
export const DETECT_MAX_BYTES = 16 * 1024;
/** A silent tail without newline after which the relay wire (B) would be assumed. */
export const DETECT_SILENCE_MS = 300;

/** Text of one message, in UTF-16 code units as the composer counts them. */
export const MESSAGE_MAX_CHARS = 4000;
export const NAME_MAX_CHARS = 32;
export const ROOM_NAME_MAX_CHARS = 48;
export const SERVER_NAME_MAX_CHARS = 64;
export const TOPIC_MAX_CHARS = 250;
export const PASSWORD_MAX_CHARS = 128;
export const INVITE_LINK_MAX_CHARS = 2048;
/** What the connect field reads of a pasted text. */
export const PASTE_MAX_CHARS = 8192;
export const INVITE_HOSTS_MAX = 8;

/** Connecting: from the TCP accept to a finished hello and authentication. */
export const HANDSHAKE_TIMEOUT_MS = 10_000;
/**
 * The same for a person at a terminal, where plain wires are allowed: until the first byte, and
 * while a password is typed.
 */
export const PERSON_TIMEOUT_MS = 120_000;
export const UNDECIDED_PER_ADDRESS_MAX = 64;
export const CONNECTIONS_MAX = 20_000;
/** Pause of accepting when the process runs out of file descriptors. */
export const ACCEPT_BACKOFF_MS = 100;
/** A client gives up on one address after this long, on a whole attempt after the second. */
export const CONNECT_TIMEOUT_MS = 5_000;
export const ATTEMPT_TIMEOUT_MS = 20_000;

/** Liveness: either side may ping; silence for DEAD_AFTER_MS ends the connection. */
export const PING_EVERY_MS = 15_000;
export const DEAD_AFTER_MS = 30_000;
/** A client that has used up its credit and confirms nothing for this long is closed. */
export const SLOW_AFTER_MS = 30_000;
/** How long a closed peer may take to read its last words before the connection is cut. */
export const CLOSE_LINGER_MS = 2_000;

/** Credit of native clients (docs/PROTOCOL.md "Credit"): pushed but not yet confirmed. */
export const CREDIT_EVENTS = 256;
export const CREDIT_BYTES = 128 * 1024;
/** The largest window a client may announce. */
export const CREDIT_EVENTS_MAX = 4096;
export const CREDIT_BYTES_MAX = 1024 * 1024;
/** A client confirms when it has handled this share of its window, in events, or after so long. */
export const SEEN_SHARE = 1 / 8;
export const SEEN_EVERY_MS = 200;
/** Send queue of wires without credit, and of everything that is not an event. */
export const SEND_QUEUE_MAX_BYTES = 96 * 1024;
/** Replies and pages that a native client may leave unread before it is closed. */
export const REPLY_QUEUE_MAX_BYTES = 1024 * 1024;
/** First states, as far as they are larger than that, that all newcomers together leave unread. */
export const FIRST_STATES_MAX_BYTES = 64 * 1024 * 1024;
/** Commands of one connection that may wait for their commit. */
export const COMMANDS_IN_FLIGHT_MAX = 256;

/** Commits and fan-out: at once when quiet, otherwise at most once per so many ms. */
export const FLUSH_EVERY_MS = 2;
/**
 * A commit of a busy server waits on as long as more comes in each turn of the event loop: at least
 * for so long, and at most, by how much work it is to hand out.
 */
export const GATHER_MS = 8;
export const GATHER_MAX_MS = 40;
/** Group commit: a transaction takes what arrived, up to this many commands. */
export const COMMIT_BATCH_MAX = 1024;
/** Messages that follow one another in a room and in a commit are one row of the log from so many … */
export const RUN_LEAST = 4;
/** … up to so many, or until their JSON has so many characters. */
export const RUN_EVENTS_MAX = 64;
export const RUN_MAX_CHARS = 32 * 1024;
/**
 * A log whose file failed is opened and checked at once; when that fails too, again after the first
 * of these, then after twice as long each time, up to the second.
 */
export const REOPEN_FIRST_MS = 50;
export const REOPEN_EVERY_MS = 1_000;

/** History pages: events, and bytes of JSON so that a page fits into one frame. */
export const PAGE_MAX_EVENTS = 200;
export const PAGE_MAX_BYTES = 48 * 1024;
/** State frames (users, rooms, members) are cut into chunks of this many entries. */
export const STATE_CHUNK = 100;
/** Rooms carry topics: fewer of them fill a frame. */
export const ROOMS_CHUNK = 50;
/** Members named in the reply to join, create and direct; the rest follow as `members` frames. */
export const REPLY_MEMBERS_MAX = 1_000;
/** Presence and roster changes are gathered for this long before they are pushed. */
export const PRESENCE_EVERY_MS = 100;
/** Roster frames to everybody together: with many people they are gathered for longer. */
export const ROSTER_FRAMES_PER_SECOND = 20_000;
/** A typing mark fades after this long unless it is renewed; it is sent at most this often. */
export const TYPING_FADES_MS = 6_000;
export const TYPING_EVERY_MS = 3_000;
/** In a room with more people than this nobody is told who is typing. */
export const TYPING_AUDIENCE_MAX = 200;

export const ROOMS_MAX = 10_000;
export const ROOMS_PER_USER_MAX = 500;
export const GUEST_ROOMS_MAX = 20;

/** Token buckets: points per window (seconds). */
export const RATE_MESSAGES = { points: 40, perSeconds: 2 } as const;
export const RATE_GUEST_MESSAGES = { points: 10, perSeconds: 2 } as const;
export const RATE_COMMANDS = { points: 60, perSeconds: 10 } as const;
export const RATE_ROOMS = { points: 10, perSeconds: 60 } as const;
/** Direct rooms that are opened for the first time: letters to more strangers than that are spam. */
export const RATE_DIRECTS = { points: 40, perSeconds: 60 } as const;
export const RATE_HISTORY = { points: 200, perSeconds: 10 } as const;
/** An address may spend this many times what one identity may: people share addresses. */
export const RATE_ADDRESS_FACTOR = 5;
/** Wrong passwords per address; the check happens before any hash is computed. */
export const RATE_PASSWORDS = { points: 3, perSeconds: 30 } as const;
export const RATE_CONNECTIONS = { points: 200, perSeconds: 10 } as const;
/** Password hashes waiting for the one hashing slot. */
export const PASSWORD_QUEUE_MAX = 16;
export const SCRYPT = { N: 2 ** 15, r: 8, p: 3, keyBytes: 32, saltBytes: 16 } as const;

/** Reconnect back-off in ms, then the last value for ever; ±20 % jitter. */
export const RECONNECT_MS = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;
export const RECONNECT_JITTER = 0.2;
/** Unsent messages kept on disk per server. */
export const OUTBOX_MAX = 1000;
/** Unacknowledged messages in flight on one connection. */
export const OUTBOX_IN_FLIGHT = 64;

/** The client: a second address of the same server is tried beside the first after this long. */
export const DIAL_STAGGER_MS = 250;
/** How long a server may take to answer when it is heard of at another address. */
export const DOUBT_MS = 3_000;
/** What the network says about a known server's address leads to an attempt at most this often. */
export const HEARSAY_EVERY_MS = 5_000;
/** Rooms whose missing pages are fetched at the same time. */
export const PAGES_IN_FLIGHT = 4;
/** A live connection that leaves a command unanswered for so long is given up. */
export const REPLY_TIMEOUT_MS = 30_000;
/** The copy's lists of rooms and people are written at most this often; events at once. */
export const ROSTER_SAVE_MS = 2_000;
/** A server that said it is restarting is tried again this soon. */
export const RESTART_RETRY_MS = 300;
/** What was written on a connection that was given up may still reach the server for so long. */
export const ORPHAN_MS = 120_000;
/** So many of them are remembered. */
export const ORPHANS_MAX = 16;
/** Wait before a message is sent again that was refused for a passing reason without a time. */
export const RESEND_PAUSE_MS = 1_000;

/** Ports tried after the wanted one when it is taken. */
export const MAIN_PORT = 7878;
export const PORT_TRIES = 20;
/** Stopping: clients are told and queues drained for at most this long. */
export const STOP_TIMEOUT_MS = 5_000;

/** The renderer: events handed over per IPC push, and kept per open room. */
export const IPC_EVENTS_MAX = 500;
export const IPC_BATCH_MS = 16;
/** A page that draws longer than this is told less often, one that says nothing only this often. */
export const IPC_DRAW_MS = 32;
export const IPC_PATIENCE_MS = 500;
export const HISTORY_PAGE = 60;
export const DRAFT_SAVE_MS = 300;
export const DRAFT_MAX_CHARS = 20_000;
export const RECENT_SERVERS_MAX = 30;

/** The shell: servers connected to at the same time when the app starts. */
export const LAUNCH_CONNECTS_MAX = 4;
/** The embedded server is started again by itself once; a second crash within this long is final. */
export const HOST_CRASH_WINDOW_MS = 60_000;
/** How long the embedded server may take until it listens. */
export const HOST_START_TIMEOUT_MS = 20_000;
/** How often the network's addresses are looked at; Node tells no changes. */
export const NETWORK_POLL_MS = 5_000;

/** The local network (docs/wires/discovery.md): UDP port and group of announcements. */
export const LAN_PORT = 7878;
/** Administratively scoped (RFC 2365): routers do not carry it on. */
export const LAN_GROUP = '239.255.78.78';
/** Datagrams live for one hop. */
export const LAN_TTL = 1;
/** One datagram; it fits into one packet of every network. Larger ones are not read. */
export const LAN_DATAGRAM_MAX_BYTES = 1200;
/** A server announces itself after a time drawn anew between these two. */
export const LAN_ANNOUNCE_MIN_MS = 1_500;
export const LAN_ANNOUNCE_MAX_MS = 3_000;
/** Asked or changed, it does so sooner: after a time drawn up to this … */
export const LAN_ANSWER_WITHIN_MS = 120;
/** … but never this soon after the announcement before. */
export const LAN_ANNOUNCE_GAP_MS = 300;
/** Askers that are answered directly with one announcement. */
export const LAN_ASKERS_MAX = 16;
/** The question "who is there?" is asked at most this often. */
export const LAN_ASK_GAP_MS = 500;
/** A server that is not heard for so long is forgotten; looked at every LAN_LOOK_MS. */
export const LAN_FORGET_MS = 10_000;
/** An address is forgotten sooner, when another one of the same server is heard later by one round. */
export const LAN_MOVED_MS = 3_500;
/** How often the interfaces are looked at while listening. */
export const LAN_LOOK_MS = 1_000;
/** A look that comes so late was held up by sleep: the sockets are opened anew. */
export const LAN_SLEPT_MS = 15_000;
/** Changes of the list of nearby servers are told at most this often. */
export const LAN_TELL_EVERY_MS = 100;
/** Servers kept in mind, of those from one source address, and addresses of one server. */
export const LAN_SERVERS_MAX = 64;
export const LAN_SERVERS_PER_SOURCE_MAX = 8;
export const LAN_ADDRESSES_MAX = 8;
/** Datagrams that are read in LAN_RATE_WINDOW_MS: from one source address, and from all. */
export const LAN_RATE_WINDOW_MS = 2_000;
export const LAN_RATE_PER_SOURCE = 60;
export const LAN_RATE_TOTAL = 1_000;
/** Saying goodbye holds up the end of a program no longer than this. */
export const LAN_BYE_TIMEOUT_MS = 500;

/** The old news programs (docs/wires/news.md): one datagram, its pace, and where it goes. */
export const NEWS_MAX_BYTES = 29;
export const NEWS_EVERY_MS = 2_000;
export const NEWS_GROUP = '224.1.1.2';
export const NEWS_PORT = 7777;
/** Datagrams of news may be larger than ours, but not larger than this. */
export const NEWS_READ_MAX_BYTES = 1_500;

/** Old programs on plain wires (docs/wires/): messages that wait for the one before them. */
export const PLAIN_QUEUE_MESSAGES = 32;
/** After so many messages that found no place the peer is a flood, and is not listened to … */
export const FLOOD_DROPPED_MESSAGES = 64;
/** … until it has been silent for this long. */
export const FLOOD_QUIET_MS = 2_000;
/** Who hangs up is shown what they said last, however it comes about, within this. */
export const LAST_SHOWN_WAIT_MS = 1_000;
/** What one read of an old program takes, in bytes; no line or chunk is longer. */
export const LINE_WRITE_MAX_BYTES = 8 * 1024;
export const RELAY_WRITE_MAX_BYTES = 1024;
/** Between two such writes, so that the program can read the first one by itself. */
export const PLAIN_GAP_MS = 10;
/** More bytes than this are not held back: the pauses are given up before anybody is cut off. */
export const PACED_HELD_MAX_BYTES = 64 * 1024;
/** With more chunks than this waiting, several leave as one. */
export const PLAIN_BEHIND_CHUNKS = 64;
/** The bracket wire: its client cuts what is typed after so many bytes. */
export const BRACKET_CUT_BYTES = 99;
/** The echo service: nothing more is read while so much is waiting to be sent back, in bytes. */
export const ECHO_HELD_MAX_BYTES = 32 * 1024;
/** The mail wire: people that one line may go to, and rooms of two kept open for one client. */
export const MAIL_RECIPIENTS_MAX = 32;
export const MAIL_ROOMS_MAX = 16;
/** Silence after which the system asks whether a peer of any wire is still there. */
export const KEEP_ALIVE_MS = 30_000;
/** The network check: all of it, waiting for a server to accept, and for datagrams to come back. */
export const CHECK_TIMEOUT_MS = 4_000;
export const CHECK_TARGET_MS = 2_500;
export const CHECK_LISTEN_MS = 1_500;
/** In that time everybody is asked again and again, this often. */
export const CHECK_ASK_EVERY_MS = 400;

/** `sarangbang echo`: its port, clients at a time, and when a silent one is hung up on. */
export const ECHO_PORT = 7777;
export const ECHO_CLIENTS_MAX = 256;
export const ECHO_IDLE_MS = 600_000;
/** `sarangbang ping`: how often, how long between two times, and how long one may take. */
export const PING_COUNT = 4;
export const PING_GAP_MS = 500;
export const PING_TIMEOUT_MS = 2_000;
/** `sarangbang connect` in a pipe: a line of its input in bytes, and how long a break may last. */
export const PIPE_LINE_MAX_BYTES = 16 * 1024;
export const PIPE_PATIENCE_MS = 60_000;
/** Servers that `sarangbang connect` keeps in mind. */
export const KNOWN_SERVERS_MAX = 500;
/** `sarangbang connect` in a terminal: lines shown of what was missed, and at once of before. */
export const TERMINAL_BACKLOG = 60;
/** Files that a terminal shows and that can be asked for by their numbers, the newest of them. */
export const TERMINAL_FILES_MAX = 1_000;
export const HISTORY_LINES_MAX = 500;
/** How long a room that is being opened is waited for. */
export const TERMINAL_CATCH_UP_MS = 5_000;

/** What a host has to say to whoever comes in, in UTF-16 units. */
export const MOTD_MAX_CHARS = 500;
/** Threads of a server beside its event loop: how many there are, and at most. */
export const WORKERS = 2;
export const WORKERS_MAX = 16;
/** Jobs that wait for a thread; further ones are refused with `slow-down`. */
export const WORKER_QUEUE_MAX = 1_024;
/** A thread that died is started again after this long; not any more when so many could not start. */
export const WORKER_RESTART_MS = 1_000;
export const WORKER_RESTARTS_MAX = 8;
/** A thread that is to stop may end its job within this time. */
export const WORKER_STOP_MS = 2_000;
/** Events that `/history` shows at once: unless told otherwise, and at most; and its bytes. */
export const TEXT_HISTORY_EVENTS = 20;
export const TEXT_HISTORY_EVENTS_MAX = 200;
export const TEXT_HISTORY_MAX_BYTES = 48 * 1024;
/** Lines of one message that carry its author's name in a terminal. */
export const TEXT_NAMED_LINES = 20;
/** `/shutdown` is confirmed by a second one within this time. */
export const SHUTDOWN_CONFIRM_MS = 30_000;

/** The course's wire (docs/wires/course.md): a u16 counts the bytes of a frame's body. */
export const COURSE_FRAME_MAX_BYTES = 65_535;
/** Messages of one client that wait for the one before them; above it nothing more is read. */
export const COURSE_QUEUE_MESSAGES = 64;
/** What is no chat is carried out at most this often. */
export const COURSE_COMMAND_EVERY_MS = 20;
/** A list of rooms, in bytes of its JSON, and the names it has for one room. */
export const COURSE_ROOMS_MAX_BYTES = 60 * 1024;
export const COURSE_MEMBERS_MAX = 100;
/** `sarangbang find` listens for so long. */
export const FIND_SECONDS = 4;

/** Messages (docs/PROTOCOL.md "Messages"): files of one, and the beginning that a reply quotes. */
export const FILES_PER_MESSAGE_MAX = 10;
export const FILE_NAME_MAX_CHARS = 200;
export const QUOTE_MAX_CHARS = 160;
/** UTF-16 units of one emoji: the longest sequences (families, flags of regions) are shorter. */
export const EMOJI_MAX_CHARS = 32;
/** Different emoji on one message, and all reactions to it together. */
export const REACTIONS_MAX = 20;
export const REACTION_USERS_MAX = 400;
/** Messages on a room's board, and messages looked up by one command. */
export const PINS_MAX = 20;
/** Announcements of a room that are kept before everybody's eyes: the newest. */
export const NOTICES_MAX = 5;
export const LOOKUP_MAX = 50;
/** Former texts of a message that are kept for moderators. */
export const REVISIONS_MAX = 50;

/** Being told: keywords of a person, rules for single rooms, and people blocked or muted. */
export const KEYWORDS_MAX = 20;
export const KEYWORD_MAX_CHARS = 40;
export const ROOM_LEVELS_MAX = 1_000;
export const PEOPLE_LIST_MAX = 500;
/** A custom status: its words, in UTF-16 units. Its emoji is bounded by EMOJI_MAX_CHARS. */
export const STATUS_MAX_CHARS = 80;
/** In a room with more people than this only mentions pop up, unless it was chosen otherwise. */
export const NOTIFY_CROWD = 20;
/** After a notification of a room, what follows there within this time is gathered into one. */
export const NOTIFY_GATHER_MS = 5_000;
/** Of a message, a notification shows so many UTF-16 units. */
export const NOTIFY_TEXT_CHARS = 180;
/** Without key or mouse for so long somebody is away; how often that is looked at, here and away. */
export const AWAY_AFTER_S = 300;
export const IDLE_LOOK_MS = 15_000;
export const AWAY_LOOK_MS = 1_000;
/** Rooms with something unread that the tray's menu names. */
export const TRAY_ROOMS_MAX = 5;
/** While messages keep coming badge and tray are drawn at most this often: the system makes them. */
export const TRAY_DRAW_MS = 250;

/** Backups (docs/backup.md): all of one unpacked, its files, and one of its small parts, in bytes. */
export const BACKUP_MAX_BYTES = 1024 ** 4;
export const BACKUP_PARTS_MAX = 1_000_000;
export const BACKUP_SMALL_PART_MAX_BYTES = 256 * 1024;
/** The manifest names every part, so it may be larger. */
export const BACKUP_MANIFEST_MAX_BYTES = 256 * 1024 * 1024;
/** Passphrase of a backup's key, in UTF-16 units. */
export const BACKUP_PASSPHRASE_MAX_CHARS = 1_024;
/** An exported room (docs/export.md): one line of the file, and messages of one commit at import. */
export const EXPORT_LINE_MAX_BYTES = 256 * 1024;
export const IMPORT_EVENTS_MAX = 1_000_000;
export const IMPORT_BATCH = 200;

/** Search (docs/PROTOCOL.md "Search"): what is typed, and what it is taken apart into. */
export const SEARCH_QUERY_MAX_CHARS = 300;
export const SEARCH_WORD_MAX_CHARS = 200;
export const SEARCH_WORDS_MAX = 16;
/** People, and names, that one `from:` may stand for; rooms that a search may be limited to. */
export const SEARCH_PEOPLE_MAX = 50;
export const SEARCH_ROOMS_MAX = 64;
/** Hits of one answer, and bytes of their JSON so that they fit into one frame. */
export const SEARCH_HITS_MAX = 50;
export const SEARCH_HITS_MAX_BYTES = 48 * 1024;
/** A search that takes longer answers with what it has found, and says so. */
export const SEARCH_BUDGET_MS = 250;
/** Without a thread: events looked through at most, and between two turns of the event loop. */
export const SEARCH_SCAN_MAX = 20_000;
export const SEARCH_SCAN_STEP = 100;
/** Rows that are put into the index at once, and how many may wait outside it. */
export const SEARCH_INDEX_STEP = 500;
export const SEARCH_BEHIND_MAX = 500;
/** Searches that wait for a thread; further ones are refused with `slow-down`. */
export const SEARCH_QUEUE_MAX = 64;
/** What was deleted has left the index after this long. */
export const SEARCH_FORGET_MS = 60_000;
/** Messages that `/find` shows in a terminal. */
export const TEXT_FIND_HITS = 20;
/** Searches of one person: points per window (seconds). */
export const RATE_SEARCH = { points: 30, perSeconds: 10 } as const;

/** Files (docs/PROTOCOL.md "Files"): the largest that any server may take, in bytes. */
export const FILE_LARGEST_BYTES = 1024 ** 4;
/**
 * What a host takes unless told otherwise: bytes of one file, of one person's files, and of all.
 * One file is a long video of a phone; people and totals are kept far below a laptop's disk.
 */
export const FILE_MAX_BYTES = 1024 ** 3;
export const FILES_USER_BYTES = 5 * 1024 ** 3;
export const FILES_TOTAL_BYTES = 20 * 1024 ** 3;
/** Bytes of the disk that files leave free, and files of a server. */
export const DISK_RESERVE_BYTES = 512 * 1024 ** 2;
export const FILES_MAX = 100_000;
/** Uploads of one person that are not posted, and how long one is kept after its last byte. */
export const UPLOADS_PER_USER_MAX = 40;
export const UPLOAD_KEEP_MS = 3_600_000;
/** How often uploads and expired files are looked for that can go. */
export const FILES_SWEEP_MS = 300_000;
/** How long a ticket opens its file, and how many there are at a time: of one person, and of all. */
export const FILE_TICKET_MS = 600_000;
export const FILE_TICKETS_PER_USER_MAX = 64;
export const FILE_TICKETS_MAX = 20_000;
/** Transfers of one person at a time; a transfer that moves no byte for so long is ended. */
export const TRANSFERS_PER_USER_MAX = 8;
export const TRANSFER_IDLE_MS = 30_000;
/** And so is one that brings fewer bytes than these within so long: a drip holds no connection. */
export const TRANSFER_WINDOW_MS = 60_000;
export const TRANSFER_WINDOW_BYTES = 16 * 1024;
/** Bytes that are read from a disk at once, and that may wait for a slow reader. */
export const FILE_CHUNK_BYTES = 256 * 1024;
export const TRANSFER_QUEUE_BYTES = 1024 * 1024;
/** Bytes of a file's beginning that are looked at for its type and dimensions. */
export const FILE_HEAD_BYTES = 256 * 1024;
/** Images of more pixels are not shown: decoded, they take four bytes each. */
export const IMAGE_MAX_PIXELS = 50_000_000;
/** Files on one page of a room's files. */
export const FILES_PAGE_MAX = 40;
export const RATE_FILES = { points: 200, perSeconds: 10 } as const;
/** The app: files that are picked and not sent, and bytes of what is pasted. */
export const PICKED_FILES_MAX = 100;
export const FILE_PASTE_MAX_BYTES = 32 * 1024 ** 2;
/** Messages of one server whose files are on their way; files of them sent at the same time. */
export const HELD_MESSAGES_MAX = 100;
export const UPLOADS_AT_ONCE = 2;
export const DOWNLOADS_AT_ONCE = 3;
/** Files kept for showing, in bytes per server; the largest that is fetched whole for that. */
export const FILE_CACHE_BYTES = 512 * 1024 ** 2;
export const FILE_SHOWN_MAX_BYTES = 64 * 1024 ** 2;
/** Saves to this computer's disk that the app keeps in mind, under way and over. */
export const SAVES_KEPT_MAX = 500;
/** Progress is told at most this often. */
export const FILE_PROGRESS_MS = 250;
/** A transfer that broke is tried again after these times, then the last for as long as online. */
export const TRANSFER_RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
/** A file's name on a disk, in bytes of UTF-8, the number that makes it unique included. */
export const DISK_NAME_MAX_BYTES = 200;

/** Composing: emoji remembered as chosen lately, and what one completion list offers. */
export const RECENT_EMOJI_MAX = 18;
export const OFFERS_MAX = 8;

/** Reading: events that a room's window keeps, and how many more it lets go than it must. */
export const TIMELINE_MAX_EVENTS = 2_000;
export const TIMELINE_TRIM_EVENTS = 300;
/** Events before and after a message that is jumped to. */
export const AROUND_EVENTS = 40;
/** Places that one can go back to after jumps. */
export const JUMPS_KEPT = 20;

/** What was deleted is wiped from the disk so long after, in ms: once for all of that moment. */
export const LOG_WIPE_MS = 1_000;

/** Order (docs/PROTOCOL.md "Order"): why somebody did something, in UTF-16 units. */
export const REASON_MAX_CHARS = 200;
/** The longest ban or mute that ends by itself: a year. */
export const SANCTION_MAX_MINUTES = 525_600;
/** Bans and mutes in force at a time, of a server. */
export const SANCTIONS_MAX = 2_000;
/** Slow mode: the longest time between two messages of one person. */
export const SLOW_MAX_SECONDS = 3_600;
/** Most people that a capacity can be set to. */
export const CAPACITY_MAX = 100_000;
/** Entries of one page of bans and mutes, of the moderation log, and of people who are connected. */
export const SANCTIONS_PAGE_MAX = 40;
export const MODLOG_PAGE_MAX = 40;
export const PEOPLE_PAGE_MAX = 100;
/** Entries of the moderation log that are kept at hand; older ones lie in the log. */
export const MODLOG_KEPT = 5_000;
/** People who wait at the door: all together, of one address, and how long one may wait. */
export const WAITING_MAX = 200;
export const WAITING_PER_ADDRESS_MAX = 8;
export const WAITING_TIMEOUT_MS = 60 * 60_000;
/** Of them, so many are shown to moderators; the others follow when these are gone. */
export const KNOCKS_SHOWN = 50;
/** Whoever was let in may take so long to find a free name. */
export const LET_IN_MS = 10 * 60_000;
/** The Manage sheet asks for its numbers this often while it is open. */
export const MANAGE_EVERY_MS = 2_000;

/** Rooms in an order of one's own: servers for which it is kept, and favourites of one server. */
export const ARRANGED_SERVERS_MAX = 50;
export const FAVOURITES_MAX = 50;
/** Formatted text of the clipboard, in UTF-16 units; a longer one is pasted plainly. */
export const PASTE_HTML_MAX_CHARS = 512 * 1024;

/** Hands raised at the same time in one room. */
export const HANDS_MAX = 200;

/** Hand-over (docs/PROTOCOL.md): servers that one room may have had before. */
export const SUCCESSIONS_MAX = 16;
/** Bytes of what moves in one answer; an offer's life; how long either side may be silent in between. */
export const HANDOVER_CHUNK_BYTES = 30 * 1024;
export const HANDOVER_OFFER_MS = 120_000;
export const HANDOVER_IDLE_MS = 60_000;
/** Chunks asked for at the same time. */
export const HANDOVER_IN_FLIGHT = 4;
/** Parts named in one answer, and the longest name of one, in characters. */
export const HANDOVER_LIST_MAX = 80;
export const HANDOVER_PART_NAME_CHARS = 500;
/** `seal` is answered within this time, done or not: whoever asked asks again. */
export const HANDOVER_ANSWER_MS = 10_000;
/**
 * Files that came while others moved are fetched before the room is paused, in at most so many
 * rounds, and as long as a round brought more than this.
 */
export const HANDOVER_ROUNDS_MAX = 4;
export const HANDOVER_LITTLE_BYTES = 8 * 1024 ** 2;
/** What is said on a connection whose server's key has to be explained, before anybody signs in. */
export const PROOF_TIMEOUT_MS = 5_000;
/** Steps of a hand-over: a chunk is one of them. */
export const RATE_HANDOVER = { points: 40_000, perSeconds: 10 } as const;

/** Rooms in windows of their own: at the same time, and how many are remembered where they stood. */
export const ROOM_WINDOWS_MAX = 12;
export const ROOM_WINDOWS_KEPT = 50;

/** Licences of everything in the app as one text. */
export const LICENCES_MAX_CHARS = 1_000_000;

/** Updates, where they are switched on: ms after the start, and from then on. */
export const UPDATE_FIRST_AFTER_MS = 30_000;
export const UPDATE_EVERY_MS = 24 * 60 * 60 * 1000;
/** The signed list of a release, as text. */
export const UPDATE_STATEMENT_MAX_BYTES = 128 * 1024;

/**
 * Answers that told a native client to wait, more than it got others; if it goes on, it is read one
 * by one until it had as many others …
 */
export const FLOOD_REFUSALS = 64;
/** … and not again before it was to come back, or this long. */
export const FLOOD_HOLD_MS = 500;

/** For so long native clients are read in one turn of the event loop, all together; then in line … */
export const TURN_MS = 5;
/** … in which so many frames are taken of one before it is the next one's … */
export const FRAMES_AT_ONCE = 16;
/** … and whoever has no more than so many goes before those who have. */
export const FRAMES_FEW = 2;

/** Cells of all tables of one message that are drawn as such; further tables stand as typed. */
export const TABLE_CELLS_MAX = 1_000;

/** Invites that a host gives (docs/PROTOCOL.md "Invites"): how many open the door at a time. */
export const INVITES_MAX = 100;
/** Invites that are remembered, those that have ended among them: who shows one is told why. */
export const INVITES_KEPT = 1_000;
/** People for whom one invite can be; without a bound it is for any number. */
export const INVITE_USES_MAX = 1_000;
/** Longest time for which one is good, in minutes: a year. */
export const INVITE_MAX_MINUTES = 525_600;
/** What a host notes about one, in UTF-16 units. */
export const INVITE_NOTE_MAX_CHARS = 60;

/** A log up to this size is checked whole at each start (a part of a second); a larger one is not waited for. */
export const CHECK_AT_START_MAX_BYTES = 64 * 1024 * 1024;
/** How long what a log, or a client's copy, was before its format changed is kept, in ms. */
export const FORMAT_COPY_MS = 14 * 24 * 60 * 60 * 1_000;
