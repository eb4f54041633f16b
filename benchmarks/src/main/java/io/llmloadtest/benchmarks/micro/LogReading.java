package io.llmloadtest.benchmarks.micro;

import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogLine;
import java.time.Instant;
import java.util.Locale;

/**
 * A million log lines through a {@link LogBook}: access lines of completions, scrapes and health checks from changing ports,
 * and a statistics line after every 99 of them. Prints lines per second and how much heap the book keeps, round by round;
 * the first round has the JVM cold.
 */
final class LogReading {

    private static final int LINES = 1_000_000;
    private static final int STATS_EVERY = 100;
    private static final int ROUNDS = 4;
    private static final Instant START = Instant.parse("2026-11-25T10:15:30Z");

    private LogReading() {
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        String[] texts = texts();
        System.out.println("| round | lines/s | heap of the book, MB |");
        System.out.println("|---|--:|--:|");
        for (int round = 1; round <= ROUNDS; round++) {
            round(round, texts);
        }
    }

    private static void round(int round, String[] texts) {
        long heapBefore = heap();
        LogBook book = new LogBook();
        book.beginRun(START);
        long before = System.nanoTime();
        for (int i = 0; i < LINES; i++) {
            book.add(new LogLine(START.plusNanos((i + 1L) * 100_000), texts[i % texts.length]));
        }
        long nanos = System.nanoTime() - before;
        long kept = heap() - heapBefore;
        LogDigest digest = book.between(START, START.plusSeconds(3600));
        if (digest.cut() > 0) {
            throw new IllegalStateException("the book left out " + digest.cut() + " lines");
        }
        System.out.printf(Locale.ROOT, "| %d | %.0f | %.1f |%n", round, LINES * 1e9 / nanos, kept / 1e6);
    }

    /** As Docker hands them over: the line as written. They repeat only every 100,000 lines, so that no cache holds them. */
    private static String[] texts() {
        String[] texts = new String[100_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = i % STATS_EVERY == STATS_EVERY - 1 ? stats(i) : access(i);
        }
        return texts;
    }

    private static String access(int i) {
        String request = switch (i % 10) {
            case 0 -> "GET /metrics";
            case 1 -> "GET /health";
            default -> "POST /v1/chat/completions";
        };
        return "(APIServer pid=1) INFO:     172.17.0.1:" + (32_768 + i % 28_000) + " - \"" + request
                + " HTTP/1.1\" 200 OK";
    }

    private static String stats(int i) {
        return "(APIServer pid=1) INFO 11-25 10:15:30 [loggers.py:335] Engine 000: Avg prompt throughput: "
                + i % 5000 + ".6 tokens/s, Avg generation throughput: " + i % 900
                + ".9 tokens/s, Running: 12 reqs, Waiting: 0 reqs, GPU KV cache usage: 3.4%, Prefix cache hit rate: 0.0%";
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
