package io.llmloadtest.report.export;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.Turn;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests with known stamps, in milliseconds since the run's start. */
final class SampleRequests {

    static final Instant START = Instant.parse("2026-11-25T10:15:30Z");

    private static final int ROLE = 0;

    private SampleRequests() {
    }

    /**
     * Level 0: sent at 100 (2 late), role chunk at 140, tokens at 150, 170, 200, ended at 210; the same 1 s later without usage;
     * one that timed out. Before it a warm-up, after it a request of level 1.
     */
    static List<RequestRecord> all() {
        return List.of(completed(new Scope.WarmUp(0), 0, 10, Optional.of(usage())),
                completed(new Scope.Level(0), 0, 100, Optional.of(usage())),
                timedOut(1, 300),
                completed(new Scope.Level(0), 2, 1100, Optional.empty()),
                completed(new Scope.Level(1), 0, 5000, Optional.of(usage())));
    }

    static RequestSource source() {
        return visitor -> all()
                .forEach(request -> visitor.accept(request, START.plusNanos(request.sent().nanos())));
    }

    private static TokenCounts usage() {
        return new TokenCounts(128, 3, OptionalInt.of(64));
    }

    private static RequestRecord completed(Scope scope, int ordinal, long sent, Optional<TokenCounts> usage) {
        return new RequestRecord("run-" + ordinal, scope, ordinal, "/v1/chat/completions", true,
                new Asked(OptionalInt.of(130), OptionalInt.of(3), 1, Optional.of("an \"adapter\""),
                        Optional.of(new Turn(7, 2))),
                at(sent - 2), at(sent), OptionalLong.of(1_500_000), Optional.of(at(sent)), Optional.of(at(sent + 30)),
                OptionalInt.of(200), chunks(sent), at(sent + 110), usage,
                Optional.of(new ServerTimes(OptionalLong.of(0), OptionalLong.of(9_000_000), OptionalLong.empty())),
                Map.of("length", 1), true, OptionalInt.of(40_000), false, new Outcome.Completed());
    }

    private static ChunkTrain chunks(long sent) {
        long[] nanos = {at(sent + 40).nanos(), at(sent + 50).nanos(), at(sent + 70).nanos(), at(sent + 100).nanos()};
        return ChunkTrain.of(nanos, new byte[]{ROLE, ChunkTrain.CONTENT, ChunkTrain.CONTENT,
                ChunkTrain.CONTENT | ChunkTrain.FINISH}, new int[0]);
    }

    private static RequestRecord timedOut(int ordinal, long sent) {
        return new RequestRecord("run-" + ordinal, new Scope.Level(0), ordinal, "/v1/chat/completions", true,
                new Asked(OptionalInt.empty(), OptionalInt.empty(), 1), at(sent), at(sent), OptionalLong.empty(),
                Optional.of(at(sent)), Optional.empty(), OptionalInt.empty(), ChunkTrain.empty(), at(sent + 500),
                Optional.empty(), Optional.empty(), Map.of(), false, OptionalInt.of(40_001), false,
                new Outcome.TimedOut("head"));
    }

    private static Tick at(long millis) {
        return new Tick(millis * 1_000_000);
    }
}
