package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/**
 * One request as another client recorded it. Every field may be missing, null, or of a form not meant for it; unknown
 * fields do not matter.
 *
 * @param json the object
 */
record RecordedRequest(JsonNode json) {

    /** Chunks beyond these are not placed one by one. */
    private static final int MOST_CHUNKS = 100_000;

    private static final double LONGEST_SECONDS = 1e6;
    private static final int MOST_REASONS = 1000;

    /** The field of that name, missing when there is none. */
    JsonNode field(String name) {
        return json.path(name);
    }

    boolean has(String name) {
        return !field(name).isMissingNode() && !field(name).isNull();
    }

    boolean flag(String name) {
        return field(name).isBoolean() && field(name).asBoolean();
    }

    Optional<String> text(String name) {
        return field(name).isString() ? Optional.of(field(name).asString()) : Optional.empty();
    }

    OptionalInt whole(String name) {
        return whole(field(name));
    }

    private static OptionalInt whole(JsonNode node) {
        double value = node.isNumber() ? node.asDouble() : -1;
        return value >= 0 && value <= Integer.MAX_VALUE ? OptionalInt.of((int) value) : OptionalInt.empty();
    }

    /** A duration; empty when it is missing, negative, or longer than eleven days. */
    OptionalDouble seconds(String name) {
        double value = field(name).isNumber() ? field(name).asDouble() : -1;
        return value >= 0 && value <= LONGEST_SECONDS ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The HTTP status of the answer. */
    OptionalInt status() {
        OptionalInt status = whole("status");
        return status.orElse(0) >= 100 && status.orElse(0) <= 999 ? status : OptionalInt.empty();
    }

    boolean streamed() {
        return flag("stream") || (!has("stream") && has("ttft_s"));
    }

    boolean done() {
        return flag("done_seen");
    }

    Optional<Instant> startedAt() {
        return WallTimes.read(field("started_at"));
    }

    Optional<String> model() {
        return text("model");
    }

    /** Whether anything shows that an answer came, for a record without a status. */
    boolean wasAnswered() {
        return has("usage") || done() || !finishReasons().isEmpty() || has("ttft_s");
    }

    /** The first moment at which something of an answer was there. */
    OptionalDouble firstSign() {
        return seconds("first_event_s").isPresent() ? seconds("first_event_s") : seconds("ttft_s");
    }

    /** When it ended, after its start; empty when no moment of it was recorded. */
    OptionalDouble endSeconds() {
        OptionalDouble told = seconds("e2e_s");
        return told.isPresent()
                ? told
                : DoubleStream.of(seconds("last_content_s").orElse(-1), seconds("first_event_s").orElse(-1),
                        seconds("ttft_s").orElse(-1)).filter(value -> value >= 0).max();
    }

    /** Token counts; an answer that generates nothing, such as embeddings, has prompt tokens only. */
    Optional<TokenCounts> usage() {
        JsonNode usage = field("usage");
        OptionalInt prompt = whole(usage.path("prompt_tokens"));
        OptionalInt completion = whole(usage.path("completion_tokens"));
        if (prompt.isEmpty() && completion.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TokenCounts(prompt.orElse(0), completion.orElse(0),
                whole(usage.path("prompt_tokens_details").path("cached_tokens"))));
    }

    /** How many choices ended with which reason; a choice without one is left out. */
    Map<String, Integer> finishReasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        JsonNode told = field("finish_reasons").isMissingNode() ? field("finish_reason") : field("finish_reasons");
        if (told.isString()) {
            reasons.put(told.asString(), 1);
        }
        for (JsonNode reason : told) {
            if (reason.isString() && (reasons.size() < MOST_REASONS || reasons.containsKey(reason.asString()))) {
                reasons.merge(reason.asString(), 1, Integer::sum);
            }
        }
        return reasons;
    }

    /** The request as our own ledgers know it; {@code base} is the moment of tick zero. */
    RequestRecord toRecord(int ordinal, Instant base) {
        Tick sent = startedAt().map(start -> new Tick(Duration.between(base, start).toNanos())).orElse(Tick.ZERO);
        ChunkTrain chunks = chunks(sent);
        Tick last = chunks.size() == 0 ? sent : chunks.at(chunks.size() - 1);
        Tick ended = after(sent, endSeconds().orElse(0)).max(last);
        return new RequestRecord(text("id").orElseGet(() -> "entry " + (ordinal + 1)), new Scope.Level(0), ordinal,
                endpoint(), streamed(), asked(), sent, sent, OptionalLong.empty(), Optional.empty(),
                Optional.empty(), status(), chunks, ended, usage(), Optional.empty(), finishReasons(), done(),
                OptionalInt.empty(),
                false, ForeignOutcome.of(this));
    }

    private Asked asked() {
        OptionalInt most = whole("max_tokens");
        boolean fixed = flag("ignore_eos") && !has("stop") && most.orElse(0) > 0;
        return new Asked(OptionalInt.empty(), fixed ? most : OptionalInt.empty(), Math.max(1, whole("n").orElse(1)));
    }

    /** The route, also where a whole URL was recorded. */
    private String endpoint() {
        String route = text("endpoint").or(() -> text("url")).or(() -> text("path")).orElse("/v1/chat/completions");
        int scheme = route.indexOf("://");
        int slash = scheme < 0 ? -1 : route.indexOf('/', scheme + 3);
        String path = slash < 0 ? route : route.substring(slash);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Only the first and the last chunk were stamped; those between are placed evenly and marked so. */
    private ChunkTrain chunks(Tick sent) {
        OptionalDouble first = seconds("ttft_s");
        if (first.isEmpty()) {
            return ChunkTrain.empty();
        }
        int count = Math.clamp(whole("content_chunks").orElse(1), 1, MOST_CHUNKS);
        double span = Math.max(0, seconds("last_content_s").orElse(first.getAsDouble()) - first.getAsDouble());
        long[] nanos = new long[count];
        byte[] flags = new byte[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = after(sent, first.getAsDouble() + span * i / Math.max(1, count - 1)).nanos();
            flags[i] = (byte) (i == 0 ? ChunkTrain.CONTENT : ChunkTrain.CONTENT | ChunkTrain.PLACED);
        }
        return ChunkTrain.of(nanos, flags, new int[0]);
    }

    private static Tick after(Tick sent, double seconds) {
        return new Tick(sent.nanos() + Math.round(seconds * 1e9));
    }
}
