package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Joins lines to errors and warnings, per process, since the lines of several processes come mixed. Not thread-safe.
 */
final class TroubleAssembler {

    private static final int MOST_PROCESSES = 64;
    private static final int LONGEST_LINE = 4096;

    private final Map<String, OpenTrouble> open = new LinkedHashMap<>();
    private final Consumer<Trouble> finished;

    TroubleAssembler(Consumer<Trouble> finished) {
        this.finished = finished;
    }

    /** Takes in a line; says whether it belongs to an error or warning. */
    boolean take(Instant at, LogRecord line) {
        OpenTrouble last = open.get(line.process());
        if (line.level().isTrouble()) {
            LogRecord fit = fit(line);
            if (last != null && last.isContinuedBy(fit)) {
                last.append(at, fit);
            } else {
                begin(at, fit);
            }
            return true;
        }
        if (last != null && last.isContinuedByBare(at, line)) {
            last.append(at, fit(line));
            return true;
        }
        if (isBareTrouble(line.message())) {
            begin(at, fit(line));
            return true;
        }
        return false;
    }

    /** Those that may still get lines. */
    List<Trouble> open() {
        return open.values().stream().map(OpenTrouble::trouble).toList();
    }

    private void begin(Instant at, LogRecord line) {
        finish(line.process());
        if (open.size() >= MOST_PROCESSES) {
            finish(open.keySet().iterator().next());
        }
        open.put(line.process(), new OpenTrouble(at, line));
    }

    private void finish(String process) {
        OpenTrouble done = open.remove(process);
        if (done != null) {
            finished.accept(done.trouble());
        }
    }

    private static boolean isBareTrouble(String message) {
        return !message.isEmpty() && message.charAt(0) != ' '
                && (message.startsWith("Traceback (most recent") || TroubleKinds.isBareTrouble(message));
    }

    private static LogRecord fit(LogRecord line) {
        String message = Elision.elide(line.message());
        String cut = message.length() > LONGEST_LINE ? message.substring(0, LONGEST_LINE) : message;
        return new LogRecord(line.process(), line.level(), line.header(), cut, line.more());
    }
}
