package io.llmloadtest.ledger;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Tick;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests for tests, written as a story: sent at a millisecond, token chunks at others, ended at a last one. */
public final class Requests {

    public static final Scope LEVEL = new Scope.Level(0);

    private Requests() {
    }

    public static RequestRecord streamed(int ordinal, long sentMillis, long[] tokenMillis, long endedMillis) {
        long[] nanos = Arrays.stream(tokenMillis).map(millis -> millis * 1_000_000).toArray();
        byte[] flags = new byte[nanos.length];
        Arrays.fill(flags, (byte) ChunkTrain.CONTENT);
        return record(ordinal, sentMillis, ChunkTrain.of(nanos, flags, new int[0]), endedMillis,
                Optional.of(new TokenCounts(100, tokenMillis.length, OptionalInt.empty())),
                new Outcome.Completed());
    }

    /** The same request with an answer that tells the server's own time. */
    public static RequestRecord telling(RequestRecord r, ServerTimes times) {
        return new RequestRecord(r.id(), r.scope(), r.ordinal(), r.endpoint(), r.streamed(), r.asked(), r.intended(),
                r.sent(), r.connectNanos(), r.written(), r.head(), r.status(), r.chunks(), r.ended(), r.usage(),
                Optional.of(times), r.finishReasons(), r.done(), r.localPort(), r.mayHaveRunTwice(), r.outcome());
    }

    /** The same request having asked for something else. */
    public static RequestRecord asking(RequestRecord r, Asked asked) {
        return new RequestRecord(r.id(), r.scope(), r.ordinal(), r.endpoint(), r.streamed(), asked, r.intended(),
                r.sent(), r.connectNanos(), r.written(), r.head(), r.status(), r.chunks(), r.ended(), r.usage(),
                r.serverTimes(), r.finishReasons(), r.done(), r.localPort(), r.mayHaveRunTwice(), r.outcome());
    }

    /** The same request with another usage. */
    public static RequestRecord using(RequestRecord r, TokenCounts usage) {
        return new RequestRecord(r.id(), r.scope(), r.ordinal(), r.endpoint(), r.streamed(), r.asked(), r.intended(),
                r.sent(), r.connectNanos(), r.written(), r.head(), r.status(), r.chunks(), r.ended(),
                Optional.of(usage), r.serverTimes(), r.finishReasons(), r.done(), r.localPort(), r.mayHaveRunTwice(),
                r.outcome());
    }

    public static RequestRecord failed(int ordinal, long sentMillis, long endedMillis, Outcome outcome) {
        return record(ordinal, sentMillis, ChunkTrain.empty(), endedMillis, Optional.empty(), outcome);
    }

    public static RequestRecord record(int ordinal, long sentMillis, ChunkTrain chunks, long endedMillis,
            Optional<TokenCounts> usage, Outcome outcome) {
        boolean good = outcome instanceof Outcome.Completed;
        Tick sent = new Tick(sentMillis * 1_000_000);
        return new RequestRecord("run-" + ordinal, LEVEL, ordinal, "/v1/chat/completions", true,
                new Asked(OptionalInt.of(100), OptionalInt.of(usage.map(TokenCounts::completion).orElse(8)), 1), sent,
                sent, OptionalLong.empty(), Optional.of(new Tick(sent.nanos() + 10_000)), Optional.empty(),
                outcome instanceof Outcome.HttpError(int status, String _)
                        ? OptionalInt.of(status)
                        : good || chunks.size() > 0 ? OptionalInt.of(200) : OptionalInt.empty(),
                chunks, new Tick(endedMillis * 1_000_000), usage, Optional.empty(),
                good ? Map.of("length", 1) : Map.of(), good,
                OptionalInt.of(40_000 + ordinal), false, outcome);
    }
}
