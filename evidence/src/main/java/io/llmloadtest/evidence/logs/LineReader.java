package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells what each line of a log is. Never throws. Lines of a known kind are recognised by their first characters, and
 * nothing is searched in what requests logged: a prompt may say anything. Not thread-safe.
 */
final class LineReader {

    private static final int LONGEST_PROCESS = 80;
    private static final int MOST_PIECES = 64;
    private static final int MOST_GLUED = 4096;
    private static final int MOST_JSON_LINES = 256;
    private static final String BARE_LEVEL = "INFO:  ";
    private static final String[] START_WORDS = {"vLLM API server version ", "Initializing a V1 LLM engine",
            "Initializing a V0 LLM engine", "Initializing an LLM engine"};

    private final LineSink sink;
    private final AccessParser access;

    LineReader(LineSink sink, AccessParser access) {
        this.sink = sink;
        this.access = access;
    }

    void read(Instant at, String text) {
        String plain = AnsiCodes.strip(text);
        if (plain.indexOf('\r') < 0) {
            readPiece(at, plain, false);
            return;
        }
        // A carriage return ends each line but the last of a vLLM record, and glues progress bars to what follows.
        int from = 0;
        for (int pieces = 0; from < plain.length() && pieces < MOST_PIECES; pieces++) {
            int end = plain.indexOf('\r', from);
            boolean isLast = end < 0;
            String piece = plain.substring(from, isLast ? plain.length() : end);
            if (!piece.isEmpty()) {
                readPiece(at, piece, !isLast && end == plain.length() - 1);
            }
            from = isLast ? plain.length() : end + 1;
        }
    }

    /** Where the record of a line starts, behind all prefixes. */
    static int recordAt(String text) {
        return processEnd(text, OuterPrefix.skip(text));
    }

    private void readPiece(Instant at, String text, boolean more) {
        int from = OuterPrefix.skip(text);
        int processEnd = processEnd(text, from);
        String process = processEnd > from ? processName(text, from) : "";
        readChain(at, text, processEnd, process, more);
    }

    /** Reads a record and those that are glued to it. */
    private void readChain(Instant at, String text, int first, String process, boolean more) {
        int from = first;
        for (int records = 0; from >= 0 && records < MOST_GLUED; records++) {
            from = readRecord(at, text, from, process, more);
        }
    }

    /** Reads one record, and says where the next one is glued to it; -1 when none is. */
    private int readRecord(Instant at, String text, int from, String process, boolean more) {
        if (text.startsWith("INFO:", from) && access.read(text, from + 5)) {
            sink.access(at, access.key(), access.port());
            return gluedAt(text, access.end());
        }
        if (from < text.length() && text.charAt(from) == '{') {
            Optional<JsonRecord> json = JsonRecord.parse(text, from);
            if (json.isPresent()) {
                readJson(at, process, json.get());
                return -1;
            }
        }
        Optional<RecordHead> head = RecordHead.at(text, from);
        return head.isPresent()
                ? readMessage(at, text, head.get(), process, more)
                : readBare(at, text, from, process, more);
    }

    private int readMessage(Instant at, String text, RecordHead head, String process, boolean more) {
        if (head.level().isTrouble()) {
            sink.record(at,
                    new LogRecord(process, head.level(), head.header(), text.substring(head.messageAt()), more));
            return -1;
        }
        Optional<RequestLine> request = RequestLine.at(text, head.messageAt());
        request.ifPresent(line -> sink.request(at, line));
        if (request.isPresent() || head.source().endsWith("logger.py")) {
            return -1;
        }
        int mark = EngineStats.markIn(text, head.messageAt());
        if (mark >= 0) {
            return readStats(at, text, head.messageAt(), mark, process);
        }
        ServerFlags.at(text, head.messageAt()).ifPresent(sink::flags);
        if (text.startsWith("Started server process", head.messageAt())) {
            sink.start(at, true);
        } else if (isStart(text, head.messageAt())) {
            sink.start(at, false);
        }
        return -1;
    }

