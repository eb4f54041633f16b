package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * Picks the lines of a log that judging needs: access lines, engine statistics, server starts, the ids of requests,
 * errors and warnings with their tracebacks; and the flags of a server, which tell runs apart. Prompts are elided, queries left out. A {@link LogBook} fed with the picked lines gives the same digest
 * as one fed with all, apart from the number of lines and the times of the first and last. Not thread-safe.
 */
public final class JudgedLines {

    private static final int LONGEST_LINE = 8192;

    private final LineReader reader = new LineReader(new Check(), new AccessParser());
    private final TroubleAssembler assembler = new TroubleAssembler(_ -> {});
    private boolean isNeeded;
    private boolean isTrouble;
    private Optional<RequestLine> request = Optional.empty();
    private Optional<ServerFlags> flags = Optional.empty();
    private int found;

    /** The line as it may be saved; empty when judging does not need it. Lines must come in the log's own order. */
    public Optional<LogLine> pick(LogLine line) {
        isNeeded = false;
        isTrouble = false;
        request = Optional.empty();
        flags = Optional.empty();
        found = 0;
        reader.read(line.at(), line.text());
        return isNeeded ? Optional.of(new LogLine(line.at(), fit(line.text()))) : Optional.empty();
    }

    private String fit(String text) {
        if (!isTrouble && request.isEmpty() && flags.isEmpty()) {
            return cut(withoutQueries(text));
        }
        String plain = AnsiCodes.strip(text);
        int record = LineReader.recordAt(plain);
        if (request.isPresent() && found == 1) {
            return withoutParameters(plain, record, request.get());
        }
        if (flags.isPresent()) {
            return withoutSecrets(plain, record, flags.get());
        }
        Optional<JsonRecord> json = record < plain.length() && plain.charAt(record) == '{'
                ? JsonRecord.parse(plain, record)
                : Optional.empty();
        return json.map(found -> plain.substring(0, record) + elided(found).text())
                .orElseGet(() -> cut(Elision.elide(text)));
    }

    /** What stands behind a request's id are its parameters and, before 0.12, its prompt. */
    private static String withoutParameters(String plain, int record, RequestLine line) {
        if (record < plain.length() && plain.charAt(record) == '{') {
            return plain.substring(0, record) + new JsonRecord(LogLevel.INFO, line.words(), "").text();
        }
        return plain.substring(0, Math.max(record, plain.indexOf(line.words(), record))) + line.words();
    }

    private static String withoutSecrets(String plain, int record, ServerFlags told) {
        if (record < plain.length() && plain.charAt(record) == '{') {
            return plain.substring(0, record) + new JsonRecord(LogLevel.INFO, told.words(), "").text();
        }
        return plain.substring(0, Math.max(record, plain.indexOf(ServerFlags.BEGIN, record))) + told.words();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    }

    private static JsonRecord elided(JsonRecord record) {
        return new JsonRecord(record.level(), Elision.elide(record.message()), Elision.elide(record.traceback()));
    }

    /** A query may hold a key. */
    private static String withoutQueries(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        for (int query = text.indexOf('?'); query >= 0; query = text.indexOf('?', from)) {
            int blank = text.indexOf(' ', query);
            kept.append(text, from, query);
            from = blank < 0 ? text.length() : blank;
        }
        return kept.append(text, from, text.length()).toString();
    }

    /** Notes whether judging needs the line at hand. */
    private final class Check implements LineSink {

        @Override
        public void access(Instant at, AccessKey key, int port) {
            need();
        }

        @Override
        public void stats(Instant at, String process, EngineStats stats) {
            need();
        }

        @Override
        public void start(Instant at, boolean up) {
            need();
        }

        @Override
        public void request(Instant at, RequestLine line) {
            request = Optional.of(line);
            need();
        }

        @Override
        public void flags(ServerFlags told) {
            flags = Optional.of(told);
            need();
        }

        private void need() {
            isNeeded = true;
            found++;
        }

        @Override
        public void record(Instant at, LogRecord line) {
            boolean mine = assembler.take(at, line);
            isNeeded |= mine;
            found += mine ? 1 : 0;
            isTrouble |= mine;
        }
    }
}
