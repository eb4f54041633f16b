package io.llmloadtest.benchmarks.report;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.file.LedgerEvent;
import io.llmloadtest.ledger.file.LedgerWriter;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Writes the folder of a run that never was: a closed loop of as many requests as wanted over four levels, with a long tail of
 * TTFT, some time-outs and refusals, and a sample of the server's gauges each second. Always the same for the same number.
 *
 * <pre>{@code
 * java -cp ... io.llmloadtest.benchmarks.report.MadeUpRun FOLDER REQUESTS
 * }</pre>
 */
public final class MadeUpRun {

    private static final int[] LEVELS = {8, 32, 64, 128};
    private static final int TOKENS = 64;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final Instant START = Instant.parse("2026-11-25T10:15:30Z");

    private final SplittableRandom random = new SplittableRandom(1);
    private final LedgerWriter ledger;
    private final BufferedWriter samples;
    private long now = SECOND;
    private long sampledUntil;
    private double generated;

    private MadeUpRun(LedgerWriter ledger, BufferedWriter samples) {
        this.ledger = ledger;
        this.samples = samples;
    }

    /** Writes the folder: its path and the number of requests. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int requests = Integer.parseInt(arguments[1]) / LEVELS.length;
        Files.createDirectories(folder.resolve("evidence"));
        Files.writeString(folder.resolve("run.json"), description(requests));
        try (LedgerWriter ledger = LedgerWriter.create(folder);
                BufferedWriter samples = Files.newBufferedWriter(folder.resolve("evidence/samples.csv"))) {
            new MadeUpRun(ledger, samples).write(requests);
        }
    }

    private static String description(int requests) {
        String plan = String.format(Locale.ROOT,
                "{\"endpoint\": \"/v1/chat/completions\", \"stream\": true, \"concurrency\": [8, 32, 64, 128], "
                        + "\"num_prompts\": %d, \"settings\": 4, \"repeat\": 1, \"output_len\": %d, \"validated\": true}",
                requests, TOKENS);
        return "{\"schema_version\": \"1\", \"run_id\": \"made-up\", \"started_at\": \"" + START
                + "\", \"target\": {\"server_url\": \"http://127.0.0.1:8000\", \"model\": \"made-up\"}, \"plan\": "
                + plan
                + ", \"environment\": {\"product_version\": \"bench\", \"java_version\": \"-\", \"os\": \"-\", \"cpus\": 2}, "
                + "\"defaults\": {}}\n";
    }

    private void write(int requests) throws IOException {
        samples.write("tick_nanos,wall,replica,running,waiting,kv_usage,generation_tokens,prompt_tokens,"
                + "request_success,preemptions,prefix_queried,prefix_hit\n");
        ledger.append(new LedgerEvent.Clock(new ClockTrack.Pair(Tick.ZERO, START)));
        boundary(0);
        for (int level = 0; level < LEVELS.length; level++) {
            level(level, requests);
            boundary(level + 1);
        }
    }

    private void boundary(int index) throws IOException {
        now += SECOND;
        ledger.append(new LedgerEvent.Boundary(new BoundaryNote(index, new Tick(now), START.plusNanos(now))));
        now += SECOND;
    }

    /** Each place of the loop sends its next request when the one before has ended. */
    private void level(int level, int requests) throws IOException {
        Scope scope = new Scope.Level(level);
        int places = LEVELS[level];
        long began = now;
        ledger.append(new LedgerEvent.PhaseOpened(scope, OptionalInt.of(places), Optional.empty(),
                OptionalLong.of(requests), level, new Tick(began)));
        PriorityQueue<RequestRecord> inFlight = new PriorityQueue<>(Comparator.comparing(RequestRecord::ended));
        for (int i = 0; i < requests; i++) {
            if (inFlight.size() == places) {
                end(inFlight.remove(), places);
            }
            RequestRecord request = request(scope, i, places);
            ledger.append(new LedgerEvent.Sent(new SentNote(request.id(), scope, i, request.endpoint(), true,
                    request.asked(), request.intended())));
            inFlight.add(request);
        }
        while (!inFlight.isEmpty()) {
            end(inFlight.remove(), inFlight.size());
        }
        Window active = new Window(new Tick(began), new Tick(now));
        ledger.append(new LedgerEvent.PhaseClosed(new PhaseNote(scope, places, OptionalLong.of(requests), level,
                level + 1, active, active, false, Optional.empty())));
    }

    private void end(RequestRecord request, int running) throws IOException {
        now = request.ended().nanos();
        generated += request.chunks().size();
        ledger.append(request);
        while (sampledUntil + SECOND <= now) {
            sampledUntil += SECOND;
            samples.write(String.format(Locale.ROOT, "%d,%s,0,%d,%d,%.3f,%.0f,,,,,%n", sampledUntil,
                    START.plusNanos(sampledUntil), Math.min(running, 96), Math.max(0, running - 96), running / 200.0,
                    generated));
        }
    }

    private RequestRecord request(Scope scope, int ordinal, int places) {
        long sent = now + random.nextLong(200_000);
        double fate = random.nextDouble();
        if (fate < 0.002) {
            return request(scope, ordinal, sent, ChunkTrain.empty(), sent + 5 * MILLI,
                    new Outcome.HttpError(503, "no healthy upstream"));
        }
        if (fate < 0.003) {
            return request(scope, ordinal, sent, ChunkTrain.empty(), sent + 10 * SECOND,
                    new Outcome.TimedOut("first_token"));
        }
        long[] nanos = new long[TOKENS];
        long at = sent + (long) ((30 + places / 2.0) * MILLI * Math.exp(0.4 * random.nextGaussian()));
        for (int i = 0; i < TOKENS; i++) {
            nanos[i] = at;
            at += (long) ((8 + places / 16.0) * MILLI * (0.8 + 0.4 * random.nextDouble()));
        }
        byte[] flags = new byte[TOKENS];
        Arrays.fill(flags, (byte) ChunkTrain.CONTENT);
        return request(scope, ordinal, sent, ChunkTrain.of(nanos, flags, new int[0]), nanos[TOKENS - 1] + MILLI,
                new Outcome.Completed());
    }

    private static RequestRecord request(Scope scope, int ordinal, long sentNanos, ChunkTrain chunks, long ended,
            Outcome outcome) {
        boolean good = outcome instanceof Outcome.Completed;
        Tick sent = new Tick(sentNanos);
        OptionalInt status = outcome instanceof Outcome.HttpError(int code, String _)
                ? OptionalInt.of(code)
                : good ? OptionalInt.of(200) : OptionalInt.empty();
        return new RequestRecord(scope + "-" + ordinal, scope, ordinal, "/v1/chat/completions", true,
                new Asked(OptionalInt.of(256), OptionalInt.of(TOKENS), 1), sent, sent, OptionalLong.empty(),
                Optional.of(sent), Optional.empty(), status, chunks, new Tick(ended),
                good ? Optional.of(new TokenCounts(256, TOKENS, OptionalInt.empty())) : Optional.empty(),
                Optional.empty(), good ? Map.of("length", 1) : Map.of(), good, OptionalInt.empty(), false, outcome);
    }
}