    private int readStats(Instant at, String text, int from, int mark, String process) {
        int glued = RecordHead.find(text, mark, text.length());
        int end = glued < 0 ? text.length() : glued;
        EngineStats.parse(text, from, mark, end).ifPresent(stats -> sink.stats(at, process, stats));
        return glued;
    }

    /** Records were seen glued to the line before, without a line end (issue 18115). */
    private static int gluedAt(String text, int from) {
        if (text.length() - from < 40) {
            return -1;
        }
        int glued = Widening.find(text.length() - from, reach -> gluedWithin(text, from, reach));
        return glued > from ? glued : -1;
    }

    private static int gluedWithin(String text, int from, int reach) {
        int next = text.indexOf(BARE_LEVEL, from, Math.min(text.length(), from + reach + BARE_LEVEL.length()));
        int dated = RecordHead.find(text, from, next >= 0 ? next - from : reach);
        return dated >= 0 ? dated : next;
    }

    private void readJson(Instant at, String process, JsonRecord json) {
        String message = json.message();
        int mark = EngineStats.markIn(message, 0);
        Optional<RequestLine> request = RequestLine.at(message, 0);
        if (json.level().isTrouble()) {
            readJsonTrouble(at, process, json);
        } else if (request.isPresent()) {
            sink.request(at, request.get());
        } else if (access.read(message, 0)) {
            sink.access(at, access.key(), access.port());
        } else if (mark >= 0) {
            readChain(at, message, readStats(at, message, 0, mark, process), process, false);
        } else if (message.startsWith(ServerFlags.BEGIN)) {
            ServerFlags.at(message, 0).ifPresent(sink::flags);
        } else if (message.startsWith("Started server process")) {
            sink.start(at, true);
        } else if (isStart(message, 0)) {
            sink.start(at, false);
        }
    }

    /** All lines but the last are marked as inner ones, so that they make one event. */
    private void readJsonTrouble(Instant at, String process, JsonRecord json) {
        String whole = json.traceback().isEmpty() ? json.message() : json.message() + "\n" + json.traceback();
        List<String> lines = whole.lines().limit(MOST_JSON_LINES).toList();
        for (int line = 0; line < lines.size(); line++) {
            LogLevel level = line == 0 ? json.level() : LogLevel.NONE;
            sink.record(at, new LogRecord(process, level, "", lines.get(line), line < lines.size() - 1));
        }
    }

    private int readBare(Instant at, String text, int from, String process, boolean more) {
        boolean indented = from < text.length() && text.charAt(from) == ' ';
        int shifted = indented ? -1 : RecordHead.findNear(text, from);
        int mark = indented ? -1 : EngineStats.markIn(text, from);
        if (mark >= 0) {
            return readStats(at, text, from, mark, process);
        }
        Optional<RecordHead> head = shifted > from ? RecordHead.at(text, shifted) : Optional.empty();
        if (head.isPresent()) {
            return readMessage(at, text, head.get(), process, more);
        }
        if (!indented && text.length() - from < 4000 && access.read(text, from)) {
            sink.access(at, access.key(), access.port());
        } else {
            sink.record(at, new LogRecord(process, LogLevel.NONE, "", text.substring(Math.min(from, text.length())),
                    more));
        }
        return -1;
    }

    private static boolean isStart(String text, int at) {
        for (String word : START_WORDS) {
            if (text.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }

    /** Where {@code (APIServer pid=1) } or {@code (VllmWorker rank=0 pid=2120280) } ends; {@code from} without one. */
    private static int processEnd(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '(') {
            return from;
        }
        int close = text.indexOf(')', from);
        int pid = text.indexOf(" pid=", from);
        if (pid < 0 || close < pid || close - from > LONGEST_PROCESS) {
            return from;
        }
        int end = close + 1;
        return OuterPrefix.blanksBeforeLevel(text, end < text.length() && text.charAt(end) == ' ' ? end + 1 : end);
    }

    private static String processName(String text, int from) {
        return text.substring(from + 1, text.indexOf(" pid=", from));
    }
}
