package io.llmloadtest.evidence.logs;

import java.time.Duration;
import java.time.Instant;

/** An error or warning that may still get lines: its own further lines, or its traceback's. Not thread-safe. */
final class OpenTrouble {

    private static final String TRACEBACK = "Traceback (most recent call last)";
    private static final int LONGEST_MESSAGE = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Instant at;
    private final LogEvent.Level level;
    private final String header;
    private final String head;
    private Instant lastAt;
    private LogEvent.Kind kind = LogEvent.Kind.OTHER;
    private String exception = "";
    private boolean more;
    private boolean inFrames;
    private boolean hadTraceback;
    private boolean chained;

    /** A record with a level. */
    OpenTrouble(Instant at, LogRecord line) {
        this.at = at;
        this.lastAt = at;
        this.level = line.level() == LogLevel.WARNING ? LogEvent.Level.WARNING : LogEvent.Level.ERROR;
        this.header = line.header();
        this.head = isTraceback(line.message()) ? "" : line.message();
        append(at, line);
    }

    static boolean isTraceback(String message) {
        return message.contains(TRACEBACK);
    }

    void append(Instant when, LogRecord line) {
        String message = line.message();
        lastAt = when;
        more = line.more();
        boolean indented = message.startsWith(" ");
        if (isTraceback(message)) {
            inFrames = true;
            hadTraceback = true;
            chained = false;
        } else if (isBridge(message)) {
            chained = true;
        } else if (inFrames && !indented && !message.isBlank()) {
            exception = message;
            inFrames = false;
        }
        if (!indented || message.stripLeading().startsWith("|")) {
            kind = TroubleKinds.moreTelling(kind, TroubleKinds.of(message));
        }
    }

    /** Whether a line with a level goes on with this record: vLLM repeats the head on each line of a record. */
    boolean isContinuedBy(LogRecord line) {
        if (header.isEmpty() || !header.equals(line.header())) {
            return false;
        }
        String message = line.message();
        return more || inFrames || message.isBlank() || message.startsWith(" ") || isTraceback(message)
                || isBridge(message);
    }

    /** Whether a line without a level goes on with this record, as a bare traceback does behind uvicorn's records. */
    boolean isContinuedByBare(Instant when, LogRecord line) {
        if (more) {
            return true;
        }
        String message = line.message();
        if (!header.isEmpty() || Duration.between(lastAt, when).compareTo(PATIENCE) > 0) {
            return false;
        }
        if (isTraceback(message)) {
            return !hadTraceback || chained || message.startsWith(" ");
        }
        if (message.isBlank() || message.startsWith(" ") || isBridge(message)) {
            return hadTraceback;
        }
        return inFrames && TroubleKinds.exceptionName(message).isPresent();
    }

    Trouble trouble() {
        String said = head.isBlank() ? exception : exception.isEmpty() ? head : withoutDot(head) + ": " + exception;
        String message = said.isBlank() ? TRACEBACK : said.strip();
        return new Trouble(at, level, kind,
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    }

    private static String withoutDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isBridge(String message) {
        return message.startsWith("During handling of the above") || message.startsWith("The above exception was");
    }
}
